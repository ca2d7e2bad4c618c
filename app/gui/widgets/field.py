"""A field: its label above, and below it what is wrong or worth knowing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.gui.metrics import GAP_PAIR, ICON_SMALL
from app.gui.theme import Theme
from app.gui.widgets.buttons import repolish
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label, Sentence
from app.gui.widgets.line_action import add_line_action
from app.gui.widgets.states import Severity

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


class Field(QWidget):
    """A labelled editor; what is wrong with its value stands below it.

    Signals:
        repair_requested: the offered repair was pressed
    """

    repair_requested = Signal()

    def __init__(
        self, theme: Theme, label: str, editor: QWidget, parent: QWidget | None = None
    ) -> None:
        """Put `label` above `editor`, a line, a combo box, a text or anything else."""
        super().__init__(parent)
        self.theme = theme
        self.editor = editor
        self.label = Label(theme, label, role="caption", token="text-2", weight=500)
        self.label.setBuddy(editor)
        self._lock: QAction | None = None
        editor.setAccessibleName(label)
        self._build_layout()
        self.set_note("")
        if isinstance(editor, QAbstractSpinBox):
            # The sheet cannot inset the text of a spin box.
            editor.lineEdit().setTextMargins(8, 0, 0, 0)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_wrong(
        self, sentence: str, *, severity: Severity = Severity.ERROR, repair: str = ""
    ) -> None:
        """Say below the field what is wrong, with a repair to press; empty takes it away."""
        wrong = bool(sentence) and severity is Severity.ERROR
        self.editor.setProperty("wrong", "true" if wrong else "false")
        repolish(self.editor)
        self._glyph.setVisible(bool(sentence))
        self._glyph.set_icon(severity.glyph, severity.state, severity.word)
        self._sentence.set_token(severity.state if wrong else "text")
        self._say(sentence, repair)

    def set_note(self, sentence: str) -> None:
        """Say something worth knowing below the field; empty takes it away."""
        self.editor.setProperty("wrong", "false")
        repolish(self.editor)
        self._glyph.setVisible(False)
        self._sentence.set_token("text-3")
        self._say(sentence, "")

    def note(self) -> str:
        """Return what stands below the field."""
        return self._sentence.plain_text()

    def set_locked(self, reason: str) -> None:
        """Show a value that somebody else decides; empty gives it back."""
        if isinstance(self.editor, QLineEdit):
            self.editor.setReadOnly(bool(reason))
            self._show_lock(self.editor, reason)
            repolish(self.editor)
        else:
            self.editor.setEnabled(not reason)
        self.editor.setToolTip(reason)

    def _show_lock(self, editor: QLineEdit, reason: str) -> None:
        if self._lock is not None:
            editor.removeAction(self._lock)
            self._lock = None
        if reason:
            icon = self.theme.icon("lock-keyhole", "text-3")
            self._lock = add_line_action(editor, icon, reason)

    def _build_layout(self) -> None:
        self._glyph = Glyph(self.theme, Severity.ERROR.glyph, "stopped", ICON_SMALL)
        self._sentence = Sentence(self.theme, role="caption")
        self._sentence.linkActivated.connect(self._on_link_activated)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        below.addWidget(self._glyph)
        below.addWidget(self._sentence, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PAIR)
        layout.addWidget(self.label)
        layout.addWidget(self.editor)
        layout.addWidget(self._below)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if isinstance(self.editor, QPlainTextEdit):
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _say(self, sentence: str, repair: str) -> None:
        self._sentence.say("", sentence, repair)
        self._below.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)

    @Slot()
    def _on_link_activated(self) -> None:
        self.repair_requested.emit()

    @Slot()
    def _restyle(self) -> None:
        fonted = QLineEdit | QComboBox | QPlainTextEdit | QAbstractSpinBox
        if isinstance(self.editor, fonted) and not self.editor.property("fixed"):
            self.editor.setFont(self.theme.font())


def line_edit(
    theme: Theme, *, placeholder: str = "", fixed: bool = False, name: str = ""
) -> QLineEdit:
    """Return a line; `fixed` uses the fixed-pitch font of identifiers."""
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    edit.setObjectName(name)
    if fixed:
        edit.setProperty("fixed", "true")
        edit.setFont(theme.font("fixed"))
    return edit
