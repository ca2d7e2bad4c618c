"""The list of views in the sidebar, wide with words or narrow as a rail."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.metrics import BAR, GAP, ICON, ICON_ROW, NAV_ROW, RADIUS_BUTTON, RADIUS_TAG
from app.gui.theme import Theme
from app.gui.widgets.labels import Label
from app.gui.widgets.rows import paint_focus_ring
from app.gui.widgets.service_mark import paint_service_mark
from app.gui.widgets.states import State

RAIL_SIDE = 36
MOST_ON_RAIL = 99

_UNLIMITED = 16777215  # QWIDGETSIZE_MAX, which PySide does not export


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One view."""

    key: str
    text: str
    icon: str = ""
    """A Lucide name; empty for an account, which shows the mark of its service."""
    service: str = ""
    """"scrive" or "signinghub"."""
    alert: State | None = None
    """The state whose colour the count wears, e.g. `NEEDS`."""


class NavRow(QAbstractButton):
    """A view as a row: icon, word, count; as a rail only icon and count."""

    def __init__(self, theme: Theme, item: NavItem, parent: QWidget | None = None) -> None:
        """Show `item` without a count."""
        super().__init__(parent)
        self.theme = theme
        self._item = item
        self._count = 0
        self._rail = False
        self.setObjectName(item.key)
        self.setText(item.text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(item.text)
        theme.changed.connect(self._on_theme_changed)

    @property
    def count(self) -> int:
        """How many are in the view."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show how many are in the view; 0 shows nothing."""
        self._count = count
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def set_rail(self, rail: bool) -> None:
        """Be narrow, with the word in the tooltip, or wide."""
        self._rail = rail
        self.setToolTip(self._item.text if rail else "")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        if self._rail:
            return QSize(RAIL_SIDE, RAIL_SIDE)
        height = max(NAV_ROW, self.theme.font_metrics().height() + 12)
        return QSize(200, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(RAIL_SIDE, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        if self._rail:
            self._paint_rail(painter)
        else:
            self._paint_wide(painter)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), self.theme, RADIUS_BUTTON)

    def _paint_ground(self, painter: QPainter) -> None:
        token = "bg-selected" if self.isChecked() else "bg-hover"
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour(token))
            painter.drawRoundedRect(self.rect(), RADIUS_BUTTON, RADIUS_BUTTON)
        if self.isChecked() and not self._rail:
            painter.setBrush(self.theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, 7, BAR, self.height() - 14), 1.5, 1.5)

    def _paint_sign(self, painter: QPainter, place: QRect) -> None:
        if self._item.service:
            paint_service_mark(painter, place, self.theme, self._item.service)
        else:
            tint = "accent-text" if self.isChecked() else "text-2"
            self.theme.paint_icon(painter, place, self._item.icon, tint)

    def _paint_wide(self, painter: QPainter) -> None:
        self._paint_sign(painter, QRect(9, (self.height() - ICON) // 2, ICON, ICON))
        right = self._paint_count(painter)
        weight = 600 if self.isChecked() else None
        metrics = self.theme.font_metrics("body", weight)
        place = QRect(35, 0, max(0, right - 35 - GAP), self.height())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(self.theme.font("body", weight))
        painter.setPen(self.theme.colour("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_count(self, painter: QPainter) -> int:
        """Draw the count at the right; return where the words must end."""
        right = self.width() - 10
        if not self._count:
            return right
        words = str(self._count)
        alert = self._item.alert
        weight = 600 if alert or self.isChecked() else None
        metrics = self.theme.font_metrics("caption", weight)
        width, height = metrics.horizontalAdvance(words), metrics.height() + 2
        padding = 6 if alert else 0
        box = QRect(
            right - width - 2 * padding, (self.height() - height) // 2, width + 2 * padding, height
        )
        if alert:
            self._paint_alert_ground(painter, box, alert)
        painter.setFont(self.theme.font("caption", weight))
        painter.setPen(self.theme.colour(alert or "text-2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return box.left()

    def _paint_alert_ground(self, painter: QPainter, box: QRect, alert: State) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.theme.is_high_contrast:
            painter.setPen(self.theme.colour(alert))
        painter.setBrush(self.theme.colour(alert.ground))
        painter.drawRoundedRect(box, RADIUS_TAG, RADIUS_TAG)

    def _paint_rail(self, painter: QPainter) -> None:
        side = ICON if self._item.service else ICON_ROW
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        self._paint_sign(painter, QRect(left, top, side, side))
        if self._count and self._item.alert:
            words = str(self._count) if self._count <= MOST_ON_RAIL else "99+"
            font = self.theme.font("tag", 600)
            font.setPixelSize(10)
            painter.setFont(font)
            width = max(15, painter.fontMetrics().horizontalAdvance(words) + 6)
            box = QRect(self.width() - width, 0, width, 15)
            self._paint_alert_ground(painter, box, self._item.alert)
            painter.setPen(self.theme.colour(self._item.alert))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class NavList(QWidget):
    """Views in sections; arrow keys move through all of them.

    Signals:
        chosen: key of the view that the user wants
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty; `add_section` fills it."""
        super().__init__(parent)
        self.theme = theme
        self._rail = False
        self._rows: dict[str, NavRow] = {}
        self._heads: list[Label] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(self.tr("Views"))

    def add_section(self, title: str, items: Sequence[NavItem]) -> None:
        """Add rows below a caption; the first section needs none."""
        if title:
            head = Label(self.theme, title, role="caption", token="text-3", weight=600)
            head.setContentsMargins(9, 16, 9, 5)
            self._heads.append(head)
            self._layout.addWidget(head)
            head.setVisible(not self._rail)
        for item in items:
            row = NavRow(self.theme, item, self)
            row.set_rail(self._rail)
            row.clicked.connect(self._on_row_clicked)
            self._rows[item.key] = row
            self._layout.addWidget(row)

    def clear(self) -> None:
        """Take every row away."""
        for widget in [*self._heads, *self._rows.values()]:
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._rows, self._heads = {}, []

    def set_rail(self, rail: bool) -> None:
        """Be narrow or wide."""
        self._rail = rail
        self.setMaximumWidth(RAIL_SIDE if rail else _UNLIMITED)
        for head in self._heads:
            head.setVisible(not rail)
        for row in self._rows.values():
            row.set_rail(rail)

    def set_count(self, key: str, count: int) -> None:
        """Show how many are in a view."""
        self._rows[key].set_count(count)

    def set_current(self, key: str) -> None:
        """Show which view is open, without telling; an unknown key opens none."""
        for own, row in self._rows.items():
            row.setAutoExclusive(False)
            row.setChecked(own == key)
            row.setAutoExclusive(True)

    def current(self) -> str:
        """Return the key of the open view, or nothing."""
        return next((key for key, row in self._rows.items() if row.isChecked()), "")

    def row(self, key: str) -> NavRow:
        """Return one row."""
        return self._rows[key]

    @Slot()
    def _on_row_clicked(self) -> None:
        self.chosen.emit(self.sender().objectName())
