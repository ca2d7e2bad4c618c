"""The checklist of a sending: what was done, what is under way, what comes next."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.metrics import CHECK_STEP, GAP, GAP_CARD, GAP_PANE, ICON_ROW
from app.gui.theme import Theme
from app.gui.widgets.painted import Painted

LOOK_ICON = 12
RULE_ICON = 13


class CheckState(StrEnum):
    """How a step stands."""

    DONE = "done"
    NOW = "now"
    FINDING = "finding"
    FAILED = "failed"
    NEXT = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLook:
    """One look of ours whether an uncertain step took effect."""

    time: str
    text: str
    strong: str = ""
    """The end of the sentence that matters, e.g. `in 1 min 48 s`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckStep:
    """One line of the checklist."""

    state: CheckState
    text: str
    time: str = ""
    """When, or how far: `62 %`."""
    looks: tuple[CheckLook, ...] = ()
    rule: str = ""
    """Words of the dashed rule before this step: `From here on people are notified`."""


_LOOKS = {
    CheckState.DONE: ("circle-check", "done", "text", None),
    CheckState.NOW: ("send", "sending", "text", 600),
    CheckState.FINDING: ("circle-question-mark", "finding", "text", 600),
    CheckState.FAILED: ("circle-x", "stopped", "text", 600),
    CheckState.NEXT: ("circle-dashed", "draft", "text-2", None),
}


class Checklist(Painted):
    """Steps below each other, joined by a line; screen readers get them as one text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, parent)
        self._steps: tuple[CheckStep, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: tuple[CheckStep, ...]) -> None:
        """Show these steps."""
        if steps == self._steps:
            return
        self._steps = steps
        self.setAccessibleName(self.tr("Steps of sending"))
        self.setAccessibleDescription("\n".join(_said(step) for step in steps))
        self.updateGeometry()
        self.update()

    def steps(self) -> tuple[CheckStep, ...]:
        """Return what is shown."""
        return self._steps

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, sum(self._height(step) for step in self._steps))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0
        for place, step in enumerate(self._steps):
            following = self._steps[place + 1] if place + 1 < len(self._steps) else None
            height = self._height(step)
            area = QRect(0, top, self.width(), height)
            if step.rule:
                rule = QRect(0, top, self.width(), self._line())
                self._paint_rule(painter, rule, step.rule)
                area.setTop(top + self._line())
            self._paint_step(painter, area, step)
            if following is not None and not following.rule:
                self._paint_joint(painter, area, step)
            top += height

    def _line(self) -> int:
        return max(CHECK_STEP, self.theme.font_metrics().height() + 10)

    def _look_line(self) -> int:
        return max(20, self.theme.font_metrics("caption").height() + 4)

    def _height(self, step: CheckStep) -> int:
        looks = len(step.looks) * self._look_line() + (8 if step.looks else 0)
        return self._line() * (2 if step.rule else 1) + looks

    def _paint_joint(self, painter: QPainter, area: QRect, step: CheckStep) -> None:
        top = area.top() + (self._line() + ICON_ROW) // 2
        token = "done" if step.state is CheckState.DONE else "line-button"
        bottom = area.bottom() + (self._line() - ICON_ROW) // 2
        left = GAP_PANE + ICON_ROW // 2 - 1
        painter.fillRect(left, top, 2, bottom - top + 1, self.theme.colour(token))

    def _paint_rule(self, painter: QPainter, area: QRect, words: str) -> None:
        left = GAP_PANE + ICON_ROW + GAP_CARD
        middle = area.center().y()
        icon = QRect(left, middle - RULE_ICON // 2, RULE_ICON, RULE_ICON)
        self.theme.paint_icon(painter, icon, "bell", "text-2")
        left += RULE_ICON + GAP
        metrics = self.theme.font_metrics("caption", 600)
        painter.setFont(self.theme.font("caption", 600))
        painter.setPen(self.theme.colour("text-2"))
        painter.drawText(left, middle - metrics.height() // 2 + metrics.ascent(), words)
        left += metrics.horizontalAdvance(words) + GAP
        pen = QPen(self.theme.colour("line-strong"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(left, middle, area.right() - GAP_PANE, middle)

    def _paint_step(self, painter: QPainter, area: QRect, step: CheckStep) -> None:
        glyph, tint, token, weight = _LOOKS[step.state]
        line = QRect(area.left(), area.top(), area.width(), self._line())
        top = line.top() + (line.height() - ICON_ROW) // 2
        icon = QRect(GAP_PANE, top, ICON_ROW, ICON_ROW)
        self.theme.paint_icon(painter, icon, glyph, tint)
        caption = self.theme.font_metrics("caption")
        time_width = caption.horizontalAdvance(step.time)
        right = area.right() - GAP_PANE - time_width
        painter.setFont(self.theme.font("caption"))
        painter.setPen(self.theme.colour("text-2"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(right, line.top(), time_width + 2, line.height()), middle, step.time)
        left = icon.right() + 1 + GAP_CARD
        words = QRect(left, line.top(), max(0, right - left - GAP), line.height())
        metrics = self.theme.font_metrics("body", weight)
        painter.setFont(self.theme.font("body", weight))
        painter.setPen(self.theme.colour(token))
        shown = metrics.elidedText(step.text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, middle, shown)
        for place, look in enumerate(step.looks):
            y = line.bottom() + 1 + place * self._look_line()
            # Times of another day are longer.
            times = max(caption.horizontalAdvance(each.time) for each in step.looks)
            spot = QRect(left, y, area.right() - GAP_PANE - left, self._look_line())
            self._paint_look(painter, spot, look, times)

    def _paint_look(self, painter: QPainter, area: QRect, look: CheckLook, times: int) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        icon = QRect(area.left(), area.center().y() - LOOK_ICON // 2, LOOK_ICON, LOOK_ICON)
        self.theme.paint_icon(painter, icon, "search", "text-2")
        metrics = self.theme.font_metrics("caption")
        strong = self.theme.font_metrics("caption", 600).horizontalAdvance(look.strong)
        left = icon.right() + 7
        room = max(0, area.right() - left - times - 12 - strong)
        text = metrics.elidedText(look.text, Qt.TextElideMode.ElideRight, room)
        columns = (
            (look.time, None, "text-2", times + 12),
            (text, None, "text-2", metrics.horizontalAdvance(text + " ")),
            (look.strong, 600, "finding", strong),
        )
        for words, weight, token, width in columns:
            painter.setFont(self.theme.font("caption", weight))
            painter.setPen(self.theme.colour(token))
            place = QRect(left, area.top(), max(0, area.right() - left), area.height())
            painter.drawText(place, middle, words)
            left += width


def _said(step: CheckStep) -> str:
    parts = [step.rule, step.text, step.state.value, step.time]
    parts += [f"{look.time} {look.text} {look.strong}" for look in step.looks]
    return ", ".join(part.strip() for part in parts if part)
