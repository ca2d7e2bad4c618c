"""What was asked for, such as the details of an event, put into the rows that offered to ask."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.domain.event_details import EventFact
from app.domain.kinds import ServiceKind
from app.domain.observation import Observation
from app.domain.status import AgreementStatus
from app.gui.tracking.details import NOTHING, label_of, plain_text, private_row, value_text
from app.gui.tracking.history_rows import EVENT
from app.gui.tracking.rows import WorkflowRow
from app.gui.when import Times
from app.gui.widgets.states import State

_MEMBER: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
SIGNATURES: Final = "signatures"
"""The deed that has the signatures checked."""
CERTIFICATE: Final = "certificate:"
"""Begins the deed that saves a certificate; the event and the place of the fact follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventState:
    """How far one asking is."""

    facts: tuple[EventFact, ...] | None = None
    """None until they are there."""
    trouble: str = ""
    """Why they are not."""


def with_events(
    rows: tuple[WorkflowRow, ...], events: Mapping[str, EventState], times: Times
) -> tuple[WorkflowRow, ...]:
    """The tree with what was asked for, by the deed of the row that offered to ask."""
    return tuple(_with_event(row, events, times) for row in rows) if events else rows


def _with_event(row: WorkflowRow, events: Mapping[str, EventState], times: Times) -> WorkflowRow:
    event = row.deed.removeprefix(EVENT)
    state = events.get(row.deed)
    if state is None:
        return replace(row, children=with_events(row.children, events, times))
    if state.facts is not None:
        return replace(
            row,
            aside="",
            deed="",
            status="" if state.facts else NOTHING,
            is_open=True,
            children=_facts(state.facts, event, (), times),
        )
    if state.trouble:
        token = State.NEEDS.value
        return replace(row, aside="Enter tries again", status=state.trouble, status_token=token)
    return replace(row, aside="", status="Asking the service…")


def _facts(
    facts: tuple[EventFact, ...], event: str, above: tuple[int, ...], times: Times
) -> tuple[WorkflowRow, ...]:
    return tuple(_fact(fact, event, (*above, place), times) for place, fact in enumerate(facts))


def _fact(fact: EventFact, event: str, place: tuple[int, ...], times: Times) -> WorkflowRow:
    name = _name(fact.name) or f"{place[-1] + 1}."
    key = f"{place[-1]}:{fact.name}"
    below = _facts(fact.parts, event, place, times)
    if "national" in name.lower() and fact.value:
        return replace(private_row(key, name, fact.value), children=below)
    shown = value_text(fact.value, times) if fact.value else "" if below else NOTHING
    if fact.has_certificate:
        below = (*below, _saving(event, place))
    return WorkflowRow(
        key=key,
        name=name,
        glyph="key-round" if fact.has_certificate else "",
        status=shown,
        said="" if shown == fact.value or not fact.value else fact.value,
        is_open=True,
        children=below,
    )


def _name(told: str) -> str:
    """What the fact is called; a name of the service's own, or a number, as people write it."""
    if told.isdecimal():
        return f"{told}."
    return label_of(told) if _MEMBER.fullmatch(told) else plain_text(told)


def _saving(event: str, place: tuple[int, ...]) -> WorkflowRow:
    return WorkflowRow(
        key="save",
        name="Save certificate…",
        aside="Enter",
        glyph="download",
        deed=f"{CERTIFICATE}{event}:{','.join(map(str, place))}",
    )


def signatures_row(observation: Observation) -> WorkflowRow | None:
    """Where the service checks the signatures when it is asked to."""
    is_sent = observation.status not in {AgreementStatus.DRAFT, AgreementStatus.UNKNOWN}
    is_told = observation.service is ServiceKind.SIGNINGHUB and bool(observation.details)
    if not (is_sent and is_told):
        return None
    return WorkflowRow(
        key="signatures",
        name="Signatures",
        aside="Enter has them checked",
        glyph="shield-check",
        deed=SIGNATURES,
    )
