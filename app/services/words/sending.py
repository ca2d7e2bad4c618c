"""The sentences about an agreement on its way: what happened, what it means, what comes next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.domain.kinds import ServiceKind
from app.services.errors import LocalError
from app.services.outbox.endings import (
    FENCING,
    GARBLED,
    SERVICE_NAMES,
    being_stopped,
)
from app.services.outbox.records import OutboxItem, Phase, SendState
from app.services.outbox.settle import may_repeat, next_look
from app.services.words.rescue import cut_short_text

Tell = Callable[[datetime], str]
"""How whoever reads it is told a time: `10:44`."""

SAFE: Final = "Nobody was notified, your draft is safe."
SIGN_IN: Final = frozenset(
    {"unauthorized", "no_keyring", "another_person", "certificate", "not_secure"}
)
"""Reasons that go away when somebody signs in, opens the keyring, or gives the right files."""
FORGOTTEN: Final = "no_password"
"""What somebody opens the documents with was forgotten, and is to be chosen anew."""
DISABLED: Final = "account_disabled"
"""The service lets the account do nothing; only its administrator ends that."""
CHANGED: Final = "changed"
"""Somebody else changed at the service what was prepared there."""
ELSEWHERE: Final = "elsewhere"
"""What somebody else did at the service keeps us from finding out."""
RESCUED: Final = "rescued"
"""The last lines about it were lost with damaged data."""
_NEEDS_YOU: Final = frozenset({*SIGN_IN, FORGOTTEN, DISABLED, CHANGED, ELSEWHERE, GARBLED})
_NOT_SENT: Final = (
    SAFE,
    "Nobody was notified, the agreement is kept.",
    "Nobody was notified.",
    "Nothing was sent.",
)
"""Sentences of a failure about its own request; of the agreement we speak ourselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingWords:
    """What is said of an item."""

    title: str
    """What happened."""
    meaning: str = ""
    following: str = ""
    """What comes next by itself, and when; or what has to be decided."""

    def paragraph(self) -> str:
        """All of it in one line, for a terminal."""
        return " ".join(part for part in (self.title, self.meaning, self.following) if part)


def answer_word(item: OutboxItem) -> str:
    """The one of the three answers that is true now, in words."""
    if item.state is SendState.SENT:
        return "Sent"
    if item.state is SendState.FINDING_OUT:
        return "Finding out"
    return "Not sent" if item.settled else "Not sent yet"


def shown_phase(item: OutboxItem) -> Phase:
    """Where it stands for people: what may have left is being found out, whatever came between."""
    if item.settled:
        return item.phase
    kept_back = item.family == LocalError.code and item.message is not None
    if item.phase is Phase.SENDING and not kept_back:
        return Phase.SENDING
    if item.state is SendState.FINDING_OUT:
        return Phase.FINDING_OUT
    return Phase.WAITING if kept_back else item.phase


def needs_you(item: OutboxItem) -> bool:
    """Whether it does not go on before somebody did something about it."""
    stands = shown_phase(item) in (Phase.WAITING, Phase.FINDING_OUT)
    return stands and (item.family in _NEEDS_YOU or item.is_cut_short)


def is_exhausted(item: OutboxItem) -> bool:
    """Whether every look and every repeat was made that is made without asking."""
    firing = item.firing
    return (
        firing is not None
        and next_look(firing, 0.0, 1.0) is None
        and not may_repeat(firing, 0, wished=False)
    )


def sending_words(item: OutboxItem, tell: Tell) -> SendingWords:
    """What is said of `item`; times as `tell` says them."""
    return _WORDS[shown_phase(item)](item, tell)


def _queued(_item: OutboxItem, _tell: Tell) -> SendingWords:
    return SendingWords(
        title="It is sent in a moment.", meaning="Nobody has been notified yet, your draft is safe."
    )


def _sending(item: OutboxItem, _tell: Tell) -> SendingWords:
    if not item.may_have_fired:
        return SendingWords(title="It is being sent.", meaning="Nobody has been notified yet.")
    service = SERVICE_NAMES[item.service]
    return SendingWords(
        title="It is being sent.", meaning=f"The answer of {service} to the start is awaited."
    )


def _waiting(item: OutboxItem, tell: Tell) -> SendingWords:
    title = "It could not be sent yet." if item.message is None else item.message.title
    told = () if item.message is None else (_quoted(item), _calm(item.message.detail))
    step = "" if item.message is None else _asked_of_user(item.message.next_step)
    if item.family in (*SIGN_IN, FORGOTTEN, DISABLED):
        following = "It goes on by itself after that."
    elif item.family in (CHANGED, GARBLED):
        following = ""
    elif item.next_look_at is not None:
        following = f"It goes on by itself at {tell(item.next_look_at)}."
    else:
        following = "It is tried again every few minutes, as long as Countersign runs."
    return SendingWords(
        title=title, meaning=_joined(*told, SAFE), following=_joined(step, following)
    )


def _finding_out(item: OutboxItem, tell: Tell) -> SendingWords:
    if item.is_cut_short:
        lost = cut_short_text()
        return SendingWords(title=lost.title, meaning=lost.detail, following=lost.next_step)
    return SendingWords(
        title="We do not know yet whether this was sent.",
        meaning=_joined(_doubt(item, tell), _obstacle(item)),
        following=_next_of_doubt(item, tell),
    )


def _doubt(item: OutboxItem, tell: Tell) -> str:
    """Why nobody knows, and why it is not simply sent again."""
    service = SERVICE_NAMES[item.service]
    if item.family == FENCING:  # by now the message may be that of the last failure
        return f"You gave it up. {being_stopped(item).detail}"
    plain, doing, done = "start", "starting", "started"
    if item.service is ServiceKind.SIGNINGHUB:
        plain, doing, done = "send", "sending", "been sent"
    firing = item.firing
    when = "" if firing is None or firing.doubt_since is None else f" at {tell(firing.doubt_since)}"
    if firing is not None and is_exhausted(item):
        return (
            f"{service} was asked {firing.doubtful} times to {plain} it, and no answer arrived;"
            f" the last one was lost{when}. Every look since found that it has not {done}, but that"
            " may still change."
        )
    lost = f"The answer was lost{when} while {service} was {doing} it. It may have {done}"
    if item.family == GARBLED:
        return f"{lost}."
    return f"{lost}, so nothing is repeated before {service} has answered."


def _obstacle(item: OutboxItem) -> str:
    """What keeps us from finding out; its detail speaks of another request and stays away."""
    message = item.message
    if message is None or item.family in ("", "uncertain", "cancelled", FENCING, RESCUED):
        return ""
    if item.family == GARBLED:
        return "The request was damaged on the disk since, so it is never repeated."
    return _joined(message.title, _quoted(item))


def _next_of_doubt(item: OutboxItem, tell: Tell) -> str:
    service = SERVICE_NAMES[item.service]
    step = "" if item.message is None else _asked_of_user(item.message.next_step)
    decided = {
        **dict.fromkeys((*SIGN_IN, DISABLED), _joined(step, "It goes on by itself after that.")),
        GARBLED: _joined(step, _at_next_look(item, tell)),
        ELSEWHERE: f"Looking does not help any more. See in {service} what became of it.",
        CHANGED: f"Nothing more is sent. See in {service} what became of it, or give up.",
    }
    if item.family in decided:
        return decided[item.family]
    if item.next_look_at is not None:
        return _at_next_look(item, tell)
    if is_exhausted(item):
        return "It is not repeated by itself any more: check again, send it again, or give up."
    return "The next look comes within a few minutes, as long as Countersign runs."


def _at_next_look(item: OutboxItem, tell: Tell) -> str:
    return "" if item.next_look_at is None else f"The next look is at {tell(item.next_look_at)}."


def _sent(item: OutboxItem, tell: Tell) -> SendingWords:
    firing = item.firing
    service = SERVICE_NAMES[item.service]
    doubtful = firing is not None and firing.doubtful > 0
    at = firing.at if firing is not None and firing.at is not None else item.updated_at
    verb = "sent" if item.service is ServiceKind.SIGNINGHUB else "started"
    if doubtful:
        return SendingWords(
            title="It was sent after all.",
            meaning=f"{service} was found at {tell(at)} to have {verb} it.",
        )
    return SendingWords(title="It was sent.", meaning=f"{service} {verb} it at {tell(at)}.")


def _not_sent(item: OutboxItem, _tell: Tell) -> SendingWords:
    message = item.message
    if message is None:
        return SendingWords(title="It was not sent.", meaning=SAFE)
    return SendingWords(
        title=message.title,
        meaning=_joined(_quoted(item), _calm(message.detail), SAFE),
        following=message.next_step,
    )


def _given_up(item: OutboxItem, tell: Tell) -> SendingWords:
    at, service = tell(item.updated_at), SERVICE_NAMES[item.service]
    if item.message is None:
        return SendingWords(
            title="It was replaced before it was sent.",
            meaning=f"A newer one took its place at {at}. Nobody was notified of this one.",
        )
    if item.firing is not None and item.firing.doubtful:
        return SendingWords(
            title="You gave this up, and it was not sent.",
            meaning=(
                f"{service} was asked once more at {at} and had not started it. Its files were"
                f" deleted there, so that it never can. {SAFE}"
            ),
        )
    return SendingWords(
        title="You stopped this, so it was not sent.",
        meaning=f"It was stopped at {at} and is never sent. {SAFE}",
    )


def _let_go(item: OutboxItem, tell: Tell) -> SendingWords:
    message, service = item.message, SERVICE_NAMES[item.service]
    again = "" if item.is_cut_short else ", or check again at any time"
    return SendingWords(
        title="It stays unknown whether this was sent." if message is None else message.title,
        meaning=_joined(
            f"You gave it up at {tell(item.updated_at)}.", "" if message is None else message.detail
        ),
        following=f"Look in {service}{again}.",
    )


def _quoted(item: OutboxItem) -> str:
    """The service's own words, as text."""
    message = item.message
    return f"“{message.service_text}”" if message is not None and message.service_text else ""


def _calm(detail: str) -> str:
    """A failure's detail without what it says of being sent, which is said once and for all."""
    for sentence in _NOT_SENT:
        detail = detail.replace(sentence, "")
    return detail.strip()


def _asked_of_user(step: str) -> str:
    """A next step that is the user's; what begins with "It" the program does by itself."""
    return "" if step.startswith("It ") else step


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


_WORDS: Final = {
    Phase.QUEUED: _queued,
    Phase.SENDING: _sending,
    Phase.WAITING: _waiting,
    Phase.FINDING_OUT: _finding_out,
    Phase.SENT: _sent,
    Phase.NOT_SENT: _not_sent,
    Phase.GIVEN_UP: _given_up,
    Phase.LET_GO: _let_go,
}
