"""One sheet from its opening to what became of the action, which the sheet need not outlive."""

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from app.domain.actions import ActionKind
from app.gui.actions.asking import Typed
from app.gui.actions.link_sheet import LinkSheet
from app.gui.actions.outlooks import Case
from app.gui.actions.record_words import refused_notice
from app.gui.actions.sheet import ActionSheet
from app.gui.error_words import words_for
from app.gui.tasks import TaskContext, Tasks
from app.services.actions.actions import Actions
from app.services.actions.records import ActionRecord, ActionState
from app.services.cancel import CancelToken
from app.services.secrets.secret import Secret
from app.services.texts import ErrorText

_STAYS = frozenset({ActionState.REFUSED, ActionState.NOT_DONE})
"""Outcomes with which the sheet stays, with what was typed."""


class Errand(QObject):
    """Performs what a sheet asks for, and tells the outcome.

    Signals:
        performed: the `Case`, and the `ActionRecord` of what was done or may be done
        turned_away: the `Case`, and the `ErrorText` of what was not done, when no sheet is there
            to say it
    """

    performed = Signal(object, object)
    turned_away = Signal(object, object)

    def __init__(
        self, sheet: ActionSheet, case: Case, actions: Actions, tasks: Tasks, parent: QObject
    ) -> None:
        """Work for `sheet`."""
        super().__init__(parent)
        self._sheet = sheet
        self._case = case
        self._actions = actions
        self._tasks = tasks
        self._cancel = CancelToken()
        sheet.perform_requested.connect(self._on_perform)
        sheet.stop_requested.connect(self._on_stop)
        sheet.finished.connect(self._on_finished)
        self._running = False

    @Slot(object)
    def _on_perform(self, typed: Typed) -> None:
        if self._running:
            return
        self._running = True
        self._cancel = CancelToken()
        request, actions, cancel = self._case.request(typed), self._actions, self._cancel

        def work(_context: TaskContext) -> ActionRecord:
            return actions.perform(request, cancel=cancel)

        words = self.tr("Asking {service}…").format(service=self._case.service_name)
        self._sheet.show_busy(words)
        self._tasks.run(
            work,
            done=self._on_done,
            failed=self._on_failed,
            ended=self._on_ended,
            lane=f"act {self._case.account_id}",
        )

    @Slot()
    def _on_stop(self) -> None:
        self._cancel.cancel()

    def _on_done(self, record: ActionRecord) -> None:
        if record.state in _STAYS:
            self._on_refused(record.message or ErrorText(title=self.tr("It was not done.")))
        else:
            if self._is_open():
                self._sheet.accept()
            self.performed.emit(self._case, record)

    def _on_failed(self, error: Exception) -> None:
        self._on_refused(words_for(error))

    def _on_refused(self, words: ErrorText) -> None:
        if self._is_open():
            self._sheet.show_trouble(refused_notice(words))
        else:
            self.turned_away.emit(self._case, words)

    def _on_ended(self) -> None:
        self._running = False
        if not self._is_open():
            self.deleteLater()

    @Slot()
    def _on_finished(self) -> None:
        if not self._running:
            self.deleteLater()

    def _is_open(self) -> bool:
        return isValid(self._sheet) and self._sheet.isVisible()


class LinkErrand(QObject):
    """Fetches the signing link of a person for a sheet, keeps nothing of it."""

    def __init__(
        self,
        sheet: LinkSheet,
        case: Case,
        kinds: frozenset[ActionKind],
        actions: Actions,
        tasks: Tasks,
    ) -> None:
        """`kinds`: the link, its picture, or both."""
        super().__init__(sheet)
        self._sheet = sheet
        self._case = case
        self._kinds = kinds
        self._actions = actions
        self._tasks = tasks
        sheet.wanted.connect(self._on_wanted)

    @Slot()
    def _on_wanted(self) -> None:
        actions, case, kinds = self._actions, self._case, self._kinds
        agreement_id, person = case.agreement_id, case.offer.person

        def work(_context: TaskContext) -> tuple[Secret, bytes]:
            link = actions.link(agreement_id, person) if ActionKind.LINK in kinds else Secret("")
            return link, actions.qr(agreement_id, person) if ActionKind.QR in kinds else b""

        self._sheet.show_busy(self.tr("Asking {service}…").format(service=case.service_name))
        self._tasks.run(work, done=self._on_done, failed=self._on_failed)

    def _on_done(self, found: tuple[Secret, bytes]) -> None:
        link, picture = found
        self._sheet.show_secret(link.reveal(), picture)

    def _on_failed(self, error: Exception) -> None:
        self._sheet.show_trouble(refused_notice(words_for(error)))
