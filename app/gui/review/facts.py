"""The settings with which a draft would be sent; only what is certain is said."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement, Participant
from app.domain.attachments import attachments_of
from app.domain.json_value import JsonValue
from app.domain.kinds import Delivery, SendWith
from app.domain.process_turns import turns
from app.domain.scrive_members import language_of
from app.domain.scrive_settings import author_role, tags_of, text_of
from app.gui.composer.session import Session
from app.gui.participants.words import first_name
from app.gui.review.fact import Fact
from app.gui.review.package_facts import package_facts, package_words
from app.gui.review.recipient_facts import recipient_facts
from app.gui.review.settings_words import author_options, language_name
from app.gui.when import Times


def facts_of(session: Session, times: Times) -> tuple[Fact, ...]:
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
        found += _flow(session.agreement)
    elif way is SendWith.DOCUMENTS:
        found += _document(session.agreement)
    else:
        found += package_facts(session.agreement)
        found += recipient_facts(session.agreement, times)
    if way is not SendWith.PACKAGE:
        found += _told(session.agreement, way)
    return tuple(found)


def reads_words(session: Session) -> tuple[str, str]:
    """Whose invitation is spoken of, and what is known of it; empty where nothing is known."""
    agreement, service = session.agreement, session.service
    way = None if service is None else agreement.send_with(service)
    label = next((step.participant for turn in turns(agreement.process) for step in turn.steps), "")
    person = agreement.participant(label)
    if person is None or way is None:
        return "", ""
    title = QCoreApplication.translate("Review", "What {name} reads").format(
        name=first_name(person)
    )
    if way is SendWith.FLOW:
        return title, _flow_words(agreement)
    packed = way is SendWith.PACKAGE
    words = package_words(agreement, person) if packed else _document_words(agreement, person)
    return (title, words) if words else ("", "")


def _flow_words(agreement: Agreement) -> str:
    words = QCoreApplication.translate(
        "Review",
        "Scrive Flow writes the invitation in its own words: one message with a link to all the"
        " documents.",
    )
    if agreement.message.strip():
        words += " " + QCoreApplication.translate("Review", "Your message is not part of it.")
    return words


def _document_words(agreement: Agreement, person: Participant) -> str:
    """Only who gets an e-mail reads the sender's message; some get no message at all."""
    delivery = person.effective_delivery
    if delivery not in (Delivery.EMAIL, Delivery.SMS, Delivery.EMAIL_SMS):
        return ""
    if delivery is Delivery.SMS or not agreement.message.strip():
        return QCoreApplication.translate("Review", "Scrive’s own invitation with a link.")
    return QCoreApplication.translate("Review", "Your message, with a link to the document.")


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
            value=QCoreApplication.translate("Review", "Scrive, as a plain document"),
            why=QCoreApplication.translate(
                "Review", "Each person is invited to this one document, in the order you chose."
            ),
        )
    return Fact(
        name=name,
        value=QCoreApplication.translate("Review", "SigningHub, as a package"),
        why=QCoreApplication.translate(
            "Review", "The account that you chose is one of SigningHub."
        ),
    )


def _told(agreement: Agreement, way: SendWith) -> Iterator[Fact]:
    """What else Scrive is told, where the draft says anything."""
    along = [each.shown_name for each in attachments_of(agreement)]
    if along:
        name = QCoreApplication.translate("Review", "Goes along")
        yield Fact(name=name, value=", ".join(along))
    role = author_role(agreement)
    options = dict(author_options(way))
    if role and role in options:
        name = QCoreApplication.translate("Review", "You")
        yield Fact(name=name, value=options[role])
    zone, callback = text_of(agreement, "timezone"), text_of(agreement, "api_callback_url")
    if way is SendWith.DOCUMENTS and zone:
        yield Fact(name=QCoreApplication.translate("Review", "Time zone"), value=zone)
    if way is SendWith.DOCUMENTS and callback:
        yield Fact(name=QCoreApplication.translate("Review", "Reports to"), value=callback)
    tags = tags_of(agreement)
    if tags:
        said = ", ".join(f"{name}: {value}" if value else name for name, value in tags)
        yield Fact(name=QCoreApplication.translate("Review", "Tags"), value=said)


def _flow(agreement: Agreement) -> tuple[Fact, ...]:
    told = agreement.scrive.get("settings")
    settings = told if isinstance(told, dict) else {}
    return (
        _in_flow(
            QCoreApplication.translate("Review", "Language"),
            settings.get("language"),
            QCoreApplication.translate("Review", "Scrive’s own choice"),
            QCoreApplication.translate("Review", "Countersign does not tell Flow another one."),
        ),
        _in_flow(
            QCoreApplication.translate("Review", "Deadline"),
            settings.get("duration"),
            QCoreApplication.translate("Review", "Scrive’s own"),
            QCoreApplication.translate("Review", "Countersign sets none in a Flow."),
        ),
        Fact(
            name=QCoreApplication.translate("Review", "Reminders"),
            value=QCoreApplication.translate("Review", "None from Countersign"),
            why=QCoreApplication.translate("Review", "Flow is not asked to send any."),
        ),
    )


def _in_flow(name: str, told: JsonValue, own: str, why: str) -> Fact:
    """What the draft brings for a Flow is handed on as it is, else Scrive decides."""
    if told is None:
        return Fact(name=name, value=own, why=why)
    return Fact(
        name=name,
        value=str(told),
        why=QCoreApplication.translate("Review", "Told to Flow as it stands in your draft."),
    )


def _document(agreement: Agreement) -> tuple[Fact, ...]:
    language = language_of(agreement.language)
    own = QCoreApplication.translate("Review", "The account’s own")
    days = QCoreApplication.translate("Review", "{days} days after sending")
    remind = QCoreApplication.translate("Review", "One after {days} days")
    none = QCoreApplication.translate("Review", "None")
    to_sign = agreement.scrive.get("days_to_sign")
    to_remind = agreement.scrive.get("days_to_remind")
    return (
        Fact(
            name=QCoreApplication.translate("Review", "Language"),
            value=language_name(language) if language else own,
        ),
        Fact(
            name=QCoreApplication.translate("Review", "Deadline"),
            value=own if to_sign is None else days.format(days=to_sign),
        ),
        Fact(
            name=QCoreApplication.translate("Review", "Reminders"),
            value=none if to_remind is None else remind.format(days=to_remind),
        ),
    )
