"""The strip: the four parts of the composer, always in sight with what is to repair in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.gui.metrics import BAR, ICON, ICON_LARGE, STRIP
from app.gui.theme import Theme
from app.gui.widgets.badge import BadgeFace, badge_size, findings_badge, paint_badge
from app.gui.widgets.rows import paint_focus_ring
from app.gui.widgets.states import Severity, State


@dataclass(frozen=True, slots=True, kw_only=True)
class PartState:
    """What the strip says about one part."""

    summary: str
    errors: int = 0
    warnings: int = 0
    complete: bool = False
    """A check stands at the right when nothing is to repair."""


class StripPart(QAbstractButton):
    """One part: icon, name, summary, findings or a check."""

    def __init__(self, theme: Theme, icon: str, text: str, parent: QWidget | None = None) -> None:
        """`icon` is a Lucide name."""
        super().__init__(parent)
        self.theme = theme
        self._icon = icon
        self._state = PartState(summary="")
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def set_state(self, state: PartState) -> None:
        """Show another summary and other findings."""
        self._state = state
        counts = [
            self.tr("%n to repair", "", state.errors) if state.errors else "",
            self.tr("%n worth a look", "", state.warnings) if state.warnings else "",
            self.tr("complete") if state.complete else "",
        ]
        self.setAccessibleName(self.text())
        said = [state.summary, *counts]
        self.setAccessibleDescription(", ".join(part for part in said if part))
        self.setToolTip(self.accessibleDescription())
        self.update()

    def state(self) -> PartState:
        """Return what is shown."""
        return self._state

    @override
    def sizeHint(self) -> QSize:
        metrics = self.theme.font_metrics("body", 600)
        caption = self.theme.font_metrics("caption")
        height = max(STRIP, metrics.height() + caption.height() + 18)
        return QSize(160, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, rect = self.theme, self.rect()
        ground = "bg-pane" if self.isChecked() else "bg-window"
        if self.underMouse() and not self.isChecked():
            ground = "bg-hover"
        painter.fillRect(rect, theme.colour(ground))
        if self.x() > 0:
            painter.fillRect(0, 0, 1, rect.height(), theme.colour("line"))
        tint = "accent-text" if self.isChecked() else "text-2"
        icon = QRect(14, (rect.height() - ICON_LARGE) // 2, ICON_LARGE, ICON_LARGE)
        theme.paint_icon(painter, icon, self._icon, tint)
        right = self._paint_findings(painter, rect.right() - 14)
        self._paint_words(painter, icon.right() + 11, right)
        if self.isChecked():
            bar = QRect(0, rect.height() - BAR, rect.width(), BAR)
            painter.fillRect(bar, theme.colour("accent"))
        if self.hasFocus():
            paint_focus_ring(painter, rect, theme)

    def _paint_findings(self, painter: QPainter, right: int) -> int:
        """Draw from the right to the left; return where the words must end."""
        faces: list[BadgeFace] = []
        if self._state.warnings:
            faces.append(findings_badge(Severity.WARNING, self._state.warnings))
        if self._state.errors:
            faces.append(findings_badge(Severity.ERROR, self._state.errors))
        for face in faces:
            size = badge_size(self.theme, face)
            right -= size.width()
            paint_badge(
                painter, QPoint(right, (self.height() - size.height()) // 2), self.theme, face
            )
            right -= 8
        if self._state.complete and not faces:
            check = QRect(right - ICON, (self.height() - ICON) // 2, ICON, ICON)
            self.theme.paint_icon(painter, check, State.DONE.glyph, State.DONE)
            right = check.left() - 8
        return right

    def _paint_words(self, painter: QPainter, left: int, right: int) -> None:
        strong = self.theme.font_metrics("body", 600)
        caption = self.theme.font_metrics("caption")
        top = (self.height() - strong.height() - caption.height()) // 2
        width = max(0, right - left)
        lines = (
            ("body", 600, "text", self.text(), strong, top),
            ("caption", None, "text-2", self._state.summary, caption, top + strong.height()),
        )
        for role, weight, token, text, metrics, y in lines:
            painter.setFont(self.theme.font("body" if role == "body" else "caption", weight))
            painter.setPen(self.theme.colour(token))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            place = QRect(left, y, width, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, shown)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class Strip(QWidget):
    """The parts side by side; Ctrl+1, Ctrl+2, ... go to them.

    Signals:
        part_chosen: key of the part that the user wants to see
    """

    part_chosen = Signal(str)

    def __init__(
        self, theme: Theme, parts: Sequence[tuple[str, str, str]], parent: QWidget | None = None
    ) -> None:
        """`parts` are (key, Lucide icon, name)."""
        super().__init__(parent)
        self.theme = theme
        self._parts: dict[str, StripPart] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 1)
        layout.setSpacing(0)
        for number, (key, icon, text) in enumerate(parts, start=1):
            part = StripPart(theme, icon, text, self)
            part.setObjectName(key)
            part.clicked.connect(self._on_part_clicked)
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(part.click)
            layout.addWidget(part, 1)
            self._parts[key] = part
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_state(self, key: str, state: PartState) -> None:
        """Say something else about a part."""
        self._parts[key].set_state(state)

    def set_current(self, key: str) -> None:
        """Show which part is open, without telling."""
        self._parts[key].setChecked(True)

    def current(self) -> str:
        """Return the key of the open part, or nothing."""
        return next((key for key, part in self._parts.items() if part.isChecked()), "")

    def part(self, key: str) -> StripPart:
        """Return one part."""
        return self._parts[key]

    @Slot()
    def _on_part_clicked(self) -> None:
        self.part_chosen.emit(self.sender().objectName())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # The lines above and below, in the margins of the layout.
        QPainter(self).fillRect(self.rect(), self.theme.colour("line"))
