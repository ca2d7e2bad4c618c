"""Remembering signed files that were saved, and explaining those that changed since."""

from collections.abc import Sequence
from dataclasses import replace

from app.services.ports import Clock, DownloadedFile, SavedKind
from app.services.storage.saved_files import SavedCopy, SavedFileTable
from app.services.texts import second_seal_note


def explained(
    table: SavedFileTable, agreement_id: str, files: Sequence[DownloadedFile], clock: Clock
) -> tuple[DownloadedFile, ...]:
    """The files, with a note at each signed one whose bytes differ from all earlier copies.

    A service may seal a file again and change it (Scrive: 15 to 30 days after the end).
    """
    return tuple(_explained(table, agreement_id, each, clock) for each in files)


def _explained(
    table: SavedFileTable, agreement_id: str, file: DownloadedFile, clock: Clock
) -> DownloadedFile:
    if file.kind is not SavedKind.SIGNED or not file.source:
        return file
    copies = table.copies(agreement_id, file.source)
    if any(each.sha256 == file.sha256 for each in copies):
        return file
    copy = SavedCopy(path=file.path, sha256=file.sha256, saved_at=clock.now())
    table.add(agreement_id, file.source, copy)
    if not copies:
        return file
    return replace(file, note=second_seal_note(copies[0].path, copies[0].saved_at))
