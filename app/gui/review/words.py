"""What is said about turns: when they come up, about which documents."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement, Participant
from app.domain.kinds import Role, ServiceKind
from app.domain.process_turns import Turn

_NAMED: Final = 3
"""So many names are read out; more are counted."""


def when_words(agreement: Agreement, turn: Turn) -> str:
    """What has to happen before a turn: `At once`, `When Bodil and Inga are done`."""
    people = (agreement.participant(step.participant) for step in turn.after)
    names = list(dict.fromkeys(each.shown_name for each in people if each is not None))
    if not names:
        return QCoreApplication.translate("Review", "At once")
    if len(names) == 1:
        return QCoreApplication.translate("Review", "When {name} is done").format(name=names[0])
    if len(names) <= _NAMED:
        words = QCoreApplication.translate("Review", "When {names} are done")
        return words.format(names=listed(names))
    words = QCoreApplication.translate("Review", "When all {count} above are done")
    return words.format(count=len(names))


def documents_phrase(agreement: Agreement, labels: Sequence[str]) -> str:
    """`Lease and House rules`, `all 3 documents`, `nothing`."""
    names = [each.shown_name for each in agreement.documents if each.label in labels]
    total = len(agreement.documents)
    if not names:
        return QCoreApplication.translate("Review", "nothing")
    if len(names) == total and total > 1:
        words = QCoreApplication.translate("Review", "all {count} documents")
        return words.format(count=total)
    return listed(names)


def onlookers(agreement: Agreement) -> tuple[Participant, ...]:
    """Who only looks on: for them nobody waits."""
    looking = (Role.VIEWER, Role.COPY)
    return tuple(each for each in agreement.participants if each.role in looking)


def onlookers_when(service: ServiceKind | None) -> str:
    """When they are told; only what is known of the service is said."""
    if service is ServiceKind.SCRIVE:
        return QCoreApplication.translate("Review", "At once")
    return QCoreApplication.translate("Review", "Only look on")


def listed(names: Sequence[str]) -> str:
    """`Bodil, Karim and Inga`."""
    if len(names) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(names)
    both = QCoreApplication.translate("Review", "{first} and {last}")
    return both.format(first=", ".join(names[:-1]), last=names[-1])
