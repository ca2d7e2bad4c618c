"""The dialog that shows what a draft said earlier and goes back to it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.metrics import DIALOG, GAP_PANE
from app.gui.models.keyed_rows import KeyedRows, RowRole
from app.gui.models.word_rows import WordRowDelegate
from app.gui.theme import Theme
from app.gui.versions.rows import VersionRow
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.labels import Label
from app.gui.widgets.sheet import Sheet

_HEIGHT: Final = 480


class VersionsSheet(Sheet):
    """Lists the versions; Enter, a double click or the button restores the chosen one.

    Signals:
        restore_requested: the `DraftVersion`; the dialog closes
    """

    restore_requested = Signal(object)

    def __init__(
        self, theme: Theme, rows: Sequence[VersionRow], parent: QWidget | None = None
    ) -> None:
        """Show `rows`, the newest first."""
        super().__init__(theme, self.tr("Earlier versions"), parent, width=DIALOG)
        self.setObjectName("versions")
        self.model = KeyedRows(self)
        self.model.set_rows(rows)
        self._build_widgets()
        self._build_layout(is_empty=not rows)
        self._connect()
        self._refresh()
        self.resize(self.sizeHint())

    def current(self) -> VersionRow | None:
        """The version that is chosen."""
        row = self.view.currentIndex().data(RowRole.ROW)
        return row if isinstance(row, VersionRow) else None

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(DIALOG, _HEIGHT))

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        self.view = QListView()
        self.view.setObjectName("version-list")
        self.view.setAccessibleName(self.tr("Earlier versions, the newest first"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(WordRowDelegate(self.theme, 3, self))
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setCurrentIndex(self.model.index(0))
        self.restore = Button(
            self.theme,
            self.tr("Restore this version"),
            kind="primary",
            icon="history",
            name="restore",
        )
        self.restore.setDefault(True)
        self.cancel = Button(self.theme, self.tr("Close"), name="close")

    def _build_layout(self, *, is_empty: bool) -> None:
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.add_foot(self.cancel)
        if is_empty:
            layout.addWidget(self._emptiness())
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        layout.addWidget(self._head())
        layout.addWidget(Line(self.theme))
        layout.addWidget(self.view, 1)
        self.add_foot(self.restore)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> QWidget:
        words = self.tr(
            "How the draft is now is kept as a version too when you restore another,"
            " so you can come back to it."
        )
        head = Pane(self.theme, "bg-raised")
        layout = QVBoxLayout(head)
        layout.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        layout.addWidget(Label(self.theme, words, token="text-2", wrap=True))
        return head

    def _emptiness(self) -> QWidget:
        return EmptyState(
            self.theme,
            icon="history",
            title=self.tr("No earlier versions yet"),
            sentence=self.tr(
                "When a draft is changed, how it was when you opened it is kept here,"
                " and how it was every few minutes while you work on it."
            ),
        )

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._refresh)
        self.view.doubleClicked.connect(self._on_restore)
        self.restore.clicked.connect(self._on_restore)
        self.cancel.clicked.connect(self.reject)

    # -- what happens ----------------------------------------------------------------------

    @Slot()
    def _on_restore(self) -> None:
        row = self.current()
        if row is not None and row.difference:
            self.accept()
            self.restore_requested.emit(row.version)

    @Slot()
    def _refresh(self) -> None:
        row = self.current()
        can = row is not None and bool(row.difference)
        self.restore.set_possible(can, self.tr("The draft is like this now."))
