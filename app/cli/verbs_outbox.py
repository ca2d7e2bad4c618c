"""`outbox`: what is on its way, and what can be done with it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from app.cli.comparison_document import comparison_document
from app.cli.documents import outbox_document
from app.cli.exits import Exit, of_item, of_several
from app.cli.session import Session
from app.domain.comparison import There
from app.domain.errors import DomainError
from app.domain.signinghub_people import needs_opening_password
from app.services.errors import ServiceError
from app.services.outbox.endings import GARBLED
from app.services.outbox.records import OutboxItem, Phase, SendState, StepState
from app.services.texts import CHANGED, FORGOTTEN, answer_word, sending_words
from app.services.words.comparison import comparison_text

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject

_LONG_AGO: Final = timedelta(days=7)
"""What was settled before is no news any more."""
_OVER: Final = frozenset({Phase.SENT, Phase.NOT_SENT, Phase.GIVEN_UP})
_SHORTEST_ID: Final = 8
_MOST_LOOKS: Final = 5
_KEPT: Final = "`countersign outbox run` goes on with it now."


def run(session: Session) -> Exit:
    """Show what is on its way, after doing what is asked. Raises DomainError and ServiceError."""
    session.sign_in_for_this_call()
    return _ACTIONS[session.arguments.action](session)


def told_of(item: OutboxItem, now: datetime, *, tried: bool = False) -> str:
    """The answer that is true now, why, and what comes next; `tried`: it was gone on with."""
    words = sending_words(item, lambda at: _clock(at, now))
    word, told = answer_word(item), words.paragraph()
    if item.phase in (Phase.SENT, Phase.GIVEN_UP, Phase.QUEUED):
        # Their titles say the answer once more, or what only is so where a window runs.
        told = words.meaning
    if item.phase is Phase.SENT and item.firing is not None and item.firing.doubtful:
        word = "Sent after all"
    stands = tried or item.settled or item.may_have_fired or item.family in (CHANGED, GARBLED)
    kept = "" if stands else _KEPT
    return " ".join(part for part in (f"{word}.", told, kept) if part)


def _list(session: Session) -> Exit:
    items = session.desk.outbox.items()
    before = session.desk.clock.now() - _LONG_AGO
    listed = [
        each
        for each in items
        if session.arguments.all or each.phase not in _OVER or each.updated_at > before
    ]
    _show(session, listed, left_out=len(items) - len(listed))
    return Exit.DONE


def _run_all(session: Session) -> Exit:
    items = session.desk.outbox.run_all(wait=session.arguments.wait, cancel=session.cancel)
    _show(session, items, tried=True)
    return of_several(of_item(item) for item in items)


def _check(session: Session) -> Exit:
    arguments, outbox = session.arguments, session.desk.outbox
    wanted = _wanted(session)
    if wanted.family == FORGOTTEN:
        agreement, _paths = outbox.contents(wanted.id)
        openers = {each.label: each.shown_name for each in needs_opening_password(agreement)}
        passwords = session.told_passwords(openers)
        if passwords:
            outbox.choose_passwords(wanted.id, passwords)
    item = outbox.check_again(wanted.id, wait=arguments.wait, cancel=session.cancel)
    _show(session, (item,), tried=True)
    return of_item(item)


def _again(session: Session) -> Exit:
    arguments = session.arguments
    item = session.desk.outbox.send_again(
        _wanted(session).id, wait=arguments.wait, cancel=session.cancel
    )
    _show(session, (item,))
    return of_item(item)


def _give_up(session: Session) -> Exit:
    """Done where it is proven that it is not sent and never will be."""
    wanted = _wanted(session)
    try:
        item = session.desk.outbox.give_up(wanted.id)
    except ServiceError as error:
        if wanted.may_have_fired:  # its detail speaks of the request just now
            error.detail = "It is still not known whether the agreement was sent."
        raise
    _show(session, (item,))
    if item.state is SendState.SENT:
        return Exit.REFUSED
    return Exit.DONE if item.settled and item.state is SendState.NOT_SENT else of_item(item)


def _anew(session: Session) -> Exit:
    outbox, arguments = session.desk.outbox, session.arguments
    new = outbox.send_anew(_wanted(session).id)
    item = outbox.run(new.id, wait=arguments.wait, cancel=session.cancel)
    _show(session, (item,))
    return of_item(item)


def _compare(session: Session) -> Exit:
    """What somebody changed at the service; done also where nothing differs."""
    item = _wanted(session)
    found = session.desk.outbox.compare(item.id)
    at = _clock(found.at, session.desk.clock.now(), exact=True)
    session.show(comparison_document(item, found), comparison_text(item, found, at))
    return Exit.NOT_YET if found.comparison.there is There.UNREADABLE else Exit.DONE


def _wanted(session: Session) -> OutboxItem:
    """The one agreement whose id begins as asked. Raises DomainError."""
    start = session.arguments.id.casefold()
    found = [each for each in session.desk.outbox.items() if each.id.startswith(start)]
    if len(found) == 1:
        return found[0]
    code, sentence = "outbox.unknown", f"Nothing in the outbox has the id “{start}”."
    if found:
        code = "outbox.ambiguous"
        sentence = f"{len(found)} agreements have an id that begins with “{start}”."
    raise DomainError(
        code, facts={"sentence": sentence, "next_step": "`countersign outbox --all` shows them."}
    )


def _show(
    session: Session, items: Sequence[OutboxItem], *, left_out: int = 0, tried: bool = False
) -> None:
    now = session.desk.clock.now()
    ids = _short_ids(session.desk.outbox.items())
    told = {item.id: told_of(item, now, tried=tried) for item in items}
    lines = [line for item in items for line in _lines(item, told[item.id], ids, now)]
    if not items:
        lines.append("Nothing is on its way.")
    if left_out:
        lines.append(f"{left_out} settled more than 7 days ago; --all lists them too.")
    document: JsonObject = {
        "items": [outbox_document(item, told[item.id]) for item in items],
        "left_out": left_out,
    }
    session.show(document, "\n".join(lines))


def _lines(item: OutboxItem, told: str, ids: dict[str, str], now: datetime) -> list[str]:
    """Title, answer, and where it stands in its steps."""
    title = item.title or "No title"
    lines = [
        f"{title}  [{ids.get(item.id, item.id)}]  {item.account_name}",
        f"  {told}",
    ]
    step = next((each for each in item.steps if each.state is not StepState.DONE), None)
    if step is not None and item.phase not in _OVER:
        lines.append(f"  Step {step.position + 1} of {len(item.steps)}: {step.sentence}")
        looks = step.looks[-_MOST_LOOKS:]
        lines += [f"    {_clock(look.at, now, exact=True)}  {look.sentence}" for look in looks]
    return lines


def _short_ids(items: Sequence[OutboxItem]) -> dict[str, str]:
    """The shortest beginning by which each is known."""
    ids = [each.id for each in items]
    return {each: _beginning(each, ids) for each in ids}


def _beginning(wanted: str, ids: Sequence[str]) -> str:
    for length in range(_SHORTEST_ID, len(wanted)):
        if sum(each.startswith(wanted[:length]) for each in ids) == 1:
            return wanted[:length]
    return wanted


def _clock(at: datetime, now: datetime, *, exact: bool = False) -> str:
    """`10:44` today, else with the day; in the zone of this computer."""
    local = at.astimezone()
    time = local.strftime("%H:%M:%S" if exact else "%H:%M")
    return time if local.date() == now.astimezone().date() else f"{local.date()} {time}"


_ACTIONS: Final[dict[str, Callable[[Session], Exit]]] = {
    "": _list,
    "run": _run_all,
    "check": _check,
    "again": _again,
    "give-up": _give_up,
    "anew": _anew,
    "compare": _compare,
}
