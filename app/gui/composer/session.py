"""The session: the draft under composition, with its past, its findings and its files."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QElapsedTimer, QObject, Signal, Slot

from app.domain.agreement import Agreement, Document
from app.domain.attachments import Attachment
from app.domain.draft_files import AgreementFile, files_of
from app.domain.findings import Draft, FileFacts, Finding, Repair
from app.domain.kinds import ServiceKind
from app.domain.linting import gravest_first, lint
from app.domain.page_removal import removed_pages
from app.domain.repairs import repaired
from app.gui.composer.history import History
from app.gui.composer.number_repairs import with_number_repairs
from app.gui.composer.refused import Refused
from app.gui.composer.saving import Content
from app.gui.composer.source_notes import SourceNote
from app.services.accounts import Account
from app.services.clock import SystemClock
from app.services.ports import Clock
from app.services.texts import PersonRefusal

_MILLISECONDS = 1000


class Session(QObject):
    """What all parts of the composer show and change.

    Signals:
        changed: anything that is shown may be different: agreement, account, findings, files
        edited: the `Content` that is to be saved
    """

    changed = Signal()
    edited = Signal(object)

    def __init__(
        self,
        content: Content,
        region: str = "",
        parent: QObject | None = None,
        clock: Clock | None = None,
    ) -> None:
        """`region` is the two-letter country of the user, for numbers without a country.

        `clock` tells what is over, such as the time in which documents can be opened; the
        computer's own where None.
        """
        super().__init__(parent)
        self._wall_clock = clock or SystemClock()
        self._history = History(content.agreement)
        self._account_id = content.account_id
        self._region = region
        self._accounts: tuple[Account, ...] = ()
        self._facts: dict[str, FileFacts] = {}
        self._sources: Mapping[str, SourceNote] = {}
        self._refused = Refused()
        self._is_locked = False
        self._findings: tuple[Finding, ...] = ()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._check()

    # -- what is known ------------------------------------------------------------------------

    @property
    def agreement(self) -> Agreement:
        """The agreement as it is."""
        return self._history.current

    @property
    def content(self) -> Content:
        """What is to be saved."""
        return Content(agreement=self.agreement, account_id=self._account_id)

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Every account of the profile."""
        return self._accounts

    @property
    def account(self) -> Account | None:
        """The account to send with."""
        return next((each for each in self._accounts if each.id == self._account_id), None)

    @property
    def lost_account(self) -> bool:
        """Whether the account that was chosen is not there any more."""
        return self._account_id is not None and self.account is None

    @property
    def service(self) -> ServiceKind | None:
        """The service of that account."""
        return None if self.account is None else self.account.service

    @property
    def api_version(self) -> int:
        """The version of its API that the account speaks; SigningHub only."""
        return 3 if self.account is None else self.account.api_version

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What stands between the draft and sending it, the gravest first."""
        return self._findings

    @property
    def is_locked(self) -> bool:
        """Whether the draft may have been sent and can only be read."""
        return self._is_locked

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return self._history.can_undo and not self._is_locked

    @property
    def can_redo(self) -> bool:
        """Whether a step back can be taken again."""
        return self._history.can_redo and not self._is_locked

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was done to the agreement since it was opened."""
        return not (self._history.can_undo or self._history.can_redo)

    def facts_of(self, document: Document | Attachment) -> FileFacts | None:
        """What is known of the file of a document; None while it was not looked at."""
        return self.facts_of_file(document.file)

    def facts_of_file(self, file: str) -> FileFacts | None:
        """What is known of a stored file; None while it was not looked at."""
        return self._facts.get(file)

    def pages_sent(self, documents: Sequence[Document]) -> int:
        """How many pages of these people get, as far as it is known."""
        agreement, takes_all = self.agreement, self.service is ServiceKind.SIGNINGHUB
        count = 0
        for each in documents:
            facts = self.facts_of(each)
            pages = facts.pages if facts is not None and facts.pages else 0
            removed = () if takes_all else removed_pages(agreement, each.label)
            count += sum(page not in removed for page in range(1, pages + 1))
        return count

    def source_of(self, document: Document | Attachment) -> SourceNote | None:
        """What became of the original; None while it is the same."""
        return self._sources.get(document.file)

    def changed_sources(self) -> tuple[AgreementFile, ...]:
        """Files whose original was changed on disk, what goes along among them."""
        notes = ((each, self._sources.get(each.file)) for each in files_of(self.agreement))
        return tuple(each for each, note in notes if note is not None and note.is_changed)

    # -- changes ------------------------------------------------------------------------------

    def change(self, agreement: Agreement, merge: str = "") -> None:
        """Go on to a changed agreement; equal `merge` in quick succession is one step back."""
        if self._is_locked:
            return
        at = self._clock.elapsed() / _MILLISECONDS
        if self._history.take(agreement, merge=merge, at=at):
            self._tell_edited()

    def repair(self, repair: Repair) -> None:
        """Mend a finding with one click."""
        self.change(repaired(self.agreement, repair))

    @Slot()
    def undo(self) -> None:
        """Go one step back."""
        if self.can_undo and self._history.undo():
            self._tell_edited()

    @Slot()
    def redo(self) -> None:
        """Go forth again."""
        if self.can_redo and self._history.redo():
            self._tell_edited()

    def choose_account(self, account_id: str) -> None:
        """Send with another account."""
        if account_id != self._account_id and not self._is_locked:
            self._account_id = account_id
            self._tell_edited()

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Know the accounts of now."""
        self._accounts = tuple(accounts)
        self._tell_changed()

    def set_facts(self, file: str, facts: FileFacts) -> None:
        """Know what a stored file holds."""
        if self._facts.get(file) != facts:
            self._facts[file] = facts
            self._tell_changed()

    def set_sources(self, notes: Mapping[str, SourceNote]) -> None:
        """Know what became of the originals, by stored file."""
        if notes != self._sources:
            self._sources = dict(notes)
            self._tell_changed()

    def set_refusals(
        self, refusals: Sequence[PersonRefusal], sent: Agreement | None = None
    ) -> None:
        """Know what the service said against people when this, or `sent`, was sent last."""
        if self._refused.set_refusals(refusals, sent or self.agreement):
            self._tell_changed()

    def set_locked(self, locked: bool) -> None:
        """Let the draft be read only, or changed again."""
        if locked is not self._is_locked:
            self._is_locked = locked
            self.changed.emit()

    def _tell_edited(self) -> None:
        self.edited.emit(self.content)
        self._tell_changed()

    def _tell_changed(self) -> None:
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        found = files_of(self.agreement)
        files = {each.key: self._facts[each.file] for each in found if each.file in self._facts}
        draft = Draft(
            agreement=self.agreement,
            files=files,
            service=self.service,
            api_version=self.api_version,
            now=self._wall_clock.now(),
        )
        said = self._refused.findings(self.agreement)
        all_of_it = gravest_first((*lint(draft), *said))
        self._findings = with_number_repairs(all_of_it, self.agreement, self._region)
