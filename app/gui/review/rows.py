"""What happens when Send is pressed, as data: who is reached how and does what, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement, Participant
from app.domain.kinds import Delivery, ParticipantKind, Role, ServiceKind, StepType
from app.domain.process import Step
from app.domain.process_turns import turns
from app.gui.participants.opened import as_opened
from app.gui.participants.words import DELIVERY_ICONS, ROLE_ICONS, contact_line, missing_contact
from app.gui.process.words import (
    documents_phrase,
    onlookers,
    onlookers_when,
    when_words,
)
from app.services.texts import delivery_word, does_word, provider_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A glyph with a word and what stands below it."""

    icon: str
    word: str
    below: str = ""
    is_missing: bool = False
    """Whether `below` says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One participant in one turn."""

    name: str
    person: int
    """Place in the draft, from 0, which decides colour and mark."""
    reached: Cell
    does: Cell
    proves: Cell
    kind: ParticipantKind = ParticipantKind.PERSON

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        cells = (self.reached, self.does, self.proves)
        said = [f"{cell.word} {cell.below}".strip() for cell in cells]
        return ", ".join((self.name, *said))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGroup:
    """Those who are notified at the same moment."""

    icon: str
    when: str
    note: str
    rows: tuple[ReviewRow, ...]


def review_groups(agreement: Agreement, service: ServiceKind | None) -> tuple[ReviewGroup, ...]:
    """Everybody in the order in which they are notified; who only looks on at the start in Flow."""
    shown = tuple(as_opened(agreement, each, service) for each in agreement.participants)
    agreement = replace(agreement, participants=shown)
    groups = []
    for number, turn in enumerate(turns(agreement.process)):
        rows = list(_step_rows(agreement, turn.steps))
        if number == 0 and service is ServiceKind.SCRIVE:
            rows += _onlooker_rows(agreement)
        icon = "arrow-down" if number else "zap"
        note = "" if number else notified_words(_notified(agreement, rows))
        groups.append(
            ReviewGroup(icon=icon, when=when_words(agreement, turn), note=note, rows=tuple(rows))
        )
    watching = tuple(_onlooker_rows(agreement))
    if watching and (service is not ServiceKind.SCRIVE or not groups):
        when = onlookers_when(service)
        groups.append(ReviewGroup(icon="eye", when=when, note="", rows=watching))
    return tuple(groups)


def _notified(agreement: Agreement, rows: Sequence[ReviewRow]) -> int:
    """How many people get a message; a link is passed on by whoever sends."""
    people = {row.person for row in rows}
    return sum(_is_written_to(agreement.participants[each]) for each in people)


def people_reached(agreement: Agreement) -> int:
    """How many people an agreement goes to in the end."""
    labels = {step.participant for turn in turns(agreement.process) for step in turn.steps}
    return len(labels | {person.label for person in onlookers(agreement)})


def invited_first(agreement: Agreement, service: ServiceKind | None) -> tuple[str, ...]:
    """Who is notified at once, by name."""
    return tuple(each.shown_name for each in _first(agreement, service) if _is_written_to(each))


def handed_first(agreement: Agreement, service: ServiceKind | None) -> tuple[str, ...]:
    """Who gets the link from the sender as soon as it is sent, by name."""
    people = _first(agreement, service)
    return tuple(p.shown_name for p in people if p.effective_delivery is Delivery.LINK)


def _first(agreement: Agreement, service: ServiceKind | None) -> tuple[Participant, ...]:
    groups = review_groups(agreement, service)
    places = dict.fromkeys(row.person for row in groups[0].rows) if groups else ()
    return tuple(agreement.participants[place] for place in places)


def _is_written_to(person: Participant) -> bool:
    return person.effective_delivery in _WRITTEN_TO


def notified_words(count: int) -> str:
    """`2 people are notified`."""
    if not count:
        return QCoreApplication.translate("Review", "Nobody is notified")
    if count == 1:
        return QCoreApplication.translate("Review", "1 person is notified")
    return QCoreApplication.translate("Review", "{count} people are notified").format(count=count)


def _step_rows(agreement: Agreement, steps: Sequence[Step]) -> Iterator[ReviewRow]:
    for step in steps:
        person = agreement.participant(step.participant)
        if person is None:
            continue
        does = Cell(
            icon=_STEP_ICONS.get(step.type, ROLE_ICONS[person.role]),
            word=_does(step.type),
            below=documents_phrase(agreement, step.documents),
        )
        yield _row(agreement, person, does, signs_with=step.authentication)


def _onlooker_rows(agreement: Agreement) -> Iterator[ReviewRow]:
    with_step = {step.participant for step in agreement.steps()}
    for person in onlookers(agreement):
        labels = [document.label for document in agreement.documents]
        if person.label in with_step:
            labels = list(agreement.documents_of(person.label))
        does = Cell(
            icon=ROLE_ICONS[person.role],
            word=does_word(person.role),
            below=documents_phrase(agreement, labels),
        )
        yield _row(agreement, person, does, signs_with="")


def _row(agreement: Agreement, person: Participant, does: Cell, *, signs_with: str) -> ReviewRow:
    delivery = person.effective_delivery
    missing = missing_contact(person)
    return ReviewRow(
        name=person.shown_name,
        person=agreement.participants.index(person),
        kind=person.kind,
        reached=Cell(
            icon=DELIVERY_ICONS[delivery],
            word=delivery_word(delivery),
            below=missing or contact_line(person),
            is_missing=bool(missing),
        ),
        does=does,
        proves=_proof(person, signs_with),
    )


def _proof(person: Participant, signs_with: str) -> Cell:
    """To sign only what the step asks for counts."""
    view = person.authentication.view
    sign = next((each for each in person.authentication.sign if each.label == signs_with), None)
    if not signs_with:
        sign = None
    opening, signing = (
        "" if method is None else provider_word(method.provider) for method in (view, sign)
    )
    to_open = QCoreApplication.translate("Review", "to open")
    to_sign = QCoreApplication.translate("Review", "to sign")
    if not opening and not signing:
        word = QCoreApplication.translate("Review", "The link")
        return Cell(
            icon="link", word=word, below=QCoreApplication.translate("Review", "nothing extra")
        )
    if opening == signing:
        twice = QCoreApplication.translate("Review", "{proof}, twice").format(proof=opening)
        both = QCoreApplication.translate("Review", "to open and to sign")
        return Cell(icon="key-round", word=twice, below=both)
    if opening and signing:
        parts = (f"{opening} {to_open}", f"{signing} {to_sign}")
        return Cell(icon="key-round", word=parts[0], below=parts[1])
    return Cell(icon="key-round", word=opening or signing, below=to_open if opening else to_sign)


_WRITTEN_TO = frozenset({Delivery.EMAIL, Delivery.SMS, Delivery.EMAIL_SMS})
_STEP_ICONS = {
    StepType.SIGN: ROLE_ICONS[Role.SIGNER],
    StepType.APPROVE: ROLE_ICONS[Role.APPROVER],
    StepType.EDIT: ROLE_ICONS[Role.EDITOR],
    StepType.HOST: ROLE_ICONS[Role.HOST],
}


def _does(kind: StepType) -> str:
    return {
        StepType.SIGN: QCoreApplication.translate("Review", "Signs"),
        StepType.APPROVE: QCoreApplication.translate("Review", "Approves"),
        StepType.EDIT: QCoreApplication.translate("Review", "Fills in"),
        StepType.HOST: QCoreApplication.translate("Review", "Hosts a signing"),
        StepType.VIEW: does_word(Role.VIEWER),
        StepType.COPY: does_word(Role.COPY),
    }[kind]
