"""The front door of composing: opens a draft, keeps it saved, and leaves it in order."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QHideEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.composer.open_draft import OpenDraft
from app.gui.composer.page import ComposerPage
from app.gui.composer.saving import LANE, PATIENCE_MS, SaveStanding
from app.gui.composer.tools import ComposerTools
from app.gui.composer.work import DraftWork, OpenedDraft
from app.gui.error_words import words_for
from app.gui.tasks import Task, TaskContext
from app.gui.versions.rows import version_rows
from app.gui.versions.sheet import VersionsSheet
from app.gui.widgets.banner import Notice, NoticeAction
from app.gui.widgets.card import Pane
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.states import State
from app.services.accounts import Account
from app.services.stored_drafts import DraftVersion, StoredDraft

_UNSAVED: Final = "unsaved"
_WAITING: Final = "waiting"
_LONG_MS: Final = 200
"""A wait for the disk that takes longer is spoken of."""
_LAST_TRY_MS: Final = 1_000
"""So long does the disk get when the user lets go of what is not saved."""
_LET_GO: Final = "let-go"


class Composer(QWidget):
    """Composes one draft. Close it to leave: what was typed is on the disk then.

    As long as that cannot be, it does not close, unless the user lets go of what was typed.

    Signals:
        back_requested: the user wants to leave
        title_changed: the title of the agreement
        connect_requested: the user wants to connect an account
        sign_in_requested: id of the account whose sign-in is to be renewed
        sent: the `OutboxItem` that was sent while the user looked on
        agreement_requested: account id, service id of the agreement that was sent
        outbox_requested: id of an item of the outbox
        copied: id of the new draft that is like this one
        saved: the draft on the disk is another one
    """

    back_requested = Signal()
    title_changed = Signal(str)
    connect_requested = Signal()
    sign_in_requested = Signal(str)
    sent = Signal(object)
    agreement_requested = Signal(str, str)
    outbox_requested = Signal(str)
    copied = Signal(str)
    saved = Signal()

    def __init__(
        self,
        draft_id: str,
        tools: ComposerTools,
        pdfs: Sequence[Path] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Open the draft; `pdfs` are added to it as soon as it is there."""
        super().__init__(parent)
        self.setObjectName("composer")
        self._tools = tools
        self._pdfs = list(pdfs)
        self._accounts: tuple[Account, ...] | None = None
        self._work = DraftWork(tools.desk, tools.pdf, draft_id)
        self._title = ""
        self._lets_go = False
        self._versions: Task | None = None
        self._draft: OpenDraft | None = None
        self.page: ComposerPage | None = None
        self._stack = QStackedLayout(self)
        self._wait = Pane(tools.theme, "bg-pane")
        self._stack.addWidget(self._wait)
        tools.tasks.run(self._open, done=self._on_opened, failed=self._on_not_opened)

    # -- for the window -----------------------------------------------------------------------

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add PDFs, now or as soon as the draft is open."""
        if self.page is None:
            self._pdfs += paths
        elif paths:
            self.page.go_to("documents")
            self.page.documents.add(paths)

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Know the accounts of now."""
        self._accounts = tuple(accounts)
        if self._draft is not None:
            self._draft.set_accounts(accounts)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        draft = self._draft
        if draft is not None:
            if not (self._save_all(draft) or self._lets_go):
                event.ignore()
                self._say_unsaved(draft.saver.standing)
                return
            draft.stop()
        super().closeEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if self._draft is not None and not event.spontaneous():
            self._draft.saver.flush()
        super().hideEvent(event)

    # -- opening ------------------------------------------------------------------------------

    def _open(self, _context: TaskContext) -> OpenedDraft:
        return self._work.open()

    def _on_opened(self, opened: OpenedDraft) -> None:
        if self._accounts is not None:
            opened = replace(opened, accounts=self._accounts)
        draft = self._draft = OpenDraft(self._work, self._tools, opened, self)
        page = self.page = ComposerPage(self._tools, draft)
        self._connect(draft, page)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._tell_title()
        draft.start()
        self.add_files(self._pdfs)
        page.start()

    def _on_not_opened(self, error: Exception) -> None:
        words = words_for(error)
        said = " ".join(part for part in (words.detail, words.next_step) if part)
        empty = EmptyState(
            self._tools.theme,
            icon="file-warning",
            title=words.title,
            sentence=said,
            action=self.tr("Back"),
            action_icon="arrow-left",
        )
        empty.action_requested.connect(self.back_requested)
        QVBoxLayout(self._wait).addWidget(empty)

    def _connect(self, draft: OpenDraft, page: ComposerPage) -> None:
        draft.session.changed.connect(self._tell_title)
        draft.saver.stored.connect(self._on_stored)
        draft.saver.caught_up.connect(self._on_caught_up)
        page.banners.action_requested.connect(self._on_notice_action)
        draft.sending.sent.connect(self.sent)
        draft.restored.connect(self._on_restored)
        draft.not_restored.connect(self._on_not_restored)
        draft.vanished.connect(self.saved)
        page.back_requested.connect(self.back_requested)
        page.connect_requested.connect(self.connect_requested)
        page.copy_requested.connect(self._on_copy_requested)
        page.versions_requested.connect(self._on_versions_requested)
        page.review.sign_in_requested.connect(self.sign_in_requested)
        page.review.agreement_requested.connect(self.agreement_requested)
        page.review.outbox_requested.connect(self.outbox_requested)

    # -- what happens -------------------------------------------------------------------------

    @Slot()
    def _tell_title(self) -> None:
        title = "" if self._draft is None else self._draft.session.agreement.title
        if title != self._title:
            self._title = title
            self.title_changed.emit(title)

    @Slot(object)
    def _on_stored(self, _stored: StoredDraft) -> None:
        self.saved.emit()

    def _save_all(self, draft: OpenDraft) -> bool:
        """Whether all that was typed is on the disk; a wait for that is told."""
        long = QTimer(self)
        long.setSingleShot(True)
        long.timeout.connect(self._say_waiting)
        long.start(_LONG_MS)
        try:
            return draft.leave(_LAST_TRY_MS if self._lets_go else PATIENCE_MS)
        finally:
            long.stop()
            long.deleteLater()
            if self.page is not None:
                self.page.banners.remove_notice(_WAITING)

    @Slot()
    def _say_waiting(self) -> None:
        if self.page is not None:
            self.page.banners.show_notice(
                Notice(
                    key=_WAITING,
                    state=State.SENDING,
                    glyph="hard-drive",
                    what=self.tr("What you typed last is being saved."),
                    meaning=self.tr("This closes by itself as soon as it is on the disk."),
                )
            )

    def _say_unsaved(self, standing: SaveStanding) -> None:
        """The user wanted to leave, but what was typed would be gone."""
        if self.page is None:
            return
        why = self.tr("The disk has not answered yet.")
        if standing.error is not None:
            why = standing.error.paragraph()
        tried = self.tr("It is tried again every few seconds.")
        self.page.banners.show_notice(
            Notice(
                key=_UNSAVED,
                state=State.STOPPED,
                what=self.tr("What you typed last is not saved."),
                meaning=f"{why} {tried}",
                actions=(NoticeAction(key=_LET_GO, text=self.tr("Leave without saving")),),
            )
        )

    @Slot()
    def _on_caught_up(self) -> None:
        if self.page is not None:
            self.page.banners.remove_notice(_UNSAVED)

    @Slot(str, str)
    def _on_notice_action(self, _key: str, action: str) -> None:
        if action == _LET_GO:
            self._lets_go = True
            self.back_requested.emit()

    @Slot()
    def _on_copy_requested(self) -> None:
        work = self._work
        self._tools.tasks.run(
            lambda _context: work.copied(), done=self._on_copied, failed=self._on_not_copied
        )

    def _on_copied(self, stored: StoredDraft) -> None:
        self.copied.emit(stored.id)

    def _on_not_copied(self, error: Exception) -> None:
        self._say_failed("copy", error)

    # -- earlier versions ---------------------------------------------------------------------

    @Slot()
    def _on_versions_requested(self) -> None:
        work, draft = self._work, self._draft
        if draft is not None and (self._versions is None or not self._versions.running):
            # With the first save, what the draft said when it was opened becomes a version.
            draft.saver.flush()
            self._versions = self._tools.tasks.run(
                lambda _context: work.versions(),
                done=self._on_versions_read,
                failed=self._on_not_restored,
                lane=LANE,
            )

    def _on_versions_read(self, versions: tuple[DraftVersion, ...]) -> None:
        if self._draft is None or self._draft.session.is_locked:
            return
        agreement = self._draft.session.agreement
        rows = version_rows(versions, agreement, self._tools.times())
        sheet = VersionsSheet(self._tools.theme, rows, self)
        sheet.restore_requested.connect(self._draft.restore)
        sheet.open()

    @Slot(object)
    def _on_restored(self, version: DraftVersion) -> None:
        if self.page is not None:
            when = self._tools.times().at(version.saved_at)
            self.page.notices.offer_undo(
                self.tr("The version of {when} is back.").format(when=when),
                self.tr("How the draft was before is kept as a version too."),
                "history",
            )

    @Slot(object)
    def _on_not_restored(self, error: Exception) -> None:
        self._say_failed("versions", error)

    def _say_failed(self, key: str, error: Exception) -> None:
        if self.page is not None:
            words = words_for(error)
            meaning = " ".join(part for part in (words.detail, words.next_step) if part)
            self.page.banners.show_notice(
                Notice(
                    key=key,
                    state=State.STOPPED,
                    what=words.title,
                    meaning=meaning,
                    closable=True,
                )
            )
