"""What composing asks of the services. Every method blocks: it is called through tasks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.domain.agreement import Agreement
from app.domain.anchoring import PhraseHit
from app.domain.findings import FileFacts
from app.gui.composer.saving import Content
from app.gui.composer.source_notes import SourceNote
from app.gui.tasks import TaskContext
from app.pdf.port import PageImage, PdfReader, PdfReaderUnavailable
from app.services.accounts import Account
from app.services.desk import Desk
from app.services.draft_copies import copied_draft
from app.services.outbox.records import OutboxItem, Phase
from app.services.secrets.secret import Secret
from app.services.stored_drafts import DraftFile, DraftVersion, SourceState, StoredDraft
from app.services.texts import PersonRefusal


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedDraft:
    """A draft as the composer begins with it."""

    stored: StoredDraft
    accounts: tuple[Account, ...]
    item: OutboxItem | None
    """Where the agreement stands in the outbox, when it is or was on its way."""
    refusals: tuple[PersonRefusal, ...] = ()
    """What the service said against people when it was sent last and refused."""
    refused: Agreement | None = None
    """What the draft said then."""


class DraftWork:
    """The services behind one draft."""

    def __init__(self, desk: Desk, pdf: PdfReader, draft_id: str) -> None:
        """Nothing is asked yet."""
        self._desk = desk
        self._pdf = pdf
        self._draft_id = draft_id
        self._seen: tuple[tuple[str, float, int], ...] | None = None
        self._notes: dict[str, SourceNote] = {}
        self._has_saved = False

    # -- the draft ----------------------------------------------------------------------------

    def open(self) -> OpenedDraft:
        """The draft with everything that decides how it is shown."""
        stored = self._desk.drafts.get(self._draft_id)
        outbox = self._desk.outbox
        last = outbox.last_tried(stored.agreement)
        refused = last.message if last is not None and last.phase is Phase.NOT_SENT else None
        told = refused.refusals if refused is not None else ()
        return OpenedDraft(
            stored=stored,
            accounts=self._desk.accounts.in_use(),
            item=outbox.sent_before(stored.agreement),
            refusals=told,
            refused=outbox.contents(last.id)[0] if last is not None and told else None,
        )

    def accounts(self) -> tuple[Account, ...]:
        """Every account of the profile, and those for this run only."""
        return self._desk.accounts.in_use()

    def save(self, content: Content) -> StoredDraft:
        """Keep what the draft says now; what it said when it was opened stays as a version."""
        if not self._has_saved:
            self._desk.drafts.keep_version(self._draft_id)
            self._has_saved = True
        return self._desk.drafts.save(self._draft_id, content.agreement, content.account_id)

    def versions(self) -> tuple[DraftVersion, ...]:
        """What the draft said earlier, the newest first."""
        return self._desk.drafts.versions(self._draft_id)

    def keep_version(self, content: Content) -> StoredDraft:
        """Keep what the draft says now, also as a version: much is about to change."""
        stored = self.save(content)
        self._desk.drafts.keep_version(self._draft_id)
        return stored

    def drop_if_untouched(self) -> bool:
        """Forget the draft if it never held anything; whether it did not."""
        return self._desk.drafts.drop_if_untouched(self._draft_id)

    def close(self) -> None:
        """Forget the files that only undoing could have brought back."""
        self._desk.drafts.remove_unused_files(self._draft_id)

    def copied(self) -> StoredDraft:
        """A new draft like this one, with an identity of its own and the same files."""
        drafts = self._desk.drafts
        before = drafts.get(self._draft_id)
        return copied_draft(drafts, before.agreement, drafts.paths(before), before.account_id)

    # -- files --------------------------------------------------------------------------------

    def path_of(self, file: str) -> Path:
        """Where a stored file lies."""
        return self._desk.drafts.folder(self._draft_id) / file

    def add(self, source: Path, context: TaskContext, *, watched: bool) -> DraftFile:
        """Copy a file into the draft."""
        return self._desk.drafts.add_file(
            self._draft_id, source, context.progress_of_bytes, context.cancel, watched=watched
        )

    def facts(self, path: Path) -> FileFacts:
        """What a file holds; without the reader only what nobody has to look for."""
        try:
            return self._pdf.facts(path)
        except PdfReaderUnavailable:
            return FileFacts()

    def note_pages(self, label: str, pages: int) -> None:
        """Keep the number of pages of a saved document, for lists."""
        self._desk.drafts.note_pages(self._draft_id, label, pages)

    def picture(self, file: str, page: int, width: int) -> PageImage | None:
        """Page `page` (from 0) of a stored file, `width` pixels wide; None where there is none."""
        try:
            image = self._pdf.page_image(self.path_of(file), page, width)
        except PdfReaderUnavailable:
            return None
        return image if isinstance(image, PageImage) else None

    def phrases(self, file: str, phrase: str) -> tuple[PhraseHit, ...]:
        """Where a phrase stands in a stored file; nowhere where it cannot be read."""
        try:
            hits = self._pdf.phrases(self.path_of(file), phrase)
        except PdfReaderUnavailable:
            return ()
        return hits if isinstance(hits, tuple) else ()

    def source_notes(self) -> Mapping[str, SourceNote]:
        """What became of the originals, by stored file; those that are as they were are left out.

        Files are read again only when their time or size is another one.
        """
        stored = self._desk.drafts.get(self._draft_id)
        seen = tuple(_stamps(stored))
        if seen != self._seen:
            states = self._desk.drafts.source_states(self._draft_id)
            self._notes = dict(_notes(stored, states))
            self._seen = seen
        return self._notes

    def keep_mine(self, label: str) -> None:
        """Hear no more of the original of a document."""
        self._desk.drafts.forget_source(self._draft_id, label)

    # -- sending ------------------------------------------------------------------------------

    def enqueue(
        self, agreement: Agreement, account: Account, passwords: Mapping[str, Secret]
    ) -> OutboxItem:
        """Put the saved draft on its way, with the files that were checked and no others."""
        self._desk.drafts.keep_version(self._draft_id)
        stored = self._desk.drafts.get(self._draft_id)
        item = self._desk.outbox.enqueue(
            replace(agreement, id=stored.agreement.id),
            self._desk.drafts.paths(stored),
            account,
            expected=stored.digests,
            passwords=passwords,
        )
        self._desk.wake_outbox()
        return item

    def look(self, item_id: str) -> OutboxItem:
        """Where an agreement on its way stands."""
        return self._desk.outbox.item(item_id)

    def stop(self, item_id: str) -> OutboxItem:
        """Make sure that it is never sent. Raises Refused when it may have been sent."""
        return self._desk.outbox.stop(item_id)

    def check_again(self, item_id: str) -> OutboxItem:
        """Look now whether it was sent, or try now what waits."""
        return self._desk.outbox.check_again(item_id)

    def subscribe(self, listener: Callable[[OutboxItem], None]) -> Callable[[], None]:
        """Call `listener` on worker threads after each change; the result ends that."""
        return self._desk.outbox.subscribe(listener)


def _stamps(stored: StoredDraft) -> Iterator[tuple[str, float, int]]:
    for file in stored.files:
        if file.label and file.source:
            yield (file.source, *_stamp(Path(file.source)))


def _stamp(path: Path) -> tuple[float, int]:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return 0.0, -1
    return found.st_mtime, found.st_size


def _notes(
    stored: StoredDraft, states: Mapping[str, SourceState]
) -> Iterator[tuple[str, SourceNote]]:
    for label, state in states.items():
        file = stored.file_of(label)
        if file is None or state is SourceState.SAME:
            continue
        source = Path(file.source)
        modified, size = _stamp(source)
        at = datetime.fromtimestamp(modified, UTC) if size >= 0 else None
        yield file.file, SourceNote(state=state, source=source, at=at)
