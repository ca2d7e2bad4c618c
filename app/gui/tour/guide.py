"""The hand of the tour: presses, types and drops like a person, and waits for what comes of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import (
    QDeadlineTimer,
    QMimeData,
    QModelIndex,
    QPoint,
    QPointF,
    Qt,
    QUrl,
)
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMenuBar,
    QScrollArea,
    QWidget,
)

from app.gui.tour.failure import TourFailed

PATIENCE: Final = 20.0
"""Seconds for anything to happen."""
_TURN_MS: Final = 10
_LEFT: Final = Qt.MouseButton.LeftButton
_NONE: Final = Qt.KeyboardModifier.NoModifier

W = TypeVar("W", bound=QWidget)


class Guide:
    """Works on visible widgets only; whatever cannot be done is a `TourFailed`."""

    def __init__(
        self,
        window: QWidget,
        menu_bar: QMenuBar,
        *,
        patience: float = PATIENCE,
        alarm: Callable[[], str] = str,
    ) -> None:
        """Work in `window`; wait at most `patience` seconds for anything.

        `alarm` says in one line what went wrong inside the program, or nothing.
        """
        self._window = window
        self._menu_bar = menu_bar
        self._patience_ms = round(patience * 1000)
        self._alarm = alarm

    # -- waiting and finding ---------------------------------------------------------------

    def wait(self, what: str, condition: Callable[[], object]) -> None:
        """Let the window live until `condition` is true; `what` is awaited, for the failure."""
        deadline = QDeadlineTimer(self._patience_ms)
        while not condition():
            self._heed_alarm()
            if deadline.hasExpired():
                raise TourFailed(f"this did not happen: {what}")
            QTest.qWait(_TURN_MS)

    def settle(self) -> None:
        """Let everything be laid out and painted."""
        QTest.qWait(0)
        QApplication.processEvents()
        self._heed_alarm()

    def find(self, kind: type[W], name: str = "", within: QWidget | None = None) -> W:
        """The visible widget of a kind and object name, as soon as there is one."""
        found: list[W] = []

        def look() -> bool:
            found[:] = self.all(kind, name, within)
            return bool(found)

        self.wait(f"{kind.__name__} {name!r} is there", look)
        return found[0]

    def all(self, kind: type[W], name: str = "", within: QWidget | None = None) -> list[W]:
        """Every visible widget of a kind and object name, in the window or over it."""
        roots = [within] if within is not None else self._roots()
        return [
            widget
            for root in roots
            for widget in (root, *root.findChildren(QWidget))
            if isinstance(widget, kind)
            and widget.isVisible()
            and (not name or widget.objectName() == name)
        ]

    # -- hands -----------------------------------------------------------------------------

    def press(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget that can be seen and is switched on."""
        name = widget.objectName() or widget.accessibleName() or type(widget).__name__
        self.wait(f"{name} can be pressed", lambda: widget.isVisible() and widget.isEnabled())
        _bring_into_view(widget)
        QTest.mouseClick(widget, _LEFT, _NONE, at or widget.rect().center())
        self.settle()

    def press_named(self, name: str, within: QWidget | None = None) -> None:
        """Click the widget of that object name."""
        self.press(self.find(QWidget, name, within))

    def press_row(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Click a row of a list or tree."""
        if not index.isValid():
            raise TourFailed(f"{view.objectName()} has no such row")
        view.scrollTo(index)
        self.settle()
        self.press(view.viewport(), view.visualRect(index).center())

    def key(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """Press a key while a widget has the focus."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClick(widget, key, modifiers)
        self.settle()

    def write(self, line: QLineEdit, text: str) -> None:
        """Type into a line, in the place of what stands there, and leave it."""
        self.press(line)
        line.selectAll()
        QTest.keyClicks(line, text)
        if line.text() != text:
            raise TourFailed(f"{line.objectName()} says {line.text()!r} instead of {text!r}")
        self.settle()

    def pick(self, box: QComboBox, text: str) -> None:
        """Choose an entry of a combo box by its first words, with the keys."""
        place = next((n for n in range(box.count()) if box.itemText(n).startswith(text)), -1)
        if place < 0:
            raise TourFailed(f"{box.objectName()} does not offer {text!r}")
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        while box.currentIndex() != place:
            before = box.currentIndex()
            QTest.keyClick(box, Qt.Key.Key_Down if before < place else Qt.Key.Key_Up)
            if box.currentIndex() == before:
                raise TourFailed(f"{box.objectName()} cannot be set to {text!r}")
        self.settle()

    def drop(self, widget: QWidget, files: Sequence[Path]) -> None:
        """Drag files over a widget and let them go."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
        place = widget.rect().center()
        copy = Qt.DropAction.CopyAction
        entered = QDragEnterEvent(QPointF(place), copy, data, _LEFT, _NONE)
        QApplication.sendEvent(widget, entered)
        if not entered.isAccepted():
            raise TourFailed("the files were not taken")
        QApplication.sendEvent(widget, QDragMoveEvent(QPointF(place), copy, data, _LEFT, _NONE))
        dropped = QDropEvent(QPointF(place), copy, data, _LEFT, _NONE)
        QApplication.sendEvent(widget, dropped)
        self.settle()

    # -- menus -----------------------------------------------------------------------------

    def command(self, *words: str) -> None:
        """Choose a command of the menu bar with the mouse: menu, perhaps a submenu, command."""
        bar = self._menu_bar
        title = next((each for each in bar.actions() if _plain(each) == words[0]), None)
        if title is None:
            raise TourFailed(f"there is no menu {words[0]!r}")
        QTest.mouseClick(bar, _LEFT, _NONE, bar.actionGeometry(title).center())
        self.settle()
        self.choose(*words[1:])

    def choose(self, *words: str) -> None:
        """Go through open menus by the words on them."""
        for each in words:
            menu, action = self._offered(each)
            self.wait(f"{each!r} is possible", action.isEnabled)
            QTest.mouseClick(menu, _LEFT, _NONE, menu.actionGeometry(action).center())
            self.settle()

    def _heed_alarm(self) -> None:
        trouble = self._alarm()
        if trouble:
            raise TourFailed(f"there is a bug: {trouble}")

    def _offered(self, words: str) -> tuple[QMenu, QAction]:
        found: list[tuple[QMenu, QAction]] = []

        def look() -> bool:
            found[:] = [
                (menu, action)
                for menu in QApplication.topLevelWidgets()
                if isinstance(menu, QMenu) and menu.isVisible()
                for action in menu.actions()
                if _plain(action) == words
            ]
            return bool(found)

        self.wait(f"a menu offers {words!r}", look)
        return found[-1]

    def _roots(self) -> list[QWidget]:
        """The sheet over the window when one is open, else the window."""
        modal = QApplication.activeModalWidget()
        return [modal] if modal is not None else [self._window]


def _plain(action: QAction) -> str:
    """The words of an action, without the mark of its key and without dots."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def _bring_into_view(widget: QWidget) -> None:
    """Scroll whatever the widget lies in."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
