"""A template of Scrive as an agreement that can be composed further: pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Document,
    Participant,
)
from app.domain.agreement import Field as DraftField
from app.domain.attachments import Attachment, with_attachments
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import STEP_OF_ROLE, Delivery, Order, Role, SendWith
from app.domain.labels import new_label
from app.domain.process import Branch, Node, Step
from app.domain.scrive_members import PARTY_VALUES
from app.domain.scrive_people_editing import with_editable_fields, with_member
from app.domain.scrive_proofs import STANDARD, our_word
from app.domain.scrive_settings import with_author_role
from app.services.scrive.marks import DOCUMENT_TAG, REF_TAG
from app.services.scrive.placements import PageSizes
from app.services.scrive.template_fields import placed_fields
from app.services.scrive.wire import Document as TemplateDocument
from app.services.scrive.wire_party import ConsentModule, RequestedAttachment, Signatory
from app.services.templates import Remark

_ROLES: Final = {
    "signing_party": Role.SIGNER,
    "approver": Role.APPROVER,
    "viewer": Role.VIEWER,
}
_DELIVERIES: Final = {
    "email": Delivery.EMAIL,
    "mobile": Delivery.SMS,
    "email_mobile": Delivery.EMAIL_SMS,
    "pad": Delivery.IN_PERSON,
    "api": Delivery.LINK,
}
_USUAL_DAYS: Final = 90
"""What the service takes where nobody says anything (Document API v2, `days_to_sign`)."""
_FILE: Final = "template.pdf"
"""Until the draft keeps its own copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedTemplate:
    """What a template says, as far as a draft can say it."""

    agreement: Agreement
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """One party with what became of it."""

    party: Signatory
    participant: Participant
    order: int


def template_agreement(
    template: TemplateDocument, pages: PageSizes, attachments: Sequence[Attachment] = ()
) -> MappedTemplate:
    """The agreement that says what a template says; it goes by the Document API as it does there.

    `pages` are those of its file; `attachments` go along and have been fetched already. The first
    party is the sender, who is no participant of a draft.
    """
    author = next((each for each in template.parties if each.is_author), None)
    people = _people([each for each in template.parties if each is not author])
    labels = {each.participant.label for each in people}
    documents: tuple[Document, ...] = ()
    if template.file is not None:
        name = template.title or template.file.name.removesuffix(".pdf")
        documents = (Document(label=new_label(name, labels, "document"), file=_FILE, name=name),)
    fields, remarks = _fields(people, documents, pages)
    agreement = Agreement(
        title=template.title,
        message=template.invitation_message,
        language=template.lang,
        documents=documents,
        participants=tuple(each.participant for each in people),
        process=_process(people, documents),
        fields=fields,
        scrive=_settings(template),
    )
    for each in people:
        agreement = _with_own_members(agreement, each)
    if author is not None and author.signatory_role == "signing_party":
        agreement = with_author_role(agreement, "signing_party")
    if attachments:
        agreement = with_attachments(agreement, attachments)
    said = (*_about(template, author), *(r for each in people for r in _about_person(each)))
    return MappedTemplate(agreement=agreement, remarks=(*said, *remarks))


def _people(parties: Sequence[Signatory]) -> tuple[_Person, ...]:
    taken: set[str] = set()
    return tuple(
        _Person(party=each, participant=_participant(each, taken), order=each.sign_order or 1)
        for each in parties
    )


def _participant(party: Signatory, taken: set[str]) -> Participant:
    name = _value(party, "full_name") or " ".join(filter(None, _names(party)))
    email, phone = _value(party, "email"), _value(party, "mobile")
    label = new_label(name or email, taken, "person")
    taken.add(label)
    return Participant(
        label=label,
        name=name,
        email=email,
        phone=phone,
        role=_ROLES.get(party.signatory_role, Role.SIGNER),
        delivery=_DELIVERIES.get(party.delivery_method),
        authentication=_authentication(party, taken),
    )


def _authentication(party: Signatory, taken: set[str]) -> Authentication:
    view, sign = our_word(party.to_view or STANDARD), our_word(party.to_sign or STANDARD)
    methods: tuple[AuthenticationMethod, ...] = ()
    if sign:
        label = new_label(sign, taken, "proof")
        taken.add(label)
        methods = (AuthenticationMethod(provider=sign, label=label),)
    return Authentication(view=AuthenticationMethod(provider=view) if view else None, sign=methods)


def _names(party: Signatory) -> tuple[str, ...]:
    ordered = sorted(
        (each for each in party.fields if each.type == "name"), key=lambda each: each.order or 0
    )
    return tuple(each.value.strip() for each in ordered)


def _value(party: Signatory, kind: str) -> str:
    return next((each.value.strip() for each in party.fields if each.type == kind), "")


def _process(people: Sequence[_Person], documents: tuple[Document, ...]) -> Node | None:
    """The sign orders as a tree: equal numbers at once, a higher one after all lower ones."""
    labels = tuple(each.label for each in documents)
    ordered = sorted(people, key=lambda each: each.order)
    stages: list[Branch | Step] = []
    for _, group in groupby(ordered, key=lambda each: each.order):
        steps = tuple(_step(each.participant, labels) for each in group)
        together = Branch(order=Order.PARALLEL, steps=steps)
        stages.append(steps[0] if len(steps) == 1 else together)
    if not stages:
        return None
    return stages[0] if len(stages) == 1 else Branch(order=Order.SEQUENCE, steps=tuple(stages))


def _step(person: Participant, documents: tuple[str, ...]) -> Step:
    sign = person.authentication.sign
    return Step(
        type=STEP_OF_ROLE[person.role],
        participant=person.label,
        documents=documents,
        authentication=sign[0].label if sign else "",
    )


def _fields(
    people: Sequence[_Person], documents: tuple[Document, ...], pages: PageSizes
) -> tuple[tuple[DraftField, ...], list[Remark]]:
    fields: list[DraftField] = []
    remarks: list[Remark] = []
    for each in people if documents else ():
        person = each.participant
        if person.role is not Role.SIGNER:
            if any(field.placements for field in each.party.fields):
                remarks.append(Remark(code="not_a_signer", subject=person.shown_name))
            continue
        made, said = placed_fields(each.party, person.label, documents[0].label, pages)
        fields += made
        remarks += said
    return tuple(fields), remarks


def _settings(template: TemplateDocument) -> JsonObject:
    """What only Scrive knows of the document; what the account would say anyway is left to it."""
    told: JsonObject = {"send_with": SendWith.DOCUMENTS.value}
    if template.days_to_sign not in (None, _USUAL_DAYS):
        told["days_to_sign"] = template.days_to_sign
    if template.days_to_remind is not None:
        told["days_to_remind"] = template.days_to_remind
    texts = {
        "timezone": template.timezone,
        "confirmation_message": template.confirmation_message,
        "sms_invitation_message": template.sms_invitation_message,
        "sms_confirmation_message": template.sms_confirmation_message,
        "api_callback_url": template.api_callback_url,
    }
    told |= {name: text for name, text in texts.items() if text}
    options = template.raw.get("display_options")
    if isinstance(options, dict) and options:
        told["display_options"] = options
    tags: list[JsonValue] = [
        {"name": each.name, "value": each.value}
        for each in template.tags
        if each.name not in (REF_TAG, DOCUMENT_TAG)
    ]
    if tags:
        told["tags"] = tags
    return told


def _with_own_members(agreement: Agreement, person: _Person) -> Agreement:
    """What only Scrive knows of a participant."""
    label, party = person.participant.label, person.party
    for name, value in _own_members(party).items():
        agreement = with_member(agreement, label, name, value)
    editable = {each.type for each in party.fields if each.editable_by_signatory}
    if editable & {"email", "mobile"}:
        agreement = with_editable_fields(
            agreement, label, email="email" in editable, mobile="mobile" in editable
        )
    return agreement


def _own_members(party: Signatory) -> JsonObject:
    told: JsonObject = {name: _value(party, name) for name in PARTY_VALUES}
    if party.confirmation_delivery_method != party.delivery_method:
        told["confirmation_delivery_method"] = party.confirmation_delivery_method
    if party.notification_delivery_method != "none":
        told["notification_delivery_method"] = party.notification_delivery_method
    if party.to_view_archived != STANDARD:
        told["authentication_method_to_view_archived"] = party.to_view_archived
    told["hide_personal_number"] = party.hide_personal_number or None
    told["allows_highlighting"] = party.allows_highlighting or None
    told["sign_success_redirect_url"] = party.sign_success_redirect_url
    told["reject_redirect_url"] = party.reject_redirect_url
    if party.signatory_role == "approver":
        told["is_visible"] = party.is_visible
    told["attachments"] = [_asked_for(each) for each in party.attachments]
    told["consent_module"] = _questions(party.consent_module)
    return told


def _asked_for(file: RequestedAttachment) -> JsonObject:
    asked: JsonObject = {
        "name": file.name,
        "description": file.description,
        "required": file.required is not False,
    }
    return asked | ({"add_to_sealed_file": True} if file.add_to_sealed_file else {})


def _questions(module: ConsentModule | None) -> JsonValue:
    """The questions without anybody's answers."""
    if module is None or not module.questions:
        return None
    questions: list[JsonValue] = []
    for each in module.questions:
        details = each.detailed_description
        questions.append(
            {
                "title": each.title,
                "positive_option": each.positive_option,
                "negative_option": each.negative_option,
                "detailed_description": (
                    None if details is None else {"title": details.title, "text": details.text}
                ),
            }
        )
    return {"title": module.title, "questions": questions}


def _about(template: TemplateDocument, author: Signatory | None) -> Iterator[Remark]:
    if template.file is None:
        yield Remark(code="no_file")
    if author is not None and any(each.placements for each in author.fields):
        yield Remark(code="sender_fields")
    if author is not None and author.signatory_role == "signing_party":
        if (author.sign_order or 1) > 1:
            yield Remark(code="sender_turn")
        if (author.to_sign or STANDARD) != STANDARD:
            yield Remark(code="sender_proof")
    if any(each.csv for each in template.parties):
        yield Remark(code="many")


def _about_person(person: _Person) -> Iterator[Remark]:
    name, party = person.participant.shown_name, person.party
    if party.signatory_role not in _ROLES:
        yield Remark(code="role", subject=name)
    if party.delivery_method not in _DELIVERIES:
        yield Remark(code="delivery", subject=name)
