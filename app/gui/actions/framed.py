"""What the sheets of this room share: whom they are about, a place for trouble, a quiet foot."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.actions.asking import SheetFace
from app.gui.actions.head import sheet_head
from app.gui.metrics import GAP_PANE
from app.gui.theme import Theme
from app.gui.widgets.banner import Banner, Notice
from app.gui.widgets.labels import Label
from app.gui.widgets.sheet import Sheet

_SIDE = 20


class FramedSheet(Sheet):
    """A sheet with the head of its person; `inside` takes what stands below it."""

    def __init__(self, theme: Theme, face: SheetFace, parent: QWidget | None = None) -> None:
        """Name what `face` is about."""
        super().__init__(theme, face.title, parent)
        self.setObjectName(face.key)
        self._trouble: Banner | None = None
        self.note = Label(theme, role="caption", token="text-2")
        self._top = QVBoxLayout()
        self.inside = QVBoxLayout()
        self.inside.setContentsMargins(_SIDE, GAP_PANE, _SIDE, GAP_PANE)
        self.inside.addLayout(sheet_head(theme, face))
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top)
        layout.addLayout(self.inside, 1)
        self.add_foot(self.note, left=True)

    def trouble(self) -> str:
        """What is said about why it was not done; empty when nothing is."""
        return self._trouble.sentence() if self._trouble is not None else ""

    def say_trouble(self, notice: Notice) -> None:
        """Say above everything why it was not done."""
        self.drop_trouble()
        self._trouble = Banner(self.theme, notice)
        self._top.addWidget(self._trouble)

    def drop_trouble(self) -> None:
        """Say nothing of it any more."""
        if self._trouble is not None:
            self._top.removeWidget(self._trouble)
            self._trouble.hide()
            self._trouble.deleteLater()
            self._trouble = None
