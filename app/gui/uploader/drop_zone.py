"""The place that says how files come in; it lights up while something is dragged over the page."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.metrics import GAP_CARD, GAP_PANE, ICON_EMPTY, RADIUS_CARD
from app.gui.theme import Theme
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label, Sentence
from app.gui.widgets.painted import Painted

_LEAST = 76


class DropZone(Painted):
    """A dashed frame with words.

    Signals:
        browse_requested: the link was followed
    """

    browse_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin for a draft without documents."""
        super().__init__(theme, parent)
        self._is_lit = False
        self.setObjectName("drop-zone")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._glyph = Glyph(theme, "file-down", "text-3", ICON_EMPTY)
        self._title = Label(theme, weight=600, wrap=True)
        self._how = Sentence(theme, token="text-2")
        self._how.linkActivated.connect(self._on_link)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._how)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, GAP_CARD, 20, GAP_CARD)
        row.setSpacing(GAP_PANE)
        row.addStretch(1)
        row.addWidget(self._glyph)
        row.addLayout(words, 4)
        row.addStretch(1)
        self.set_empty(empty=True)

    def set_empty(self, *, empty: bool) -> None:
        """Speak of the first documents, or of more."""
        self._title.setText(
            self.tr("Drop PDFs anywhere on this page")
            if empty
            else self.tr("Drop more PDFs anywhere on this page")
        )
        self._how.say(
            text=self.tr("or paste them, or"), link=self.tr("choose files… (Ctrl+Shift+A)")
        )

    def set_lit(self, *, lit: bool) -> None:
        """Light up while something is dragged over the page."""
        if lit is not self._is_lit:
            self._is_lit = lit
            self.update()

    @Slot()
    def _on_link(self) -> None:
        self.browse_requested.emit()

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, _LEAST))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self._is_lit else 1.5
        pen = QPen(self.theme.colour("accent" if self._is_lit else "line-strong"), width)
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        if self._is_lit:
            painter.setBrush(self.theme.colour("accent-soft"))
        shape = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(shape, RADIUS_CARD, RADIUS_CARD)
