"""The fields of a sheet: the value of now at the left, an arrow, the new one at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.gui.actions.asking import Asked, Asks, Outlook, Typed
from app.gui.metrics import GAP, GAP_CARD, ICON
from app.gui.theme import Theme
from app.gui.widgets.field import Field
from app.gui.widgets.glyph import Glyph

_YES = "yes"


class AskedFields(QWidget):
    """One row for each field.

    Signals:
        changed: something was typed or chosen
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, asked: tuple[Asked, ...], parent: QWidget | None = None
    ) -> None:
        """Show the values that the fields begin with."""
        super().__init__(parent)
        self._rows: dict[str, AskedRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_CARD)
        for each in asked:
            row = AskedRow(theme, each)
            row.changed.connect(self.changed)
            self._rows[each.name] = row
            layout.addWidget(row)

    def typed(self) -> Typed:
        """What stands in the fields."""
        return {name: row.value() for name, row in self._rows.items()}

    def editor(self, name: str) -> QWidget:
        """The widget in which `name` is typed."""
        return self._rows[name].editor

    def show_outlook(self, outlook: Outlook) -> None:
        """Say at each field what is wrong or worth knowing; show only what is asked for."""
        for name, row in self._rows.items():
            row.setVisible(name not in outlook.hidden)
            row.say(outlook.wrong.get(name, ""), outlook.notes.get(name, ""))

    def focus_first(self) -> bool:
        """Put the cursor into the first field; whether there is one."""
        first = next(iter(self._rows), "")
        if first:
            self.focus_on(first)
        return bool(first)

    def focus_on(self, name: str) -> None:
        """Put the cursor into a field, so that typing replaces what stands in it."""
        editor = self._rows[name].editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(editor, QLineEdit):
            editor.selectAll()


class AskedRow(QWidget):
    """One field, with the value of now beside it.

    Signals:
        changed: another value stands in it
    """

    changed = Signal()

    def __init__(self, theme: Theme, asked: Asked, parent: QWidget | None = None) -> None:
        """Begin with the value of `asked`."""
        super().__init__(parent)
        self._asked = asked
        self.editor = _editor_of(asked, self)
        self.editor.setObjectName(asked.name)
        self._field: Field | None = None
        if asked.kind is Asks.TICK:
            self.editor.setFont(theme.font())
            layout = QVBoxLayout(self)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(self.editor)
        else:
            self._field = Field(theme, asked.label, self.editor)
            self._lay_out(theme, self._field)

    def value(self) -> str:
        """What stands in it."""
        editor = self.editor
        if isinstance(editor, QLineEdit):
            return editor.text().strip()
        if isinstance(editor, QSpinBox):
            return str(editor.value())
        if isinstance(editor, QComboBox):
            return str(editor.currentData())
        return _YES if isinstance(editor, QCheckBox) and editor.isChecked() else ""

    def say(self, wrong: str, note: str) -> None:
        """Say below the field what is wrong, else what is worth knowing."""
        if self._field is None:
            return
        if wrong:
            self._field.set_wrong(wrong)
        else:
            self._field.set_note(note)

    def _lay_out(self, theme: Theme, field: Field) -> None:
        asked = self._asked
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        if asked.now_label:
            now = QLineEdit(asked.now)
            now.setObjectName(f"{asked.name}-now")
            now.setReadOnly(True)
            # Tab goes from one new value to the next; what is so far can be copied with the mouse.
            now.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            now.setCursorPosition(0)
            before = Field(theme, asked.now_label, now)
            arrow = QWidget()
            arrow_layout = QVBoxLayout(arrow)
            # As high as the label, so that the arrow stands in the middle of the fields.
            arrow_layout.setContentsMargins(0, field.label.sizeHint().height() + 12, 0, 0)
            arrow_layout.addWidget(Glyph(theme, "arrow-right", "text-3", ICON))
            grid.addWidget(before, 0, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(arrow, 0, 1, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(0, 1)
        grid.addWidget(field, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(2, 1)


def _editor_of(asked: Asked, row: AskedRow) -> QWidget:
    if asked.kind is Asks.NUMBER:
        return _number(asked, row)
    if asked.kind is Asks.CHOICE:
        choice = QComboBox()
        for key, words in asked.options:
            choice.addItem(words, key)
        choice.setCurrentIndex(max(0, choice.findData(asked.value)))
        choice.currentIndexChanged.connect(row.changed)
        return choice
    if asked.kind is Asks.TICK:
        tick = QCheckBox(asked.label)
        tick.setChecked(bool(asked.value))
        tick.toggled.connect(row.changed)
        return tick
    line = QLineEdit(asked.value)
    line.textChanged.connect(row.changed)
    return line


def _number(asked: Asked, row: AskedRow) -> QSpinBox:
    number = QSpinBox()
    number.setRange(asked.least, asked.most)
    number.setValue(int(asked.value or asked.least))
    number.setSuffix(asked.unit)
    number.setSpecialValueText(asked.zero)
    number.valueChanged.connect(row.changed)
    return number
