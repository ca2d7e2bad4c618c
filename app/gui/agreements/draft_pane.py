"""What is seen of a draft beside the list: who, what, and how to go on with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.agreement import Agreement
from app.gui.metrics import GAP, GAP_CARD, GAP_PANE, ICON, VIEWER_LEAST
from app.gui.models.entry import Entry
from app.gui.theme import Theme
from app.gui.widgets.avatar import AVATAR_ROW, Avatar
from app.gui.widgets.badge import Badge, state_badge
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.card import Card, Pane
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import ElidedLabel, Label
from app.gui.widgets.states import State
from app.services.drafts import DamagedDraft, StoredDraft
from app.services.texts import does_word, error_text

_MOST = 12
"""So many people or files are named; of more their number is told."""


class DraftPane(Pane):
    """A draft at a glance.

    Signals:
        continue_requested: compose it further
        versions_requested: see what it said earlier
        export_requested: save it as an .agreement file
        delete_requested: throw it away
    """

    continue_requested = Signal()
    versions_requested = Signal()
    export_requested = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, "bg-pane", parent)
        self.setObjectName("draft")
        self.setMinimumWidth(VIEWER_LEAST)
        self._title = ElidedLabel(theme, role="subtitle")
        self._line = ElidedLabel(theme, role="caption", token="text-2")
        self._badge = Badge(theme, state_badge(State.DRAFT))
        self.go_on = Button(
            theme,
            self.tr("Continue draft"),
            kind="primary",
            size="small",
            icon="pencil-line",
            name="continue",
        )
        self.versions = icon_button(
            theme, "history", self.tr("Earlier versions…"), size="small", name="versions"
        )
        self.export = Button(theme, self.tr("Save as file…"), size="small", name="export")
        self.delete = Button(
            theme, self.tr("Delete…"), kind="remove", size="small", icon="trash-2", name="delete"
        )
        self.go_on.clicked.connect(self.continue_requested)
        self.versions.clicked.connect(self.versions_requested)
        self.export.clicked.connect(self.export_requested)
        self.delete.clicked.connect(self.delete_requested)
        self._card = Card(theme)
        self._contents: QWidget | None = None
        self._build_layout()

    def show_draft(self, draft: StoredDraft, entry: Entry) -> None:
        """Show another draft, or the newer state of the same."""
        words = [part for part in (entry.account_name, entry.line) if part]
        self._show(entry, " · ".join(words), self._contents_of(draft.agreement))

    def show_damaged(self, draft: DamagedDraft, entry: Entry) -> None:
        """Show what is wrong with a draft that cannot be read, and what can be done with it."""
        words = error_text(draft.problem)
        advice = self.tr(
            "Save a copy, correct it, and open it again; what is stored here stays as it is."
        )
        contents = QWidget()
        layout = QVBoxLayout(contents)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(Label(self.theme, words.title, weight=600, wrap=True))
        for text in filter(None, (words.detail, words.next_step, advice)):
            layout.addWidget(Label(self.theme, text, token="text-2", wrap=True))
        self._show(entry, "", contents)

    def _show(self, entry: Entry, line: str, contents: QWidget) -> None:
        whole = not entry.is_damaged
        self._title.setText(entry.title)
        self._line.setText(line)
        self._badge.set_face(
            state_badge(entry.standing.state, text=entry.standing.word, glyph=entry.standing.glyph)
        )
        for button in (self.go_on, self.versions):
            button.setVisible(whole)
        self.export.setText(self.tr("Save as file…") if whole else self.tr("Save a copy…"))
        place = self._card.layout()
        if place is None:
            place = QVBoxLayout(self._card)
            place.setContentsMargins(GAP_PANE, GAP_CARD, GAP_PANE, GAP_CARD)
        if self._contents is not None:
            place.removeWidget(self._contents)
            self._contents.hide()
            self._contents.deleteLater()
        self._contents = contents
        place.addWidget(contents)

    def _build_layout(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(self._title, 1)
        first.addWidget(self.versions)
        first.addWidget(self.delete)
        first.addWidget(self.export)
        first.addWidget(self.go_on)
        second = QHBoxLayout()
        second.setSpacing(GAP)
        second.addWidget(self._badge)
        second.addWidget(self._line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_PANE, 12, GAP_PANE, GAP_PANE)
        layout.setSpacing(6)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addSpacing(6)
        layout.addWidget(self._card)
        layout.addStretch(1)

    def _contents_of(self, agreement: Agreement) -> QWidget:
        contents = QWidget()
        layout = QVBoxLayout(contents)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(Label(self.theme, self.tr("Documents"), weight=600))
        for document in agreement.documents[:_MOST]:
            glyph = Glyph(self.theme, "file-text", "text-2", ICON)
            layout.addLayout(self._row(glyph, document.shown_name, ""))
        if not agreement.documents:
            layout.addWidget(Label(self.theme, self.tr("None yet"), token="text-3"))
        layout.addSpacing(GAP)
        layout.addWidget(Label(self.theme, self.tr("People"), weight=600))
        for place, person in enumerate(agreement.participants[:_MOST]):
            avatar = Avatar(self.theme, person.shown_name, place, AVATAR_ROW)
            avatar.set_person(person.shown_name, place, person.kind)
            layout.addLayout(self._row(avatar, person.shown_name, does_word(person.role)))
        if not agreement.participants:
            layout.addWidget(Label(self.theme, self.tr("Nobody yet"), token="text-3"))
        hidden = max(0, len(agreement.participants) - _MOST) + max(
            0, len(agreement.documents) - _MOST
        )
        if hidden:
            more = self.tr("and {count} more").format(count=hidden)
            layout.addWidget(Label(self.theme, more, token="text-3"))
        return contents

    def _row(self, sign: QWidget, name: str, aside: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(sign)
        row.addWidget(ElidedLabel(self.theme, name), 1)
        if aside:
            row.addWidget(Label(self.theme, aside, token="text-2"))
        return row
