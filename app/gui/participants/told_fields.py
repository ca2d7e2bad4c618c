"""Fields of what Scrive is told: a line that keeps what is typed, and a choice of words."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.gui.theme import Theme
from app.gui.widgets.field import Field, line_edit
from app.gui.widgets.unscrolled import Unscrolled


def show_text(edit: QLineEdit, value: str) -> None:
    """Show a stored value; a line in which somebody types keeps its blanks."""
    if edit.hasFocus() and edit.text().strip() == value.strip():
        return
    if edit.text() != value:
        edit.setText(value)


class ToldLine(Field):
    """A labelled line.

    Signals:
        typed: what stands in the line, without blanks around it
    """

    typed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        label: str,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`name` becomes the object name of the line."""
        self.edit = line_edit(theme, placeholder=placeholder, name=name)
        super().__init__(theme, label, self.edit, parent)
        self.edit.textEdited.connect(self._on_edited)

    def show_value(self, value: str, *, locked: bool) -> None:
        """Show a value, which may be changed unless `locked`."""
        show_text(self.edit, value)
        self.edit.setReadOnly(locked)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self.typed.emit(text.strip())


class _Choice(Unscrolled, QComboBox):
    """Words that scrolling past does not change."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)


class ToldChoice(Field):
    """A labelled choice of words; a value that is not among them is kept and shown as it is.

    Signals:
        chosen: the value
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, label: str, name: str, parent: QWidget | None = None) -> None:
        """`name` becomes the object name of the combo box."""
        self.box = _Choice()
        self.box.setObjectName(name)
        super().__init__(theme, label, self.box, parent)
        self._offered: tuple[tuple[str, str], ...] = ()
        self.box.activated.connect(self._on_activated)

    def show_value(self, value: str, options: Sequence[tuple[str, str]], *, locked: bool) -> None:
        """Show a value among `options`, which are pairs of value and words."""
        offered = tuple(options)
        if value not in [each for each, _ in offered]:
            offered = (*offered, (value, value))
        with QSignalBlocker(self.box):
            if offered != self._offered:
                self._offered = offered
                self.box.clear()
                for each, words in offered:
                    self.box.addItem(words, each)
            self.box.setCurrentIndex([each for each, _ in offered].index(value))
        self.box.setEnabled(not locked)

    @Slot(int)
    def _on_activated(self, place: int) -> None:
        self.chosen.emit(self._offered[place][0])
