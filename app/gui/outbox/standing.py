"""Where an agreement on its way stands, as a list says it in one row."""

from dataclasses import dataclass
from typing import Final

from app.gui.when import Times
from app.gui.widgets.states import State
from app.services.outbox.endings import FENCING, GARBLED
from app.services.outbox.records import OutboxItem, Phase, StepRecord, StepState
from app.services.words.sending import (
    FORGOTTEN,
    RESCUED,
    SIGN_IN,
    is_exhausted,
    needs_you,
    shown_phase,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One row of the list."""

    key: str
    """The item's id."""
    name: str
    """Its title."""
    line: str
    state: State
    word: str
    glyph: str
    fraction: float | None = None
    """How far sending is, from 0 to 1; None when nothing is under way."""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.name, self.word, self.line) if part)

    @property
    def can_move(self) -> bool:
        """What is on its way keeps its order."""
        return False


def standing(item: OutboxItem) -> tuple[State, str, str]:
    """State, word and glyph of an item; a doubt stays a doubt, also when it needs the user."""
    phase = shown_phase(item)
    if phase is Phase.WAITING and needs_you(item):
        glyph = "key-round" if item.family in (*SIGN_IN, FORGOTTEN) else State.NEEDS.glyph
        return State.NEEDS, "Needs you", glyph
    if phase is Phase.WAITING and item.next_look_at is not None:
        return State.WAITING, "Not sent yet", State.WAITING.glyph
    return _STANDINGS[phase]


def row_of(item: OutboxItem, times: Times) -> OutboxRow:
    """The row of an item."""
    state, word, glyph = standing(item)
    return OutboxRow(
        key=item.id,
        name=item.title or "No title",
        line=second_line(item, times),
        state=state,
        word=word,
        glyph=glyph,
        fraction=fraction(item),
    )


def second_line(item: OutboxItem, times: Times) -> str:
    """What happened last, and what comes next."""
    what = item.message.title.rstrip(".") if item.message is not None else ""
    phase = shown_phase(item)
    if phase is Phase.SENDING:
        return step_line(item)
    if phase is Phase.FINDING_OUT:
        return _finding_line(item, what, times)
    started = item.firing.at if item.firing is not None else None
    sent, changed = times.at(started or item.updated_at), times.at(item.updated_at)
    stopped = "Stopped" if item.message is not None else "Replaced"
    return {
        Phase.QUEUED: "Begins in a moment",
        Phase.WAITING: _waiting_line(item, what, times),
        Phase.SENT: f"Sent {sent} · {counted(item.people, 'person')}",
        Phase.NOT_SENT: f"Not sent: {what}" if what else "Nobody was notified",
        Phase.GIVEN_UP: f"{stopped} {changed} · nobody was notified",
        Phase.LET_GO: f"Given up {changed} · it stays unknown",
    }[phase]


def step_line(item: OutboxItem) -> str:
    """The step under way: `Step 2 of 6: uploading Contract.pdf, 62 %`."""
    step = step_under_way(item)
    if step is None:
        return "Begins in a moment"
    percent = ""
    if item.progress is not None and item.progress[1] and step.kind == "upload":
        percent = f", {100 * item.progress[0] // item.progress[1]} %"
    doing = _doing(item, step)
    return f"Step {step.position + 1} of {len(item.steps)}: {doing}{percent}"


def step_under_way(item: OutboxItem) -> StepRecord | None:
    """The first step that is not done."""
    return next((step for step in item.steps if step.state is not StepState.DONE), None)


def fraction(item: OutboxItem) -> float | None:
    """How much of sending is done; steps count alike, an upload by its bytes."""
    if item.phase not in (Phase.SENDING, Phase.QUEUED):
        return None
    if not item.steps:
        return 0.0
    done = float(sum(step.state is StepState.DONE for step in item.steps))
    if item.progress is not None and item.progress[1]:
        done += item.progress[0] / item.progress[1]
    return min(1.0, done / len(item.steps))


def counted(count: int, noun: str) -> str:
    """`4 people`, `1 document`."""
    plural = "people" if noun == "person" else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


def _waiting_line(item: OutboxItem, what: str, times: Times) -> str:
    words = [what] if what else []
    if item.next_look_at is not None:
        # First, because a long reason may not fit.
        words.insert(0, f"Goes on {times.at(item.next_look_at)}")
    return " · ".join(words) or "It is tried again"


def _finding_line(item: OutboxItem, what: str, times: Times) -> str:
    if item.is_cut_short:
        return "What to look for was lost with damaged data"
    if item.family not in (*_OF_A_DOUBT, FENCING, GARBLED) and what:
        return what
    words = []
    if item.family in (FENCING, GARBLED):
        words.append("Being given up" if item.family == FENCING else "Damaged, so not repeated")
    elif item.firing is not None and item.firing.doubt_since is not None:
        words.append(f"No answer since {times.at(item.firing.doubt_since)}")
    if item.next_look_at is not None:
        words.append(f"next look {times.at(item.next_look_at)}")
    elif is_exhausted(item):
        words.append("you decide what to do")
    return " · ".join(words) or "The answer was lost"


def _doing(item: OutboxItem, step: StepRecord) -> str:
    if step.kind == "upload":
        name = next((each.name for each in item.files if each.label == step.subject), "")
        return f"uploading {name}".rstrip()
    if step.kind == "package" and item.continues:
        return "taking over the recalled agreement"
    return _DOING.get(step.kind, step.sentence[:1].lower() + step.sentence[1:])


_STANDINGS: Final = {
    Phase.QUEUED: (State.SENDING, "Queued", "send"),
    Phase.SENDING: (State.SENDING, "Sending", "send"),
    Phase.WAITING: (State.OFFLINE, "Not sent yet", "cloud-off"),
    Phase.FINDING_OUT: (State.FINDING, "Finding out", "circle-question-mark"),
    Phase.SENT: (State.DONE, "Sent", "circle-check"),
    Phase.NOT_SENT: (State.STOPPED, "Not sent", "circle-x"),
    Phase.GIVEN_UP: (State.DRAFT, "Given up", "ban"),
    # Nobody looks any more, and still it is neither sent nor not sent.
    Phase.LET_GO: (State.FINDING, "Finding out", "circle-question-mark"),
}
_OF_A_DOUBT: Final = ("", "uncertain", "cancelled", RESCUED)
"""Families that say nothing beside the doubt itself."""
_DOING: Final = {
    "package": "making a draft at the service",
    "clear": "removing what it said before",
    "names": "naming the documents",
    "settings": "writing order and message",
    "people": "adding the people",
    "rights": "setting what each of them may do",
    "fields": "adding the fields",
    "library": "adding documents of the library",
    "template": "applying the template",
    "fill": "naming people for the template",
    "by_text": "having fields placed by a text",
    "prepare": "writing people and settings",
    "tidy": "making sure that nothing is there twice",
    "start": "starting the agreement",
    "share": "sending the agreement",
    "confirm": "confirming",
}
"""What is being done in a step, by its kind."""
