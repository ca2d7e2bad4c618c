"""For whom fields are placed: the people of the draft, with their marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from app.domain.kinds import ParticipantKind
from app.gui.metrics import GAP, NAV_ROW, RADIUS_BUTTON
from app.gui.pages.words import fields_words
from app.gui.theme import Theme
from app.gui.widgets.avatar import AVATAR_ROW, initials_of, paint_avatar
from app.gui.widgets.person_mark import MARK, paint_mark
from app.gui.widgets.rows import paint_focus_ring

_MOST_ROWS = 6
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person."""

    label: str
    name: str
    person: int
    """The place in the draft, from 0, for mark and colour."""
    count: int
    """Of their fields."""
    kind: ParticipantKind = ParticipantKind.PERSON


class PeopleModel(QAbstractListModel):
    """The people in the order of the draft."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nobody."""
        super().__init__(parent)
        self._rows: tuple[PersonRow, ...] = ()

    def set_rows(self, rows: Sequence[PersonRow]) -> None:
        """Have these people; who stays keeps the place in the view."""
        rows = tuple(rows)
        if [each.label for each in rows] != [each.label for each in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows != self._rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rows(self) -> tuple[PersonRow, ...]:
        """Everybody."""
        return self._rows

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {fields_words(row.count)}"
        return None


class PeopleDelegate(QStyledItemDelegate):
    """Draws mark, avatar, name and count."""

    def __init__(self, theme: Theme, model: PeopleModel, parent: QWidget | None = None) -> None:
        """Draw the rows of `model`."""
        super().__init__(parent)
        self._theme = theme
        self._model = model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._theme.font_metrics().lineSpacing()
        return QSize(100, max(NAV_ROW, line + GAP))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = self._theme, self._model.rows()[index.row()]
        area = QRect(option.rect)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current or is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bg-selected" if is_current else "bg-hover"))
            painter.drawRoundedRect(area, RADIUS_BUTTON, RADIUS_BUTTON)
        mark = QRect(0, 0, MARK, MARK)
        mark.moveCenter(area.center())
        mark.moveLeft(area.left() + 10)
        paint_mark(painter, mark, theme, row.person)
        avatar = QRect(0, 0, AVATAR_ROW, AVATAR_ROW)
        avatar.moveCenter(area.center())
        avatar.moveLeft(mark.right() + GAP)
        paint_avatar(painter, avatar, theme, initials_of(row.name), row.person, row.kind)
        self._paint_words(painter, area, avatar.right() + GAP, row, is_current=is_current)
        if option.state & QStyle.StateFlag.State_HasFocus and is_current:
            paint_focus_ring(painter, area, theme)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, area: QRect, left: int, row: PersonRow, *, is_current: bool
    ) -> None:
        theme = self._theme
        count = fields_words(row.count) if row.count else ""
        caption = theme.font_metrics("caption")
        right = area.right() - 10
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text-2"))
        place = QRect(left, area.top(), right - left, area.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, count)
        weight = 600 if is_current else None
        metrics = theme.font_metrics("body", weight)
        room = place.width() - caption.horizontalAdvance(count) - GAP
        painter.setFont(theme.font("body", weight))
        painter.setPen(theme.colour("text"))
        shown = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignLeft, shown)


class PeopleList(QListView):
    """One person is chosen; up to six are seen, more are scrolled to.

    Signals:
        person_chosen: label of the participant
    """

    person_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with nobody."""
        super().__init__(parent)
        self.setObjectName("place-for")
        self._people = PeopleModel(self)
        self.setModel(self._people)
        self._delegate = PeopleDelegate(theme, self._people, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Place fields for"))
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def set_rows(self, rows: Sequence[PersonRow]) -> None:
        """Show these people; the chosen one stays chosen, else it is the first."""
        before = self.chosen()
        self._people.set_rows(rows)
        labels = [each.label for each in rows]
        self.choose(before if before in labels else next(iter(labels), ""))
        self.updateGeometry()

    def rows(self) -> tuple[PersonRow, ...]:
        """Who is shown."""
        return self._people.rows()

    def chosen(self) -> str:
        """The label of the chosen participant; empty for none."""
        rows, at = self._people.rows(), self.currentIndex().row()
        return rows[at].label if 0 <= at < len(rows) else ""

    def choose(self, label: str) -> None:
        """Choose without telling."""
        for place, row in enumerate(self._people.rows()):
            if row.label == label and place != self.currentIndex().row():
                self.selectionModel().blockSignals(True)
                self.setCurrentIndex(self._people.index(place))
                self.selectionModel().blockSignals(False)
                self.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.person_chosen.emit(self.chosen())

    @override
    def sizeHint(self) -> QSize:
        row = self._delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        return QSize(200, row * max(1, min(_MOST_ROWS, self._people.rowCount())))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
