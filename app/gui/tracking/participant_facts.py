"""What a participant was sent, asked for and gave, as rows."""

from typing import Final

from app.domain.kinds import Delivery
from app.domain.observation import Observation, ObservedParticipant
from app.domain.observed_parts import Channel, DeliveryReport, DocumentPart, Letter
from app.domain.status import ParticipantStatus
from app.gui.models.standing import NO_EVENT
from app.gui.tracking.counting import counted
from app.gui.tracking.rows import WorkflowRow
from app.gui.when import Times
from app.gui.widgets.states import State
from app.services.texts import (
    arrival_words,
    channel_word,
    confirmation_words,
    delivery_word,
    participant_word,
)

_DELIVERY_GLYPHS: Final = {
    Delivery.SMS: "message-square-text",
    Delivery.LINK: "link",
    Delivery.IN_PERSON: "users",
    Delivery.NONE: "bell-off",
}
_CHANNEL_GLYPHS: Final = {Channel.EMAIL: "mail", Channel.SMS: "message-square-text"}
_WITHOUT_ADDRESS: Final = frozenset({Delivery.LINK, Delivery.IN_PERSON, Delivery.NONE})


def invitation_row(participant: ObservedParticipant, times: Times) -> WorkflowRow | None:
    """How the participant was invited, and whether that arrived."""
    way = participant.delivery
    address = participant.phone if way is Delivery.SMS else participant.email or participant.phone
    if way is None and not (address or participant.raw_delivery):
        return None
    words = delivery_word(way) if way else participant.raw_delivery
    if way is Delivery.EMAIL_SMS:
        words, address = "E-mail and SMS", ", ".join((participant.email, participant.phone))
    elif way in _WITHOUT_ADDRESS:
        address = ""
    reports = [each for each in participant.deliveries if each.letter is Letter.INVITATION]
    lost = any(each.arrived is False for each in reports)
    status = f"{words} to {address}" if words and address else words or address
    return WorkflowRow(
        key="invitation",
        name="Invitation",
        glyph=_DELIVERY_GLYPHS.get(way, "mail") if way else "mail",
        status=status,
        status_glyph="mail-x" if lost else "",
        status_token=State.NEEDS.value if lost else NO_EVENT,
        when=times.moment(participant.invited_at),
        said=participant.raw_delivery,
        fact=f"{status}|{reports}",
        children=tuple(map(_report, reports)),
    )


def copy_row(participant: ObservedParticipant) -> WorkflowRow | None:
    """How the signed copy arrives, and whether it did."""
    reports = [each for each in participant.deliveries if each.letter is Letter.CONFIRMATION]
    if not participant.confirmation and not reports:
        return None
    lost = any(each.arrived is False for each in reports)
    return WorkflowRow(
        key="copy",
        name="Signed copy",
        glyph="file-check",
        status="Did not arrive" if lost else confirmation_words(participant.confirmation),
        status_glyph="mail-x" if lost else "",
        status_token=State.NEEDS.value if lost else NO_EVENT,
        said=participant.confirmation,
        children=tuple(map(_report, reports)),
    )


def parts_row(
    participant: ObservedParticipant, observation: Observation, times: Times
) -> WorkflowRow | None:
    """What was done with each document, where there are several."""
    parts = participant.parts
    if len(parts) < 2:  # noqa: PLR2004
        return None
    names = {each.key: each.name for each in observation.documents}
    done = sum(each.acted_at is not None for each in parts)
    return WorkflowRow(
        key="parts",
        name="Documents",
        glyph="files",
        status=f"{done} of {len(parts)} done",
        children=tuple(
            _part(each, names.get(each.document, each.document), participant.role, times)
            for each in parts
        ),
    )


def files_row(participant: ObservedParticipant) -> WorkflowRow | None:
    """The files that the participant is asked for."""
    wanted = participant.requested_files
    if not wanted:
        return None
    come = sum(each.handed_in for each in wanted)
    return WorkflowRow(
        key="requested-files",
        name="Files asked for",
        glyph="file-down",
        status=f"{come} of {counted(len(wanted), 'file')} handed in",
        children=tuple(
            WorkflowRow(
                key=f"{place}:{each.name}",
                name=each.name or f"File {place}",
                aside="" if each.required else "if they like",
                glyph="file-check" if each.handed_in else "circle-dashed",
                status=(each.file_name or "Handed in") if each.handed_in else "Not yet",
                children=(
                    (WorkflowRow(key="description", name=each.description, glyph="text"),)
                    if each.description
                    else ()
                ),
            )
            for place, each in enumerate(wanted, 1)
        ),
    )


def answers_row(participant: ObservedParticipant) -> WorkflowRow | None:
    """The questions that the participant answers before signing."""
    asked = participant.answers
    if not asked:
        return None
    given = sum(bool(each.answer) for each in asked)
    return WorkflowRow(
        key="answers",
        name="Questions",
        glyph="circle-question-mark",
        status=f"{given} of {len(asked)} answered",
        children=tuple(
            WorkflowRow(
                key=f"{place}:{each.question}",
                name=each.question or f"Question {place}",
                glyph="check" if each.answer else "circle-dashed",
                status=each.answer or "Not yet",
            )
            for place, each in enumerate(asked, 1)
        ),
    )


def _report(report: DeliveryReport) -> WorkflowRow:
    lost = report.arrived is False
    return WorkflowRow(
        key=f"{report.channel.value}:{report.raw_status}",
        name=channel_word(report.channel),
        glyph=_CHANNEL_GLYPHS[report.channel],
        status=arrival_words(report),
        status_glyph="mail-x" if lost else "",
        status_token=State.NEEDS.value if lost else NO_EVENT,
        said=report.raw_status,
    )


def _part(part: DocumentPart, name: str, role: str, times: Times) -> WorkflowRow:
    state, at, word = None, None, "Not opened yet"
    if part.declined_at is not None:
        state, at, word = State.STOPPED, part.declined_at, "Declined"
    elif part.acted_at is not None:
        word = participant_word(ParticipantStatus.ACTED, role)
        state, at = State.DONE, part.acted_at
    elif part.opened_at is not None:
        state, at, word = State.WAITING, part.opened_at, "Opened"
    return WorkflowRow(
        key=part.document,
        name=name,
        glyph="file-text",
        status=word,
        status_glyph=state.glyph if state else "circle-dashed",
        status_token=state.value if state else NO_EVENT,
        when=times.moment(at),
    )
