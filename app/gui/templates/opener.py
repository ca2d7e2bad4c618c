"""The command that begins an agreement with a template."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.kinds import ServiceKind
from app.gui.menus import Commands
from app.gui.tasks import Tasks
from app.gui.templates.sheet import TemplatesSheet
from app.gui.theme import Theme
from app.gui.when import Times
from app.services.accounts import Account
from app.services.desk import Desk


class TemplateOpener(QObject):
    """Shows the templates of the Scrive accounts over the window.

    Signals:
        begun: id of a new draft that is to be composed
    """

    begun = Signal(str)

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        """`parent` is the window."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._tasks = tasks
        self._window = parent
        self._accounts: tuple[Account, ...] = ()

    def connect_commands(self, commands: Commands) -> None:
        """Do what the command says."""
        self._command = commands.from_template
        self._command.triggered.connect(self.open)
        self.set_accounts(())

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Know whose templates can be used; without any the command is switched off."""
        self._accounts = tuple(each for each in accounts if each.service is ServiceKind.SCRIVE)
        self._command.setEnabled(bool(self._accounts))

    @Slot()
    def open(self) -> None:
        """Show the dialog."""
        sheet = TemplatesSheet(
            self._theme,
            self._accounts,
            self._desk.templates,
            self._tasks,
            Times(now=self._desk.clock.now()),
            self._window,
        )
        sheet.begun.connect(self.begun)
        sheet.open()
