"""What was read back of a package before it is sent: whether it is ours, and one number of it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Final

from app.domain.json_value import JsonObject, JsonValue
from app.services.outbox.carrier import Parcel
from app.services.signinghub.bound import document_ids, library_ids, others_fields, wanted_fields
from app.services.signinghub.matching import Matching
from app.services.signinghub.wire import Document, PostProcess, Recipient, WorkflowDetails
from app.services.signinghub.wire_fields import PlacedField

_OF_WORKFLOW: Final = ("workflow_type", "workflow_mode", "continue_on_decline", "message")
_AFTERWARDS: Final = (
    "enabled",
    "workflow_recipients",
    "message",
    "google_drive",
    "dropbox",
    "one_drive",
)
_OF_USER: Final = (
    "order",
    "signing_order",
    "user_email",
    "user_name",
    "group_name",
    "placeholder",
    "role",
    "user_national_id",
    "email_notification",
    "delivery_method",
    "mobile_number",
    "permission",
    "authentications",
    "reminder",
)
_OF_DOCUMENT: Final = (
    "document_id",
    "document_name",
    "document_order",
    "document_pages",
    "lock_form_fields",
    "certify",
    "template",
)
_OF_FIELD: Final = (
    "field_name",
    "order",
    "page_no",
    "dimensions",
    "display",
    "placeholder",
    "value",
    "format",
    "max_length",
    "multiline",
    "field_type",
    "validation_rule",
    "font",
    "radio_group_name",
    "level_of_assurance",
    "authentication",
    "authentication_signing",
)
"""What somebody composes, as against what happens to it (Get Workflow Details)."""


def difference(
    parcel: Parcel,
    details: WorkflowDetails,
    people: Matching,
    fields: Mapping[str, tuple[PlacedField, ...]],
) -> str:
    """What is there other than the draft wants it, in words; empty where all is as it should be.

    Fields that are nobody's may belong to the PDF itself, and ask nothing of anybody.
    """
    ours = document_ids(parcel)
    known = [*ours.values(), *library_ids(parcel)]
    if sorted(each.document_id for each in details.documents) != sorted(known):
        return "It has other documents there."
    if not people.exact:
        return "Somebody changed its recipients there."
    for label, document_id in ours.items():
        signers = {each.name: each.signer for each in wanted_fields(parcel, label)}
        signers |= others_fields(parcel, label)
        wanted = sorted((name, people.orders[signer]) for name, signer in signers.items())
        names = {name for name, _order in wanted}
        there = [
            (each.field_name, each.order or 0)
            for each in fields[document_id]
            if each.order or each.field_name in names
        ]
        if sorted(there) != wanted:
            return "Somebody changed its fields there."
    return ""


def fingerprint(details: WorkflowDetails, fields: Mapping[str, tuple[PlacedField, ...]]) -> str:
    """SHA-256 of what somebody can compose in a package; `fields` by document id."""
    told: JsonObject = {
        "name": details.package_name,
        "workflow": {name: getattr(details.workflow, name) for name in _OF_WORKFLOW},
        "afterwards": _afterwards(details.workflow.post_process),
        "users": [_user(each) for each in details.users],
        "documents": [_document(each) for each in details.documents],
        "fields": {
            document_id: sorted((_field(each) for each in found), key=str)
            for document_id, found in fields.items()
        },
    }
    text = json.dumps(told, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _afterwards(told: PostProcess) -> JsonObject:
    people = sorted(each.user_email for each in (*told.recipients, *told.contacts))
    return {**{name: getattr(told, name) for name in _AFTERWARDS}, "people": list(people)}


def _user(user: Recipient) -> JsonValue:
    return {name: _lasting(user.raw.get(name)) for name in _OF_USER}


def _lasting(value: JsonValue) -> JsonValue:
    """Without what changes by itself: a window opens and closes with time."""
    if isinstance(value, dict):
        return {name: _lasting(each) for name, each in value.items() if name != "accessible"}
    return value


def _document(document: Document) -> JsonValue:
    return {name: document.raw.get(name) for name in _OF_DOCUMENT}


def _field(field: PlacedField) -> JsonValue:
    return {name: field.raw.get(name) for name in _OF_FIELD}
