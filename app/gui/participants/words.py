"""What is said about the ways of a participant: delivery, proof of identity, role."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Participant
from app.domain.contacts import spaced_phone
from app.domain.kinds import Delivery, ParticipantKind, Role, SendWith
from app.domain.scrive_ways import Ways

KIND_ICONS: Final = {
    ParticipantKind.PERSON: "user-round",
    ParticipantKind.GROUP: "users",
    ParticipantKind.PLACEHOLDER: "circle-dashed",
}
ROLE_ICONS: Final = {
    Role.SIGNER: "pen-line",
    Role.APPROVER: "stamp",
    Role.VIEWER: "eye",
    Role.COPY: "copy",
    Role.EDITOR: "text-cursor-input",
    Role.HOST: "user-round",
}
DELIVERY_ICONS: Final = {
    Delivery.EMAIL: "mail",
    Delivery.SMS: "message-square-text",
    Delivery.EMAIL_SMS: "mail",
    Delivery.LINK: "link",
    Delivery.IN_PERSON: "user-round",
    Delivery.NONE: "minus",
}
USUAL_ROLES: Final = (Role.SIGNER, Role.APPROVER, Role.VIEWER, Role.COPY)
"""Offered to everybody; others only to whom they were given in a file."""
USUAL_DELIVERIES: Final = (Delivery.EMAIL, Delivery.SMS, Delivery.EMAIL_SMS, Delivery.LINK)

SELDOM_DELIVERIES: Final = (Delivery.IN_PERSON, Delivery.NONE)
"""Offered behind `More…`."""


def not_possible(ways: Ways) -> str:
    """Why something cannot be chosen, by the ways of sending that are open."""
    if SendWith.PACKAGE in ways:
        return QCoreApplication.translate("People", "not in SigningHub")
    if SendWith.DOCUMENTS in ways:
        return QCoreApplication.translate("People", "not in Scrive")
    return QCoreApplication.translate("People", "not in Scrive Flow")


def kind_word(kind: ParticipantKind) -> str:
    """Who stands behind a participant, in a word."""
    return {
        ParticipantKind.PERSON: QCoreApplication.translate("People", "Person"),
        ParticipantKind.GROUP: QCoreApplication.translate("People", "Group"),
        ParticipantKind.PLACEHOLDER: QCoreApplication.translate("People", "Placeholder"),
    }[kind]


def contact_line(person: Participant) -> str:
    """How the participant is reached, or empty when that is missing."""
    if person.kind is ParticipantKind.GROUP:
        return QCoreApplication.translate("People", "Any one member acts for all")
    delivery = person.effective_delivery
    phone = spaced_phone(person.phone) if person.phone else ""
    if delivery is Delivery.SMS:
        return phone
    if delivery is Delivery.EMAIL_SMS:
        return " · ".join(part for part in (person.email, phone) if part)
    return person.email or phone


def missing_contact(person: Participant) -> str:
    """What the chosen way lacks; empty when nothing does."""
    if person.kind is ParticipantKind.PLACEHOLDER:
        return QCoreApplication.translate("People", "Nobody is named yet")
    if person.kind is ParticipantKind.GROUP:
        return ""
    delivery = person.effective_delivery
    if delivery in (Delivery.SMS, Delivery.EMAIL_SMS) and not person.phone:
        return QCoreApplication.translate("People", "No mobile number")
    if delivery in (Delivery.EMAIL, Delivery.EMAIL_SMS) and not person.email:
        return QCoreApplication.translate("People", "No e-mail address")
    return ""


def first_name(person: Participant) -> str:
    """`Inga` of Inga Engberg; the whole of anything that is not a name."""
    return person.name.split()[0] if person.name.split() else person.shown_name
