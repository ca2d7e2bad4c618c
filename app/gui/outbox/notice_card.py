"""The card that says where an item stands and offers what can be done."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.gui.metrics import GAP_PAIR
from app.gui.outbox.notices import Act, ItemNotice, Offer
from app.gui.theme import Theme
from app.gui.widgets.button_rows import ButtonRows
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Card
from app.gui.widgets.labels import Label, Sentence

_WHOLE = 1000


class NoticeCard(Card):
    """Shows one `ItemNotice`; buttons that stay keep the focus.

    Signals:
        act_requested: the `Act` that the user chose
    """

    act_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(theme, parent=parent)
        self.setObjectName("notice")
        self._notice: ItemNotice | None = None
        self._buttons: dict[Act, Button] = {}
        self.title = Label(theme, role="subtitle", wrap=True)
        self._text = Sentence(theme)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _WHOLE)
        self._bar.setAccessibleName(self.tr("Sending"))
        self._row = ButtonRows()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(17, 13, 14, 13)
        layout.setSpacing(GAP_PAIR)
        layout.addWidget(self.title)
        layout.addWidget(self._text)
        layout.addWidget(self._bar)
        layout.addSpacing(GAP_PAIR)
        layout.addWidget(self._row)
        self.hide()

    def show_notice(self, notice: ItemNotice, fraction: float | None = None) -> None:
        """Show `notice`; `fraction` is how far sending is."""
        if notice.shows_progress:
            self._bar.setValue(round((fraction or 0.0) * _WHOLE))
        if notice == self._notice:
            return
        before, self._notice = self._notice, notice
        self.set_state(notice.state, tinted=True)
        self.title.setText(notice.title)
        self._text.say("", notice.text)
        self._bar.setVisible(notice.shows_progress)
        if before is None or _faces(before) != _faces(notice):
            self._build_buttons(notice)
        for offer in notice.offers:
            self._buttons[offer.act].set_possible(not offer.reason, offer.reason)
        self.setAccessibleName(f"{notice.title} {notice.text}")
        self.show()

    def notice(self) -> ItemNotice | None:
        """What is shown."""
        return self._notice

    def _build_buttons(self, notice: ItemNotice) -> None:
        self._buttons = {offer.act: self._button(offer) for offer in notice.offers}
        main = [self._buttons[each.act] for each in notice.offers if not each.aside]
        aside = [self._buttons[each.act] for each in notice.offers if each.aside]
        self._row.set_buttons(main, aside)

    def _button(self, offer: Offer) -> Button:
        button = Button(
            self.theme, offer.text, kind=offer.kind, icon=offer.icon, name=offer.act.value
        )
        button.clicked.connect(self._on_clicked)
        return button

    @Slot()
    def _on_clicked(self) -> None:
        self.act_requested.emit(Act(self.sender().objectName()))


def _faces(notice: ItemNotice) -> tuple[tuple[Act, str], ...]:
    return tuple((offer.act, offer.text) for offer in notice.offers)
