"""The portraits of one package: as the draft asks for it, and as SigningHub tells it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery
from app.domain.portrait import Aspect, Fact, Part, PartKind, Portrait
from app.domain.status import normal_word
from app.services.outbox.carrier import Parcel
from app.services.outbox.facts import SET, Facts
from app.services.signinghub.bound import document_ids, document_name, wanted_fields
from app.services.signinghub.enumerations import delivery, role
from app.services.signinghub.mapping_package import Wanted, is_staged, recipients_of, settings_of
from app.services.signinghub.marks import clean_name, name_bears
from app.services.signinghub.matching import Matching
from app.services.signinghub.wire import Document, Recipient, WorkflowDetails
from app.services.signinghub.wire_fields import PlacedField
from app.services.signinghub.wire_settings import Authentication, Permission

DRAFT: Final = "draft"
_PACKAGE: Final = "@package"
"""Stands for the package in keys, where no label can."""
_SETTINGS: Final = {
    "workflow_type": Aspect.ORDER,
    "workflow_mode": Aspect.MODE,
    "continue_on_decline": Aspect.CONTINUE_ON_DECLINE,
}
_FieldsThere = Mapping[str, tuple[PlacedField, ...]]
"""By the document's id."""


def asked(parcel: Parcel) -> Portrait:
    """What the draft wants the package to be; what it leaves to the service is not spoken of."""
    facts, agreement = Facts(key=parcel.ref), parcel.agreement
    wanted = settings_of(agreement, "")
    if not agreement.signinghub.get("workflow_mode"):
        del wanted["workflow_mode"]  # who owns the package decides it
    found = {Aspect.STATE: Fact(text=DRAFT), Aspect.TITLE: facts.text(clean_name(agreement.title))}
    found |= {aspect: facts.word(wanted[n]) for n, aspect in _SETTINGS.items() if n in wanted}
    found[Aspect.MESSAGE] = facts.text(wanted["message"])
    labels = [document.label for document in agreement.documents]
    documents = [
        Part(
            kind=PartKind.DOCUMENT,
            key=label,
            name=document_name(parcel, label),
            facts={Aspect.TITLE: facts.text(_stem(document_name(parcel, label)))},
        )
        for label in labels
    ]
    fields = [field for label in labels for field in wanted_fields(parcel, label)]
    people = [
        _person(
            facts,
            _asked_of(each, staged=is_staged(agreement)),
            key=each.label,
            fields=Fact(text=_count([1 for field in fields if field.signer == each.label])),
        )
        for each in recipients_of(agreement)
    ]
    package = Part(kind=PartKind.AGREEMENT, key=_PACKAGE, name=agreement.title, facts=found)
    return (package, *documents, *people)


def _asked_of(wanted: Wanted, *, staged: bool) -> JsonObject:
    """Where all act at once, the number is only the position in a list."""
    body = wanted.body(v4=True)
    if not staged:
        body.pop("signing_order", None)
    return body


def told(
    parcel: Parcel, details: WorkflowDetails, fields: _FieldsThere, matching: Matching
) -> Portrait:
    """What SigningHub tells; `matching` says who of the recipients is whom of the draft."""
    facts = Facts(key=parcel.ref)
    labels = {document_id: label for label, document_id in document_ids(parcel).items()}
    people = {order: label for label, order in matching.orders.items()}
    documents = [
        _document(facts, each, fields.get(each.document_id, ()), labels.get(each.document_id, ""))
        for each in details.documents
    ]
    recipients = [
        _recipient(facts, each, place, fields, people)
        for place, each in enumerate(details.users, start=1)
    ]
    return (_package(facts, parcel, details), *documents, *recipients)


def _package(facts: Facts, parcel: Parcel, details: WorkflowDetails) -> Part:
    workflow = details.workflow
    status = normal_word(workflow.workflow_status) or normal_word(details.package_status)
    name = details.package_name.strip()
    if name_bears(name, parcel.ref):
        name = name.rpartition("~")[0]
    after = workflow.post_process
    raw = details.raw.get("workflow")
    told = raw.get("post_process") if isinstance(raw, dict) else None
    found = {
        Aspect.STATE: facts.word(DRAFT if status == "DRAFT" else status.casefold()),
        Aspect.TITLE: facts.text(clean_name(name)),
        Aspect.MESSAGE: facts.text(workflow.message),
        Aspect.AFTERWARDS: facts.whole(SET if after.enabled else "", told),
    }
    found |= {each: facts.word(getattr(workflow, n)) for n, each in _SETTINGS.items()}
    return Part(kind=PartKind.AGREEMENT, key=_PACKAGE, name=name, facts=found)


def _document(facts: Facts, told: Document, fields: tuple[PlacedField, ...], label: str) -> Part:
    """Fields of a document itself are those that nobody fills in."""
    own = [each for each in fields if not each.order]
    return Part(
        kind=PartKind.DOCUMENT,
        key=label or f"#{told.document_id}",
        name=_stem(told.document_name),
        hints=(_stem(told.document_name).casefold(),),
        facts={
            Aspect.TITLE: facts.text(_stem(told.document_name)),
            Aspect.PLACE: facts.word(told.document_order),
            Aspect.PAGES: facts.word(told.document_pages),
            Aspect.FIELDS: _fields(facts, own),
        },
    )


def _recipient(
    facts: Facts,
    told: Recipient,
    place: int,
    fields: _FieldsThere,
    people: Mapping[int, str],
) -> Part:
    order = place if told.order is None else told.order
    own = [each for found in fields.values() for each in found if each.order == order]
    body: JsonObject = {**told.raw, "email_notification": told.email_notification}
    part = _person(facts, body, key=people.get(order, f"#{order}"), fields=_fields(facts, own))
    return replace(part, facts={**part.facts, **_settings(facts, told)})


def _person(facts: Facts, told: JsonObject, *, key: str, fields: Fact) -> Part:
    """A recipient as it is written or told (POST workflow/users, Get Workflow Details)."""
    email = facts.text(told.get("user_email"))
    named = (told.get(each) for each in ("user_name", "group_name", "placeholder"))
    name = facts.text(next(filter(None, named), ""))
    word = str(told.get("role") or "")
    known = role(word)
    found = {
        Aspect.NAME: name,
        Aspect.ADDRESS: email,
        Aspect.ROLE: facts.word(word if known is None else known.value),
        Aspect.DELIVERY: _delivery(told),
        Aspect.FIELDS: fields,
    }
    if "signing_order" in told:
        found[Aspect.ORDER] = facts.word(told["signing_order"])
    if told.get("mobile_number"):
        found[Aspect.MOBILE] = facts.word(re.sub(r"[^\d+]", "", str(told["mobile_number"])))
    address = email.text.casefold()
    return Part(
        kind=PartKind.PERSON,
        key=key,
        name=name.text or email.text,
        hints=(
            f"{address}|{found[Aspect.ROLE].text}" if address else "",
            address,
            name.text.casefold(),
        ),
        facts=found,
    )


def _delivery(told: JsonObject) -> Fact:
    if told.get("email_notification") is False:
        return Fact(text=Delivery.NONE.value)
    word = str(told.get("delivery_method") or "EMAIL")
    known = delivery(word)
    return Fact(text=word if known is None else known.value)


def _settings(facts: Facts, told: Recipient) -> dict[Aspect, Fact]:
    """What is set for a recipient beside who it is; the whole of each counts."""
    checks: JsonObject = _object(told.raw.get("authentications"))
    window = told.authentications.access_duration
    days = window.duration_by_days.duration.total_days
    reminder = told.reminder
    after = reminder.frequency or str(reminder.remind_after or "")
    return {
        Aspect.PROOF_TO_OPEN: facts.whole(
            _proofs(told.authentications.authentication),
            [checks.get("authentication"), checks.get("authentication_signing")],
        ),
        Aspect.ACCESS: facts.whole(
            (str(days) if days else SET) if window.enabled else "", checks.get("access_duration")
        ),
        Aspect.PERMISSIONS: facts.whole(_allowed(told.permission), told.raw.get("permission")),
        Aspect.REMINDER: facts.whole(after if reminder.enabled else "", told.raw.get("reminder")),
    }


def _proofs(told: Authentication) -> str:
    asked = {"password": told.password.enabled, "sms_otp": told.sms_otp.enabled}
    return ",".join(name for name, wanted in asked.items() if wanted and told.enabled)


def _allowed(told: Permission) -> str:
    names = ("print", "download", "add_text", "add_attachment", "change_recipients")
    return ",".join(name for name in names if getattr(told, name))


def _fields(facts: Facts, fields: list[PlacedField]) -> Fact:
    """Without the position of whose they are: that moves when somebody is put before."""
    told: list[JsonValue] = [
        [each.kind, each.field_name, each.page_no, _object(each.raw.get("dimensions"))]
        for each in sorted(fields, key=lambda each: (each.page_no or 0, each.field_name))
    ]
    return facts.whole(_count(fields), told)


def _count(fields: Sequence[object]) -> str:
    return f"any={len(fields)}" if fields else ""


def _object(value: JsonValue) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _stem(name: str) -> str:
    """Servers strip the extension."""
    return re.sub(r"\.pdf$", "", name.strip(), flags=re.IGNORECASE)
