"""The pane that tells what the chosen participant will meet."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.agreement import Participant
from app.gui.composer.session import Session
from app.gui.metrics import GAP_CARD, GAP_PAIR, GAP_PANE
from app.gui.participants.journey import journey_of, spoken
from app.gui.participants.journey_stop import JourneyStop
from app.gui.participants.words import first_name
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.labels import ElidedLabel, Label
from app.gui.widgets.painted import Painted
from app.gui.widgets.scrolled import Scrolled

_CIRCLE = 28
_GLYPH = 15
_GAP = 10
_WORDS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class Journey(Painted):
    """The stops below each other, joined by a line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, parent)
        self._stops: tuple[JourneyStop, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_stops(self, stops: tuple[JourneyStop, ...], name: str) -> None:
        """Show these."""
        if stops != self._stops:
            self._stops = stops
            self.updateGeometry()
            self.update()
        self.setAccessibleName(name)
        self.setAccessibleDescription("\n".join(spoken(stops)))

    def stops(self) -> tuple[JourneyStop, ...]:
        """What is shown."""
        return self._stops

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return sum(self._height(stop, width) for stop in self._stops)

    @override
    def sizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(220))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.heightForWidth(max(140, self.width())))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for number, stop in enumerate(self._stops):
            height = self._height(stop, self.width())
            if number < len(self._stops) - 1:
                line = QRect(_CIRCLE // 2 - 1, top + _CIRCLE, 2, height - _CIRCLE)
                painter.fillRect(line, self.theme.colour("line-button"))
            self._paint_circle(painter, top, stop)
            title, text = self._places(stop, self.width())
            painter.setFont(self.theme.font("body", 600))
            painter.setPen(self.theme.colour("text"))
            painter.drawText(title.translated(0, top), _WORDS, stop.title)
            painter.setFont(self.theme.font("caption"))
            painter.setPen(self.theme.colour("text-2"))
            painter.drawText(text.translated(0, top), _WORDS, stop.text)
            top += height

    def _paint_circle(self, painter: QPainter, top: int, stop: JourneyStop) -> None:
        painter.setPen(QPen(self.theme.colour("line-button"), 1))
        painter.setBrush(self.theme.colour("bg-base"))
        circle = QRect(0, top, _CIRCLE - 1, _CIRCLE - 1)
        painter.drawEllipse(circle)
        glyph = QRect(0, 0, _GLYPH, _GLYPH)
        glyph.moveCenter(circle.center())
        self.theme.paint_icon(painter, glyph, stop.icon, "text-2")

    def _places(self, stop: JourneyStop, width: int) -> tuple[QRect, QRect]:
        left = _CIRCLE + _GAP
        room = QRect(left, 0, max(20, width - left), 10_000)
        strong = self.theme.font_metrics("body", 600)
        title = strong.boundingRect(room, int(_WORDS), stop.title)
        title.moveTop(GAP_PAIR)
        title.setWidth(room.width())
        text = self.theme.font_metrics("caption").boundingRect(room, int(_WORDS), stop.text)
        text.moveTop(title.bottom() + 2)
        text.setWidth(room.width())
        if not stop.text:
            text.setHeight(0)
        return title, text

    def _height(self, stop: JourneyStop, width: int) -> int:
        _, text = self._places(stop, width)
        return max(_CIRCLE, text.bottom()) + 14


class JourneyPane(Pane):
    """The heading, the stops, and who writes the texts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without anybody."""
        super().__init__(theme, "bg-pane", parent)
        self.setObjectName("journey")
        self._title = ElidedLabel(theme, role="subtitle")
        self.journey = Journey(theme)
        self._texts = Label(theme, role="caption", token="text-2", wrap=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.journey)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_PANE, 20, GAP_PANE, GAP_PANE)
        layout.setSpacing(GAP_CARD)
        layout.addWidget(self._title)
        layout.addWidget(Scrolled(inside), 1)
        layout.addWidget(Line(theme))
        layout.addWidget(self._texts)

    def show_person(self, session: Session, person: Participant, times: Times) -> None:
        """Tell what `person` will meet."""
        title = self.tr("What {name} meets").format(name=first_name(person))
        self._title.setText(title)
        self.journey.set_stops(journey_of(session, person, times), title)
        self._texts.setText(self.tr("The signing service writes these messages itself."))
