"""The head of the editor: who is edited, the order, and removing."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.agreement import Participant
from app.gui.metrics import GAP, GAP_PAIR, GAP_PANE
from app.gui.theme import Theme
from app.gui.widgets.avatar import AVATAR_CARD, Avatar
from app.gui.widgets.bar_height import BarHeight
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.labels import ElidedLabel
from app.gui.widgets.person_mark import PersonMark

_HEIGHT = 56


class EditorHead(QWidget):
    """Avatar, mark and name; up, down and remove.

    Signals:
        move_requested: how far (negative is up)
        remove_requested: the person is to leave the draft
    """

    move_requested = Signal(int)
    remove_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without anybody."""
        super().__init__(parent)
        self._avatar = Avatar(theme, "", 0, AVATAR_CARD)
        self._mark = PersonMark(theme, "", 0)
        self._name = ElidedLabel(theme, role="subtitle")
        self.up = self._button(theme, "arrow-up", self.tr("Move up (Alt+Up)"), "person-up")
        self.down = self._button(
            theme, "arrow-down", self.tr("Move down (Alt+Down)"), "person-down"
        )
        self.remove = Button(
            theme, self.tr("Remove"), kind="remove", size="small", icon="trash-2", name="remove"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP_PANE, 0, GAP_PANE, 0)
        row.setSpacing(GAP)
        row.addWidget(self._avatar)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._name, 1)
        for widget in (self.up, self.down, self.remove):
            row.addWidget(widget)
        BarHeight(self, _HEIGHT, self.remove, 2 * GAP_PAIR)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.remove.clicked.connect(self.remove_requested)

    def show_person(self, person: Participant, place: int, count: int, *, locked: bool) -> None:
        """Show who is edited: the `place`-th of `count`, from 0."""
        name = person.shown_name
        self._avatar.set_person(person.name or person.email, place, person.kind)
        self._avatar.setAccessibleName(name)
        self._mark.set_person(name, place)
        self._name.setText(name)
        for widget in (self.up, self.down, self.remove):
            widget.setVisible(not locked)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)

    def _button(self, theme: Theme, icon: str, purpose: str, name: str) -> Button:
        return icon_button(theme, icon, purpose, size="small", name=name)

    @Slot()
    def _on_up(self) -> None:
        self.move_requested.emit(-1)

    @Slot()
    def _on_down(self) -> None:
        self.move_requested.emit(1)
