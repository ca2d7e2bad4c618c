"""The content of a document that the Document API sends alone (documents/{id}/update): pure."""

from typing import Final

from app.domain.agreement import Agreement, AuthenticationMethod, Participant
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, Role
from app.domain.scrive_fields import role_in_document
from app.domain.scrive_members import DOCUMENT_MEMBERS, PARTY_MEMBERS, language_of
from app.domain.scrive_ways import EIDS
from app.domain.sign_orders import sign_orders
from app.services.ports import KnownParticipant
from app.services.scrive.document_fields import PageSizes, party_fields

_ROLES: Final = {
    Role.SIGNER: "signing_party",
    Role.APPROVER: "approver",
    Role.VIEWER: "viewer",
    Role.COPY: "viewer",
}
_DELIVERIES: Final = {
    Delivery.EMAIL: "email",
    Delivery.SMS: "mobile",
    Delivery.EMAIL_SMS: "email_mobile",
    Delivery.LINK: "api",
    Delivery.IN_PERSON: "pad",
    Delivery.NONE: "api",
}
_PROVIDERS: Final = {"sms_otp": "sms_pin"}
"""Our words for proofs of identity that the Document API calls otherwise."""
_NEED_NUMBER: Final = EIDS | {"dk_mitid_erhverv"}
_STANDARD: Final = "standard"
_READ_BACK: Final = (
    "signatory_role",
    "sign_order",
    "delivery_method",
    "confirmation_delivery_method",
    "authentication_method_to_view",
    "authentication_method_to_sign",
)
"""Members of a party that Scrive must tell back as they were sent."""


def document_update(
    agreement: Agreement,
    author: JsonObject,
    people: tuple[Participant, ...],
    tags: list[JsonObject],
    pages: PageSizes,
) -> JsonObject:
    """Everything that a draft says, as the member `document` of the update.

    `author`: the first party as Scrive told it; `tags`: our marks; `pages`: needed where the draft
    has fields. Raises IndexError for a field on a page that does not exist.
    """
    told = agreement.scrive
    wanted: JsonObject = {name: told[name] for name in DOCUMENT_MEMBERS if name in told}
    wanted["title"] = agreement.title
    if agreement.message.strip():
        wanted["invitation_message"] = agreement.message
    if language_of(agreement.language):
        wanted["lang"] = language_of(agreement.language)
    wanted["tags"] = [*_own_tags(told.get("tags"), tags), *tags]
    orders = sign_orders(agreement.process)
    parties = [_party(agreement, each, orders.get(each.label, 1), pages) for each in people]
    wanted["parties"] = [_viewing(author), *parties]
    return wanted


def took_parties(wanted: JsonObject, written: list[JsonObject]) -> bool:
    """Whether Scrive tells the parties as they were sent, the author first."""
    asked = wanted["parties"]
    if not isinstance(asked, list) or len(asked) != len(written):
        return False
    return all(
        isinstance(one, dict) and _same(one, other)
        for one, other in zip(asked[1:], written[1:], strict=True)
    )


def known_participants(
    agreement: Agreement, people: tuple[Participant, ...], signatories: dict[str, str]
) -> tuple[KnownParticipant, ...]:
    """Who stands behind the parties, for tracking; `signatories`: their ids by label."""
    orders = sign_orders(agreement.process)
    return tuple(
        KnownParticipant(
            label=person.label,
            name=person.name,
            email=person.email,
            phone=person.phone,
            role=_known_role(agreement, person),
            delivery=person.effective_delivery,
            signing_order=orders.get(person.label, 1),
            authentication_to_view=_provider(person.authentication.view),
            authentication_to_sign=_provider(_to_sign(agreement, person)),
            signatory_ids=tuple(filter(None, [signatories.get(person.label, "")])),
        )
        for person in people
    )


def _known_role(agreement: Agreement, person: Participant) -> Role:
    """A copy stays a copy for us, though Scrive calls it a viewer."""
    role = role_in_document(agreement, person)
    return person.role if role is Role.VIEWER and person.role is Role.COPY else role


def _viewing(author: JsonObject) -> JsonObject:
    """The author as received, who does not sign: the deprecated flag would win over the role."""
    kept = {name: value for name, value in author.items() if name != "is_signatory"}
    return {**kept, "signatory_role": "viewer"}


def _party(agreement: Agreement, person: Participant, order: int, pages: PageSizes) -> JsonObject:
    own = _own_members(agreement, person)
    role = role_in_document(agreement, person)
    view = _method(person.authentication.view)
    sign = _method(_to_sign(agreement, person)) if role is Role.SIGNER else _STANDARD
    party: JsonObject = {
        "signatory_role": _ROLES[role],
        "sign_order": order,
        "delivery_method": _DELIVERIES[person.effective_delivery],
        "confirmation_delivery_method": _confirmation(person),
        "authentication_method_to_view": view,
        "authentication_method_to_sign": sign,
        "fields": party_fields(
            agreement, person, own, pages, asks_for_number=bool({view, sign} & _NEED_NUMBER)
        ),
    }
    return party | {name: own[name] for name in PARTY_MEMBERS if name in own}


def _own_members(agreement: Agreement, person: Participant) -> JsonObject:
    people = agreement.scrive.get("participants")
    own = people.get(person.label) if isinstance(people, dict) else None
    return own if isinstance(own, dict) else {}


def _to_sign(agreement: Agreement, person: Participant) -> AuthenticationMethod | None:
    """The proof of identity that the person's step asks for."""
    asked = {step.authentication for step in agreement.steps() if step.participant == person.label}
    methods = person.authentication.sign
    return next((each for each in methods if each.label and each.label in asked), None)


def _provider(method: AuthenticationMethod | None) -> str:
    return "" if method is None else method.provider


def _method(method: AuthenticationMethod | None) -> str:
    return _STANDARD if method is None else _PROVIDERS.get(method.provider, method.provider)


def _confirmation(person: Participant) -> str:
    """The signed copy goes where the invitation went, else to whatever address there is."""
    delivery = person.effective_delivery
    if delivery is Delivery.NONE:
        return "none"
    if delivery in (Delivery.EMAIL, Delivery.SMS, Delivery.EMAIL_SMS):
        return _DELIVERIES[delivery]
    if person.email:
        return "email"
    return "mobile" if person.phone else "none"


def _own_tags(told: JsonValue, ours: list[JsonObject]) -> list[JsonValue]:
    """The draft's tags, without any that is called like one of our marks."""
    reserved = {tag["name"] for tag in ours}
    if not isinstance(told, list):
        return []
    return [tag for tag in told if not (isinstance(tag, dict) and tag.get("name") in reserved)]


def _same(asked: JsonObject, told: JsonObject) -> bool:
    """Whether a party came back as it was sent, as far as it notifies or identifies anybody."""
    members = all(told.get(name) == asked.get(name) for name in _READ_BACK)
    return members and _address(asked) == _address(told)


def _address(party: JsonObject) -> JsonValue:
    fields = party.get("fields")
    if not isinstance(fields, list):
        return None
    values = (each.get("value") for each in fields if isinstance(each, dict) and _is_email(each))
    return next(values, None)


def _is_email(field: JsonObject) -> bool:
    return field.get("type") == "email"
