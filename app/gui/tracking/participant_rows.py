"""The row of one participant, with what the service told about them beneath it."""

from typing import Final

from app.domain.json_value import JsonObject, JsonValue
from app.domain.observation import Moment, Observation, ObservedParticipant
from app.domain.status import ParticipantStatus
from app.gui.models.standing import capital, person_standing
from app.gui.tracking.details import detail_rows, label_of, plain_text
from app.gui.tracking.participant_facts import (
    answers_row,
    copy_row,
    files_row,
    invitation_row,
    parts_row,
)
from app.gui.tracking.rows import WorkflowRow
from app.gui.tracking.stations import asked_proof
from app.gui.when import Times
from app.gui.widgets.states import State
from app.services.texts import participant_word, provider_word, role_word

_PROOF_MEMBERS: Final = ("authentication", "has_authenticated")
_WINDOW: Final = "access_duration"


def participant_row(
    participant: ObservedParticipant,
    person: int,
    observation: Observation,
    times: Times,
    *,
    blocks: bool,
    is_open: bool,
) -> WorkflowRow:
    """The participant at place `person`, from 0, of the agreement."""
    standing = person_standing(participant)
    told = (participant.acted_at, participant.opened_at, participant.delivered_at)
    return WorkflowRow(
        key=f"person:{participant.key}",
        name=participant.name or participant.email or participant.phone or f"Person {person + 1}",
        aside=_share(participant),
        tag=role_word(participant.role),
        person=person,
        strong=blocks,
        status=standing.word,
        status_glyph=standing.glyph,
        status_token=standing.token,
        when=times.moment(standing.moment),
        said=participant.raw_status,
        fact=f"{standing.word}|{told}|{participant.authenticated}|{participant.documents_done}",
        is_blocker=blocks,
        is_open=is_open,
        children=_beneath(participant, observation, times),
    )


def member_of(said: JsonObject, *path: str) -> JsonObject:
    """The object at `path` in what the service said; empty where there is none."""
    value: JsonValue = said
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _beneath(
    participant: ObservedParticipant, observation: Observation, times: Times
) -> tuple[WorkflowRow, ...]:
    rows = [
        invitation_row(participant, times),
        _reason(participant),
        _stand_in(participant),
        _members(participant),
        parts_row(participant, observation, times),
        files_row(participant),
        answers_row(participant),
        _authentication(participant, times),
        _archived(participant),
        copy_row(participant),
        _access(participant, times),
        _reminders(participant, times),
        _permissions(participant, times),
        _history(participant, times),
        _everything(participant, times),
    ]
    return tuple(row for row in rows if row is not None)


def _share(participant: ObservedParticipant) -> str:
    """`1 of 2 done` of the documents, while some are and some are not."""
    done, total = participant.documents_done, participant.documents_total
    return f"{done} of {total} done" if done and total and done < total else ""


def _reason(participant: ObservedParticipant) -> WorkflowRow | None:
    if not participant.reason:
        return None
    quoted = f"“{plain_text(participant.reason)}”"
    return WorkflowRow(key="reason", name="Reason", glyph="message-square-text", status=quoted)


def _stand_in(participant: ObservedParticipant) -> WorkflowRow | None:
    if not participant.acted_by:
        return None
    return WorkflowRow(
        key="acted-by", name="Acted for them", glyph="user-round", status=participant.acted_by
    )


def _members(participant: ObservedParticipant) -> WorkflowRow | None:
    if not participant.members:
        return None
    count = len(participant.members)
    return WorkflowRow(
        key="members",
        name="Members",
        glyph="users",
        status="1 person" if count == 1 else f"{count} people",
        children=tuple(
            WorkflowRow(key=str(place), name=name, glyph="user-round")
            for place, name in enumerate(participant.members, 1)
        ),
    )


def _authentication(participant: ObservedParticipant, times: Times) -> WorkflowRow:
    asked = asked_proof(participant) or "Nothing extra"
    if participant.authenticated:
        asked = f"{asked}, passed"
    details = participant.details
    told: JsonObject = {
        name: value for name, value in details.items() if name.startswith(_PROOF_MEMBERS)
    }
    nested = member_of(details, "authentications")
    if nested:
        told.pop("authentications")
        told |= {name: value for name, value in nested.items() if name != _WINDOW}
    return WorkflowRow(
        key="authentication",
        name="Authentication",
        glyph="key-round",
        status=asked,
        when=times.moment(participant.authenticated_at),
        children=detail_rows(told, times),
    )


def _archived(participant: ObservedParticipant) -> WorkflowRow | None:
    """What is asked of them to see it when it is over."""
    asked = participant.authentication_to_view_archived
    if not asked:
        return None
    words = provider_word(asked)
    return WorkflowRow(key="archived", name="To see it later", glyph="archive", status=words)


def _access(participant: ObservedParticipant, times: Times) -> WorkflowRow | None:
    told = member_of(participant.details, "authentications", _WINDOW)
    end = participant.deadline
    if end is None and not told:
        return None
    status = f"Until {times.moment(end)}" if end else _days_of_access(told)
    return WorkflowRow(
        key="access",
        name="Access",
        glyph="calendar-clock",
        status=status,
        when=times.until(end.at) if end else "",
        fact=str(end),
        children=detail_rows(told, times),
    )


def _days_of_access(told: JsonObject) -> str:
    if told.get("enabled") is not True:
        return "Not limited"
    days = member_of(told, "duration_by_days", "duration").get("total_days")
    return f"{days} days from their turn on" if days is not None else "Limited"


def _reminders(participant: ObservedParticipant, times: Times) -> WorkflowRow | None:
    told = member_of(participant.details, "reminder")
    if not told:
        return None
    return WorkflowRow(
        key="reminders",
        name="Reminders",
        glyph="bell" if told.get("enabled") is True else "bell-off",
        status=_reminder_words(told),
        children=detail_rows(told, times),
    )


def _reminder_words(told: JsonObject) -> str:
    if told.get("enabled") is not True:
        return "None"
    words = f"After {_span(told.get('remind_after'), told.get('frequency'))}"
    repeat = member_of(told, "repeat")
    if repeat.get("enabled") is not True:
        return words
    every = _span(repeat.get("keep_reminding_after"), repeat.get("frequency"))
    return f"{words}, then every {every}, {repeat.get('total_reminders')} in all"


def _span(count: JsonValue, frequency: JsonValue) -> str:
    unit = "hour" if str(frequency).upper() == "HOURS" else "day"
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _permissions(participant: ObservedParticipant, times: Times) -> WorkflowRow | None:
    told = member_of(participant.details, "permission")
    if not told:
        return None
    granted = [label_of(name).lower() for name, value in told.items() if value is True]
    return WorkflowRow(
        key="permissions",
        name="Permissions",
        glyph="shield-check",
        status=capital(", ".join(granted)) or "Only to read",
        children=detail_rows(told, times),
    )


def _history(participant: ObservedParticipant, times: Times) -> WorkflowRow | None:
    """What happened to the participant; events of a service name people, who may repeat."""
    events = _events(participant)
    if not events:
        return None
    last = max((moment for _, _, moment in events), key=lambda moment: moment.at)
    return WorkflowRow(
        key="history",
        name="History",
        glyph="history",
        status="1 event" if len(events) == 1 else f"{len(events)} events",
        when=times.moment(last),
        children=tuple(
            WorkflowRow(key=word, name=word, glyph=glyph, when=times.moment(moment))
            for word, glyph, moment in events
        ),
    )


def _events(participant: ObservedParticipant) -> list[tuple[str, str, Moment]]:
    declined = participant.status is ParticipantStatus.DECLINED
    end = participant.status if declined else ParticipantStatus.ACTED
    told = (
        ("Invited", "send", participant.invited_at),
        ("Delivered", "mail", participant.delivered_at),
        ("Invitation read", "mail-open", participant.invitation_read_at),
        ("Opened", "mail-open", participant.opened_at),
        ("Identity proven", "key-round", participant.authenticated_at),
        (
            participant_word(end, participant.role),
            State.STOPPED.glyph if declined else State.DONE.glyph,
            participant.acted_at,
        ),
    )
    return [(word, glyph, moment) for word, glyph, moment in told if moment is not None]


def _everything(participant: ObservedParticipant, times: Times) -> WorkflowRow | None:
    if not participant.details:
        return None
    return WorkflowRow(
        key="details",
        name="All details",
        glyph="info",
        children=detail_rows(participant.details, times),
    )
