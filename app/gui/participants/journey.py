"""What one participant will meet, step by step, told from the draft."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import AuthenticationMethod, Participant
from app.domain.contacts import spaced_phone
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, Role, SendWith
from app.domain.process_turns import turns
from app.domain.scrive_fields import role_in_document
from app.domain.scrive_needs import own_members
from app.domain.scrive_people_editing import consent_of, requested_files, text_of
from app.gui.composer.session import Session
from app.gui.participants.journey_stop import JourneyStop
from app.gui.participants.more_words import COPY
from app.gui.participants.opened import as_opened
from app.gui.participants.signinghub_stops import (
    stops_after,
    stops_before,
    told_to_signinghub,
)
from app.gui.participants.words import DELIVERY_ICONS, ROLE_ICONS
from app.gui.uploader.words import pages_words
from app.gui.when import Times
from app.services.texts import copy_word, provider_word

VIEWING = frozenset({Role.VIEWER, Role.COPY})
"""In Scrive Flow these are invited at the start and never asked for anything."""


def journey_of(session: Session, person: Participant, times: Times) -> tuple[JourneyStop, ...]:
    """From the invitation to the signed files."""
    there = told_to_signinghub(session, person)
    person = as_opened(session.agreement, person, session.service)
    stops = [_invitation(session, person)]
    view = person.authentication.view
    if view is not None:
        stops.append(_proof(view, person, _to_open))
    stops += stops_before(there, person)
    stops.append(_documents(session, person))
    if person.role not in VIEWING:
        stops += _asked(session, person)
        stops.append(_act(session, person))
        stops += stops_after(there, times)
    stops.append(_end(person, text_of(_carried(session, person), COPY)))
    return tuple(stops)


def attempts_words(method: AuthenticationMethod) -> str:
    """How often one may try, e.g. `3 tries.`; empty where the service decides."""
    count = method.max_attempts
    if count is None:
        return ""
    if count == 1:
        return QCoreApplication.translate("People", "One try.")
    return QCoreApplication.translate("People", "{count} tries.").format(count=count)


def turn_of(session: Session, person: Participant) -> int:
    """In which turn the participant comes up, from 0."""
    if person.role in VIEWING:
        return 0
    for number, turn in enumerate(turns(session.agreement.process)):
        if any(step.participant == person.label for step in turn.steps):
            return number
    return 0


def _invitation(session: Session, person: Participant) -> JourneyStop:
    delivery = person.effective_delivery
    titles = {
        Delivery.EMAIL: QCoreApplication.translate("People", "An invitation by e-mail"),
        Delivery.SMS: QCoreApplication.translate("People", "An invitation by SMS"),
        Delivery.EMAIL_SMS: QCoreApplication.translate("People", "An e-mail and an SMS"),
        Delivery.LINK: QCoreApplication.translate("People", "A link from you"),
        Delivery.IN_PERSON: QCoreApplication.translate("People", "A signing in person"),
        Delivery.NONE: QCoreApplication.translate("People", "No invitation"),
    }
    first = turn_of(session, person) == 0
    when = (
        QCoreApplication.translate("People", "At once, when you press Send.")
        if first
        else QCoreApplication.translate("People", "When the people before are done.")
    )
    title = session.agreement.title
    about = QCoreApplication.translate("People", "“{title}”.").format(title=title) if title else ""
    return JourneyStop(
        icon=DELIVERY_ICONS[delivery],
        title=titles[delivery],
        text=" ".join(part for part in (about, when) if part),
    )


def _to_open() -> str:
    return QCoreApplication.translate("People", "{proof} to open")


def _proof(
    method: AuthenticationMethod, person: Participant, purpose: Callable[[], str]
) -> JourneyStop:
    proof = provider_word(method.provider)
    return JourneyStop(
        icon="key-round", title=purpose().format(proof=proof), text=_how(method, person)
    )


def _how(method: AuthenticationMethod, person: Participant) -> str:
    parts = []
    if method.provider == "sms_otp" and person.phone:
        words = QCoreApplication.translate("People", "Sent to {phone}.")
        parts.append(words.format(phone=spaced_phone(person.phone)))
    if method.provider == "password":
        words = QCoreApplication.translate("People", "You tell it to them, not the service.")
        parts.append(words)
    parts.append(attempts_words(method))
    return " ".join(part for part in parts if part)


def _documents(session: Session, person: Participant) -> JourneyStop:
    agreement = session.agreement
    labels = agreement.documents_of(person.label)
    if person.role in VIEWING and not labels:
        labels = tuple(each.label for each in agreement.documents)
    chosen = [each for each in agreement.documents if each.label in labels]
    pages = session.pages_sent(chosen)
    title = QCoreApplication.translate("People", "No document yet")
    if chosen:
        title = QCoreApplication.translate("People", "{count} documents").format(count=len(chosen))
    if len(chosen) == 1:
        title = QCoreApplication.translate("People", "One document")
    if pages:
        title = f"{title}, {pages_words(pages)}"
    names = ", ".join(each.shown_name for each in chosen)
    return JourneyStop(icon="file-text", title=title, text=f"{names}." if names else "")


def _carried(session: Session, person: Participant) -> JsonObject:
    """What Scrive is told of the person, where the way of sending carries it."""
    agreement, service = session.agreement, session.service
    if service is None or agreement.send_with(service) is not SendWith.DOCUMENTS:
        return {}
    return own_members(agreement, person.label)


def _asked(session: Session, person: Participant) -> Iterator[JourneyStop]:
    """What a signer has to hand in and to answer, where the way of sending carries it."""
    if role_in_document(session.agreement, person) is not Role.SIGNER:
        return
    own = _carried(session, person)
    files = [each.name for each in requested_files(own) if each.name]
    if files:
        title = QCoreApplication.translate("People", "Files to hand in")
        yield JourneyStop(icon="files", title=title, text=f"{', '.join(files)}.")
    questions = [each.title for each in consent_of(own).questions if each.title]
    if questions:
        title = QCoreApplication.translate("People", "Questions to answer")
        yield JourneyStop(icon="square-check", title=title, text=" ".join(questions))


def _act(session: Session, person: Participant) -> JourneyStop:
    methods = person.authentication.sign
    titles = {
        Role.SIGNER: QCoreApplication.translate("People", "One click to sign"),
        Role.APPROVER: QCoreApplication.translate("People", "One click to approve"),
    }
    title = titles.get(person.role, QCoreApplication.translate("People", "Fills in and confirms"))
    if not methods:
        return JourneyStop(icon=ROLE_ICONS[person.role], title=title, text="")
    second = person.authentication.view is not None
    words = (
        QCoreApplication.translate("People", "{proof} again, to sign")
        if second
        else QCoreApplication.translate("People", "{proof} to sign")
    )
    used = {step.authentication for step in session.agreement.steps()}
    method = next((each for each in methods if each.label in used), methods[0])
    return JourneyStop(
        icon="pen-line",
        title=words.format(proof=provider_word(method.provider)),
        text=_how(method, person),
    )


def _end(person: Participant, copy: str) -> JourneyStop:
    """`copy`: how the signed copy comes, where that was chosen."""
    if person.role is Role.VIEWER:
        text = QCoreApplication.translate("People", "Nothing has to be done.")
        title = QCoreApplication.translate("People", "Only looking")
        return JourneyStop(icon="eye", title=title, text=text)
    text = QCoreApplication.translate("People", "When everybody is done.")
    if copy == "none":
        text = QCoreApplication.translate("People", "No copy is sent.")
    elif copy:
        text = f"{copy_word(copy)}. {text}"
    return JourneyStop(
        icon="file-check",
        title=QCoreApplication.translate("People", "The signed files"),
        text=text,
    )


def spoken(stops: tuple[JourneyStop, ...]) -> Iterator[str]:
    """The journey line by line, for screen readers."""
    for number, stop in enumerate(stops, start=1):
        yield f"{number}. {stop.title}. {stop.text}".strip()
