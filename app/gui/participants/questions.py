"""The questions that somebody answers before signing."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.scrive_people_editing import Consent, Question
from app.gui.metrics import GAP, GAP_CARD, GAP_PAIR
from app.gui.participants.growing_rows import GrowingRows
from app.gui.participants.told_fields import show_text
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.card import Card
from app.gui.widgets.field import line_edit

_MEMBERS = ("title", "positive", "negative", "details_title", "details")


class _QuestionCard(Card):
    """One question with its two answers, and perhaps details to read.

    Signals:
        changed: the `Question`, and the member that was typed
        remove_requested: it is not asked any more
    """

    changed = Signal(object, str)
    remove_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge="line-button", parent=parent)
        self._question = Question()
        placeholders = {
            "title": self.tr("Question"),
            "positive": self.tr("Answer, such as Yes"),
            "negative": self.tr("Other answer, such as No"),
            "details_title": self.tr("Heading of the details"),
            "details": self.tr("Details to read first"),
        }
        self.edits = {each: self._line(theme, each, placeholders[each]) for each in _MEMBERS}
        self.more = Button(
            theme, self.tr("Add details"), kind="link", size="small", name="question-more"
        )
        self.remove = icon_button(
            theme, "x", self.tr("Do not ask this"), size="small", name="question-remove"
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(GAP, GAP, GAP, GAP)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_PAIR)
        grid.addWidget(self.edits["title"], 0, 0, 1, 2)
        grid.addWidget(self.remove, 0, 2)
        grid.addWidget(self.edits["positive"], 1, 0)
        grid.addWidget(self.edits["negative"], 1, 1, 1, 2)
        grid.addWidget(self.edits["details_title"], 2, 0, 1, 3)
        grid.addWidget(self.edits["details"], 3, 0, 1, 3)
        grid.addWidget(self.more, 4, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.more.clicked.connect(self._on_more)
        self.remove.clicked.connect(self.remove_requested)

    def show_question(self, question: Question, *, locked: bool) -> None:
        """Show one question."""
        self._question = question
        for member, edit in self.edits.items():
            show_text(edit, str(getattr(question, member)))
            edit.setReadOnly(locked)
        if question.details or question.details_title:
            self._open_details()
        elif not self.edits["details_title"].hasFocus() and not self.edits["details"].hasFocus():
            self._open_details(opened=False)
        self.more.setVisible(self.more.isVisibleTo(self) and not locked)
        self.remove.setVisible(not locked)

    def _line(self, theme: Theme, member: str, placeholder: str) -> QLineEdit:
        edit = line_edit(theme, placeholder=placeholder, name=f"question-{member}")
        edit.setAccessibleName(placeholder)
        edit.textEdited.connect(self._on_edited)
        return edit

    def _open_details(self, *, opened: bool = True) -> None:
        for member in ("details_title", "details"):
            self.edits[member].setVisible(opened)
        self.more.setVisible(not opened)

    @Slot()
    def _on_more(self) -> None:
        self._open_details()
        self.edits["details_title"].setFocus()

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        sender = self.sender()
        member = next(each for each, edit in self.edits.items() if edit is sender)
        self.changed.emit(replace(self._question, **{member: text.strip()}), member)


class QuestionsEdit(QWidget):
    """The heading, the questions below each other, and a button for one more.

    Signals:
        changed: the `Consent`, and what was typed in (else empty)
    """

    changed = Signal(object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without questions."""
        super().__init__(parent)
        self.theme = theme
        self._consent = Consent()
        self._cards = GrowingRows(self._make)
        self.title = line_edit(
            theme, placeholder=self.tr("Heading above the questions"), name="questions-title"
        )
        self.title.setAccessibleName(self.tr("Heading above the questions"))
        self.add_button = Button(
            theme, self.tr("Add a question"), size="small", icon="plus", name="questions-add"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_CARD - GAP_PAIR)
        column.addWidget(self.title)
        column.addLayout(self._cards)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.title.textEdited.connect(self._on_title)
        self.add_button.clicked.connect(self._on_add)

    def show_consent(self, consent: Consent, *, locked: bool, may_add: bool) -> None:
        """Show these, to be changed and taken away unless `locked`."""
        self._consent = consent
        show_text(self.title, consent.title)
        self.title.setReadOnly(locked)
        self.title.setVisible(bool(consent.questions))
        cards = self._cards.set_count(len(consent.questions))
        for card, question in zip(cards, consent.questions, strict=True):
            card.show_question(question, locked=locked)
        self.add_button.setVisible(may_add and not locked)

    def _make(self) -> _QuestionCard:
        card = _QuestionCard(self.theme)
        card.changed.connect(self._on_changed)
        card.remove_requested.connect(self._on_remove)
        return card

    @Slot(str)
    def _on_title(self, text: str) -> None:
        self.changed.emit(replace(self._consent, title=text.strip()), "title")

    @Slot()
    def _on_add(self) -> None:
        yes, no = self.tr("Yes"), self.tr("No")
        asked = (*self._consent.questions, Question(positive=yes, negative=no))
        self.changed.emit(replace(self._consent, questions=asked), "")
        cards = self._cards.rows()
        first = not self._consent.title and len(cards) == 1
        if cards:
            (self.title if first else cards[-1].edits["title"]).setFocus()

    @Slot(object, str)
    def _on_changed(self, question: Question, member: str) -> None:
        place = self._cards.place_of(self.sender())
        asked = enumerate(self._consent.questions)
        changed = tuple(question if n == place else each for n, each in asked)
        self.changed.emit(replace(self._consent, questions=changed), f"{place} {member}")

    @Slot()
    def _on_remove(self) -> None:
        place = self._cards.place_of(self.sender())
        kept = tuple(e for n, e in enumerate(self._consent.questions) if n != place)
        self.changed.emit(replace(self._consent, questions=kept), "")
