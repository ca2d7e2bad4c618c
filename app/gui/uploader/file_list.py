"""The list of documents with everything that can be done to one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Signal, Slot
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.models.keyed_rows import KeyedRows
from app.gui.theme import Theme
from app.gui.uploader.delegate import FileRowDelegate
from app.gui.uploader.rows import FileRow
from app.gui.widgets.card import Card
from app.gui.widgets.row_list import RowList


class FileList(Card):
    """Rows of documents in a card as high as they are.

    Signals:
        move_requested: label of the document, how far (negative is up)
        action_requested: key of the row, what is wanted: `rename, replace, along, remove, use,
            keep, cancel`
        current_changed: key of the row; empty for none
    """

    move_requested = Signal(str, int)
    action_requested = Signal(str, str)
    current_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, parent=parent)
        self.model = KeyedRows(self)
        self.delegate = FileRowDelegate(theme, self)
        self.list = RowList(theme, self.model, self.delegate, self.tr("Documents"))
        self.list.setObjectName("documents-list")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.list)
        self._connect()

    def set_rows(self, rows: Sequence[FileRow]) -> None:
        """Show these rows; the selection stays where it can."""
        current = self.current_key()
        self.model.set_rows(rows)
        self.list.refresh_layout()
        if rows and (not current or self.model.place_of(current) < 0):
            place = max(0, min(self.list.currentIndex().row(), len(rows) - 1))
            self.list.setCurrentIndex(self.model.index(place))
        self.setVisible(bool(rows))

    def current_key(self) -> str:
        """The key of the current row; empty for none."""
        row = self._row(self.list.currentIndex().row())
        return "" if row is None else row.key

    def select(self, key: str) -> None:
        """Make a row the current one."""
        place = self.model.place_of(key)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))

    def set_thumb(self, file: str, image: QImage) -> None:
        """Show the first page of a stored file."""
        self.delegate.set_thumb(file, image)
        self.list.viewport().update()

    def menu_of(self, place: int) -> QMenu:
        """What can be done to a row, as a menu."""
        menu = QMenu(self)
        row = self._row(place)
        if row is not None:
            for key, words in self._actions(row):
                action = menu.addAction(words)
                action.setData(f"{key}\n{row.key}")
        menu.triggered.connect(self._on_menu_triggered)
        return menu

    def _actions(self, row: FileRow) -> list[tuple[str, str]]:
        if row.pending is not None:
            return [("cancel", self.tr("Cancel"))]
        noted = [action for note in row.notes for action in note.actions if action[0] != "replace"]
        moves = []
        if not row.is_first:
            moves.append(("up", self.tr("Move up")))
        if not row.is_last:
            moves.append(("down", self.tr("Move down")))
        return [
            *noted,
            ("rename", self.tr("Rename")),
            ("replace", self.tr("Replace file…")),
            *moves,
            *([("along", self.tr("Let it only go along"))] if row.can_go_along else []),
            ("remove", self.tr("Remove")),
        ]

    def _connect(self) -> None:
        self.list.zone_pressed.connect(self._on_zone_pressed)
        self.list.move_requested.connect(self._on_move_requested)
        self.list.remove_requested.connect(self._on_remove_requested)
        self.list.rename_requested.connect(self._on_rename_requested)
        self.list.menu_requested.connect(self._on_menu_requested)
        self.list.current_changed.connect(self._on_current_changed)

    @Slot(int, str)
    def _on_zone_pressed(self, place: int, zone: str) -> None:
        if zone == "menu":
            rect = self.list.zone_rect(place, "menu")
            self._on_menu_requested(place, self.list.viewport().mapToGlobal(rect.bottomLeft()))
        else:
            self._act(zone, place)

    @Slot(int, int)
    def _on_move_requested(self, place: int, to: int) -> None:
        row = self._row(place)
        if row is not None:
            self.move_requested.emit(row.key, to - place)

    @Slot(int)
    def _on_remove_requested(self, place: int) -> None:
        row = self._row(place)
        if row is not None:
            self._act("cancel" if row.pending is not None else "remove", place)

    @Slot(int)
    def _on_rename_requested(self, place: int) -> None:
        self._act("rename", place)

    @Slot(int, QPoint)
    def _on_menu_requested(self, place: int, at: QPoint) -> None:
        row = self._row(place)
        if row is not None and not row.is_locked:
            menu = self.menu_of(place)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(at)

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        wish, key = str(action.data()).split("\n")
        self._act(wish, self.model.place_of(key))

    @Slot(int)
    def _on_current_changed(self, _place: int) -> None:
        self.current_changed.emit(self.current_key())

    def _act(self, wish: str, place: int) -> None:
        row = self._row(place)
        if row is None:
            return
        if wish in ("up", "down"):
            self.move_requested.emit(row.key, -1 if wish == "up" else 1)
        else:
            self.action_requested.emit(row.key, wish)

    def _row(self, place: int) -> FileRow | None:
        rows = self.model.rows()
        row = rows[place] if 0 <= place < len(rows) else None
        return row if isinstance(row, FileRow) else None

    @override
    def sizeHint(self) -> QSize:
        return self.list.sizeHint() + QSize(2, 2)
