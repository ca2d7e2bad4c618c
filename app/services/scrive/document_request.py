"""The content of a document that the Document API sends alone (documents/{id}/update): pure."""

from typing import Final

from app.domain.agreement import Agreement, AuthenticationMethod, Participant
from app.domain.json_value import JsonObject
from app.domain.kinds import Role
from app.domain.scrive_fields import method_to_sign, role_in_document
from app.domain.scrive_members import DOCUMENT_MEMBERS, language_of
from app.domain.scrive_settings import DISPLAY_OPTIONS
from app.domain.sign_orders import sign_orders
from app.services.ports import KnownParticipant
from app.services.scrive.author import document_author, role_of
from app.services.scrive.document_parties import party_of, same_party
from app.services.scrive.marks import all_tags
from app.services.scrive.placements import PageSizes

_SAME_SETTINGS: Final = ("days_to_sign", "days_to_remind", "lang", "api_callback_url")


def document_update(
    agreement: Agreement,
    author: JsonObject,
    people: tuple[Participant, ...],
    tags: list[JsonObject],
    pages: PageSizes,
) -> JsonObject:
    """Everything that a draft says, as the member `document` of the update.

    `author`: the first party as Scrive told it; `tags`: our marks; `pages`: needed where the draft
    has fields. Raises IndexError for a field on a page that does not exist.
    """
    told = agreement.scrive
    wanted: JsonObject = {name: told[name] for name in DOCUMENT_MEMBERS if name in told}
    wanted["title"] = agreement.title
    if agreement.message.strip():
        wanted["invitation_message"] = agreement.message
    if language_of(agreement.language):
        wanted["lang"] = language_of(agreement.language)
    wanted["tags"] = all_tags(agreement, tags)
    orders = sign_orders(agreement.process)
    parties = [party_of(agreement, each, orders.get(each.label, 1), pages) for each in people]
    wanted["parties"] = [document_author(agreement, author), *parties]
    return wanted


def took_parties(wanted: JsonObject, written: list[JsonObject]) -> bool:
    """Whether Scrive tells the parties as they were sent, the author first."""
    asked = wanted["parties"]
    if not isinstance(asked, list) or len(asked) != len(written):
        return False
    first = asked[0]
    if not isinstance(first, dict) or role_of(first) != role_of(written[0]):
        return False
    return all(
        isinstance(one, dict) and same_party(one, other)
        for one, other in zip(asked[1:], written[1:], strict=True)
    )


def took_settings(wanted: JsonObject, written: JsonObject) -> bool:
    """Whether Scrive tells what somebody chose as it was sent: all but texts, which it may dress.

    Marks and tags may come back in any order, and beside others.
    """
    same = all(written.get(name) == wanted[name] for name in _SAME_SETTINGS if name in wanted)
    options, told = wanted.get("display_options"), written.get("display_options")
    shown = dict(options) if isinstance(options, dict) else {}
    seen = told if isinstance(told, dict) else {}
    looks = all(seen.get(name) == shown[name] for name in DISPLAY_OPTIONS if name in shown)
    return same and looks and _tags(wanted) <= _tags(written)


def _tags(document: JsonObject) -> set[tuple[str, str]]:
    told = document.get("tags")
    tags = told if isinstance(told, list) else []
    return {
        (str(each.get("name")), str(each.get("value"))) for each in tags if isinstance(each, dict)
    }


def known_participants(
    agreement: Agreement, people: tuple[Participant, ...], signatories: dict[str, str]
) -> tuple[KnownParticipant, ...]:
    """Who stands behind the parties, for tracking; `signatories`: their ids by label."""
    orders = sign_orders(agreement.process)
    return tuple(
        KnownParticipant(
            label=person.label,
            name=person.name,
            email=person.email,
            phone=person.phone,
            role=_known_role(agreement, person),
            delivery=person.effective_delivery,
            signing_order=orders.get(person.label, 1),
            authentication_to_view=_provider(person.authentication.view),
            authentication_to_sign=_provider(method_to_sign(agreement, person)),
            signatory_ids=tuple(filter(None, [signatories.get(person.label, "")])),
        )
        for person in people
    )


def _known_role(agreement: Agreement, person: Participant) -> Role:
    """A copy stays a copy for us, though Scrive calls it a viewer."""
    role = role_in_document(agreement, person)
    return person.role if role is Role.VIEWER and person.role is Role.COPY else role


def _provider(method: AuthenticationMethod | None) -> str:
    return "" if method is None else method.provider
