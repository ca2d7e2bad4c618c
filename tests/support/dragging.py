"""Dragging things over widgets and letting go of them, as Qt tells it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def dragged_files(paths: Sequence[Path]) -> QMimeData:
    """Files as a file manager drags them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def dragged_row(kind: str, words: str) -> QMimeData:
    """What is dragged inside one view."""
    data = QMimeData()
    data.setData(kind, words.encode())
    return data


def drag_over(widget: QWidget, data: QMimeData, x: float, y: float) -> bool:
    """Come over a widget; whether it would take what is dragged."""
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    event = QDragEnterEvent(QPointF(x, y), actions, data, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop_on(widget: QWidget, data: QMimeData, x: float, y: float) -> bool:
    """Drag over a widget and let go; whether it took it."""
    drag_over(widget, data, x, y)
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    event = QDropEvent(QPointF(x, y), actions, data, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()
