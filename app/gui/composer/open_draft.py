"""An opened draft with everything that keeps it: autosave, files, sending, originals."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Slot

from app.domain.findings import FileFacts
from app.domain.kinds import ServiceKind
from app.gui.composer.saving import AutoSaver, Content
from app.gui.composer.session import Session
from app.gui.composer.tools import ComposerTools
from app.gui.composer.watch import SourceWatch
from app.gui.composer.work import DraftWork, OpenedDraft
from app.gui.review.sending import Sender
from app.gui.tasks import TaskContext
from app.gui.uploader.adding import LANE as FILES_LANE
from app.gui.uploader.adding import Adder
from app.gui.uploader.pictures import Pictures
from app.services.accounts import Account
from app.services.stored_drafts import DraftFile, StoredDraft

_LANE: Final = "facts"


class OpenDraft(QObject):
    """Holds what lives as long as the draft is open."""

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
        self._files = stored.files
        content = Content(agreement=stored.agreement, account_id=stored.account_id)
        self.session = Session(content, tools.region(), self)
        self.session.set_accounts(opened.accounts)
        for file in stored.files:
            self.session.set_facts(file.file, FileFacts(pages=file.pages, size=file.size))
        self.saver = AutoSaver(work.save, tools.tasks, content, stored.updated_at, self)
        self.adder = Adder(work, tools.tasks, self)
        self.pictures = Pictures(work, tools.tasks, self)
        self.sending = Sender(work, self.session, tools.tasks, opened.item, self)
        self.watch = SourceWatch(work, self.session, tools.tasks, self)
        self.session.edited.connect(self.saver.note)
        self.saver.stored.connect(self._on_stored)

    def start(self) -> None:
        """Look at the files and their originals, follow what was sent, choose an account."""
        for file in self._files:
            self._look_at(file)
        self.sending.start()
        self.watch.start()
        self._choose_account()

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Know the accounts of now."""
        self.session.set_accounts(accounts)
        self._choose_account()

    def save(self, milliseconds: int) -> bool:
        """Save now and wait so long for it; whether all that was typed is on the disk."""
        return self.saver.flush_and_wait(milliseconds)

    def stop(self) -> None:
        """Stop what is under way."""
        self.adder.cancel_all()
        self.sending.stop_following()
        self.watch.stop()
        if self.saver.is_caught_up:
            work = self._work
            # Behind what is being added, and before what is added when it is opened again.
            self._tasks.run(lambda _context: work.close(), lane=FILES_LANE)

    def _choose_account(self) -> None:
        """Take the only account that can send; one that was chosen and removed is not replaced."""
        session = self.session
        able = [each for each in session.accounts if each.service is ServiceKind.SCRIVE]
        if len(able) == 1 and session.content.account_id is None and not session.is_locked:
            session.choose_account(able[0].id)

    def _look_at(self, file: DraftFile) -> None:
        work, path = self._work, self._work.path_of(file.file)

        def look(_context: TaskContext) -> FileFacts:
            facts = work.facts(path)
            if facts.pages and file.label:
                work.note_pages(file.label, facts.pages)
            return facts

        done = partial(self.session.set_facts, file.file)
        self._tasks.run(look, done=done, lane=_LANE, owner=self)

    @Slot(object)
    def _on_stored(self, stored: StoredDraft) -> None:
        """What was counted is kept with the draft, for lists that do not open files."""
        for file in stored.files:
            document = self.session.agreement.document(file.label)
            facts = None if document is None else self.session.facts_of(document)
            if facts is not None and facts.pages and file.pages is None:
                self._note_pages(file.label, facts.pages)

    def _note_pages(self, label: str, pages: int) -> None:
        work = self._work
        self._tasks.run(lambda _context: work.note_pages(label, pages), lane=_LANE)
