"""Does everything fit? Longer words, larger fonts, and what is cut off by them."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QScrollArea,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from app.gui.widgets.labels import ElidedLabel


class LongerWords(QTranslator):
    """Makes every text as long as German would: 40 % more."""

    @override
    def translate(
        self,
        context: str | bytes | bytearray | memoryview,
        sourceText: str | bytes | bytearray | memoryview,
        disambiguation: str | bytes | bytearray | memoryview | None = None,
        n: int = -1,
    ) -> str:
        words = sourceText if isinstance(sourceText, str) else bytes(sourceText).decode()
        if words.startswith("Ctrl") or len(words) < 2:
            return words
        return words + " länger"[: max(3, round(len(words) * 0.4))] * -(-len(words) // 18)

    @override
    def isEmpty(self) -> bool:
        return False


@contextmanager
def longer_words() -> Iterator[None]:
    """Everything that is translated meanwhile is longer."""
    translator = LongerWords()
    QCoreApplication.installTranslator(translator)
    try:
        yield
    finally:
        QCoreApplication.removeTranslator(translator)


def cut_off(page: QWidget) -> list[str]:
    """What cannot be read in full, although it is no line that may end in dots."""
    QApplication.processEvents()
    return [_named(each) for each in page.findChildren(QWidget) if _is_cut(each, page)]


def _is_cut(widget: QWidget, page: QWidget) -> bool:
    if not widget.isVisible() or isinstance(widget, QToolButton):
        return False
    return _is_squeezed(widget) or _sticks_out(widget, page)


def _is_squeezed(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractButton) and widget.text() and widget.property("dim"):
        return widget.width() < widget.minimumSizeHint().width()
    if isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel):
        wanted = widget.heightForWidth(widget.width())
        if widget.wordWrap():
            return widget.height() < wanted
        return widget.width() < widget.minimumSizeHint().width()
    return False


def _sticks_out(widget: QWidget, page: QWidget) -> bool:
    """Beyond the side of what it lies in; up and down one can scroll."""
    parent = widget.parentWidget()
    if parent is None or widget is page or isinstance(widget, QAbstractScrollArea):
        return False
    if isinstance(parent.parentWidget(), QScrollArea):
        return widget.width() > parent.width()
    return widget.geometry().right() > parent.width() or widget.geometry().left() < 0


def _named(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__} {widget.objectName()!r} {words!r}"
