"""What is said about an item above its steps, and what can be done."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.domain.agreement import Participant
from app.domain.kinds import ServiceKind
from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.outbox.standing import standing, step_line
from app.gui.when import Times
from app.gui.widgets.buttons import Kind
from app.gui.widgets.states import State
from app.services.outbox.endings import FENCING, GARBLED
from app.services.outbox.records import OutboxItem, Phase
from app.services.outbox.settle import may_repeat
from app.services.words.sending import (
    CHANGED,
    DISABLED,
    ELSEWHERE,
    FORGOTTEN,
    SIGN_IN,
    sending_words,
    shown_phase,
)

_UNTIL_THE_USER: Final = frozenset({CHANGED, ELSEWHERE})
"""What nothing but the user brings further."""


class Act(StrEnum):
    """What can be done with an item; the value is the button's object name."""

    CHECK = "check-again"
    TRY = "try-now"
    COMPARE = "compare-views"
    OPEN = "open-page"
    SEND_AGAIN = "send-again"
    ANEW = "send-anew"
    GIVE_UP = "give-up"
    STOP = "stop"
    SIGN_IN = "sign-in"
    PASSWORDS = "choose-passwords"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the rest of the profile has for an item."""

    page: str = ""
    """Its web page at the service, where there is one."""
    account_id: str = ""
    """The account that can act for it now; empty where that was removed."""
    draft_id: str = ""
    """The stored draft that it came from; empty where there is none any more."""
    openers: tuple[Participant, ...] = ()
    """Who opens the documents with a password, where one of those was forgotten."""


def notice_of(
    item: OutboxItem, times: Times, around: Surroundings, *, busy: str = ""
) -> ItemNotice:
    """What to say about `item`.

    `busy` says what is being done with it, during which nothing else can be asked.
    """
    words = sending_words(item, times.at)
    phase = shown_phase(item)
    under_way = phase in (Phase.QUEUED, Phase.SENDING)
    step = f"{step_line(item)}." if phase is Phase.SENDING else ""
    place = "It is under Waiting for others now." if phase is Phase.SENT else ""
    offers = _OFFERS[phase](item, around)
    if busy:
        offers = tuple(replace(each, reason=busy) for each in offers)
    return ItemNotice(
        state=standing(item)[0],
        title=words.title,
        text=" ".join(part for part in (step, words.meaning, words.following, place) if part),
        offers=offers,
        shows_progress=under_way,
    )


def draft_id(item: OutboxItem) -> str:
    """The id of the agreement in its draft; empty for one that came without."""
    kind, _, rest = item.key.partition(":")
    return rest if kind == "draft" else ""


def answers_of(item: OutboxItem) -> tuple[Answer, ...]:
    """What will happen with a doubtful item; nothing where no answer is to be expected."""
    over = item.family in _UNTIL_THE_USER or item.is_cut_short
    if shown_phase(item) is not Phase.FINDING_OUT or over:
        return ()
    found, missing = "It started:", "It did not start:"
    again = "the same files are started once more. They can be signed only once."
    ask = "you are asked whether the same files are started once more."
    if item.service is ServiceKind.SIGNINGHUB:
        found, missing = "It was sent:", "It is still a draft:"
        again = "the same draft is sent once more. It can be signed only once."
        ask = "you are asked whether the same draft is sent once more."
    repeats = item.firing is not None and may_repeat(item.firing, 0, wished=False)
    moves = "it moves to Waiting for others. Nothing is sent again."
    stays = "it stays here and you are asked what to do."
    follows = Answer(
        glyph="rotate-cw", state=State.SENDING, when=missing, what=again if repeats else ask
    )
    if item.family == FENCING:
        never = "its files are deleted there, so that it never can."
        if item.service is ServiceKind.SIGNINGHUB:
            never = "it stays unknown, and nothing more is sent."
        follows = Answer(glyph="ban", state=State.DRAFT, when=missing, what=never)
        stays = "it stays here and is asked again."
    elif item.family == GARBLED:
        follows = Answer(glyph="ban", state=State.DRAFT, when=missing, what="you can give it up.")
    return (
        Answer(glyph="circle-check", state=State.DONE, when=found, what=moves),
        follows,
        Answer(glyph="circle-question-mark", state=State.FINDING, when="No answer:", what=stays),
    )


def _under_way(item: OutboxItem, _around: Surroundings) -> tuple[Offer, ...]:
    starting = item.may_have_fired
    reason = "It is being started now, which cannot be stopped any more." if starting else ""
    return (Offer(act=Act.STOP, text="Stop sending", icon="x", reason=reason),)


def _waiting(item: OutboxItem, around: Surroundings) -> tuple[Offer, ...]:
    if item.family in SIGN_IN:
        return (*_sign_in(item, around), *_page(item, around), _GIVE_UP)
    if item.family == FORGOTTEN:
        words = "Choose it anew…" if len(around.openers) == 1 else "Choose the passwords…"
        choose = Offer(act=Act.PASSWORDS, text=words, kind="primary", icon="key-round")
        return (choose, Offer(act=Act.TRY, text="Try now", icon="refresh-cw"), _GIVE_UP)
    if item.family == CHANGED:
        # What differs is seen before it is written over.
        anew = Offer(act=Act.ANEW, text="Send mine anew…", icon="rotate-cw")
        return (replace(_COMPARE, kind="primary"), anew, *_page(item, around), _GIVE_UP)
    later = item.family in ("late", "throttled") and item.next_look_at is not None
    if later or item.family == GARBLED:
        # Earlier it could not go on, or the service asked to be left alone, or it never will.
        return (_GIVE_UP,)
    return (Offer(act=Act.TRY, text="Try now", kind="primary", icon="refresh-cw"), _GIVE_UP)


def _finding_out(item: OutboxItem, around: Surroundings) -> tuple[Offer, ...]:
    check = Offer(act=Act.CHECK, text="Check again now", kind="primary", icon="refresh-cw")
    if item.family in SIGN_IN:
        return (*_sign_in(item, around), *_page(item, around), _GIVE_UP)
    page = _page(item, around)
    if item.family == FENCING:
        return (check, *page)
    if item.is_cut_short:
        return (*page, _GIVE_UP)  # what to look for is lost
    if item.family in _UNTIL_THE_USER:
        # What became of it is seen there; looking once more may help, and costs nothing.
        there = (replace(page[0], kind="primary"),) if page else ()
        compare = (_COMPARE,) if item.family == CHANGED else ()
        look = replace(check, kind="secondary") if there else check
        return (*there, *compare, look, _GIVE_UP)
    if item.family in (DISABLED, GARBLED):
        return (check, *page, _GIVE_UP)
    again = Offer(act=Act.SEND_AGAIN, text="Send again…", aside=True)
    return (check, *page, again, _GIVE_UP)


def _sent(item: OutboxItem, around: Surroundings) -> tuple[Offer, ...]:
    show = Offer(act=Act.SHOW, text="Show agreement", kind="primary", icon="hourglass")
    return (show, *_page(item, around), _DISMISS)


def _let_go(item: OutboxItem, around: Surroundings) -> tuple[Offer, ...]:
    check = Offer(act=Act.CHECK, text="Check again now", kind="primary", icon="refresh-cw")
    copy = Offer(act=Act.COPY, text="Copy to a new draft…", icon="copy")
    look = () if item.is_cut_short else (check,)
    return (*look, *_page(item, around), copy, _DISMISS)


def _back_to_draft(_item: OutboxItem, around: Surroundings) -> tuple[Offer, ...]:
    if not around.draft_id:
        return (_DISMISS,)
    draft = Offer(act=Act.DRAFT, text="Open the draft", kind="primary", icon="pencil-line")
    return draft, _DISMISS


def _sign_in(item: OutboxItem, around: Surroundings) -> tuple[Offer, ...]:
    """Signing in, and looking once it is done elsewhere: a keyring is opened by the system."""
    gone = item.family == "no_keyring" and not around.account_id
    words = "Connect the account again…" if gone else "Sign in again…"
    act = Act.CHECK if shown_phase(item) is Phase.FINDING_OUT else Act.TRY
    again = "Check again now" if act is Act.CHECK else "Try now"
    return (
        Offer(act=Act.SIGN_IN, text=words, kind="primary", icon="key-round"),
        Offer(act=act, text=again, icon="refresh-cw"),
    )


def _page(item: OutboxItem, around: Surroundings) -> tuple[Offer, ...]:
    words = f"Open in {SERVICE_NAMES[item.service]}"
    return (Offer(act=Act.OPEN, text=words, icon="external-link"),) if around.page else ()


_COMPARE = Offer(act=Act.COMPARE, text="Compare", icon="layers")
_GIVE_UP = Offer(act=Act.GIVE_UP, text="Give up…", aside=True)
_DISMISS = Offer(act=Act.DISMISS, text="Take off the list", aside=True)
_OFFERS = {
    Phase.QUEUED: _under_way,
    Phase.SENDING: _under_way,
    Phase.WAITING: _waiting,
    Phase.FINDING_OUT: _finding_out,
    Phase.SENT: _sent,
    Phase.NOT_SENT: _back_to_draft,
    Phase.GIVEN_UP: _back_to_draft,
    Phase.LET_GO: _let_go,
}
