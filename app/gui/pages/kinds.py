"""The kinds of fields that can be placed: dragged to the page, or placed by Enter."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.kinds import FieldType
from app.gui.metrics import GAP, GAP_PAIR
from app.gui.pages.field_canvas import KIND_MIME
from app.gui.pages.words import KIND_ICONS, KIND_ORDER, kind_purpose, kind_word
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.labels import Label

_FIRST = 6
"""So many are always seen."""
WhyNot = Callable[[FieldType], str]
"""Why a kind cannot be placed; empty where it can."""


class KindButton(Button):
    """One kind of field.

    Signals:
        place_requested: the kind, to be placed where the user looks
    """

    place_requested = Signal(str)

    def __init__(self, theme: Theme, kind: FieldType) -> None:
        """Place fields of `kind`."""
        super().__init__(theme, kind_word(kind), icon=KIND_ICONS[kind], name=f"kind-{kind.value}")
        self.field_kind = kind
        self._pressed_at: QPoint | None = None
        self.setProperty("words", "left")
        self.set_purpose(kind_purpose(kind))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.place_requested.emit(self.field_kind.value)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        if start is not None and event.buttons() & Qt.MouseButton.LeftButton:
            away = event.position().toPoint() - start
            if away.manhattanLength() >= QApplication.startDragDistance():
                self._pressed_at = None
                self._drag()
                return
        super().mouseMoveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _drag(self) -> None:
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(kind_data(self.field_kind))
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.CopyAction)


def kind_data(kind: FieldType) -> QMimeData:
    """What is dragged to a page."""
    data = QMimeData()
    data.setData(KIND_MIME, kind.value.encode())
    return data


class KindPalette(QWidget):
    """Buttons of all kinds; those that the way of sending carries come first.

    Signals:
        place_requested: the kind, to be placed where the user looks
    """

    place_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with every kind possible."""
        super().__init__(parent)
        self._buttons = {kind: KindButton(theme, kind) for kind in KIND_ORDER}
        self._order: tuple[FieldType, ...] = ()
        self._is_open = False
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP - 2)
        self._more = Button(theme, kind="link", size="small", name="more-kinds")
        self._more.clicked.connect(self._on_more)
        self._hint = Label(theme, role="caption", token="text-3", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PAIR)
        layout.addLayout(self._grid)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._hint)
        for button in self._buttons.values():
            button.place_requested.connect(self.place_requested)
        self.set_possible(lambda _kind: "")

    def button(self, kind: FieldType) -> KindButton:
        """The button of a kind."""
        return self._buttons[kind]

    def set_possible(self, why_not: WhyNot) -> None:
        """Switch kinds off with the reason why."""
        reasons = {kind: why_not(kind) for kind in KIND_ORDER}
        for kind, reason in reasons.items():
            self._buttons[kind].set_possible(not reason, reason)
        usual = self.tr("Drag to the page, or press Enter to place.")
        different = set(reasons.values())
        same = different.pop() if len(different) == 1 else ""
        self._hint.setText(same or usual)
        order = tuple(sorted(KIND_ORDER, key=lambda kind: bool(reasons[kind])))
        if order != self._order:
            self._order = order
            for place, kind in enumerate(order):
                self._grid.addWidget(self._buttons[kind], place // 2, place % 2)
        self._fold()

    @Slot()
    def _on_more(self) -> None:
        self._is_open = not self._is_open
        self._fold()

    def _fold(self) -> None:
        for place, kind in enumerate(self._order):
            self._buttons[kind].setVisible(self._is_open or place < _FIRST)
        self._more.setText(self.tr("Fewer kinds") if self._is_open else self.tr("More kinds"))
