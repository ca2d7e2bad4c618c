"""The search line of a list."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from app.gui.metrics import GAP, ICON
from app.gui.theme import Theme
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.tag import Tag


class SearchField(QLineEdit):
    """A line with a glass at its beginning and its key at the end; Esc empties it.

    Signals:
        searched: what is looked for now; empty when everything is to be seen
    """

    searched = Signal(str)

    def __init__(
        self,
        theme: Theme,
        placeholder: str,
        key: str = "",
        parent: QWidget | None = None,
        *,
        icon: str = "search",
    ) -> None:
        """`key` is shown while the line is empty, e.g. `Ctrl+F`; it is bound elsewhere."""
        super().__init__(parent)
        self.setProperty("search", "true")
        self.setObjectName("search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._glass = Glyph(theme, icon, "text-3", parent=self)
        self._glass.resize(self._glass.sizeHint())
        self.setTextMargins(ICON + GAP, 0, 0, 0)
        self._key = Tag(theme, key, self)
        self._key.setVisible(bool(key))
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._on_text_changed)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._key.setVisible(not text and bool(self._key.accessibleName()))
        self.searched.emit(text.strip())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._glass.move(10, (self.height() - ICON) // 2)
        size = self._key.sizeHint()
        self._key.resize(size)
        self._key.move(self.width() - size.width() - 8, (self.height() - size.height()) // 2)
