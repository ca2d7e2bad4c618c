"""The portraits of one package: as the draft asks for it, and as SigningHub tells it."""

import re
from typing import Final

from app.domain.portrait import Aspect, Fact, Part, PartKind, Portrait
from app.domain.signinghub_library import library_of
from app.domain.status import normal_word
from app.services.outbox.carrier import Parcel
from app.services.outbox.facts import SET, Facts
from app.services.signinghub.bound import document_ids, document_name, wanted_fields
from app.services.signinghub.library import STEP
from app.services.signinghub.mapping_package import settings_of
from app.services.signinghub.mapping_settings import post_process_of
from app.services.signinghub.marks import clean_name, name_bears
from app.services.signinghub.matching import Matching
from app.services.signinghub.recipient_portraits import (
    FieldsThere,
    asked_people,
    fields_fact,
    told_person,
)
from app.services.signinghub.wire import Document, WorkflowDetails
from app.services.signinghub.wire_fields import PlacedField

DRAFT: Final = "draft"
_PACKAGE: Final = "@package"
"""Stands for the package in keys, where no label can."""
_LIBRARY: Final = "@library/"
"""Before the number of a document of the account's library."""
_SETTINGS: Final = {
    "workflow_type": Aspect.ORDER,
    "workflow_mode": Aspect.MODE,
    "continue_on_decline": Aspect.CONTINUE_ON_DECLINE,
}
_OF_PAPER: Final = ("lock_form_fields", "certify", "template")


def asked(parcel: Parcel) -> Portrait:
    """What the draft wants the package to be; what it leaves to the service is not spoken of."""
    facts, agreement = Facts(key=parcel.ref), parcel.agreement
    wanted = settings_of(agreement, "")
    if not agreement.signinghub.get("workflow_mode"):
        del wanted["workflow_mode"]  # who owns the package decides it
    found = {Aspect.STATE: Fact(text=DRAFT), Aspect.TITLE: facts.text(clean_name(agreement.title))}
    found |= {aspect: facts.word(wanted[n]) for n, aspect in _SETTINGS.items() if n in wanted}
    found[Aspect.MESSAGE] = facts.text(wanted["message"])
    after = post_process_of(agreement, v4=True)
    if after is not None:
        found[Aspect.AFTERWARDS] = Fact(text=SET if after.enabled else "")
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
    documents += [
        Part(kind=PartKind.DOCUMENT, key=f"{_LIBRARY}{place}", name=each.shown_name)
        for place, each in enumerate(library_of(agreement))
    ]
    signers = [field.signer for label in labels for field in wanted_fields(parcel, label)]
    people = asked_people(facts, agreement, signers)
    package = Part(kind=PartKind.AGREEMENT, key=_PACKAGE, name=agreement.title, facts=found)
    return (package, *documents, *people)


def told(
    parcel: Parcel, details: WorkflowDetails, fields: FieldsThere, matching: Matching
) -> Portrait:
    """What SigningHub tells; `matching` says who of the recipients is whom of the draft."""
    facts = Facts(key=parcel.ref)
    labels = {document_id: label for label, document_id in document_ids(parcel).items()}
    labels |= {
        str(result["document_id"]): f"{_LIBRARY}{place}"
        for place, result in parcel.results(STEP).items()
    }
    people = {order: label for label, order in matching.orders.items()}
    documents = [
        _document(facts, each, fields.get(each.document_id, ()), labels.get(each.document_id, ""))
        for each in details.documents
    ]
    recipients = [
        told_person(facts, each, place, fields, people)
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
            Aspect.FIELDS: fields_fact(facts, own),
            Aspect.OTHER: Fact(digest=facts.digest([told.raw.get(each) for each in _OF_PAPER])),
        },
    )


def _stem(name: str) -> str:
    """Servers strip the extension."""
    return re.sub(r"\.pdf$", "", name.strip(), flags=re.IGNORECASE)
