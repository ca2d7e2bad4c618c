"""The workflow tree of an observation: what matters first, then everything that was said."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from app.domain.kinds import ServiceKind
from app.domain.observation import Observation, ObservedParticipant
from app.domain.progress import blocker, must_act, stages
from app.domain.status import STOPPED, AgreementStatus, ParticipantStatus
from app.gui.models.standing import NO_EVENT
from app.gui.tracking.counting import counted
from app.gui.tracking.details import plain_text, said_rows
from app.gui.tracking.document_rows import document_row, shared_note
from app.gui.tracking.event_rows import signatures_row
from app.gui.tracking.facts import present
from app.gui.tracking.history_rows import history_row
from app.gui.tracking.package_documents import package_document_rows
from app.gui.tracking.package_rows import afterwards_row, package_row, settings_row
from app.gui.tracking.participant_rows import participant_row
from app.gui.tracking.rows import WorkflowRow
from app.gui.when import Times
from app.gui.widgets.states import State

_FEW: Final = 6
"""Up to so many rows are shown without being asked for."""
_IN_TURN: Final = frozenset(
    {ParticipantStatus.INVITED, ParticipantStatus.OPENED, ParticipantStatus.FAILED}
)


def workflow_rows(
    observation: Observation, times: Times, *, roomy: bool = False
) -> tuple[WorkflowRow, ...]:
    """The tree from its top: documents, stages, settings, history, everything.

    With much room, later steps are shown open too.
    """
    return tuple(
        row
        for row in (
            _documents(observation, times),
            *_stages(observation, times, roomy=roomy),
            _message(observation),
            *_package(observation, times),
            signatures_row(observation),
            history_row(observation, times),
            _everything(observation, times),
        )
        if row is not None
    )


def _documents(observation: Observation, times: Times) -> WorkflowRow | None:
    documents = observation.documents
    if not documents:
        return None
    pages = [each.pages for each in documents if each.pages is not None]
    words = [counted(len(documents), "file")]
    if len(pages) == len(documents):
        words.append(counted(sum(pages), "page"))
    words += filter(None, [shared_note(documents)])
    is_package = observation.service is ServiceKind.SIGNINGHUB
    return WorkflowRow(
        key="documents",
        name="Documents",
        glyph="files",
        status=", ".join(words),
        is_open=len(documents) <= _FEW,
        children=tuple(
            document_row(
                each,
                place,
                times,
                package_document_rows(each.details, times) if is_package else (),
            )
            for place, each in enumerate(documents, 1)
        ),
    )


def _stages(observation: Observation, times: Times, *, roomy: bool) -> list[WorkflowRow]:
    grouped = stages(observation)
    waiting = blocker(observation)
    blocking = {each.key for each in waiting.participants} if waiting else set()
    few = len(observation.participants) <= _FEW
    rows = []
    for number, people in enumerate(grouped, 1):
        word, glyph, token = _stage_standing(observation, people)
        blocks = any(each.key in blocking for each in people)
        rows.append(
            WorkflowRow(
                key=f"step:{number}",
                name=f"Step {number} of {len(grouped)}",
                aside="all at once" if len(people) > 1 else "",
                glyph="rows-2" if len(people) > 1 else "user-round",
                strong=True,
                status=word,
                status_glyph=glyph,
                status_token=token,
                when=_stage_time(people, waiting.since if waiting and blocks else None, times),
                fact=word,
                is_open=blocks or (few and (roomy or word != "Not yet")),
                children=_people(observation, people, blocking, times),
            )
        )
    return rows


def _people(
    observation: Observation,
    people: Sequence[ObservedParticipant],
    blocking: set[str],
    times: Times,
) -> tuple[WorkflowRow, ...]:
    places = {each.key: place for place, each in enumerate(observation.participants)}
    return tuple(
        participant_row(
            each,
            places[each.key],
            observation,
            times,
            blocks=each.key in blocking,
            is_open=blocking == {each.key},
        )
        for each in people
    )


def _stage_standing(
    observation: Observation, people: Sequence[ObservedParticipant]
) -> tuple[str, str, str]:
    """Word, glyph and colour token; only those who must act count, if there are any."""
    counting = [each for each in people if must_act(each)] or list(people)
    statuses = {each.status for each in counting}
    if statuses == {ParticipantStatus.ACTED}:
        return "Done", State.DONE.glyph, State.DONE
    if ParticipantStatus.DECLINED in statuses and observation.status in STOPPED:
        return "Stopped", State.STOPPED.glyph, State.STOPPED
    if ParticipantStatus.EXPIRED in statuses and observation.status in STOPPED:
        return "Access ended", "calendar-x-2", State.STOPPED
    if statuses & _IN_TURN and observation.status is AgreementStatus.IN_PROGRESS:
        return "Waiting", State.WAITING.glyph, State.WAITING
    if statuses == {ParticipantStatus.SKIPPED}:
        return "Not needed any more", "circle-minus", NO_EVENT
    return "Not yet", "circle-dashed", NO_EVENT


def _stage_time(
    people: Sequence[ObservedParticipant], waiting_since: datetime | None, times: Times
) -> str:
    if waiting_since is not None:
        return f"since {times.day(waiting_since)}"
    acted = [each.acted_at for each in people if each.acted_at is not None]
    if len(acted) < sum(map(must_act, people)):
        return ""
    return times.moment(max(acted, key=lambda moment: moment.at, default=None))


def _message(observation: Observation) -> WorkflowRow | None:
    text = plain_text(observation.message)
    if not text:
        return None
    return WorkflowRow(
        key="message", name="Message", glyph="message-square-text", status=f"“{text}”"
    )


def _package(observation: Observation, times: Times) -> tuple[WorkflowRow, ...]:
    """What holds for a SigningHub package as a whole."""
    if observation.service is not ServiceKind.SIGNINGHUB:
        return ()
    return present(
        package_row(observation, times), settings_row(observation), afterwards_row(observation)
    )


def _everything(observation: Observation, times: Times) -> WorkflowRow | None:
    if not observation.details:
        return None
    return WorkflowRow(
        key="details",
        name="All details",
        glyph="info",
        status="Everything the service said",
        children=said_rows(observation.details, times),
    )
