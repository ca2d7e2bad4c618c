"""Builders: Scrive's JSON about a document, as our own code reads it."""

from app.domain.json_value import JsonObject, JsonValue
from app.services.lenient import lenient
from app.services.scrive.wire import Document


def a_field(kind: str, value: str, order: int | None = None) -> JsonObject:
    """One field of a party."""
    return {"type": kind, "value": value, **({} if order is None else {"order": order})}


def a_signatory(signatory_id: str = "901", name: str = "", **members: JsonValue) -> JsonObject:
    """A signing party invited by e-mail; `email` and `mobile` become fields."""
    first, _, last = name.partition(" ")
    fields: list[JsonValue] = [
        a_field("name", first, 1),
        a_field("name", last, 2),
        a_field("email", str(members.pop("email", ""))),
        a_field("mobile", str(members.pop("mobile", ""))),
    ]
    return {
        "id": signatory_id,
        "is_author": False,
        "signatory_role": "signing_party",
        "sign_order": 1,
        "delivery_method": "email",
        "authentication_method_to_view": "standard",
        "authentication_method_to_sign": "standard",
        "email_delivery_status": "unknown",
        "mobile_delivery_status": "unknown",
        "sign_time": None,
        "seen_time": None,
        "rejected_time": None,
        "rejection_reason": None,
        "fields": fields,
        **members,
    }


def the_author(**members: JsonValue) -> JsonObject:
    """The account's user, who only views."""
    values: JsonObject = {
        "email": "maja@example.com",
        "is_author": True,
        "signatory_role": "viewer",
        **members,
    }
    return a_signatory("900", "Maja Lindqvist", **values)


def bodil(**members: JsonValue) -> JsonObject:
    return a_signatory("901", "Bodil Oskarsson", **{"email": "bodil@example.com", **members})


def inga(**members: JsonValue) -> JsonObject:
    values: JsonObject = {"mobile": "+46702254141", "delivery_method": "mobile", **members}
    return a_signatory("902", "Inga Engberg", **values)


def a_document(*parties: JsonObject, **members: JsonValue) -> Document:
    """A pending document of Maja's with these parties."""
    told: JsonObject = {
        "id": "8123456789012345678",
        "title": "Lease 2031",
        "status": "pending",
        "mtime": "2031-03-01T12:00:00.250000Z",
        "timeout_time": "2031-05-30T21:59:59Z",
        "parties": [the_author(), *parties],
        **members,
    }
    return lenient(told, Document)
