"""The parties of a document that the Document API sends alone (v2, Signatory): pure."""

import re
from collections.abc import Mapping
from typing import Final

from app.domain.agreement import Agreement, AuthenticationMethod, Participant
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, Role
from app.domain.scrive_fields import method_to_sign, role_in_document
from app.domain.scrive_members import PARTY_MEMBERS
from app.domain.scrive_needs import own_members
from app.domain.scrive_proofs import STANDARD, document_word, proof_of
from app.services.scrive.document_fields import party_fields
from app.services.scrive.field_reading import took_fields
from app.services.scrive.placements import PageSizes

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
_ARCHIVED: Final = "authentication_method_to_view_archived"
_FOR_SIGNERS: Final = frozenset({"attachments", "consent_module"})
"""Without effect for everybody else."""
_TOLD_BY_SCRIVE: Final = frozenset({"file_id", "file_name", "response"})
"""Inside of requested files and questions: what came back from somebody, never sent."""
_ANSWERED_BACK: Final = (
    "signatory_role",
    "sign_order",
    "delivery_method",
    "confirmation_delivery_method",
    "authentication_method_to_view",
    "authentication_method_to_sign",
    "authentication_method_to_view_archived",
    "sign_success_redirect_url",
    "reject_redirect_url",
    "hide_personal_number",
    "allows_highlighting",
    "is_visible",
    "attachments",
    "consent_module",
)
"""Members of a party that Scrive must tell back as they were sent."""
_COMPARED: Final = frozenset(
    {"name", "email", "mobile", "company", "company_number", "personal_number"}
)
"""Fields whose values say who somebody is and where messages go."""
_NUMBERS: Final = frozenset({"mobile", "personal_number", "company_number"})


def party_of(agreement: Agreement, person: Participant, order: int, pages: PageSizes) -> JsonObject:
    """One party: who it is, how it is reached, what it proves, fills in and is asked for.

    Raises IndexError for a field on a page that does not exist.
    """
    own = own_members(agreement, person.label)
    role = role_in_document(agreement, person)
    view = _method(person.authentication.view)
    sign = _method(method_to_sign(agreement, person)) if role is Role.SIGNER else STANDARD
    archived = document_word(str(own.get(_ARCHIVED) or STANDARD))
    handed_on = {
        name: _without_answers(own[name])
        for name in PARTY_MEMBERS
        if name in own and (role is Role.SIGNER or name not in _FOR_SIGNERS)
    }
    party: JsonObject = {
        "signatory_role": _ROLES[role],
        "sign_order": order,
        "delivery_method": _DELIVERIES[person.effective_delivery],
        "confirmation_delivery_method": _confirmation(person),
        "authentication_method_to_view": view,
        "authentication_method_to_sign": sign,
        "fields": party_fields(
            agreement, person, own, pages, needed=_needed((view, sign, archived))
        ),
    }
    if handed_on.get(_ARCHIVED):
        handed_on[_ARCHIVED] = archived
    return party | handed_on


def same_party(asked: JsonObject, told: JsonObject) -> bool:
    """Whether a party came back as it was sent, as far as it notifies, asks or identifies."""
    members = all(
        _contains(told.get(name), asked[name]) for name in _ANSWERED_BACK if name in asked
    )
    known = _values(told)
    values = all(known.get(kind, "") == value for kind, value in _values(asked).items())
    return members and values and took_fields(asked, told)


def _needed(proofs: tuple[str, ...]) -> frozenset[str]:
    """The fields that must exist, blank or not, for these proofs."""
    known = filter(None, map(proof_of, proofs))
    return frozenset(kind for each in known for kind in each.needs) - {"mobile"}


def _method(method: AuthenticationMethod | None) -> str:
    return STANDARD if method is None else document_word(method.provider)


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


def _without_answers(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {
            name: _without_answers(each)
            for name, each in value.items()
            if name not in _TOLD_BY_SCRIVE
        }
    return [_without_answers(each) for each in value] if isinstance(value, list) else value


def _contains(told: JsonValue, asked: JsonValue) -> bool:
    """Whether an answer holds what was asked; it may hold more, such as members of later days."""
    if isinstance(asked, dict):
        inside = told if isinstance(told, dict) else {}
        return all(_contains(inside.get(name), each) for name, each in asked.items())
    if isinstance(asked, list):
        found = told if isinstance(told, list) else []
        pairs = zip(found, asked, strict=False)
        return len(found) == len(asked) and all(_contains(one, other) for one, other in pairs)
    return told == asked


def _values(party: JsonObject) -> Mapping[str, str]:
    """The values that are compared: numbers by their digits, addresses without capitals."""
    fields = party.get("fields")
    found = {}
    for each in fields if isinstance(fields, list) else []:
        if isinstance(each, dict) and each.get("type") in _COMPARED and each.get("value"):
            kind, value = str(each["type"]), str(each["value"]).strip()
            digits = re.sub(r"\W", "", value)
            plain = value.casefold() if kind == "email" else value
            found[f"{kind}{each.get('order', '')}"] = digits if kind in _NUMBERS else plain
    return found
