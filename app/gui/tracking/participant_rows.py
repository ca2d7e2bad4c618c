"""The row of one participant, with what the service told about them beneath it."""

from app.domain.kinds import ServiceKind
from app.domain.observation import Moment, Observation, ObservedParticipant
from app.domain.status import ParticipantStatus
from app.gui.models.standing import person_standing
from app.gui.tracking.details import plain_text, said_rows
from app.gui.tracking.facts import present
from app.gui.tracking.opening_rows import access_row, authentication_row, reminders_row
from app.gui.tracking.participant_facts import (
    answers_row,
    copy_row,
    files_row,
    invitation_row,
    parts_row,
)
from app.gui.tracking.recipient_rows import (
    acted_row,
    delegation_row,
    identity_rows,
    members_row,
    notices_row,
    permissions_row,
    place_row,
    placeholder_row,
)
from app.gui.tracking.rows import WorkflowRow
from app.gui.tracking.said import member_of, text_of
from app.gui.when import Times
from app.gui.widgets.states import State
from app.services.texts import participant_word, provider_word, role_word

_AT_ONCE = "PARALLEL"
"""The `workflow_type` of a package in which nobody waits."""


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
        kind=participant.kind,
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


def _beneath(
    participant: ObservedParticipant, observation: Observation, times: Times
) -> tuple[WorkflowRow, ...]:
    rows = [
        invitation_row(participant, times),
        _reason(participant),
        _stand_in(participant),
        members_row(participant),
        *_named(participant, observation),
        parts_row(participant, observation, times),
        files_row(participant),
        answers_row(participant),
        authentication_row(participant, times),
        _archived(participant),
        copy_row(participant),
        access_row(participant, times),
        reminders_row(participant),
        *_allowed(participant, observation),
        _history(participant, times),
        _everything(participant, times),
    ]
    return tuple(row for row in rows if row is not None)


def _named(participant: ObservedParticipant, observation: Observation) -> tuple[WorkflowRow, ...]:
    """As whom SigningHub has them in the workflow."""
    if observation.service is not ServiceKind.SIGNINGHUB:
        return ()
    said = participant.details
    at_once = text_of(member_of(observation.details, "workflow"), "workflow_type") == _AT_ONCE
    return present(place_row(said, at_once=at_once), placeholder_row(said), delegation_row(said))


def _allowed(participant: ObservedParticipant, observation: Observation) -> tuple[WorkflowRow, ...]:
    """What SigningHub lets them do, what they did, and who they are to it."""
    if observation.service is not ServiceKind.SIGNINGHUB:
        return ()
    said = participant.details
    rows = present(permissions_row(said), notices_row(said), acted_row(said))
    return (*rows, *identity_rows(said))


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


def _archived(participant: ObservedParticipant) -> WorkflowRow | None:
    """What is asked of them to see it when it is over."""
    asked = participant.authentication_to_view_archived
    if not asked:
        return None
    words = provider_word(asked)
    return WorkflowRow(key="archived", name="To see it later", glyph="archive", status=words)


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
        children=said_rows(participant.details, times),
    )
