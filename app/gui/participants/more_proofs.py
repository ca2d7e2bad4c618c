"""The proofs of identity that few people use: a menu, and a line for Scrive's own word."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.domain.kinds import SendWith
from app.domain.scrive_proofs import ADVANCED, PROOFS, SHORT_LIST
from app.domain.scrive_ways import Ways
from app.gui.metrics import GAP_CARD, GAP_PANE
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.field import Field, line_edit
from app.gui.widgets.labels import Label
from app.gui.widgets.sheet import Sheet
from app.services.texts import provider_word

_TYPED = ""
"""Stands in the menu for a word that is typed."""


def more_providers(ways: Ways, *, to_open: bool) -> tuple[str, ...]:
    """What can be asked beyond the short list; in a Flow these are guesses at its words."""
    if SendWith.DOCUMENTS in ways:
        fitting = (each for each in ADVANCED if (each.to_open if to_open else each.to_sign))
        return tuple(each.provider for each in fitting)
    if SendWith.FLOW in ways:
        guessed = (each.in_flow for each in PROOFS if each.in_flow not in SHORT_LIST)
        return tuple(filter(None, guessed))
    return ()


class MoreProofs(Button):
    """A link that opens the menu.

    Signals:
        chosen: the provider, as it is passed on
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without anything to choose."""
        super().__init__(theme, kind="link", size="small", name="more-proofs", parent=parent)
        self.setText(self.tr("More…"))
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_triggered)
        self._providers: tuple[str, ...] = ()
        self.clicked.connect(self._on_clicked)

    def offer(self, providers: Sequence[str], *, experimental: bool) -> None:
        """Offer these; `experimental` marks them so."""
        if tuple(providers) == self._providers:
            return
        self._providers = tuple(providers)
        self._menu.clear()
        note = self.tr("{name} (an experiment)") if experimental else "{name}"
        for provider in self._providers:
            action = self._menu.addAction(note.format(name=provider_word(provider)))
            action.setData(provider)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("As Scrive calls it…")).setData(_TYPED)

    def actions_offered(self) -> list[QAction]:
        """The entries of the menu, from the top."""
        return [each for each in self._menu.actions() if not each.isSeparator()]

    @Slot()
    def _on_clicked(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        provider = str(action.data())
        if provider == _TYPED:
            sheet = ProviderSheet(self.theme, self)
            sheet.typed.connect(self.chosen)
            sheet.open()
        else:
            self.chosen.emit(provider)


class ProviderSheet(Sheet):
    """Asks for the service's own word.

    Signals:
        typed: the word
    """

    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """`parent` is any widget of the window."""
        super().__init__(theme, self.tr("Another proof of identity"), parent)
        self.setObjectName("provider-sheet")
        self.edit = line_edit(theme, fixed=True, name="provider-word")
        field = Field(theme, self.tr("The word that Scrive has for it"), self.edit)
        words = self.tr("It is passed on as you type it, and Scrive decides whether it takes it.")
        column = QVBoxLayout(self.body)
        column.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        column.setSpacing(GAP_CARD)
        column.addWidget(Label(theme, self.windowTitle(), role="subtitle", wrap=True))
        column.addWidget(Label(theme, words, token="text-2", wrap=True))
        column.addWidget(field)
        self.cancel = Button(theme, self.tr("Cancel"), name="provider-cancel")
        self.ask = Button(theme, self.tr("Ask for it"), kind="primary", name="provider-ask")
        self.ask.setDefault(True)
        self.ask.setEnabled(False)
        self.add_foot(self.cancel)
        self.add_foot(self.ask)
        self.cancel.clicked.connect(self.reject)
        self.ask.clicked.connect(self.accept)
        self.accepted.connect(self._on_accepted)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.setFocus()
        self.fit()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self.ask.setEnabled(bool(text.strip()))

    @Slot()
    def _on_accepted(self) -> None:
        self.typed.emit(self.edit.text().strip())
