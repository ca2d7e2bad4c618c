"""Pasting several values at once into a line that holds one."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QClipboard,
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from app.services.account_book import pasted_values


class PasteWatch(QObject):
    """Catches a paste, drop or middle click that says more than one line can hold.

    Anything else goes on into the line as always. What was caught is not kept.

    Signals:
        values_pasted: the text, which `pasted_values` understands
    """

    values_pasted = Signal(str)

    def __init__(self, edit: QLineEdit) -> None:
        """Watch `edit`, which owns the watch."""
        super().__init__(edit)
        self._edit = edit
        edit.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return event.matches(QKeySequence.StandardKey.Paste) and self._take(clipboard_text())
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            if self._take(event.mimeData().text()):
                event.acceptProposedAction()
                return True
            return False
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            chosen = QGuiApplication.clipboard()
            is_middle = event.button() == Qt.MouseButton.MiddleButton
            return (
                is_middle
                and chosen.supportsSelection()
                and self._take(chosen.text(QClipboard.Mode.Selection))
            )
        if isinstance(event, QContextMenuEvent):
            self._show_menu(event)
            return True
        return super().eventFilter(watched, event)

    def _take(self, text: str) -> bool:
        if not pasted_values(text):
            return False
        self.values_pasted.emit(text)
        return True

    def _show_menu(self, event: QContextMenuEvent) -> None:
        menu = self._edit.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paste = menu.findChild(QAction, "edit-paste")
        if paste is not None:
            paste.triggered.disconnect()
            paste.triggered.connect(self._on_paste)
        menu.popup(event.globalPos())

    @Slot()
    def _on_paste(self) -> None:
        if not self._take(clipboard_text()):
            self._edit.paste()


def clipboard_text() -> str:
    """What was copied last, as text."""
    return QGuiApplication.clipboard().text()
