"""Practice: the stripe and banner that are always seen, and the people one can play."""

from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.kinds import ServiceKind
from app.gui.metrics import BANNER, GAP, GAP_CARD, GAP_PANE, ICON_LARGE
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Card, Line, Pane
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label, Sentence
from app.gui.widgets.practice_stripe import PracticeStripe
from app.gui.widgets.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedPerson:
    """A person of an agreement whom the user can play."""

    key: str
    """Names the person inside the agreement."""
    name: str
    acts: tuple[str, ...] = ()
    """What the person can do now: `open`, `authenticate`, `sign`, `approve`, `decline` ..."""


class PracticeStage(Protocol):
    """Lets emulated people act. Both methods block and are called on threads of their own."""

    def people(self, service: ServiceKind, service_id: str) -> tuple[PlayedPerson, ...]:
        """Who takes part in an agreement, with what they can do now; empty for an unknown one."""
        ...

    def act(self, service: ServiceKind, service_id: str, person: str, act: str) -> None:
        """Let a person do something. Raises DomainError or ServiceError when it cannot be done.

        Where an act needs more (a code, a reason), the stage finds or invents it.
        """
        ...


_ACT_WORDS: Final = {
    "open": "Open the invitation",
    "authenticate": "Enter the code",
    "sign": "Sign",
    "approve": "Approve",
    "decline": "Decline",
    "deliver_fail": "Let the invitation come back",
    "identify": "Confirm with eID",
    "fail_identify": "Let the eID fail",
    "upload": "Upload a requested file",
    "answer": "Answer yes to the next question",
    "forward": "Pass the invitation on",
    "fill_form": "Fill in the form",
    "submit": "Fill in and submit",
    "delegate": "Let somebody else act",
    "complete": "End the workflow now",
    "move": "Put into another folder",
}


def act_words(act: str) -> str:
    """What a person does, as a menu says it; unknown acts as they are called."""
    return _ACT_WORDS.get(act, act.replace("_", " ").capitalize())


def fill_people_menu(menu: QMenu, people: tuple[PlayedPerson, ...]) -> None:
    """Put a submenu for each person who can do something into `menu`.

    The data of each action is the pair of the person's key and the act.
    """
    menu.clear()
    for person in people:
        if not person.acts:
            continue
        submenu = menu.addMenu(person.name.replace("&", "&&"))
        for act in person.acts:
            submenu.addAction(act_words(act)).setData((person.key, act))
    if menu.isEmpty():
        menu.addAction(menu.tr("Nobody can do anything now")).setEnabled(False)


class PracticeBar(QWidget):
    """The stripe and the banner below the menu; nothing closes it but leaving practice.

    Signals:
        inbox_requested: show the messages that "arrived"
        leave_requested: end practice
    """

    inbox_requested = Signal()
    leave_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Say that nothing reaches anybody."""
        super().__init__(parent)
        self.setObjectName("practice")
        ground = Pane(theme, State.PRACTICE.ground)
        ground.setMinimumHeight(BANNER)
        words = Sentence(theme)
        words.say(
            self.tr("Practice."),
            self.tr(
                "Scrive, SigningHub and all people are played on this computer."
                " Nothing reaches anybody."
            ),
        )
        self.inbox = Button(
            theme, self.tr("Practice inbox"), size="small", icon="inbox", name="inbox"
        )
        self.inbox.clicked.connect(self.inbox_requested)
        self.leave = Button(theme, self.tr("Leave practice"), size="small", name="leave")
        self.leave.clicked.connect(self.leave_requested)
        inside = QHBoxLayout(ground)
        inside.setContentsMargins(14, 6, GAP_CARD, 6)
        inside.setSpacing(GAP)
        inside.addWidget(Glyph(theme, State.PRACTICE.glyph, State.PRACTICE, ICON_LARGE))
        inside.addSpacing(4)
        inside.addWidget(words, 1)
        inside.addWidget(self.inbox)
        inside.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(PracticeStripe(theme))
        layout.addWidget(ground)
        layout.addWidget(Line(theme, token="practice"))


class PracticeHint(Card):
    """Below the list: that one can play the people oneself.

    Signals:
        inbox_requested: show the messages that "arrived"
    """

    inbox_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Say it."""
        super().__init__(theme, ground=State.PRACTICE.ground, edge=State.PRACTICE, parent=parent)
        text = self.tr(
            "The practice inbox shows the e-mails and SMS that “arrived”. Open one, enter the"
            " code, and sign or decline. The workflow here follows."
        )
        self.inbox = Button(
            theme, self.tr("Open practice inbox"), size="small", icon="inbox", name="hint-inbox"
        )
        self.inbox.clicked.connect(self.inbox_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_PANE, 14, GAP_PANE, 14)
        layout.setSpacing(4)
        layout.addWidget(Label(theme, self.tr("Play a person yourself"), weight=600))
        layout.addWidget(Label(theme, text, wrap=True))
        layout.addSpacing(6)
        layout.addWidget(self.inbox, 0, Qt.AlignmentFlag.AlignLeft)
