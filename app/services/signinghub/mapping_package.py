"""A draft as a SigningHub package: its settings, its recipients, and who signs where."""

from dataclasses import dataclass
from typing import Final

from app.domain.agreement import Agreement, Participant
from app.domain.contacts import e164
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, Role
from app.domain.package_stages import PackageType, package_type, signing_orders
from app.services.ports import KnownParticipant

ROLES: Final = {
    Role.SIGNER: "SIGNER",
    Role.APPROVER: "REVIEWER",
    Role.EDITOR: "EDITOR",
    Role.COPY: "CARBON_COPY",
    Role.HOST: "INPERSON_HOST",
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
        mobile_number=mobile_number_of(person),
    )


def mobile_number_of(person: Participant) -> str:
    """Digits after +, as far as the number can be read."""
    return e164(person.phone) or person.phone.strip()
