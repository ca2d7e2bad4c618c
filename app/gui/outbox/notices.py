"""What is said about an item above its steps, and what can be done."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.outbox.standing import SIGN_IN, standing, step_line
from app.gui.when import Times
from app.gui.widgets.buttons import Kind
from app.gui.widgets.states import State
from app.services.outbox.records import OutboxItem, Phase
from app.services.outbox.settle import may_repeat

_SAFE = "Nobody was notified, your draft is safe."


class Act(StrEnum):
    """What can be done with an item; the value is the button's object name."""

    CHECK = "check-again"
    TRY = "try-now"
    OPEN = "open-page"
    SEND_AGAIN = "send-again"
    GIVE_UP = "give-up"
    STOP = "stop"
    SIGN_IN = "sign-in"
    SHOW = "show-agreement"
    DRAFT = "open-draft"
    COPY = "copy-draft"
    OUTBOX = "open-outbox"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A button."""

    act: Act
    text: str
    kind: Kind = "secondary"
    icon: str = ""
    aside: bool = False
    """Stands apart at the right."""
    reason: str = ""
    """Why it is not possible now; empty when it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemNotice:
    """The card over the steps."""

    state: State
    title: str
    text: str
    offers: tuple[Offer, ...] = ()
    shows_progress: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of the answers that may come, and what follows from it."""

    glyph: str
    state: State
    when: str
    what: str


def notice_of(item: OutboxItem, times: Times, *, page: str = "", busy: str = "") -> ItemNotice:
    """What to say about `item`.

    `page` is its web page at the service, where there is one; `busy` says what is being done with
    it, during which nothing else can be asked.
    """
    notice = _NOTICES[item.phase](item, times)
    offers = tuple(each for each in notice.offers if each.act is not Act.OPEN or page)
    if busy:
        offers = tuple(replace(each, reason=busy) for each in offers)
    return replace(notice, offers=offers)


def draft_id(item: OutboxItem) -> str:
    """The id of the agreement in its draft; empty for one that came without."""
    kind, _, rest = item.key.partition(":")
    return rest if kind == "draft" else ""


def answers_of(item: OutboxItem) -> tuple[Answer, ...]:
    """What will happen with a doubtful item."""
    repeats = item.firing is not None and may_repeat(item.firing, 0, wished=False)
    again = (
        "the same files are started once more. They can be signed only once."
        if repeats
        else "you are asked whether the same files are started once more."
    )
    moves = "it moves to Waiting for others. Nothing is sent again."
    stays = "it stays here and you are asked what to do."
    return (
        Answer(glyph="circle-check", state=State.DONE, when="It started:", what=moves),
        Answer(glyph="rotate-cw", state=State.SENDING, when="It did not start:", what=again),
        Answer(glyph="circle-question-mark", state=State.FINDING, when="No answer:", what=stays),
    )


def _finding_out(item: OutboxItem, _times: Times) -> ItemNotice:
    service = SERVICE_NAMES[item.service]
    message = item.message
    title = message.title if message is not None else "We do not know yet whether this was sent."
    text = _paragraph(item) if message is not None and message.detail else _doubt(service)
    return ItemNotice(
        state=State.FINDING,
        title=title,
        text=text,
        offers=(
            Offer(act=Act.CHECK, text="Check again now", kind="primary", icon="refresh-cw"),
            Offer(act=Act.OPEN, text=f"Open in {service}", icon="external-link"),
            Offer(act=Act.SEND_AGAIN, text="Send again…", aside=True),
            Offer(
                act=Act.GIVE_UP,
                text="Give up…",
                aside=True,
                reason="This may have been sent. Giving up could not take it back.",
            ),
        ),
    )


def _doubt(service: str) -> str:
    return (
        f"It may have started, so nothing is repeated before {service} has answered."
        " Countersign asks at growing intervals and tells you."
    )


def _under_way(item: OutboxItem, _times: Times) -> ItemNotice:
    starting = item.may_have_fired
    reason = "It is being started now, which cannot be stopped any more." if starting else ""
    text = step_line(item)
    return ItemNotice(
        state=State.SENDING,
        title="It is being sent." if item.phase is Phase.SENDING else "It is sent in a moment.",
        text=f"{text}." if starting else f"{text}. Nobody has been notified yet.",
        offers=(Offer(act=Act.STOP, text="Stop sending", icon="x", reason=reason),),
        shows_progress=True,
    )


def _waiting(item: OutboxItem, _times: Times) -> ItemNotice:
    state, _word, _glyph = standing(item)
    give_up = Offer(act=Act.GIVE_UP, text="Give up…", aside=True)
    try_now = Offer(act=Act.TRY, text="Try now", icon="refresh-cw")
    offers: tuple[Offer, ...]
    if item.family in SIGN_IN:
        sign_in = Offer(act=Act.SIGN_IN, text="Sign in again…", kind="primary", icon="key-round")
        offers = (sign_in, try_now, give_up)
    else:
        offers = (
            Offer(act=Act.TRY, text="Try now", kind="primary", icon="refresh-cw"),
            give_up,
        )
    title = item.message.title if item.message is not None else "It could not be sent yet."
    return ItemNotice(
        state=state,
        title=title,
        text=f"{_paragraph(item)} {_SAFE} It is tried again by itself.".strip(),
        offers=offers,
    )


def _sent(item: OutboxItem, times: Times) -> ItemNotice:
    firing = item.firing
    service = SERVICE_NAMES[item.service]
    doubtful = firing is not None and firing.doubtful > 0
    started = firing.at if firing is not None and firing.at is not None else item.updated_at
    return ItemNotice(
        state=State.DONE,
        title="It was sent after all." if doubtful else "It was sent.",
        text=f"{service} started it at {times.at(started)}. It is under Waiting for others now.",
        offers=(
            Offer(act=Act.SHOW, text="Show agreement", kind="primary", icon="hourglass"),
            Offer(act=Act.OPEN, text=f"Open in {service}", icon="external-link"),
            Offer(act=Act.DISMISS, text="Take off the list", aside=True),
        ),
    )


def _not_sent(item: OutboxItem, _times: Times) -> ItemNotice:
    title = item.message.title if item.message is not None else "It was not sent."
    return ItemNotice(
        state=State.STOPPED,
        title=title,
        text=f"{_paragraph(item)} {_SAFE}".strip(),
        offers=_back_to_draft(item),
    )


def _given_up(item: OutboxItem, times: Times) -> ItemNotice:
    return ItemNotice(
        state=State.DRAFT,
        title="You stopped this.",
        text=f"It was stopped at {times.at(item.updated_at)} and is never sent. {_SAFE}",
        offers=_back_to_draft(item),
    )


def _back_to_draft(item: OutboxItem) -> tuple[Offer, ...]:
    dismiss = Offer(act=Act.DISMISS, text="Take off the list", aside=True)
    if not draft_id(item):
        return (dismiss,)
    draft = Offer(act=Act.DRAFT, text="Open the draft", kind="primary", icon="pencil-line")
    return draft, dismiss


def _paragraph(item: OutboxItem) -> str:
    """The service's own words in quotes, what it means and what to do."""
    message = item.message
    if message is None:
        return ""
    quoted = f"“{message.service_text}”" if message.service_text else ""
    detail = message.detail.replace(_SAFE, "").replace("Nothing was sent.", "").strip()
    return " ".join(part for part in (quoted, detail, message.next_step) if part)


_NOTICES = {
    Phase.QUEUED: _under_way,
    Phase.SENDING: _under_way,
    Phase.WAITING: _waiting,
    Phase.FINDING_OUT: _finding_out,
    Phase.SENT: _sent,
    Phase.NOT_SENT: _not_sent,
    Phase.GIVEN_UP: _given_up,
}
