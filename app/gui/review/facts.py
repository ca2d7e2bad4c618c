"""The settings with which a draft would be sent; only what is certain is said."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.kinds import SendWith
from app.domain.process_turns import turns
from app.gui.composer.session import Session
from app.gui.participants.words import first_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One setting."""

    name: str
    value: str
    why: str = ""


def facts_of(session: Session) -> tuple[Fact, ...]:
    """The settings, in the order in which they are read."""
    service, account = session.service, session.account
    sends_with = QCoreApplication.translate("Review", "Account")
    none = QCoreApplication.translate("Review", "None chosen yet")
    found = [Fact(name=sends_with, value=none if account is None else account.name)]
    if service is None:
        return tuple(found)
    way = session.agreement.send_with(service)
    found.append(_service(way))
    if way is SendWith.FLOW:
        found += _flow()
    return tuple(found)


def reads_words(session: Session) -> tuple[str, str]:
    """Whose invitation is spoken of, and what is known of it; empty where nothing is known."""
    agreement, service = session.agreement, session.service
    if service is None or agreement.send_with(service) is not SendWith.FLOW:
        return "", ""
    label = next((step.participant for turn in turns(agreement.process) for step in turn.steps), "")
    person = agreement.participant(label)
    if person is None:
        return "", ""
    title = QCoreApplication.translate("Review", "What {name} reads")
    words = QCoreApplication.translate(
        "Review",
        "Scrive Flow writes the invitation in its own words: one message with a link to all the"
        " documents.",
    )
    if agreement.message.strip():
        words += " " + QCoreApplication.translate("Review", "Your message is not part of it.")
    return title.format(name=first_name(person)), words


def _service(way: SendWith) -> Fact:
    name = QCoreApplication.translate("Review", "Service")
    if way is SendWith.FLOW:
        return Fact(
            name=name,
            value=QCoreApplication.translate("Review", "Scrive, as a Flow"),
            why=QCoreApplication.translate(
                "Review", "One invitation for all documents, in the order that you chose."
            ),
        )
    if way is SendWith.DOCUMENTS:
        return Fact(
            name=name,
            value=QCoreApplication.translate("Review", "Scrive, as plain documents"),
            why=QCoreApplication.translate("Review", "The draft asks for it."),
        )
    return Fact(
        name=name,
        value=QCoreApplication.translate("Review", "SigningHub, as a package"),
        why=QCoreApplication.translate("Review", "The account that you chose is one there."),
    )


def _flow() -> tuple[Fact, ...]:
    return (
        Fact(
            name=QCoreApplication.translate("Review", "Language"),
            value=QCoreApplication.translate("Review", "Scrive’s own choice"),
            why=QCoreApplication.translate("Review", "Countersign does not tell Flow another one."),
        ),
        Fact(
            name=QCoreApplication.translate("Review", "Deadline"),
            value=QCoreApplication.translate("Review", "Scrive’s own"),
            why=QCoreApplication.translate("Review", "Countersign sets none in a Flow."),
        ),
        Fact(
            name=QCoreApplication.translate("Review", "Reminders"),
            value=QCoreApplication.translate("Review", "None from Countersign"),
            why=QCoreApplication.translate("Review", "Flow is not asked to send any."),
        ),
    )
