"""The files that somebody is asked for: name, description and whether they must come."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from app.domain.scrive_people_editing import RequestedFile
from app.gui.metrics import GAP, GAP_CARD, GAP_PAIR
from app.gui.participants.growing_rows import GrowingRows
from app.gui.participants.told_fields import show_text
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.card import Card
from app.gui.widgets.field import line_edit


class _FileRow(Card):
    """One file.

    Signals:
        changed: the `RequestedFile`, and the member that was typed (else empty)
        remove_requested: it is not asked for any more
    """

    changed = Signal(object, str)
    remove_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge="line-button", parent=parent)
        self._file = RequestedFile()
        self.name = line_edit(theme, placeholder=self.tr("Name, such as Passport"))
        self.name.setObjectName("requested-name")
        self.name.setAccessibleName(self.tr("Name of the file"))
        self.description = line_edit(theme, placeholder=self.tr("What it should show (optional)"))
        self.description.setObjectName("requested-description")
        self.description.setAccessibleName(self.tr("Description of the file"))
        self.required = QCheckBox(self.tr("Must come"))
        self.required.setObjectName("requested-required")
        self.remove = icon_button(
            theme, "x", self.tr("Do not ask for this file"), size="small", name="requested-remove"
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(GAP, GAP, GAP, GAP)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_PAIR)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.required, 0, 1)
        grid.addWidget(self.remove, 0, 2)
        grid.addWidget(self.description, 1, 0, 1, 3)
        grid.setColumnStretch(0, 1)
        self.name.textEdited.connect(self._on_name)
        self.description.textEdited.connect(self._on_description)
        self.required.clicked.connect(self._on_required)
        self.remove.clicked.connect(self.remove_requested)

    def show_file(self, file: RequestedFile, *, locked: bool) -> None:
        """Show one file."""
        self._file = file
        show_text(self.name, file.name)
        show_text(self.description, file.description)
        with QSignalBlocker(self.required):
            self.required.setChecked(file.required)
        for edit in (self.name, self.description):
            edit.setReadOnly(locked)
        self.required.setEnabled(not locked)
        self.remove.setVisible(not locked)

    @Slot(str)
    def _on_name(self, text: str) -> None:
        self.changed.emit(replace(self._file, name=text.strip()), "name")

    @Slot(str)
    def _on_description(self, text: str) -> None:
        self.changed.emit(replace(self._file, description=text.strip()), "description")

    @Slot(bool)
    def _on_required(self, required: bool) -> None:
        self.changed.emit(replace(self._file, required=required), "")


class RequestedFilesEdit(QWidget):
    """The files below each other, and a button for one more.

    Signals:
        changed: tuple of `RequestedFile`, and what was typed in (else empty)
    """

    changed = Signal(tuple, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without files."""
        super().__init__(parent)
        self.theme = theme
        self._files: tuple[RequestedFile, ...] = ()
        self._rows = GrowingRows(self._make)
        self.add_button = Button(
            theme, self.tr("Ask for a file"), size="small", icon="plus", name="requested-add"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_CARD - GAP_PAIR)
        column.addLayout(self._rows)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button.clicked.connect(self._on_add)

    def show_files(self, files: Sequence[RequestedFile], *, locked: bool, may_add: bool) -> None:
        """Show these, to be changed and taken away unless `locked`."""
        self._files = tuple(files)
        rows = self._rows.set_count(len(self._files))
        for row, file in zip(rows, self._files, strict=True):
            row.show_file(file, locked=locked)
        self.add_button.setVisible(may_add and not locked)

    def _make(self) -> _FileRow:
        row = _FileRow(self.theme)
        row.changed.connect(self._on_changed)
        row.remove_requested.connect(self._on_remove)
        return row

    @Slot()
    def _on_add(self) -> None:
        self.changed.emit((*self._files, RequestedFile()), "")
        rows = self._rows.rows()
        if rows:
            rows[-1].name.setFocus()

    @Slot(object, str)
    def _on_changed(self, file: RequestedFile, member: str) -> None:
        place = self._rows.place_of(self.sender())
        files = tuple(file if n == place else each for n, each in enumerate(self._files))
        self.changed.emit(files, f"{place} {member}" if member else "")

    @Slot()
    def _on_remove(self) -> None:
        place = self._rows.place_of(self.sender())
        self.changed.emit(tuple(e for n, e in enumerate(self._files) if n != place), "")
