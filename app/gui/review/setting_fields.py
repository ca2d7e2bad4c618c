"""Fields of settings: a text of several lines, a number of days, and tags."""

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.scrive_settings import messages_needed
from app.gui.metrics import GAP, GAP_PAIR
from app.gui.participants.told_fields import show_text
from app.gui.participants.told_numbers import ToldNumber
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.field import Field, line_edit
from app.gui.widgets.labels import Label

_LINES = 3
Tags = tuple[tuple[str, str], ...]


class _Text(QPlainTextEdit):
    """A few lines high; Tab goes on to the next field."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        theme.changed.connect(self._restyle)
        self._restyle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self._theme.font_metrics().lineSpacing() * _LINES + 18)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(self.sizeHint().height())


class ToldText(Field):
    """A labelled text of several lines.

    Signals:
        typed: the whole text
    """

    typed = Signal(str)

    def __init__(
        self, theme: Theme, label: str, name: str, *, by_sms: bool = False, most: str = ""
    ) -> None:
        """`by_sms` counts the text messages that it takes; `most` stands in the empty field."""
        self.text = _Text(theme)
        self.text.setObjectName(name)
        self.text.setPlaceholderText(most)
        self._by_sms = by_sms
        super().__init__(theme, label, self.text)
        self.text.textChanged.connect(self._on_changed)

    def show_value(self, value: str, *, locked: bool) -> None:
        """Show a value, which may be changed unless `locked`."""
        if self.text.toPlainText() != value:
            with QSignalBlocker(self.text):
                self.text.setPlainText(value)
        self.text.setReadOnly(locked)

    def length_words(self) -> str:
        """`47 characters, 1 text message`; empty where that does not matter."""
        text = self.text.toPlainText()
        count = messages_needed(text) if self._by_sms else 0
        if not count:
            return ""
        one = self.tr("{letters} characters, one text message")
        several = self.tr("{letters} characters, cut into {count} text messages")
        return (one if count == 1 else several).format(letters=len(text), count=count)

    @Slot()
    def _on_changed(self) -> None:
        self.typed.emit(self.text.toPlainText())


class ToldDays(ToldNumber):
    """A labelled number of days; none leaves it to the service."""

    def __init__(self, theme: Theme, label: str, name: str, none: str, most: int) -> None:
        """`none` stands where no number is set."""
        one = QCoreApplication.translate("Review", "day")
        several = QCoreApplication.translate("Review", "days")
        super().__init__(theme, label, name, none, most, (one, several))


class TagsField(QWidget):
    """Names and values below each other.

    Signals:
        edited: pairs of name and value, those without a name among them
    """

    edited = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without tags."""
        super().__init__(parent)
        self.theme = theme
        self._rows: list[_TagRow] = []
        self._locked = False
        label = Label(theme, self.tr("Tags"), role="caption", token="text-2", weight=500)
        self.note = Label(theme, role="caption", token="text-3", wrap=True)
        self.note.setText(self.tr("Seen in the account, not by the people."))
        self.add = Button(theme, self.tr("Add a tag"), kind="link", size="small", name="add-tag")
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP_PAIR)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PAIR)
        layout.addWidget(label)
        layout.addLayout(self._list)
        layout.addLayout(foot)
        self.add.clicked.connect(self._on_add)

    def show_value(self, tags: Tags, *, locked: bool) -> None:
        """Show tags; a row that was just added and has no name yet stays."""
        self._locked = locked
        if tags != self.value():
            self._have(len(tags))
            for row, (name, value) in zip(self._rows, tags, strict=True):
                row.show_tag(name, value)
        for row in self._rows:
            row.set_locked(locked=locked)
        self.add.setVisible(not locked)

    def value(self) -> Tags:
        """What stands in the rows, those without a name left out."""
        return tuple(each for each in (row.tag() for row in self._rows) if each[0])

    def _have(self, count: int) -> None:
        while len(self._rows) < count:
            row = _TagRow(self.theme)
            row.edited.connect(self._on_edited)
            row.removed.connect(self._on_removed)
            self._rows.append(row)
            self._list.addWidget(row)
        while len(self._rows) > count:
            self._drop(self._rows[-1])

    def _drop(self, row: "_TagRow") -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    @Slot()
    def _on_add(self) -> None:
        self._have(len(self._rows) + 1)
        self._rows[-1].name.setFocus()

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit(self.value())

    @Slot()
    def _on_removed(self) -> None:
        row = self.sender()
        if isinstance(row, _TagRow):
            self._drop(row)
            self.edited.emit(self.value())


class _TagRow(QWidget):
    """One tag.

    Signals:
        edited: name or value were typed
        removed: it is to go
    """

    edited = Signal()
    removed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.name = self._line(theme, "tag-name", self.tr("Name"))
        self.text = self._line(theme, "tag-value", self.tr("Value"))
        self.remove = icon_button(theme, "x", self.tr("Remove the tag"), size="small", name="x-tag")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.name, 1)
        row.addWidget(self.text, 1)
        row.addWidget(self.remove)
        self.remove.clicked.connect(self.removed)

    def tag(self) -> tuple[str, str]:
        """What stands in the row."""
        return self.name.text().strip(), self.text.text().strip()

    def show_tag(self, name: str, value: str) -> None:
        """Show a tag."""
        show_text(self.name, name)
        show_text(self.text, value)

    def set_locked(self, *, locked: bool) -> None:
        """Let it be read only."""
        self.name.setReadOnly(locked)
        self.text.setReadOnly(locked)
        self.remove.setVisible(not locked)

    def _line(self, theme: Theme, name: str, words: str) -> QLineEdit:
        edit = line_edit(theme, placeholder=words, name=name)
        edit.setAccessibleName(words)
        edit.setFont(theme.font())
        edit.setMinimumWidth(60)
        edit.textEdited.connect(self.edited)
        return edit
