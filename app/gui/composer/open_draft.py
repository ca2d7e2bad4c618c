"""An opened draft with everything that keeps it: autosave, versions, files, sending, originals."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.agreement import Agreement
from app.domain.draft_files import files_of
from app.domain.findings import FileFacts
from app.domain.kinds import ServiceKind
from app.gui.composer.saving import LANE as SAVE_LANE
from app.gui.composer.saving import AutoSaver, Content
from app.gui.composer.session import Session
from app.gui.composer.tools import ComposerTools
from app.gui.composer.watch import SourceWatch
from app.gui.composer.work import DraftWork, OpenedDraft
from app.gui.pages.finding_phrases import PhraseFinder
from app.gui.review.sending import Sender
from app.gui.tasks import TaskContext
from app.gui.uploader.adding import LANE as FILES_LANE
from app.gui.uploader.adding import Adder
from app.gui.uploader.pictures import Pictures
from app.services.accounts import Account
from app.services.stored_drafts import DraftFile, DraftVersion, StoredDraft, is_blank

log = logging.getLogger(__name__)

_LANE: Final = "facts"


class OpenDraft(QObject):
    """Holds what lives as long as the draft is open.

    Signals:
        restored: the `DraftVersion` that the draft says again
        not_restored: the error for which it does not
        vanished: the draft never held anything and is forgotten
    """

    restored = Signal(object)
    not_restored = Signal(object)
    vanished = Signal()

    def __init__(
        self,
        work: DraftWork,
        tools: ComposerTools,
        opened: OpenedDraft,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is under way before `start`."""
        super().__init__(parent)
        stored = opened.stored
        self._work = work
        self._tasks = tools.tasks
        self._unseen = {file.file: file for file in stored.files}
        self._has_vanished = False
        content = Content(agreement=stored.agreement, account_id=stored.account_id)
        self.session = Session(content, tools.region(), self)
        self.session.set_accounts(opened.accounts)
        self.session.set_refusals(opened.refusals, opened.refused)
        for file in stored.files:
            self.session.set_facts(file.file, FileFacts(pages=file.pages, size=file.size))
        self.saver = AutoSaver(work.save, tools.tasks, content, stored.updated_at, self)
        self.adder = Adder(work, tools.tasks, self)
        self.pictures = Pictures(work, tools.tasks, self)
        self.page_pictures = Pictures(work, tools.tasks, self)
        self.phrases = PhraseFinder(work, tools.tasks, self)
        self.sending = Sender(work, self.session, tools.tasks, opened.item, self)
        self.watch = SourceWatch(work, self.session, tools.tasks, self)
        self.session.edited.connect(self.saver.note)
        self.saver.stored.connect(self._on_stored)

    def start(self) -> None:
        """Look at the files and their originals, follow what was sent, choose an account."""
        self._look_at_files_of(self.session.agreement)
        self.sending.start()
        self.watch.start()
        self._choose_account()

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Know the accounts of now."""
        self.session.set_accounts(accounts)
        self._choose_account()

    def leave(self, milliseconds: int) -> bool:
        """Save now and wait so long for it; whether all that was typed is on the disk.

        A new draft that never held anything vanishes instead.
        """
        is_saved = self.saver.flush_and_wait(milliseconds)
        if is_saved and self._may_vanish:
            work = self._work
            self._tasks.run(
                lambda _context: work.drop_if_untouched(),
                done=self._on_dropped,
                failed=self._on_not_tidied,
                lane=SAVE_LANE,
            )
            self.saver.flush_and_wait(milliseconds)
        return is_saved

    def restore(self, version: DraftVersion) -> None:
        """Let the draft say again what it said in a version; undoing goes back in one step.

        What it says now is kept as a version first.
        """
        work, content = self._work, self.session.content
        self._tasks.run(
            lambda _context: work.keep_version(content),
            done=partial(self._on_kept, version),
            failed=self._on_not_kept,
            lane=SAVE_LANE,
            owner=self,
        )

    def stop(self) -> None:
        """Stop what is under way."""
        self.adder.cancel_all()
        self.sending.stop_following()
        self.watch.stop()
        if self.saver.is_caught_up and not self._has_vanished:
            work = self._work
            # Behind what is being added, and before what is added when it is opened again.
            self._tasks.run(
                lambda _context: work.close(), failed=self._on_not_tidied, lane=FILES_LANE
            )

    @property
    def _may_vanish(self) -> bool:
        session = self.session
        return (
            is_blank(session.agreement)
            and session.is_untouched
            and not session.is_locked
            and not self.adder.pending
        )

    def _on_dropped(self, dropped: bool) -> None:
        if dropped:
            self._has_vanished = True
            self.vanished.emit()

    def _on_not_tidied(self, error: Exception) -> None:
        # What is kept needlessly harms nobody, and the next closing tries again.
        log.info("a closed draft could not be tidied up: %s", type(error).__name__)

    def _on_not_kept(self, error: Exception) -> None:
        self.not_restored.emit(error)

    def _on_kept(self, version: DraftVersion, _stored: StoredDraft) -> None:
        if self.session.is_locked:
            return
        agreement = replace(version.agreement, id=self.session.agreement.id)
        self.session.change(agreement)
        self._look_at_files_of(agreement)
        self.saver.flush()
        self.restored.emit(version)

    def _choose_account(self) -> None:
        """Take the only account, or of several the only one at Scrive.

        One that was chosen and removed is not replaced.
        """
        session = self.session
        at_scrive = [each for each in session.accounts if each.service is ServiceKind.SCRIVE]
        able = at_scrive or session.accounts
        if len(able) == 1 and session.content.account_id is None and not session.is_locked:
            session.choose_account(able[0].id)

    def _look_at_files_of(self, agreement: Agreement) -> None:
        """Look at files that were there when the draft was opened, each once."""
        for each in files_of(agreement):
            file = self._unseen.pop(each.file, None)
            if file is not None:
                self._look_at(file)

    def _look_at(self, file: DraftFile) -> None:
        work, path = self._work, self._work.path_of(file.file)

        def look(_context: TaskContext) -> FileFacts:
            facts = work.facts(path)
            if facts.pages and file.label and file.pages is None:
                work.note_pages(file.label, facts.pages)
            return facts

        done = partial(self.session.set_facts, file.file)
        self._tasks.run(look, done=done, lane=_LANE, owner=self)

    @Slot(object)
    def _on_stored(self, stored: StoredDraft) -> None:
        """What was counted is kept with the draft, for lists that do not open files."""
        for file in stored.files:
            facts = self.session.facts_of_file(file.file)
            if file.label and facts is not None and facts.pages and file.pages is None:
                self._note_pages(file.label, facts.pages)

    def _note_pages(self, label: str, pages: int) -> None:
        work = self._work
        self._tasks.run(lambda _context: work.note_pages(label, pages), lane=_LANE)
