"""The card about the person for whom everybody waits."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.kinds import ParticipantKind
from app.gui.metrics import GAP, ICON
from app.gui.theme import Theme
from app.gui.widgets.avatar import Avatar
from app.gui.widgets.buttons import Button, Kind
from app.gui.widgets.card import Card
from app.gui.widgets.labels import ElidedLabel, Label
from app.gui.widgets.painted import Painted
from app.gui.widgets.states import State


class StationState(StrEnum):
    """How a station of the trail stands."""

    PASSED = "passed"
    PROBLEM = "problem"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One thing on the way of a person: invited, delivered, opened, code, signed."""

    name: str
    detail: str
    """When it happened, or what is the matter."""
    state: StationState


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """A button of the card."""

    key: str
    text: str
    best: bool = False
    """The best step is the primary button."""
    reason: str = ""
    """Why it is not possible; empty when it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """What the card shows."""

    name: str
    """The person's name with how many others, or the title of a card about nobody."""
    first: str = ""
    """Whose initials are shown; empty for those of the name."""
    person: int | None = 0
    """Place among the participants, from 0, for the colours; None on a card about nobody."""
    kind: ParticipantKind = ParticipantKind.PERSON
    intro: str = ""
    """Before the name, e.g. `Everybody waits for`."""
    since: str = ""
    """E.g. `10 days`."""
    stations: tuple[Station, ...] = ()
    """Four or five."""
    sentence: str = ""
    """Why, in one sentence; a reason of the service stands in quotes."""
    steps: tuple[NextStep, ...] = ()
    stopped: bool = False
    """The person declined or cannot be reached: the card wears that colour."""


_LOOKS = {
    StationState.PASSED: ("circle-check", "done", "done"),
    StationState.PROBLEM: ("circle-alert", "needs", "line-button"),
    StationState.AHEAD: ("circle", "text-3", "line-button"),
}


class Trail(Painted):
    """The stations of a person, side by side, joined by a line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, parent)
        self._stations: tuple[Station, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_stations(self, stations: tuple[Station, ...]) -> None:
        """Show these."""
        self._stations = stations
        said = "; ".join(f"{station.name}: {station.detail}" for station in stations)
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        line = self.theme.font_metrics("caption").height()
        return QSize(88 * max(1, len(self._stations)), ICON + 4 + 2 * line)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60 * max(1, len(self._stations)), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._stations:
            return
        painter = QPainter(self)
        # The last one needs no line after it, so it gets less room.
        width = self.width() / (len(self._stations) - 0.3)
        for place, station in enumerate(self._stations):
            left = round(place * width)
            is_last = place == len(self._stations) - 1
            right = self.width() if is_last else round((place + 1) * width)
            self._paint_station(
                painter, station, QRect(left, 0, right - left, self.height()), is_last
            )

    def _paint_station(
        self, painter: QPainter, station: Station, area: QRect, is_last: bool
    ) -> None:
        glyph, tint, line = _LOOKS[station.state]
        spot = QRect(area.left(), 0, ICON, ICON)
        if not is_last:
            painter.fillRect(
                area.left() + ICON + 4, 7, area.width() - ICON - 8, 2, self.theme.colour(line)
            )
        self.theme.paint_icon(painter, spot, glyph, tint)
        metrics = self.theme.font_metrics("caption")
        painter.setFont(self.theme.font("caption"))
        top = ICON + 4
        for text, token in ((station.name, "text"), (station.detail, "text-2")):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 6)
            painter.setPen(self.theme.colour(token))
            painter.drawText(area.left(), top + metrics.ascent(), shown)
            top += metrics.height()


class BlockerCard(Card):
    """Who keeps everybody waiting, since when, why, and the best next step.

    Signals:
        step_requested: key of the step whose button was pressed
    """

    step_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty; `set_blocker` fills it."""
        super().__init__(theme, state=State.WAITING, parent=parent)
        self._avatar = Avatar(theme, "", 0)
        self._intro = Label(theme, token="text-2")
        self._name = ElidedLabel(theme, weight=600)
        self._since = Label(theme, weight=600, token="waiting")
        self._trail = Trail(theme)
        self._sentence = Label(theme, role="caption", token="text-2", wrap=True)
        self._steps: tuple[NextStep, ...] = ()
        self._buttons: list[Button] = []
        self._build_layout()

    def set_blocker(self, blocker: Blocker) -> None:
        """Show this."""
        state = State.STOPPED if blocker.stopped else State.WAITING
        self.set_state(state)
        self._since.set_token(state)
        self._avatar.setVisible(blocker.person is not None)
        if blocker.person is not None:
            self._avatar.set_person(blocker.first or blocker.name, blocker.person, blocker.kind)
        self._intro.setText(blocker.intro)
        self._intro.setVisible(bool(blocker.intro))
        self._name.setText(blocker.name)
        self._since.setText(blocker.since)
        self._trail.set_stations(blocker.stations)
        self._trail.setVisible(bool(blocker.stations))
        self._sentence.setText(blocker.sentence)
        self._set_steps(blocker.steps)
        self.setAccessibleName(f"{blocker.intro} {blocker.name}. {blocker.since}".strip())

    def button(self, key: str) -> Button | None:
        """Return the button of a step."""
        return next((each for each in self._buttons if each.objectName() == key), None)

    def _build_layout(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self._avatar)
        words = QHBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._intro)
        words.addWidget(self._name, 1)
        head.addLayout(words, 1)
        head.addWidget(self._since)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(GAP)
        self._foot.addWidget(self._sentence, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(17, 12, 14, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._trail)
        layout.addLayout(self._foot)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _set_steps(self, steps: tuple[NextStep, ...]) -> None:
        if steps == self._steps:
            # A refresh takes no button away from under the mouse or the focus.
            return
        self._steps = steps
        for button in self._buttons:
            self._foot.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for step in sorted(steps, key=_best_last):
            kind: Kind = "primary" if step.best else "secondary"
            button = Button(self.theme, step.text, kind=kind, size="small", name=step.key)
            button.set_possible(not step.reason, step.reason)
            button.clicked.connect(self._on_step_clicked)
            self._foot.addWidget(button)
            self._buttons.append(button)

    @Slot()
    def _on_step_clicked(self) -> None:
        self.step_requested.emit(self.sender().objectName())


def _best_last(step: NextStep) -> bool:
    return step.best
