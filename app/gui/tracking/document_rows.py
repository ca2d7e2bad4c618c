"""The row of one document, with what the service told about it beneath."""

from collections.abc import Sequence
from typing import Final

from app.domain.observation import ObservedDocument
from app.domain.observed_parts import Attachment, DocumentNote
from app.domain.status import OVER, AgreementStatus
from app.gui.models.standing import NO_EVENT, status_standing
from app.gui.tracking.counting import counted
from app.gui.tracking.details import said_rows
from app.gui.tracking.rows import WorkflowRow
from app.gui.when import Times
from app.gui.widgets.states import State
from app.services.texts import note_words, viewer_words

_SHORT: Final = {
    DocumentNote.NOT_STARTED: "not started yet",
    DocumentNote.ALL_SIGNED: "signed by all",
    DocumentNote.SEALING: "being sealed",
    DocumentNote.SEAL_FAILED: "no signed file",
    DocumentNote.TRASHED: "in the trash",
    DocumentNote.DELETED: "deleted",
    DocumentNote.NOT_OURS: "only to look at",
}
_BAD: Final = frozenset({DocumentNote.SEAL_FAILED, DocumentNote.TRASHED, DocumentNote.DELETED})


def document_row(
    document: ObservedDocument,
    place: int,
    times: Times,
    more: tuple[WorkflowRow, ...] = (),
) -> WorkflowRow:
    """The document at `place`, from 1, of the agreement; `more` is what only its service tells."""
    words = [] if document.pages is None else [counted(document.pages, "page")]
    words += [_SHORT[note] for note in document.notes]
    glyph, token = "", NO_EVENT
    if document.status is not None:
        standing = status_standing(document.status, document.raw_status)
        glyph, token = standing.glyph, standing.state.value
        words.insert(0, standing.word)
    if not _BAD.isdisjoint(document.notes):
        glyph, token = State.NEEDS.glyph, State.NEEDS.value
    return WorkflowRow(
        key=f"document:{document.key}",
        name=document.name or f"Document {place}",
        glyph="file-check" if document.status is AgreementStatus.COMPLETED else "file-text",
        status=", ".join(words),
        status_glyph=glyph,
        status_token=token,
        said=document.raw_status,
        children=_beneath(document, times, more),
    )


def shared_note(documents: Sequence[ObservedDocument]) -> str:
    """What holds for every document, in a word or two; empty where nothing does."""
    shared = set(DocumentNote)
    for document in documents:
        shared &= set(document.notes)
    return ", ".join(words for note, words in _SHORT.items() if documents and note in shared)


def _beneath(
    document: ObservedDocument, times: Times, more: tuple[WorkflowRow, ...]
) -> tuple[WorkflowRow, ...]:
    """What people ask for first, then all that was said; only that where nothing else is told."""
    told = [
        *(_note(note) for note in document.notes),
        _line("viewed-as", "This account", "eye", viewer_words(document.viewed_as)),
        _attachments(document.attachments),
        _deadline(document, times),
        _reminder(document, times),
        _line("tags", "Tags", "flag", ", ".join(document.tags)),
        _line("callback", "Tells of changes", "globe", document.callback),
        _line("folder", "Folder", "folder-open", document.folder),
        *more,
    ]
    rows = tuple(row for row in told if row is not None)
    everything = said_rows(document.details, times)
    if not rows or not everything:
        return rows or everything
    return (
        *rows,
        WorkflowRow(key="details", name="All details", glyph="info", children=everything),
    )


def _note(note: DocumentNote) -> WorkflowRow:
    bad = note in _BAD
    return WorkflowRow(
        key=f"note:{note.value}",
        name="Needs you" if bad else "Note",
        glyph="circle-alert" if bad else "info",
        status=note_words(note),
        status_token=State.NEEDS.value if bad else NO_EVENT,
    )


def _attachments(attachments: Sequence[Attachment]) -> WorkflowRow | None:
    if not attachments:
        return None
    return WorkflowRow(
        key="attachments",
        name="Attachments",
        glyph="files",
        status=counted(len(attachments), "file"),
        children=tuple(
            WorkflowRow(
                key=f"{place}:{each.name}",
                name=each.name or f"Attachment {place}",
                glyph="file-text",
                status=", ".join(
                    (
                        "must be accepted" if each.required else "may be read",
                        "part of the signed file" if each.merged else "beside the signed file",
                    )
                ).capitalize(),
            )
            for place, each in enumerate(attachments, 1)
        ),
    )


def _deadline(document: ObservedDocument, times: Times) -> WorkflowRow | None:
    end = document.deadline
    if end is None:
        return None
    runs = document.status not in OVER
    return WorkflowRow(
        key="deadline",
        name="Deadline",
        glyph="calendar-clock",
        status=f"{times.moment(end)}, {times.until(end.at)}" if runs else times.moment(end),
        fact=str(end.at),
    )


def _reminder(document: ObservedDocument, times: Times) -> WorkflowRow | None:
    at = document.remind_at
    if at is None:
        return None
    return WorkflowRow(
        key="reminder",
        name="Reminder",
        glyph="bell",
        status=f"{times.moment(at)}, {times.until(at.at)}",
        fact=str(at.at),
    )


def _line(key: str, name: str, glyph: str, words: str) -> WorkflowRow | None:
    return WorkflowRow(key=key, name=name, glyph=glyph, status=words) if words else None
