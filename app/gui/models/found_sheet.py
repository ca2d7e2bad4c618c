"""The dialog in which something is chosen from what an account has at its service."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.error_words import words_for
from app.gui.metrics import DIALOG
from app.gui.models.found_list import FoundList
from app.gui.tasks import Task, TaskContext, Tasks
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.sheet import Sheet
from app.services.accounts import Account

_HEIGHT: Final = 520
Work = Callable[[TaskContext], tuple[object, ...]]


class FoundSheet(Sheet):
    """Asks beside the window and says how that went; Enter, a double click or the button chooses.

    Signals:
        chosen: tuple of what was chosen; the dialog closes
    """

    chosen = Signal(tuple)

    def __init__(
        self,
        theme: Theme,
        title: str,
        placeholder: str,
        account: Account,
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        several: bool = False,
    ) -> None:
        """`placeholder` stands in the search; `several` lets more than one be chosen."""
        super().__init__(theme, title, parent, width=DIALOG)
        self._account = account
        self._tasks = tasks
        self._asking: Task | None = None
        self.list = FoundList(theme, placeholder, several=several)
        self.cancel = Button(theme, self.tr("Cancel"), name="found-cancel")
        self.take = Button(theme, kind="primary", name="found-take")
        self.take.setDefault(True)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.add_foot(self.cancel)
        self.add_foot(self.take)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.changed.connect(self._refresh)
        self.list.activated.connect(self._on_take)
        self.list.searched.connect(self._on_searched)
        self.list.again_requested.connect(self.ask)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._on_take)
        self.resize(self.sizeHint())

    # -- what is asked ---------------------------------------------------------------------

    @abstractmethod
    def work(self) -> Work:
        """What asks the service; it runs beside the window."""

    @abstractmethod
    def keep(self, found: tuple[object, ...]) -> None:
        """Take what the service has."""

    @abstractmethod
    def show_found(self) -> None:
        """Show what is searched for, or say why there is nothing; not while nothing is known."""

    @abstractmethod
    def entries(self) -> tuple[object, ...]:
        """What is chosen now."""

    @abstractmethod
    def words_to_take(self, count: int) -> str:
        """What stands on the button when so many are chosen."""

    # -- what happens ----------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(DIALOG, _HEIGHT))

    @Slot()
    def ask(self) -> None:
        """Ask the service anew."""
        self._stop()
        asking = self.tr("Asking {account}.").format(account=self._account.name)
        self.list.say("hourglass", self.tr("Looking…"), asking)
        self._asking = self._tasks.run(
            self.work(), done=self._on_found, failed=self._on_not_found, owner=self
        )

    def _on_found(self, found: tuple[object, ...]) -> None:
        self.keep(found)
        self.show_found()

    def _on_not_found(self, error: Exception) -> None:
        words = words_for(error)
        self.list.say("unplug", words.title, words.meaning, self.tr("Try again"))

    def _stop(self) -> None:
        if self._asking is not None:
            self._asking.cancel()

    @Slot(str)
    def _on_searched(self, _words: str) -> None:
        self.show_found()

    @Slot()
    def _on_take(self) -> None:
        if self.entries():
            self.accept()

    @override
    def done(self, result: int) -> None:
        """Close; what was chosen is told after that."""
        entries = self.entries() if result else ()
        self._stop()
        super().done(result)
        if entries:
            self.chosen.emit(entries)

    @Slot()
    def _refresh(self) -> None:
        count = len(self.entries())
        self.take.set_possible(count > 0, self.tr("Choose something first."))
        self.take.setText(self.words_to_take(count))
