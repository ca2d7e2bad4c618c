"""What can be said about the chosen document: its name for people, and who acts on it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.agreement import Agreement, Document
from app.gui.metrics import GAP, GAP_CARD
from app.gui.theme import Theme
from app.gui.widgets.avatar import AVATAR_ROW, Avatar
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Card
from app.gui.widgets.field import Field, line_edit
from app.gui.widgets.labels import ElidedLabel, Label

_AVATARS = 6


class DocumentCard(Card):
    """Edits one document.

    Signals:
        renamed: what people shall read
        process_requested: the user wants to change who acts on it
    """

    renamed = Signal(str)
    process_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without a document."""
        super().__init__(theme, parent=parent)
        self._avatars: list[Avatar] = []
        self.edit: QLineEdit = line_edit(theme, name="document-name")
        self.name = Field(theme, self.tr("Name shown to people"), self.edit)
        self._build_layout()
        self.edit.textEdited.connect(self.renamed)

    def show_document(
        self,
        agreement: Agreement,
        document: Document,
        *,
        locked: bool,
    ) -> None:
        """Show a document of the draft."""
        if self.edit.text() != document.name:
            self.edit.setText(document.name)
        self.edit.setPlaceholderText(document.shown_name)
        self.edit.setReadOnly(locked)
        self._show_people(agreement, document)

    def start_rename(self) -> None:
        """Put the focus into the name."""
        self.edit.setFocus()
        self.edit.selectAll()

    def _build_layout(self) -> None:
        self._people = QHBoxLayout()
        self._people.setSpacing(6)
        self._who = ElidedLabel(self.theme, role="caption", token="text-2")
        self._change = Button(
            self.theme,
            self.tr("Change in Process"),
            kind="link",
            size="small",
            name="change-in-process",
        )
        self._change.clicked.connect(self.process_requested)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(Label(self.theme, self.tr("In steps of"), role="caption", token="text-2"))
        row.addLayout(self._people)
        row.addWidget(self._who, 1)
        row.addWidget(self._change)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, GAP_CARD, 14, GAP_CARD)
        layout.setSpacing(10)
        layout.addWidget(self.name)
        layout.addLayout(row)

    def _show_people(self, agreement: Agreement, document: Document) -> None:
        acting = [
            (place, person)
            for place, person in enumerate(agreement.participants)
            if document.label in agreement.documents_of(person.label)
        ]
        while len(self._avatars) < min(len(acting), _AVATARS):
            self._avatars.append(Avatar(self.theme, "", 0, AVATAR_ROW))
            self._people.addWidget(self._avatars[-1])
        for number, avatar in enumerate(self._avatars):
            avatar.setVisible(number < len(acting))
            if number < len(acting):
                place, person = acting[number]
                avatar.set_person(person.shown_name, place, person.kind)
        names = ", ".join(person.shown_name for _, person in acting)
        self._who.setText(names or self.tr("nobody yet"))
