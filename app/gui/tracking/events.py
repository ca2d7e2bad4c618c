"""Asking for the details of events in the viewer, and saving the certificates in them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.event_details import EventFact
from app.gui.error_words import words_for
from app.gui.tasks import TaskContext, Tasks
from app.gui.tracking.event_rows import CERTIFICATE, SIGNATURES, EventState
from app.gui.tracking.history_rows import EVENT
from app.gui.tracking.panel import WorkflowPanel
from app.gui.trouble import trouble
from app.services.account_book import AccountBook
from app.services.event_details import event_details, save_certificate, signature_check
from app.services.ports import DownloadedFile
from app.services.tracking.tracked import TrackedAgreement


class Events(QObject):
    """Does what rows about events in the tree offer.

    Signals:
        saved: folder, and the `DownloadedFile`
        said: a `Notice` about what stood in the way
    """

    saved = Signal(object, object)
    said = Signal(object)

    def __init__(
        self,
        accounts: AccountBook,
        tasks: Tasks,
        ask_folder: Callable[[], Path | None],
        panel: WorkflowPanel,
        parent: QObject,
    ) -> None:
        """Work for `panel`."""
        super().__init__(parent)
        self._accounts = accounts
        self._tasks = tasks
        self._ask_folder = ask_folder
        self._panel = panel
        panel.view.deed_requested.connect(self._on_deed)

    @Slot(str)
    def _on_deed(self, deed: str) -> None:
        tracked = self._panel.tracked
        if tracked is None:
            return
        if deed.startswith(EVENT) or deed == SIGNATURES:
            self._ask(tracked, deed)
        elif deed.startswith(CERTIFICATE):
            event, _, place = deed.removeprefix(CERTIFICATE).partition(":")
            self._save(tracked, event, tuple(map(int, place.split(","))))

    def _ask(self, tracked: TrackedAgreement, deed: str) -> None:
        accounts = self._accounts

        def work(_context: TaskContext) -> tuple[EventFact, ...]:
            if deed == SIGNATURES:
                return signature_check(accounts, tracked)
            return event_details(accounts, tracked, deed.removeprefix(EVENT))

        def failed(error: Exception) -> None:
            self._show(tracked, deed, EventState(trouble=words_for(error).title))

        def done(facts: tuple[EventFact, ...]) -> None:
            self._show(tracked, deed, EventState(facts=facts))

        self._show(tracked, deed, EventState())
        self._tasks.run(work, done=done, failed=failed, owner=self)

    def _show(self, tracked: TrackedAgreement, deed: str, state: EventState) -> None:
        """In the tree, as long as it is the one of that agreement."""
        shown = self._panel.tracked
        if shown is not None and shown.id == tracked.id:
            self._panel.set_event(deed, state)

    def _save(self, tracked: TrackedAgreement, event: str, place: tuple[int, ...]) -> None:
        folder = self._ask_folder()
        if folder is None:
            return
        accounts = self._accounts

        def work(_context: TaskContext) -> DownloadedFile:
            return save_certificate(accounts, tracked, event, place, folder)

        def done(file: DownloadedFile) -> None:
            self.saved.emit(folder, file)

        self._tasks.run(work, done=done, failed=self._on_failed, owner=self)

    def _on_failed(self, error: Exception) -> None:
        self.said.emit(trouble("certificate", error))
