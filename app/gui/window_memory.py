"""What the window remembers from start to start: its place, its panes, its look."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter

from app.domain.attention import View
from app.gui.metrics import WINDOW_LEAST
from app.gui.theme import Appearance

_FIRST_SIZE = QSize(1366, 768)
_SEEN = QSize(120, 60)
"""At least so much of the window must lie on a screen."""


class WindowMemory:
    """Reads and writes `window.ini` in the profile; what cannot be read counts as never set."""

    def __init__(self, file: Path) -> None:
        """Use `file`, which is made here: Qt would let everybody read it.

        Where it cannot be made, nothing is remembered.
        """
        with suppress(OSError):
            file.touch(mode=0o600)
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> Appearance:
        """The look that the user chose."""
        value = str(self._settings.value("look", Appearance.SYSTEM.value))
        return Appearance(value) if value in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._settings.setValue("look", appearance.value)

    @property
    def narrow(self) -> bool:
        """Whether the sidebar is a rail by the user's wish."""
        return str(self._settings.value("narrow", "false")) == "true"

    @narrow.setter
    def narrow(self, narrow: bool) -> None:
        self._settings.setValue("narrow", "true" if narrow else "false")

    @property
    def view(self) -> View | None:
        """The view that was open last."""
        value = str(self._settings.value("view", ""))
        return View(value) if value in set(View) else None

    @view.setter
    def view(self, view: View) -> None:
        self._settings.setValue("view", view.value)

    @property
    def has_panes(self) -> bool:
        """Whether the user's own widths of the panes are known."""
        return self._settings.contains("panes")

    def restore(self, window: QMainWindow, panes: QSplitter) -> None:
        """Put the window where it was; one that would lie off every screen is brought back."""
        geometry = self._settings.value("geometry")
        if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
            window.resize(_FIRST_SIZE)
        state = self._settings.value("panes")
        if isinstance(state, QByteArray):
            panes.restoreState(state)
        bring_back(window)

    def keep(self, window: QMainWindow, panes: QSplitter) -> None:
        """Remember where the window is now."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.setValue("panes", panes.saveState())
        self._settings.sync()


def bring_back(window: QMainWindow) -> None:
    """Move a window onto a screen when hardly anything of it can be seen."""
    place = window.geometry()
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if any(_shows(screen, place) for screen in screens):
        return
    home = QGuiApplication.primaryScreen().availableGeometry()
    least = QSize(*WINDOW_LEAST)
    size = window.size().boundedTo(home.size()).expandedTo(least)
    place = QRect(home.topLeft(), size)
    place.moveCenter(home.center())
    window.setGeometry(place)


def _shows(screen: QRect, place: QRect) -> bool:
    seen = screen.intersected(place)
    return seen.width() >= _SEEN.width() and seen.height() >= _SEEN.height()
