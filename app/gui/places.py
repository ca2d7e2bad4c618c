"""Places outside the window that can be shown, and what is said about the program itself."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.gui.about import AboutDialog
from app.gui.menus import Commands
from app.gui.theme import Theme
from app.gui.widgets.banner import Notice
from app.gui.widgets.states import State
from app.services.desk import Desk

_KEY: Final = "place"


class Places(QObject):
    """Opens folders, pages and help in the programs that the system has for them.

    Signals:
        said: a `Notice` that none could be opened, and where it is
    """

    said = Signal(object)

    def __init__(
        self, theme: Theme, desk: Desk, resources: Path, version: str, parent: QWidget
    ) -> None:
        """`parent` is the window; help lies in `resources/help`."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._resources = resources
        self._version = version
        self._window = parent

    def connect_commands(self, commands: Commands) -> None:
        """Carry out the commands of the help menu."""
        commands.folder.triggered.connect(self.show_folder)
        commands.format.triggered.connect(self.show_format)
        commands.outbox_help.triggered.connect(self.show_outbox_help)
        commands.people_help.triggered.connect(self.show_people_help)
        commands.fields_help.triggered.connect(self.show_fields_help)
        commands.sent_help.triggered.connect(self.show_sent_help)
        commands.following_help.triggered.connect(self.show_following_help)
        commands.inbox.triggered.connect(self.show_inbox)
        commands.about.triggered.connect(self.show_about)

    @Slot()
    def show_folder(self) -> None:
        """Show the folder in which everything of this profile lies."""
        self._open(QUrl.fromLocalFile(str(self._desk.profile)))

    @Slot()
    def show_format(self) -> None:
        """Show the page about the .agreement format."""
        self._show_help("format.md")

    @Slot()
    def show_people_help(self) -> None:
        """Show the page about people, groups and placeholders at SigningHub."""
        self._show_help("people.md")

    @Slot()
    def show_fields_help(self) -> None:
        """Show the page about placing fields."""
        self._show_help("fields.md")

    @Slot()
    def show_outbox_help(self) -> None:
        """Show the page about the answers of the outbox."""
        self._show_help("outbox.md")

    @Slot()
    def show_sent_help(self) -> None:
        """Show the page about what can be done with a sent agreement."""
        self._show_help("after-sending.md")

    @Slot()
    def show_following_help(self) -> None:
        """Show the page about how agreements are followed and downloaded."""
        self._show_help("following.md")

    def _show_help(self, name: str) -> None:
        page = self._resources / "help" / name
        self._open(QUrl.fromLocalFile(str(page)))

    @Slot()
    def show_inbox(self) -> None:
        """Show the messages that "arrived" in practice."""
        if self._desk.practice is not None:
            self._open(QUrl(self._desk.practice.inbox_url))

    def _open(self, page: QUrl) -> None:
        if QDesktopServices.openUrl(page):
            return
        where = page.toLocalFile() or page.toString()
        self.said.emit(
            Notice(
                key=_KEY,
                state=State.NEEDS,
                what=self.tr("No program could be opened to show this."),
                meaning=self.tr("You find it here: {where}").format(where=where),
                closable=True,
            )
        )

    @Slot()
    def show_about(self) -> None:
        """Say what the program is."""
        AboutDialog(self._theme, self._version, self._window).open()
