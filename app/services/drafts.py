"""The drafts of a profile: agreements under composition, with copies of their PDFs."""

import shutil
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from app.domain.agreement import Agreement, Document
from app.domain.draft_files import files_of, with_files
from app.domain.errors import DomainError
from app.services.agreement_files import LoadedAgreement, load
from app.services.cancel import CancelToken
from app.services.draft_exchange import same_content, write_as_it_is, write_beside
from app.services.errors import LocalError
from app.services.file_copies import check_pdf, copy_file, digest, refused_by_disk
from app.services.ports import Clock, Progress
from app.services.saving import reserved_path, safe_file_name
from app.services.storage.database import Database
from app.services.storage.draft_versions import VersionTable
from app.services.storage.drafts import DraftTable
from app.services.storage.files import make_private_folder
from app.services.stored_drafts import (
    DamagedDraft,
    DraftFile,
    DraftListing,
    DraftVersion,
    SourceState,
    StoredDraft,
)

__all__ = [
    "DamagedDraft",
    "DraftBook",
    "DraftFile",
    "DraftListing",
    "DraftVersion",
    "SourceState",
    "StoredDraft",
]


def _new_id() -> str:
    return str(uuid.uuid4())


class DraftBook:
    """Every draft; safe to use from any thread. What a method kept survives a power cut.

    A draft that is not there is DomainError `draft.unknown`; what the disk refuses is LocalError.
    Copying tells its progress in bytes and can be cancelled.
    """

    def __init__(
        self,
        database: Database,
        folder: Path,
        clock: Clock,
        *,
        new_id: Callable[[], str] = _new_id,
    ) -> None:
        """Rows in `database` (countersign.db); PDFs in `folder`, one folder a draft."""
        self._table = DraftTable(database)
        self._versions = VersionTable(database)
        self._folder = folder
        self._clock = clock
        self._new_id = new_id

    def all(self) -> tuple[StoredDraft, ...]:
        """Every draft that can be read, the one saved last first."""
        return self._table.listing().drafts

    def listing(self) -> DraftListing:
        """Every draft, also those that cannot be read."""
        return self._table.listing()

    def get(self, draft_id: str) -> StoredDraft:
        """The draft of that id."""
        found = self._table.get(draft_id)
        if found is None:
            raise DomainError("draft.unknown")
        return found

    def create(
        self, agreement: Agreement | None = None, account_id: str | None = None
    ) -> StoredDraft:
        """A new draft; its agreement gets an id of its own where it has none, or a taken one."""
        return self._insert(self._new_id(), agreement or Agreement(), account_id, ())

    def save(self, draft_id: str, agreement: Agreement, account_id: str | None) -> StoredDraft:
        """Keep what a draft says now; when this returns, it is on the disk.

        What it said before is kept as a version now and then, see `versions`. Raises
        DomainError for an agreement that could not be read again.
        """
        before = self.get(draft_id)
        agreement = replace(agreement, id=before.agreement.id)
        if (agreement, account_id) == (before.agreement, before.account_id):
            return before
        self._table.update(draft_id, agreement, account_id, self._clock.now())
        return self.get(draft_id)

    def delete(self, draft_id: str) -> None:
        """Forget a draft with its PDFs; no complaint when it is gone already."""
        self._table.delete(draft_id)
        shutil.rmtree(self.folder(draft_id), ignore_errors=True)

    def drop_if_untouched(self, draft_id: str) -> bool:
        """Forget a draft that never held anything, whatever its account; whether it was one."""
        if not self._table.delete_if_never_held(draft_id):
            return False
        shutil.rmtree(self.folder(draft_id), ignore_errors=True)
        return True

    # ── earlier versions ─────────────────────────────────────────────────────────────────────────

    def versions(self, draft_id: str) -> tuple[DraftVersion, ...]:
        """What a draft said earlier, the newest first: the last twenty of it, minutes apart."""
        return self._versions.of_draft(draft_id)

    def keep_version(self, draft_id: str) -> None:
        """Keep what a draft says now as a version, because much may change from here on."""
        self._versions.keep(draft_id, self._clock.now())

    def restore(self, draft_id: str, version_id: int) -> StoredDraft:
        """Let a draft say again what it said in a version; what it says now becomes one.

        Raises DomainError `draft.unknown_version`.
        """
        self._table.restore(draft_id, version_id, self._clock.now())
        return self.get(draft_id)

    # ── files ────────────────────────────────────────────────────────────────────────────────────

    def folder(self, draft_id: str) -> Path:
        """Where the PDFs of a draft lie."""
        return self._folder / draft_id

    def path_of(self, draft_id: str, document: Document) -> Path:
        """Where the PDF of a document lies, or would lie."""
        return self.folder(draft_id) / document.file

    def paths(self, draft: StoredDraft) -> dict[str, Path]:
        """Where all PDFs lie, or would lie, by the keys of `files_of`."""
        folder = self.folder(draft.id)
        return {each.key: folder / each.file for each in files_of(draft.agreement)}

    def add_file(
        self,
        draft_id: str,
        source: Path,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
        *,
        watched: bool = True,
    ) -> DraftFile:
        """Copy a PDF into the draft. The document or attachment for it is the caller's to add.

        A source that goes away by itself (pasted, not a file of the user's) is not `watched`.
        Raises DomainError `file.*` for what is no PDF or cannot be read.
        """
        taken = {each.casefold() for each in self._named_files(self.get(draft_id))}
        check_pdf(source)
        file = self._copied(draft_id, source, "", progress, cancel, taken)
        if not watched:
            file = replace(file, source="")
        try:
            self._table.put_file(draft_id, file)
        except (DomainError, LocalError):
            (self.folder(draft_id) / file.file).unlink(missing_ok=True)
            raise
        return file

    def remove_unused_files(self, draft_id: str) -> None:
        """Forget the PDFs that neither the saved draft nor a version of it has.

        To be called when nobody can undo any more.
        """
        draft = self.get(draft_id)
        used = self._named_files(draft)
        for file in draft.files:
            if file.file not in used:
                self._table.remove_file(draft_id, file.file)
                with suppress(OSError):
                    (self.folder(draft_id) / file.file).unlink()

    def _named_files(self, draft: StoredDraft) -> set[str]:
        """All files that the draft has or had in a version."""
        said = (draft.agreement, *(each.agreement for each in self.versions(draft.id)))
        return {each.file for agreement in said for each in files_of(agreement)}

    def forget_source(self, draft_id: str, label: str) -> None:
        """Keep the copy of a document, whatever becomes of its original from now on."""
        file = self.get(draft_id).file_of(label)
        if file is not None and file.source:
            self._table.put_file(draft_id, replace(file, source=""))

    def note_pages(self, draft_id: str, label: str, pages: int) -> None:
        """Keep how many pages a document has, so that lists can say it without reading PDFs."""
        file = self.get(draft_id).file_of(label)
        if file is not None and file.pages != pages:
            self._table.put_file(draft_id, replace(file, pages=pages))

    def source_states(self, draft_id: str) -> Mapping[str, SourceState]:
        """What became of the files that were added, by label; reads them all."""
        return {each.label: _source_state(each) for each in self.get(draft_id).files if each.label}

    # ── .agreement files ─────────────────────────────────────────────────────────────────────────

    def import_file(
        self,
        path: Path,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> StoredDraft:
        """A draft from an `.agreement` file with its PDFs; what is missing stays to be added.

        A file that was imported before and has not changed since gives the draft from then. One
        that has changed becomes a draft of its own, so that neither is mistaken for the other.
        Raises DomainError `draft.*` and `file.*`.
        """
        loaded = load(path)
        draft_id = self._new_id()
        try:
            agreement, files = self._imported(draft_id, loaded, progress, cancel)
            known = self._readable(agreement.id) if agreement.id else None
            if known is None or not same_content(agreement, files, known):
                return self._insert(draft_id, agreement, None, files)
        except BaseException:
            shutil.rmtree(self.folder(draft_id), ignore_errors=True)
            raise
        shutil.rmtree(self.folder(draft_id), ignore_errors=True)
        return known

    def export(self, draft_id: str, path: Path) -> None:
        """Write an `.agreement` file, in the place of an older one, with its PDFs beside it.

        Other files are never written over: a PDF whose name is taken gets a number. A draft that
        cannot be read is written as it is stored.
        """
        damaged = self._table.damaged(draft_id)
        if damaged is not None:
            write_as_it_is(damaged, self.folder(draft_id), path)
            return
        write_beside(self.get(draft_id), self.folder(draft_id), path)

    def _readable(self, agreement_id: str) -> StoredDraft | None:
        """The draft of an agreement; None where there is none that can be read."""
        drafts = self._table.listing().drafts
        return next((each for each in drafts if each.agreement.id == agreement_id), None)

    def _imported(
        self,
        draft_id: str,
        loaded: LoadedAgreement,
        progress: Progress | None,
        cancel: CancelToken | None,
    ) -> tuple[Agreement, tuple[DraftFile, ...]]:
        """The agreement with its files copied; names of missing ones differ from all others."""
        files = {
            each.key: self._copied(draft_id, loaded.paths[each.key], each.key, progress, cancel)
            for each in files_of(loaded.agreement)
            if loaded.paths[each.key].exists()
        }
        taken = {each.file.casefold() for each in files.values()}
        names: dict[str, str] = {}
        for wanted in files_of(loaded.agreement):
            copied = files.get(wanted.key)
            name = copied.file if copied else safe_file_name(loaded.paths[wanted.key].name)
            while not copied and name.casefold() in taken:
                name = f"{wanted.key.replace('/', '-')}-{name}"
            taken.add(name.casefold())
            names[wanted.key] = name
        return with_files(loaded.agreement, names), tuple(files.values())

    def _insert(
        self,
        draft_id: str,
        agreement: Agreement,
        account_id: str | None,
        files: tuple[DraftFile, ...],
    ) -> StoredDraft:
        if not agreement.id or self._table.is_taken(agreement.id):
            agreement = replace(agreement, id=self._new_id())
        now = self._clock.now()
        draft = StoredDraft(
            id=draft_id,
            agreement=agreement,
            account_id=account_id,
            files=files,
            created_at=now,
            updated_at=now,
        )
        self._table.insert(draft)
        return self.get(draft_id)

    def _copied(
        self,
        draft_id: str,
        source: Path,
        label: str,
        progress: Progress | None,
        cancel: CancelToken | None,
        taken: Collection[str] = (),
    ) -> DraftFile:
        """A copy whose name differs from those `taken` by documents that lack their file."""
        with _disk(source.name):
            make_private_folder(self.folder(draft_id))
            target = reserved_path(self.folder(draft_id), safe_file_name(source.name), taken)
        try:
            copy = copy_file(source, target, progress, cancel)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return DraftFile(
            file=target.name,
            label=label,
            source=str(source.absolute()),
            sha256=copy.sha256,
            size=copy.size,
            pages=None,
            added_at=self._clock.now(),
        )


@contextmanager
def _disk(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refused_by_disk(name, error) from error


def _source_state(file: DraftFile) -> SourceState:
    if not file.source:
        return SourceState.SAME
    now = digest(Path(file.source))
    if now is None:
        return SourceState.GONE
    return SourceState.SAME if now.sha256 == file.sha256 else SourceState.CHANGED
