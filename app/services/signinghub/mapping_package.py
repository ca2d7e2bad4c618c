"""A draft as a SigningHub package: its settings, its recipients, and who signs where."""

from dataclasses import dataclass
from typing import Final

from app.domain.agreement import Agreement, Field, Participant
from app.domain.contacts import e164
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, FieldType, Role, StepType
from app.domain.package_stages import PackageType, package_type, signing_orders
from app.services.ports import KnownParticipant
from app.services.signinghub.bodies_fields import SignatureField
from app.services.signinghub.placing import Place

ROLES: Final = {
    Role.SIGNER: "SIGNER",
    Role.APPROVER: "REVIEWER",
    Role.EDITOR: "EDITOR",
    Role.COPY: "CARBON_COPY",
}
"""What our roles are called (`role`, POST workflow/users)."""
_DELIVERY_METHODS: Final = {
    Delivery.EMAIL: "EMAIL",
    Delivery.SMS: "SMS",
    Delivery.EMAIL_SMS: "EMAIL_AND_SMS",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A recipient as the package should have it."""

    label: str
    email: str
    name: str
    role: str
    signing_order: int
    notified: bool = True
    """Whether they are written to at all."""
    delivery_method: str = "EMAIL"
    """v4."""
    mobile_number: str = ""
    """v4: where an invitation by SMS goes."""

    def body(self, *, v4: bool) -> JsonObject:
        """As POST workflow/users takes it."""
        found: JsonObject = {
            "user_email": self.email,
            "user_name": self.name,
            "role": self.role,
            "email_notification": self.notified,
            "signing_order": self.signing_order,
        }
        if v4 and self.delivery_method != "EMAIL":
            found["delivery_method"] = self.delivery_method
            found["mobile_number"] = self.mobile_number
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedField:
    """A signature field as a document should have it; its name is how it is known again."""

    name: str
    document: str
    """Label."""
    signer: str
    """Label."""
    at: Field | None = None
    """Where the draft wants it; None leaves it to us."""
    mobile_number: str = ""
    """Where the code to sign goes; empty: none is asked."""

    def field(self, *, order: int, place: Place) -> SignatureField:
        """As it is written: at a place, for who is at a position now."""
        return SignatureField(
            order=order, field_name=self.name, place=place, mobile_number=self.mobile_number
        )


def settings_of(agreement: Agreement, owner: str) -> JsonObject:
    """What PUT workflow should make of a package that `owner` (an e-mail address) owns."""
    type_ = package_type(agreement)
    found: JsonObject = {
        "workflow_type": type_.value,
        "workflow_mode": _mode(agreement, owner),
        "message": agreement.message.strip(),
    }
    wanted = agreement.signinghub.get("continue_on_decline")
    if isinstance(wanted, bool) and type_ is not PackageType.INDIVIDUAL:
        found["continue_on_decline"] = wanted
    return found


def recipients_of(agreement: Agreement) -> tuple[Wanted, ...]:
    """Everybody in the order in which they come up.

    Where all act at once, the number is only the position, as in a list that a person makes.
    """
    orders = signing_orders(agreement)
    people = sorted(agreement.participants, key=lambda each: orders[each.label])
    staged = is_staged(agreement)
    return tuple(
        _recipient(person, orders[person.label] if staged else position)
        for position, person in enumerate(people, start=1)
    )


def is_staged(agreement: Agreement) -> bool:
    """Whether `signing_order` says who comes after whom."""
    return package_type(agreement) in (PackageType.SERIAL, PackageType.CUSTOM)


def fields_of(agreement: Agreement, ref: str) -> tuple[WantedField, ...]:
    """The signature fields of the draft, and one wherever a signer of a document has none on it.

    Their names hold our mark and are the same each time.
    """
    found: list[WantedField] = []
    for number, document in enumerate(agreement.documents, start=1):
        for position, person in enumerate(agreement.participants, start=1):
            if person.role is not Role.SIGNER:
                continue
            placed = [
                each
                for each in agreement.fields
                if each.type is FieldType.SIGNATURE
                and (each.participant, each.document) == (person.label, document.label)
            ]
            signs = document.label in _signed_by(agreement, person)
            places: list[Field | None] = [*placed] if placed else [None] if signs else []
            found += [
                WantedField(
                    name=f"cs_{ref}_{number}_{position}_{count}",
                    document=document.label,
                    signer=person.label,
                    at=at,
                    mobile_number=_code_number(agreement, person, document.label),
                )
                for count, at in enumerate(places, start=1)
            ]
    return tuple(found)


def known_participants(agreement: Agreement) -> tuple[KnownParticipant, ...]:
    """The participants as they were sent, for showing them before the service was asked."""
    orders = {each.label: each.signing_order for each in recipients_of(agreement)}
    return tuple(
        KnownParticipant(
            label=each.label,
            name=each.name,
            email=each.email,
            phone=each.phone,
            role=each.role,
            delivery=each.effective_delivery,
            signing_order=orders[each.label],
            authentication_to_sign=next((m.provider for m in each.authentication.sign), ""),
        )
        for each in agreement.participants
    )


def _mode(agreement: Agreement, owner: str) -> str:
    wanted = agreement.signinghub.get("workflow_mode")
    if isinstance(wanted, str) and wanted:
        return wanted
    own = [each.email.strip().casefold() == owner.casefold() for each in agreement.participants]
    if owner and all(own):
        return "ONLY_ME"
    return "ME_AND_OTHERS" if owner and any(own) else "ONLY_OTHERS"


def _recipient(person: Participant, signing_order: int) -> Wanted:
    delivery = person.effective_delivery
    return Wanted(
        label=person.label,
        email=person.email.strip(),
        name=" ".join(person.name.split()),
        role=ROLES[person.role],
        signing_order=signing_order,
        notified=delivery is not Delivery.NONE,
        delivery_method=_DELIVERY_METHODS.get(delivery, "EMAIL"),
        mobile_number=_number(person),
    )


def _signed_by(agreement: Agreement, person: Participant) -> set[str]:
    return {
        label
        for step in agreement.steps()
        if step.participant == person.label and step.type is StepType.SIGN
        for label in step.documents
    }


def _code_number(agreement: Agreement, person: Participant, document: str) -> str:
    """Where the code goes that the step to sign asks for; empty where it asks for none."""
    methods = {each.label: each for each in person.authentication.sign}
    for step in agreement.steps():
        if step.participant != person.label or document not in step.documents:
            continue
        method = methods.get(step.authentication) if step.authentication else None
        if method is not None and method.provider == "sms_otp":
            return _number(person)
    return ""


def _number(person: Participant) -> str:
    return e164(person.phone) or person.phone.strip()
