"""Headings: of a view, of a part of a page, and of a group of rows."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.gui.metrics import GAP, GAP_CARD, HEADER_ROW, ICON_SMALL
from app.gui.theme import Role, Theme
from app.gui.widgets.labels import ElidedLabel, Label
from app.gui.widgets.painted import Painted


class SectionHeader(QWidget):
    """A title with a count behind it, and room for widgets at the right."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        *,
        role: Role = "subtitle",
        count: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`role` is "title" for the name of a view."""
        super().__init__(parent)
        self.title = ElidedLabel(theme, title, role=role)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.count = Label(theme, count, token="text-3")
        self.count.setVisible(bool(count))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._layout.addWidget(self.title)
        self._layout.addWidget(self.count)
        self._layout.addStretch(1)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._layout.addWidget(widget)

    def lead(self, widget: QWidget) -> None:
        """Put a widget where the title would stand."""
        self.title.setVisible(False)
        self._layout.insertWidget(0, widget)

    def set_title(self, title: str, count: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.count.setText(count)
        self.count.setVisible(bool(count))


class HeaderRow(Painted):
    """A row on the ground of the window that names a group: glyph, **title**, note."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        *,
        note: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`icon` is a Lucide name."""
        super().__init__(theme, parent)
        self._title = title
        self._note = note
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{title} {note}".strip())

    def set_text(self, title: str, note: str = "") -> None:
        """Name another group."""
        self._title = title
        self._note = note
        self.setAccessibleName(f"{title} {note}".strip())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = self.theme.font_metrics("body", 600)
        return QSize(80, max(HEADER_ROW, metrics.height() + 10))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_header_row(painter, self.rect(), self.theme, self._title, self._note, self._icon)


def paint_header_row(
    painter: QPainter, rect: QRect, theme: Theme, title: str, note: str = "", icon: str = ""
) -> None:
    """Draw a group's row into `rect`."""
    painter.fillRect(rect, theme.colour("bg-window"))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
    left = rect.left() + GAP_CARD
    if icon:
        top = rect.top() + (rect.height() - ICON_SMALL) // 2
        theme.paint_icon(painter, QRect(left, top, ICON_SMALL, ICON_SMALL), icon, "text-2")
        left += ICON_SMALL + GAP
    for text, weight, token in ((title, 600, "text"), (note, None, "text-2")):
        metrics = theme.font_metrics("body", weight)
        width = rect.right() - GAP_CARD - left
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
        painter.setFont(theme.font("body", weight))
        painter.setPen(theme.colour(token))
        place = QRect(left, rect.top(), max(0, width), rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        left += metrics.horizontalAdvance(shown) + GAP
