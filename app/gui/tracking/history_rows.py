"""What happened, as the service tells it: the newest first, its text as text."""

import re
from typing import Final

from app.domain.kinds import ServiceKind
from app.domain.observation import HistoryEvent, Observation
from app.gui.tracking.counting import counted
from app.gui.tracking.details import label_of, plain_text
from app.gui.tracking.facts import present
from app.gui.tracking.rows import WorkflowRow
from app.gui.when import Times
from app.gui.widgets.states import State
from app.services.texts import event_words

EVENT: Final = "event:"
"""Begins the deed of a row that stands for the details of an event."""
_SHOUTED: Final = re.compile(r"[A-Z0-9_ ]+")
_REMARK: Final = re.compile(r"([A-Z0-9_ ]+) \(([A-Z0-9_ ]+): (.+)\)")


def history_row(observation: Observation, times: Times) -> WorkflowRow | None:
    """The history of an agreement; None where nothing is told."""
    events = sorted(observation.history, key=_newest_first)
    if not events:
        return None
    rows, used = [], dict[str, int]()
    # Counted from the oldest on, so that a new event leaves the keys of the others alone.
    for event in reversed(events):
        name = f"{event.at.at if event.at else ''}|{event.raw_type}|{event.who}|{event.text}"
        used[name] = used.get(name, 0) + 1
        rows.append(_event(observation, event, f"{name}#{used[name]}", times))
    return WorkflowRow(
        key="history",
        name="History",
        aside=_kept_from(observation, times),
        glyph="history",
        status=_count(observation),
        when=times.moment(events[0].at),
        fact=str(len(events)),
        children=tuple(reversed(rows)),
    )


def _count(observation: Observation) -> str:
    """How many events there are, and how many of them only Countersign still has."""
    words = counted(len(observation.history), "event")
    kept = sum(each.is_kept for each in observation.history)
    return f"{words}, {kept} kept" if kept else words


def _kept_from(observation: Observation, times: Times) -> str:
    """The day on which the service told it last; empty where it tells all of it now."""
    at = observation.history_kept_at
    return f"kept from {times.day(at)}" if at is not None else ""


def _newest_first(event: HistoryEvent) -> float:
    return -event.at.at.timestamp() if event.at else 0.0


def _event(observation: Observation, event: HistoryEvent, key: str, times: Times) -> WorkflowRow:
    text = plain_text(event.text)
    words, more = _words(text)
    kind, said = "", "" if words == event.text else event.text
    if observation.service is ServiceKind.SCRIVE:
        # Its text is in the user's language; the word says what it was in any.
        kind, said = event_words(event.raw_type) or event.raw_type, event.raw_type
    return WorkflowRow(
        key=key,
        name=f"{event.who}: {words}" if event.who else words,
        aside="not told any more" if event.is_kept else _which(observation, event) or more,
        glyph=_event_glyph(event.raw_type or text),
        status=kind,
        when=times.moment(event.at),
        said=said,
        children=present(_details(observation, event)),
    )


def _words(text: str) -> tuple[str, str]:
    """What happened, and a remark about it; words of a program become those of people."""
    if _SHOUTED.fullmatch(text):
        return label_of(text), ""
    remark = _REMARK.fullmatch(text)
    if remark is None:
        return text, ""
    value = label_of(remark[3]).lower() if _SHOUTED.fullmatch(remark[3]) else remark[3]
    return label_of(remark[1]), f"{label_of(remark[2]).lower()}: {value}"


def _details(observation: Observation, event: HistoryEvent) -> WorkflowRow | None:
    """Where the service tells more of an event when it is asked."""
    asked = observation.service is ServiceKind.SIGNINGHUB and event.service_id
    if not asked or event.is_kept:
        return None
    return WorkflowRow(
        key="details",
        name="Details",
        aside="Enter asks for them",
        glyph="info",
        deed=f"{EVENT}{event.service_id}",
    )


def _which(observation: Observation, event: HistoryEvent) -> str:
    """The documents to which it happened, where it did not happen to all."""
    if not event.documents or len(event.documents) == len(observation.documents):
        return ""
    return ", ".join(each.name for each in observation.documents if each.key in event.documents)


def _event_glyph(kind: str) -> str:
    """The glyph of a kind of event; the kinds are not published, so most have the plain one."""
    word = kind.upper()
    for parts, glyph in (
        (("DECLIN", "REJECT", "CANCEL", "TIMEOUT"), State.STOPPED.glyph),
        (("PROBLEM",), "mail-x" if "DELIVERY" in word else "circle-alert"),
        (("SIGN", "APPROV", "REVIEW", "COMPLET", "CLOS"), State.DONE.glyph),
        (("SEAL", "EXTENDED"), "stamp"),
        (("OPEN", "VIEW", "SEEN", "READ"), "mail-open"),
        (("SHARE", "SENT", "INVIT", "DELIVER", "START"), "send"),
        (("REMIND",), "bell"),
        (("AUTH", "OTP", "PIN"), "key-round"),
    ):
        if any(part in word for part in parts):
            return glyph
    return "circle"
