"""What is said about steps: who does what to which documents, and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement, Participant
from app.domain.kinds import Order, ParticipantKind, Role, SendWith, ServiceKind, StepType
from app.domain.process import OtherStep, Step
from app.domain.process_turns import Turn, turns
from app.domain.sign_orders import sign_orders

_NAMED: Final = 3
"""So many names or documents are read out; more are counted."""
_BOTH: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnWords:
    """One turn of the process in words."""

    when: str
    """`First`, `When Bodil is done`."""
    sentence: str
    people: tuple[int, ...] = ()
    """Places of the people in the draft, for their marks."""


def order_word(order: Order) -> str:
    """What people choose between."""
    if order is Order.PARALLEL:
        return QCoreApplication.translate("Process", "All at once")
    return QCoreApplication.translate("Process", "One after another")


def does_words(kind: StepType) -> str:
    """What one person does, behind a name: `signs`."""
    return {
        StepType.SIGN: QCoreApplication.translate("Process", "signs"),
        StepType.APPROVE: QCoreApplication.translate("Process", "approves"),
        StepType.EDIT: QCoreApplication.translate("Process", "fills in"),
        StepType.HOST: QCoreApplication.translate("Process", "hosts a signing"),
        StepType.VIEW: QCoreApplication.translate("Process", "only views"),
        StepType.COPY: QCoreApplication.translate("Process", "gets a copy"),
    }[kind]


def other_words(agreement: Agreement, step: OtherStep) -> str:
    """What happens in a step that is only shown; an unknown one is called as in the file."""
    label = step.members.get("participant")
    name = name_of(agreement, label) if isinstance(label, str) else ""
    if step.type == "form" and name:
        return QCoreApplication.translate("Process", "{name} fills in a form").format(name=name)
    known = {
        "form": QCoreApplication.translate("Process", "A form is filled in"),
        "send_email": QCoreApplication.translate("Process", "Scrive sends an e-mail"),
        "send_sms": QCoreApplication.translate("Process", "Scrive sends a text message"),
        "seal": QCoreApplication.translate("Process", "The documents are sealed"),
        "redirect": QCoreApplication.translate("Process", "Somebody is led to another page"),
    }
    unknown = QCoreApplication.translate("Process", "A step called “{type}”")
    return known.get(step.type, unknown.format(type=step.type))


def documents_words(agreement: Agreement, labels: Sequence[str]) -> str:
    """`Lease`, `Both`, `All 3`, `Lease, House rules`, `3 of 5`."""
    names = [each.shown_name for each in agreement.documents if each.label in labels]
    total = len(agreement.documents)
    if not names:
        return QCoreApplication.translate("Process", "None")
    if len(names) == total and total > 1:
        if total == _BOTH:
            return QCoreApplication.translate("Process", "Both")
        return QCoreApplication.translate("Process", "All {count}").format(count=total)
    if len(names) < _NAMED:
        return ", ".join(names)
    words = QCoreApplication.translate("Process", "{count} of {total}")
    return words.format(count=len(names), total=total)


def documents_phrase(agreement: Agreement, labels: Sequence[str]) -> str:
    """As `documents_words`, inside a sentence: `all 3 documents`, `nothing`."""
    names = [each.shown_name for each in agreement.documents if each.label in labels]
    total = len(agreement.documents)
    if not names:
        return QCoreApplication.translate("Process", "nothing")
    if len(names) == total and total > 1:
        if total == _BOTH:
            return QCoreApplication.translate("Process", "both documents")
        words = QCoreApplication.translate("Process", "all {count} documents")
        return words.format(count=total)
    return listed(names)


def listed(names: Sequence[str]) -> str:
    """`Bodil, Karim and Inga`."""
    if len(names) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(names)
    both = QCoreApplication.translate("Process", "{first} and {last}")
    return both.format(first=", ".join(names[:-1]), last=names[-1])


def name_of(agreement: Agreement, label: str) -> str:
    """The name of a participant; of one who is gone, the label."""
    person = agreement.participant(label)
    return label if person is None else person.shown_name


def kind_of(agreement: Agreement, label: str) -> ParticipantKind:
    """Whether a participant is a person, a group or a placeholder."""
    person = agreement.participant(label)
    return ParticipantKind.PERSON if person is None else person.kind


def when_words(agreement: Agreement, turn: Turn) -> str:
    """What has to happen before a turn: `At once`, `When Bodil and Inga are done`."""
    names = list(dict.fromkeys(name_of(agreement, step.participant) for step in turn.after))
    if not names:
        return QCoreApplication.translate("Process", "At once")
    if len(names) == 1:
        return QCoreApplication.translate("Process", "When {name} is done").format(name=names[0])
    if len(names) <= _NAMED:
        words = QCoreApplication.translate("Process", "When {names} are done")
        return words.format(names=listed(names))
    words = QCoreApplication.translate("Process", "When all {count} above are done")
    return words.format(count=len(names))


def process_words(agreement: Agreement, service: ServiceKind | None) -> tuple[TurnWords, ...]:
    """The whole process, turn by turn, and who only looks on."""
    people = {person.label: place for place, person in enumerate(agreement.participants)}
    found = [
        TurnWords(
            when=when_words(agreement, turn),
            sentence=_sentence(agreement, turn.steps),
            people=_places(people, turn.steps),
        )
        for turn in turns(agreement.process)
    ]
    watching = onlookers(agreement)
    if watching:
        names = listed([person.shown_name for person in watching])
        words = QCoreApplication.translate("Process", "{names}: nobody waits for them.")
        found.append(
            TurnWords(
                when=onlookers_when(service),
                sentence=words.format(names=names),
                people=tuple(people[person.label] for person in watching),
            )
        )
    return tuple(found)


def sign_order_words(agreement: Agreement, service: ServiceKind | None) -> str:
    """The numbers that a plain document at Scrive gets; empty where it is sent otherwise."""
    if service is None or agreement.send_with(service) is not SendWith.DOCUMENTS:
        return ""
    turns_of: dict[int, list[str]] = {}
    for label, number in sign_orders(agreement.process).items():
        turns_of.setdefault(number, []).append(name_of(agreement, label))
    if not turns_of:
        return ""
    said = "; ".join(f"{number}. {listed(names)}" for number, names in sorted(turns_of.items()))
    return QCoreApplication.translate("Process", "Sign order in Scrive: {order}.").format(
        order=said
    )


def onlookers(agreement: Agreement) -> tuple[Participant, ...]:
    """Who only looks on: for them nobody waits."""
    looking = (Role.VIEWER, Role.COPY)
    return tuple(each for each in agreement.participants if each.role in looking)


def onlookers_when(service: ServiceKind | None) -> str:
    """When they are told; only what is known of the service is said."""
    if service is ServiceKind.SCRIVE:
        return QCoreApplication.translate("Process", "See it from the start")
    return QCoreApplication.translate("Process", "Only look on")


def _places(people: dict[str, int], steps: Iterable[Step]) -> tuple[int, ...]:
    labels = dict.fromkeys(step.participant for step in steps)
    return tuple(people[label] for label in labels if label in people)


def _sentence(agreement: Agreement, steps: Sequence[Step]) -> str:
    """Who does what in one turn."""
    groups: dict[tuple[StepType, tuple[str, ...]], list[str]] = {}
    for step in steps:
        name = name_of(agreement, step.participant)
        groups.setdefault((step.type, step.documents), []).append(name)
    clauses = [
        _clause(agreement, names, kind, documents) for (kind, documents), names in groups.items()
    ]
    said = "; ".join(clauses)
    if len(steps) > 1:
        words = QCoreApplication.translate("Process", "{said}, at the same time.")
        return words.format(said=said)
    return f"{said}."


def _clause(
    agreement: Agreement, names: Sequence[str], kind: StepType, documents: Sequence[str]
) -> str:
    what = documents_phrase(agreement, documents)
    several = {
        StepType.SIGN: QCoreApplication.translate("Process", "{names} sign {what}"),
        StepType.APPROVE: QCoreApplication.translate("Process", "{names} approve {what}"),
        StepType.EDIT: QCoreApplication.translate("Process", "{names} fill in {what}"),
        StepType.HOST: QCoreApplication.translate("Process", "{names} host a signing of {what}"),
    }
    one = {
        StepType.SIGN: QCoreApplication.translate("Process", "{names} signs {what}"),
        StepType.APPROVE: QCoreApplication.translate("Process", "{names} approves {what}"),
        StepType.EDIT: QCoreApplication.translate("Process", "{names} fills in {what}"),
        StepType.HOST: QCoreApplication.translate("Process", "{names} hosts a signing of {what}"),
    }
    words = (several if len(names) > 1 else one)[kind]
    return words.format(names=listed(names), what=what)
