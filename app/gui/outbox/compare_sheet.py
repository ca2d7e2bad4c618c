"""The sheet that compares: your draft, what was prepared, and what is at the service now."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.comparison import There
from app.gui.metrics import GAP, GAP_CARD
from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.outbox.compare_table import CompareTable
from app.gui.outbox.notices import Act, Offer
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.banner import Banner, Notice
from app.gui.widgets.buttons import Button, Kind
from app.gui.widgets.labels import Label, Sentence
from app.gui.widgets.scrolled import Scrolled
from app.gui.widgets.sheet import Sheet
from app.gui.widgets.states import State
from app.services.outbox.comparing import Compared
from app.services.outbox.records import OutboxItem
from app.services.words.comparison import comparison_text, comparison_words

_WIDTH: Final = 880
_TABLE: Final = 300
"""So high the table is at least, before it scrolls."""
_SIDE: Final = 20
_STATES: Final = {
    There.READ: State.NEEDS,
    There.UNREADABLE: State.OFFLINE,
    There.GONE: State.STOPPED,
    There.NOT_OURS: State.STOPPED,
}


class _Window(Scrolled):
    """The part of the table that is seen; the keys scroll it."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(table)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._wanted = 0

    def want(self, least: int, most: int) -> None:
        """Be so high that nothing is empty below the rows."""
        self._wanted = least
        self.setMinimumHeight(least)
        self.setMaximumHeight(most)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted)


class CompareSheet(Sheet):
    """Shows a comparison of one item; whoever opens it reads, and reads again.

    Signals:
        read_requested: the service is to be asked
        act_requested: the `Act` that the user chose; it is still to be asked about
    """

    read_requested = Signal()
    act_requested = Signal(object)

    def __init__(
        self, theme: Theme, item: OutboxItem, offers: tuple[Offer, ...], parent: QWidget | None
    ) -> None:
        """`offers` are what can be done with the item, as in the outbox."""
        super().__init__(theme, self.tr("Compare"), parent, width=_WIDTH)
        self.setObjectName("compare")
        self._item = item
        self._text = ""
        self._build_widgets()
        self._build_layout(offers)
        self._connect()
        self.show_busy()
        self.close_it.setDefault(True)
        self.close_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self) -> None:
        """Say that the service is being asked; what was read before stays."""
        words = self.tr("{service} is being read …").format(
            service=SERVICE_NAMES[self._item.service]
        )
        self.again.set_possible(False, words)
        if self._text:
            self._note.setText(self.tr("Being read …"))
        else:
            meaning = self.tr("Nothing is changed by that.")
            self._say(State.SENDING, words, meaning, glyph="refresh-cw")
            self._fit()

    def show_compared(self, compared: Compared, times: Times) -> None:
        """Show what was found."""
        item, at = self._item, times.exact(compared.at)
        words = comparison_words(item, compared)
        self._text = comparison_text(item, compared, at)
        state = _STATES[compared.comparison.there]
        if compared.comparison.there is There.READ and not words.changes:
            state = State.DONE
        self._say(state, words.headline, words.meaning)
        self._following.setText(words.following)
        self._following.setVisible(bool(words.following))
        self.table.set_words(words)
        self._rows.setVisible(bool(words.columns))
        self._end_reading(self.tr("Read {time}").format(time=at))
        self.copy.set_possible(True)
        self._fit_table()

    def show_failure(self, what: str, meaning: str) -> None:
        """Say why nothing can be compared."""
        self._say(State.STOPPED, what, meaning)
        self._end_reading("")
        self._fit()

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme, item = self.theme, self._item
        title = self.tr("Compare “{title}”").format(title=item.title or self.tr("No title"))
        self._title = Label(theme, title, role="subtitle", wrap=True)
        self._banner: Banner | None = None
        self._following = Sentence(theme, token="text-2")
        self._following.hide()
        self.table = CompareTable(theme)
        self._rows = _Window(self.table)
        self._rows.setAccessibleName(self.tr("Comparison"))
        self._rows.hide()
        self._note = Label(theme, role="caption", token="text-2")
        self.copy = Button(
            theme, self.tr("Copy as text"), size="small", icon="copy", name="copy-comparison"
        )
        self.copy.set_possible(False, self.tr("Nothing was read yet."))
        self.again = Button(
            theme, self.tr("Read again"), size="small", icon="refresh-cw", name="read-again"
        )
        self.close_it = Button(theme, self.tr("Close"), name="refuse")

    def _build_layout(self, offers: tuple[Offer, ...]) -> None:
        self._top = QVBoxLayout()
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        inside = QVBoxLayout()
        inside.setContentsMargins(_SIDE, _SIDE, _SIDE, _SIDE)
        inside.setSpacing(GAP_CARD)
        inside.addLayout(self._head())
        inside.addLayout(self._top)
        inside.addWidget(self._rows, 1)
        inside.addWidget(self._following)
        layout.addLayout(inside, 1)
        self.add_foot(self.close_it)
        # Now that it was seen what differs, sending anew is what is next; it stands last.
        for offer in sorted(offers, key=lambda each: each.act is Act.ANEW):
            kind: Kind = "primary" if offer.act is Act.ANEW else offer.kind
            button = Button(
                self.theme, offer.text, kind=kind, icon=offer.icon, name=offer.act.value
            )
            button.set_possible(not offer.reason, offer.reason)
            button.clicked.connect(self._on_act_clicked)
            self.add_foot(button)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._title, 1)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._note, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.again, 0, top)
        row.addWidget(self.copy, 0, top)
        return row

    def _connect(self) -> None:
        self.again.clicked.connect(self._on_again_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.table.fold.toggled.connect(self._fit_table)
        self.close_it.clicked.connect(self.reject)

    # -- what is shown ---------------------------------------------------------------------

    def said(self) -> str:
        """What is read on the banner."""
        return self._banner.sentence() if self._banner is not None else ""

    def _say(self, state: State, what: str, meaning: str, *, glyph: str = "") -> None:
        if self._banner is not None:
            self._top.removeWidget(self._banner)
            self._banner.hide()
            self._banner.deleteLater()
        self._banner = Banner(
            self.theme,
            Notice(key="comparison", state=state, what=what, meaning=meaning, glyph=glyph),
        )
        self._top.addWidget(self._banner)
        # Qt would show it later, after the height of the sheet was asked for.
        self._banner.show()

    def _end_reading(self, note: str) -> None:
        self.again.set_possible(True)
        self._note.setText(note)

    def _fit(self) -> None:
        # What lies deeper is only looked at again when events come round, which is too late.
        self.body.updateGeometry()
        self.fit()

    @Slot()
    def _fit_table(self) -> None:
        """As high as the rows, up to what leaves the sheet on a small screen."""
        bar = self._rows.verticalScrollBar().sizeHint().width()
        wanted = self.table.wanted_height(_WIDTH - 2 * _SIDE - bar)
        self._rows.want(min(wanted, _TABLE), wanted)
        self._fit()

    # -- what the user wants ---------------------------------------------------------------

    @Slot()
    def _on_again_clicked(self) -> None:
        self.show_busy()
        self.read_requested.emit()

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._note.setText(self.tr("Copied"))

    @Slot()
    def _on_act_clicked(self) -> None:
        act = Act(self.sender().objectName())
        self.accept()
        self.act_requested.emit(act)
