"""The title of the draft, which is edited in its place."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from app.gui.metrics import GAP_PAIR
from app.gui.theme import Theme
from app.gui.widgets.buttons import icon_button
from app.gui.widgets.labels import ElidedLabel

_WIDTH = 380


class _TitleEdit(QLineEdit):
    """The line while the title is edited.

    Signals:
        given_up: Esc
    """

    given_up = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class _TitleLabel(ElidedLabel):
    """The title in rest.

    Signals:
        pressed: a click
    """

    pressed = Signal()

    @override
    def mouseDoubleClickEvent(self, event: object) -> None:
        self.pressed.emit()


class Title(QWidget):
    """A title with a pencil; both turn into a line to type in.

    Signals:
        edited: what was typed, letter by letter
    """

    edited = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without a title."""
        super().__init__(parent)
        self.theme = theme
        self._text = ""
        self._before = ""
        self.label = _TitleLabel(theme, role="subtitle")
        self.label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.edit = _TitleEdit()
        self.edit.setObjectName("title-edit")
        self.edit.setAccessibleName(self.tr("Title of the agreement"))
        self.edit.setPlaceholderText(self.tr("Title of the agreement"))
        self.edit.setMaxLength(200)
        self.edit.hide()
        self.pencil = icon_button(
            theme, "pencil", self.tr("Rename the agreement"), size="small", name="rename"
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PAIR)
        layout.addWidget(self.label)
        layout.addWidget(self.edit)
        layout.addWidget(self.pencil)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.pencil.clicked.connect(self.start)
        self.label.pressed.connect(self.start)
        self.edit.textEdited.connect(self.edited)
        self.edit.editingFinished.connect(self._end)
        self.edit.given_up.connect(self._on_given_up)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.set_title("")

    def set_title(self, text: str) -> None:
        """Show another title."""
        self._text = text
        if self.edit.text() != text:
            self.edit.setText(text)
        self.label.setText(text or self.tr("Agreement without a title"))
        self.label.set_token("text" if text else "text-3")

    def set_locked(self, locked: bool) -> None:
        """Let it be read only."""
        self.pencil.setEnabled(not locked)
        if locked:
            self._end()
        else:
            self.pencil.setVisible(self.edit.isHidden())

    @Slot()
    def start(self) -> None:
        """Begin to edit."""
        if not self.pencil.isEnabled():
            return
        self._before = self._text
        self.label.hide()
        self.pencil.hide()
        self.edit.show()
        self.edit.setFocus()
        self.edit.selectAll()

    @Slot()
    def _end(self) -> None:
        had_focus = self.edit.hasFocus()
        self.edit.hide()
        self.label.show()
        self.pencil.setVisible(self.pencil.isEnabled())
        if had_focus:
            self.pencil.setFocus()

    @Slot()
    def _on_given_up(self) -> None:
        self.edited.emit(self._before)
        self._end()

    @Slot()
    def _restyle(self) -> None:
        self.edit.setFont(self.theme.font("subtitle"))

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint if self.edit.isHidden() else QSize(_WIDTH, hint.height())
