"""The rows of the list of documents: what is in the draft, and what is on its way into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Document
from app.domain.attachments import Attachment
from app.domain.field_editing import counts_of
from app.domain.findings import Finding, Part
from app.domain.kinds import ServiceKind
from app.domain.page_removal import removed_pages
from app.gui.composer.session import Session
from app.gui.composer.source_notes import SourceNote
from app.gui.pages.words import fields_words
from app.gui.uploader.words import file_line
from app.gui.when import Times
from app.gui.widgets.states import Severity
from app.services.texts import finding_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A file that is being checked and copied."""

    key: str
    source: Path
    words: str
    """`Waiting`, `Checking`, `Copying 40 %`."""
    done: int = 0
    total: int = 0
    replaces: str = ""
    """Label of the document whose file it becomes; empty for a new document."""
    along: bool = False
    """Whether it goes along with the documents; then `replaces` is a stored file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNote:
    """A line below the row: something about this document, with what can be done."""

    severity: Severity
    sentence: str
    actions: tuple[tuple[str, str], ...] = ()
    """(key of the zone, words)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One document, or one file on its way."""

    key: str
    """The label of the document, or the key of what is on its way."""
    name: str
    line: str
    number: int
    file: str = ""
    """The stored file, by which its picture is known."""
    is_first: bool = False
    is_last: bool = False
    pending: Pending | None = None
    notes: tuple[RowNote, ...] = ()
    is_locked: bool = False
    can_go_along: bool = False
    """Whether the service takes files that nobody signs."""

    @property
    def can_move(self) -> bool:
        """Only documents have a place in the order."""
        return self.pending is None and not self.is_locked

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        words = self.pending.words if self.pending is not None else ""
        notes = (f"{note.severity.word}: {note.sentence}" for note in self.notes)
        return ", ".join(part for part in (self.name, self.line, words, *notes) if part)


def file_rows(session: Session, pending: Sequence[Pending], times: Times) -> tuple[FileRow, ...]:
    """The documents of the draft in their order, then what is on its way."""
    documents = session.agreement.documents
    pending = [each for each in pending if not each.along]
    replacing = {each.replaces: each for each in pending if each.replaces}
    rows = [
        FileRow(
            key=document.label,
            name=document.shown_name,
            line=_line(session, document),
            number=place + 1,
            file=document.file,
            is_first=place == 0,
            is_last=place == len(documents) - 1,
            pending=replacing.get(document.label),
            notes=tuple(_notes(session, place, document, times)),
            is_locked=session.is_locked,
            can_go_along=session.service is not ServiceKind.SIGNINGHUB,
        )
        for place, document in enumerate(documents)
    ]
    new = [each for each in pending if not each.replaces]
    rows += [
        FileRow(
            key=each.key,
            name=each.source.stem,
            line=each.source.name,
            number=len(documents) + place + 1,
            pending=each,
        )
        for place, each in enumerate(new)
    ]
    return tuple(rows)


def _line(session: Session, document: Document) -> str:
    """The file, how many of its pages are left out, and how many fields lie on them."""
    parts = [file_line(source_name(session, document), session.facts_of(document))]
    left_out = len(removed_pages(session.agreement, document.label))
    if left_out:
        words = QCoreApplication.translate("Documents", "{count} left out")
        parts.append(words.format(count=left_out))
    own = [each for each in session.agreement.fields if each.document == document.label]
    count = sum(counts_of(own).values())
    if count:
        parts.append(fields_words(count))
    return " · ".join(parts)


def source_name(session: Session, document: Document | Attachment) -> str:
    """How the user knows the file."""
    note = session.source_of(document)
    return note.source.name if note is not None else document.file


def document_findings(session: Session, place: int) -> Iterator[Finding]:
    """The findings about one document."""
    start = f"/documents/{place}"
    for finding in session.findings:
        if finding.where == start or finding.where.startswith(f"{start}/"):
            yield finding


def _notes(session: Session, place: int, document: Document, times: Times) -> Iterator[RowNote]:
    for finding in document_findings(session, place):
        if finding.part is Part.PROCESS and session.agreement.process is None:
            continue  # Who signs is asked later.
        is_file = finding.where.endswith("/file") and not session.is_locked
        replace = QCoreApplication.translate("Documents", "Replace file…")
        yield RowNote(
            severity=Severity(finding.severity.value),
            sentence=finding_text(finding).sentence,
            actions=(("replace", replace),) if is_file else (),
        )
    note = session.source_of(document)
    if note is not None and not session.is_locked:
        yield source_words(note, times)


def reason_against_leaving_out(session: Session) -> str:
    """Why no page can be left out; empty where it can."""
    if session.is_locked:
        return QCoreApplication.translate("Documents", "This draft can only be read now.")
    if session.service is ServiceKind.SIGNINGHUB:
        return QCoreApplication.translate("Documents", "SigningHub cannot leave out pages.")
    return ""


def source_words(note: SourceNote, times: Times) -> RowNote:
    """What became of the original, with what can be done."""
    keep = ("keep", QCoreApplication.translate("Documents", "Keep mine"))
    if not note.is_changed:
        gone = QCoreApplication.translate(
            "Documents", "The original was moved or deleted; your copy is kept."
        )
        return RowNote(severity=Severity.HINT, sentence=gone, actions=(keep,))
    changed = QCoreApplication.translate("Documents", "Changed on disk after you added it.")
    if note.at is not None:
        changed = QCoreApplication.translate("Documents", "Changed on disk at {when}.")
        changed = changed.format(when=times.at(note.at))
    use = ("use", QCoreApplication.translate("Documents", "Use the new file"))
    return RowNote(severity=Severity.WARNING, sentence=changed, actions=(use, keep))


def other_findings(session: Session) -> Iterator[Finding]:
    """What is to be said about documents, but stands at none of them."""
    for finding in session.findings:
        at_document = finding.where.startswith(("/documents/", "/scrive/attachments"))
        if finding.part is Part.DOCUMENTS and not at_document and finding.where != "/documents":
            yield finding
