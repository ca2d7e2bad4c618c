"""What SigningHub says about a recipient beside how far they are, in people's words."""

from dataclasses import replace
from textwrap import wrap

from app.domain.json_value import JsonObject, JsonValue
from app.domain.observation import ObservedParticipant
from app.gui.models.standing import capital
from app.gui.tracking.details import label_of, plain_text, private_row
from app.gui.tracking.facts import choice, fact, people_fact, present
from app.gui.tracking.package_words import permission_word, processed_as_word
from app.gui.tracking.rows import WorkflowRow
from app.gui.tracking.said import NamedPerson, entries_of, flag_of, member_of, people_of, text_of
from app.gui.widgets.states import State

_NOTICE = "legal_notice"
_SHORT = 36
"""Letters that fit beside a name."""
_LINE = 56
"""Letters that fit into a whole row."""


def place_row(said: JsonObject, *, at_once: bool) -> WorkflowRow | None:
    """Where they stand in the list, and in which step they act: two numbers that differ.

    Where all act at once, the service still numbers its steps; those say nothing.
    """
    order, stage = text_of(said, "order"), "" if at_once else text_of(said, "signing_order")
    words = [f"number {order} in the list"] if order else []
    words += [f"acts in step {stage}"] if stage else []
    return fact("place", "Place", capital(", ".join(words)), glyph="list-ordered")


def placeholder_row(said: JsonObject) -> WorkflowRow | None:
    """For whom the place is kept."""
    name = text_of(said, "placeholder")
    named = text_of(said, "user_email")
    words = f"Was kept for “{name}”" if named else f"Kept for “{name}”, nobody is named yet"
    row = fact("placeholder", "Placeholder", words if name else "", glyph="circle-dashed")
    if row is None or named:
        return row
    return replace(row, status_token=State.NEEDS, status_glyph=State.NEEDS.glyph)


def members_row(participant: ObservedParticipant) -> WorkflowRow | None:
    """Who may act for the group; any one of them is enough."""
    people = people_of(participant.details, "group_members")
    if not people:
        people = tuple(NamedPerson(name=each) for each in participant.members)
    return people_fact("members", "Members", people)


def delegation_row(said: JsonObject) -> WorkflowRow | None:
    """Who else may act for them."""
    names = (
        text_of(said, "delegator"),
        text_of(said, "delegatee_name"),
        text_of(said, "delegatee"),
    )
    words = ", ".join(dict.fromkeys(filter(None, names)))
    return fact("delegation", "Delegation", words, glyph="user-round")


def acted_row(said: JsonObject) -> WorkflowRow | None:
    """By whom it was done, and in which capacity."""
    by, raw = text_of(said, "processed_by"), text_of(said, "processed_as")
    words = [f"by {by}"] if by else []
    words += [processed_as_word(raw)] if raw else []
    return fact("processed", "Who acted", capital(", ".join(words)), said=raw, glyph="user-round")


def identity_rows(said: JsonObject) -> tuple[WorkflowRow, ...]:
    """The national id, shown only when asked for, and how the service writes to them."""
    number = text_of(said, "user_national_id")
    return present(
        private_row("national-id", "National ID", number, glyph="key-round") if number else None,
        choice("notified", "Gets e-mails", flag_of(said, "email_notification")),
        choice("guest", "Guest", flag_of(said, "guest_user")),
        fact("language", "Language of e-mails", text_of(said, "email_language_code")),
    )


def permissions_row(said: JsonObject) -> WorkflowRow | None:
    """Everything they may do with the documents, and what not."""
    told = member_of(said, "permission")
    told = {name: value for name, value in told.items() if name != _NOTICE}
    if not told:
        return None
    granted = [_permission(name) for name, value in told.items() if _is_allowed(value)]
    granted = [name[:1].lower() + name[1:] for name in granted]
    return WorkflowRow(
        key="permissions",
        name="Permissions",
        glyph="shield-check",
        status=capital(", ".join(dict.fromkeys(granted))) or "Only to read",
        children=present(
            *(
                choice(key, _permission(key), _is_allowed(value), "Allowed", "Not allowed")
                for key, value in told.items()
            )
        ),
    )


def notices_row(said: JsonObject) -> WorkflowRow | None:
    """The legal notices that they accept before acting; their text is cleaned, never rendered."""
    told = member_of(said, "permission", _NOTICE)
    if not told:
        return None
    if not flag_of(told, "enabled"):
        return fact("notices", "Legal notice", "None", glyph="scan-text")
    shown = entries_of(told, "default_notice")
    possible = [each for each in entries_of(told, "allowed_notices") if each not in shown]
    names = [_notice_name(each) for each in shown] or [text_of(told, "legal_notice_name")]
    return WorkflowRow(
        key="notices",
        name="Legal notice",
        glyph="scan-text",
        status=", ".join(filter(None, names)) or "To be accepted first",
        children=(
            *_notices("default", "Shown", shown),
            *_notices("allowed", "Also possible", possible),
        ),
    )


def _permission(member: str) -> str:
    return permission_word(member) or label_of(member)


def _is_allowed(value: JsonValue) -> bool | None:
    return flag_of(value, "enabled") if isinstance(value, dict) else flag_of({"": value}, "")


def _notices(key: str, aside: str, entries: list[JsonValue]) -> tuple[WorkflowRow, ...]:
    return tuple(_notice(f"{key}:{place}", aside, each) for place, each in enumerate(entries, 1))


def _notice(key: str, aside: str, value: JsonValue) -> WorkflowRow:
    """A notice; one that is too long for its row has its lines beneath it."""
    text = plain_text(text_of(value, "legal_notice_html")) if isinstance(value, dict) else ""
    lines = wrap(text, _LINE) if len(text) > _SHORT else []
    return WorkflowRow(
        key=key,
        name=_notice_name(value) or "Without a name",
        aside=aside,
        status=text,
        children=tuple(WorkflowRow(key=str(n), name=line) for n, line in enumerate(lines, 1)),
    )


def _notice_name(value: JsonValue) -> str:
    if isinstance(value, dict):
        return text_of(value, "legal_notice_name", "legal_notice_id")
    return value if isinstance(value, str) else ""
