"""A draft as a SigningHub package: its settings, its recipients, and who signs where."""

from dataclasses import dataclass
from typing import Final, TypedDict

from app.domain.agreement import Agreement, Participant
from app.domain.contacts import e164
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, ParticipantKind, Role
from app.domain.package_stages import PackageType, package_type, signing_orders
from app.domain.signinghub_people import CODE, PASSWORD, SEAL, opening_of, recipient_settings
from app.services.ports import KnownParticipant
from app.services.signinghub.bodies import Body, GroupBody, PersonBody, PlaceholderBody

ROLES: Final = {
    Role.SIGNER: "SIGNER",
    Role.APPROVER: "REVIEWER",
    Role.EDITOR: "EDITOR",
    Role.COPY: "CARBON_COPY",
    Role.HOST: "INPERSON_HOST",
}
"""What our roles are called (`role`, POST workflow/users)."""


class _Place(TypedDict):
    """What recipients of every kind have."""

    role: str
    email_notification: bool
    signing_order: int


BY_EMAIL: Final = "EMAIL"
"""The usual `delivery_method`, and the only one of version 3."""
_DELIVERY_METHODS: Final = {
    Delivery.EMAIL: BY_EMAIL,
    Delivery.SMS: "SMS",
    Delivery.EMAIL_SMS: "EMAIL_AND_SMS",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A recipient as the package should have it."""

    label: str
    email: str = ""
    """Empty for groups and placeholders, which go by their name."""
    name: str
    role: str
    signing_order: int
    kind: ParticipantKind = ParticipantKind.PERSON
    notified: bool = True
    """Whether they are written to at all; the service takes this, and never tells it back."""
    delivery_method: str = BY_EMAIL
    """v4."""
    mobile_number: str = ""
    """v4: where an invitation by SMS goes."""
    national_id: str = ""
    """v4."""

    @property
    def who(self) -> tuple[str, str, str]:
        """The address, the group or the placeholder, as `Seat.who` has it."""
        match self.kind:
            case ParticipantKind.GROUP:
                return "", self.name.casefold(), ""
            case ParticipantKind.PLACEHOLDER:
                return "", "", self.name
            case _:
                return self.email.casefold(), "", ""

    def body(self, *, v4: bool) -> JsonObject:
        """As POST workflow/users, /groups or /placeholder takes it."""
        match self.kind:
            case ParticipantKind.GROUP:
                entry: Body = GroupBody(group_name=self.name, **self._place())
            case ParticipantKind.PLACEHOLDER:
                entry = PlaceholderBody(placeholder=self.name, **self._place())
            case _:
                entry = self.person()
        return entry.body(v4=v4)

    def person(self) -> PersonBody:
        """Somebody with an address, new or in the place of a placeholder."""
        by_sms = self.delivery_method != BY_EMAIL
        return PersonBody(
            user_email=self.email,
            user_name=self.name,
            delivery_method=self.delivery_method if by_sms else None,
            mobile_number=self.mobile_number if by_sms else None,
            user_national_id=self.national_id or None,
            **self._place(),
        )

    def _place(self) -> _Place:
        return {
            "role": self.role,
            "email_notification": self.notified,
            "signing_order": self.signing_order,
        }


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
        _recipient(agreement, person, orders[person.label] if staged else position)
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
            authentication_to_view=_opened_by(agreement, each),
            authentication_to_sign=next((m.provider for m in each.authentication.sign), ""),
        )
        for each in agreement.participants
    )


def _opened_by(agreement: Agreement, person: Participant) -> str:
    """The provider that is asked before opening; of two, the password."""
    opening = opening_of(agreement, person)
    if opening is None or not opening.enabled:
        return ""
    return PASSWORD if opening.password else CODE


def _mode(agreement: Agreement, owner: str) -> str:
    wanted = agreement.signinghub.get("workflow_mode")
    if isinstance(wanted, str) and wanted:
        return wanted
    own = [each.email.strip().casefold() == owner.casefold() for each in agreement.participants]
    if owner and all(own):
        return "ONLY_ME"
    return "ME_AND_OTHERS" if owner and any(own) else "ONLY_OTHERS"


def _recipient(agreement: Agreement, person: Participant, signing_order: int) -> Wanted:
    delivery = person.effective_delivery
    own = recipient_settings(agreement, person.label)
    is_person = person.kind is ParticipantKind.PERSON
    # Groups and placeholders are known by their name, which is kept to the letter.
    return Wanted(
        label=person.label,
        kind=person.kind,
        email=person.email.strip() if is_person else "",
        name=" ".join(person.name.split()) if is_person else person.name.strip(),
        role=SEAL if own.electronic_seal else ROLES[person.role],
        signing_order=signing_order,
        notified=delivery is not Delivery.NONE,
        delivery_method=_DELIVERY_METHODS.get(delivery, BY_EMAIL),
        mobile_number=mobile_number_of(person),
        national_id=own.national_id.strip() if is_person else "",
    )


def mobile_number_of(person: Participant) -> str:
    """Digits after +, as far as the number can be read."""
    return e164(person.phone) or person.phone.strip()
