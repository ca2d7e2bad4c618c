"""The four parts of composing: their names, their summaries in the strip, and what is in them."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.domain.field_editing import counts_of
from app.domain.findings import Finding, Severity
from app.domain.process_turns import turns
from app.gui.composer.session import Session
from app.gui.pages.words import fields_words
from app.gui.uploader.words import files_words, pages_words
from app.gui.widgets.strip import PartState


class PartKey(StrEnum):
    """The parts in their order; the values are those of `app.domain.findings.Part`."""

    DOCUMENTS = "documents"
    PEOPLE = "people"
    PROCESS = "process"
    REVIEW = "review"


def part_faces() -> tuple[tuple[str, str, str], ...]:
    """(key, icon, name) of each part, for the strip."""
    return (
        ("documents", "files", QCoreApplication.translate("Composer", "Documents")),
        ("people", "users", QCoreApplication.translate("Composer", "People")),
        ("process", "workflow", QCoreApplication.translate("Composer", "Process")),
        ("review", "send", QCoreApplication.translate("Composer", "Review and send")),
    )


def next_part(key: str) -> str:
    """The part after that one; empty after the last."""
    keys = [part.value for part in PartKey]
    place = keys.index(key) + 1
    return keys[place] if place < len(keys) else ""


def part_name(key: str) -> str:
    """What the part is called."""
    return next(name for own, _, name in part_faces() if own == key)


def short_name(key: str) -> str:
    """What it is called on the button that leads there."""
    if key == PartKey.REVIEW:
        return QCoreApplication.translate("Composer", "Review")
    return part_name(key)


def part_findings(session: Session, key: str) -> tuple[Finding, ...]:
    """The findings that belong to one part."""
    return tuple(each for each in session.findings if each.part.value == key)


def part_state(session: Session, key: str, checking: int) -> PartState:
    """What the strip says; `checking` files are on their way into the draft."""
    findings = part_findings(session, key)
    errors = _count(findings, Severity.ERROR)
    warnings = _count(findings, Severity.WARNING)
    if key == PartKey.DOCUMENTS:
        warnings += len(session.changed_sources())
    if session.is_locked:
        return PartState(summary=part_summary(session, key, checking))
    agreement = session.agreement
    begun = {
        PartKey.DOCUMENTS: bool(agreement.documents),
        PartKey.PEOPLE: bool(agreement.participants),
        PartKey.PROCESS: agreement.process is not None,
        PartKey.REVIEW: bool(agreement.documents or agreement.participants),
    }[PartKey(key)]
    waits = checking and key == PartKey.DOCUMENTS
    good = begun and key != PartKey.REVIEW and not waits
    return PartState(
        summary=part_summary(session, key, checking),
        # What was not begun yet needs no alarm.
        errors=errors if begun else 0,
        warnings=warnings,
        complete=good and not errors and not warnings,
    )


def part_summary(session: Session, key: str, checking: int) -> str:
    """One line about a part."""
    if key == PartKey.DOCUMENTS:
        return _documents(session, checking)
    if key == PartKey.PEOPLE:
        return people_words(len(session.agreement.participants))
    if key == PartKey.PROCESS:
        return _process(session)
    return _review(session)


def people_words(count: int) -> str:
    """`4 people`."""
    if count == 0:
        return QCoreApplication.translate("Composer", "Nobody yet")
    if count == 1:
        return QCoreApplication.translate("Composer", "1 person")
    return QCoreApplication.translate("Composer", "{count} people").format(count=count)


def _documents(session: Session, checking: int) -> str:
    documents = session.agreement.documents
    parts = [files_words(len(documents))] if documents or not checking else []
    if checking:
        words = QCoreApplication.translate("Composer", "checking {count}")
        parts.append(words.format(count=checking))
    elif documents:
        pages = session.pages_sent(documents)
        if pages:
            parts.append(pages_words(pages))
        count = sum(counts_of(session.agreement.fields).values())
        if count:
            parts.append(fields_words(count))
    if not documents and not checking:
        return QCoreApplication.translate("Composer", "No files yet")
    return ", ".join(parts)


def _process(session: Session) -> str:
    agreement = session.agreement
    found = turns(agreement.process)
    if not found:
        return QCoreApplication.translate("Composer", "Nothing to do yet")
    if len(found) > 1:
        words = QCoreApplication.translate("Composer", "{count} turns, one after another")
        return words.format(count=len(found))
    if len({step.participant for step in found[0].steps}) == 1:
        return QCoreApplication.translate("Composer", "1 step")
    return QCoreApplication.translate("Composer", "All at once")


def _review(session: Session) -> str:
    if session.is_locked:
        return QCoreApplication.translate("Composer", "This draft can only be read")
    errors = _count(session.findings, Severity.ERROR)
    if errors and session.agreement.documents and session.agreement.participants:
        words = QCoreApplication.translate("Composer", "{count} to repair first")
        return words.format(count=errors)
    return QCoreApplication.translate("Composer", "Nothing has been sent")


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(each.severity is severity for each in findings)
