"""`history`: what happened to an agreement, one event in full, and the check of signatures."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from app.cli.exits import Exit
from app.cli.session import Session
from app.cli.tracked_documents import download_document, event_document, facts_document
from app.cli.verbs_tracking import found_agreement
from app.domain.errors import DomainError
from app.domain.event_details import EventFact
from app.domain.observation import HistoryEvent
from app.services.event_details import event_details, save_certificate, signature_check
from app.services.texts import event_words
from app.services.tracking.tracked import TrackedAgreement

_HIDDEN: Final = "hidden; --json tells it"


def run_history(session: Session) -> Exit:
    """Tell what was asked for; raises DomainError and ServiceError."""
    session.sign_in_for_this_call()
    arguments, accounts = session.arguments, session.desk.accounts
    tracked = found_agreement(session, arguments.id)
    if arguments.signatures:
        return _show_facts(session, signature_check(accounts, tracked))
    if not arguments.event:
        return _list(session, tracked)
    facts = event_details(accounts, tracked, arguments.event)
    if arguments.to is None:
        return _show_facts(session, facts)
    return _save(session, tracked, facts, arguments.to)


def _list(session: Session, tracked: TrackedAgreement) -> Exit:
    seen = tracked.observation
    events = () if seen is None else seen.history
    session.show(
        {"history": [event_document(each) for each in events]},
        "\n".join(map(_line, events)) or "Nothing is told of what happened.",
    )
    return Exit.DONE


def _save(
    session: Session, tracked: TrackedAgreement, facts: Sequence[EventFact], folder: Path
) -> Exit:
    """Every certificate of the event, each once."""
    places = tuple(_certificates(facts))
    if not places:
        raise DomainError(
            "history.no_certificate",
            facts={
                "sentence": "There is no certificate in this event.",
                "next_step": "Without --to, all that is told of it is shown.",
            },
        )
    accounts, event = session.desk.accounts, session.arguments.event
    files = tuple(save_certificate(accounts, tracked, event, each, folder) for each in places)
    session.show(download_document(files), "\n".join(str(each.path) for each in files))
    return Exit.DONE


def _show_facts(session: Session, facts: Sequence[EventFact]) -> Exit:
    session.show(
        {"facts": facts_document(facts)}, "\n".join(_lines(facts)) or "The service tells nothing."
    )
    return Exit.DONE


def _line(event: HistoryEvent) -> str:
    at = "" if event.at is None else f"{event.at.at.astimezone():%Y-%m-%d %H:%M}"
    told = (event.service_id, at, event_words(event.raw_type) or event.raw_type, event.who)
    text = "" if event.text == event.raw_type else event.text
    return "  ".join(part for part in (*told, text) if part)


def _lines(facts: Sequence[EventFact], indent: str = "") -> Iterator[str]:
    for fact in facts:
        private = "national" in fact.name.lower() and fact.value
        value = _HIDDEN if private else fact.value
        marked = "  (certificate: --to DIR saves it)" if fact.has_certificate else ""
        yield f"{indent}{fact.name}: {value}".rstrip(": ") + marked
        yield from _lines(fact.parts, f"{indent}  ")


def _certificates(
    facts: Sequence[EventFact], above: tuple[int, ...] = ()
) -> Iterator[tuple[int, ...]]:
    """Where the certificates stand, counted from 0."""
    for number, fact in enumerate(facts):
        place = (*above, number)
        if fact.has_certificate:
            yield place
        yield from _certificates(fact.parts, place)
