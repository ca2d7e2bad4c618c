"""What `scrive.participants` says of one person: read leniently, written without empty members."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.agreement import Agreement
from app.domain.json_value import JsonObject, JsonValue
from app.domain.participant_members import with_member_of
from app.domain.scrive_members import FIELDS
from app.domain.scrive_needs import own_members

_EDITABLE: Final = "editable_by_signatory"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedFile:
    """A file that somebody is asked for (Document API v2, Signatory, `attachments`)."""

    name: str = ""
    description: str = ""
    required: bool = True
    add_to_sealed_file: bool = False
    """Told by templates of newer accounts; kept as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question before signing (Document API v2, Signatory, `consent_module.questions`)."""

    title: str = ""
    positive: str = ""
    negative: str = ""
    details_title: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The questions of one person; nothing is asked without any."""

    title: str = ""
    questions: tuple[Question, ...] = ()


def with_member(agreement: Agreement, label: str, name: str, value: JsonValue) -> Agreement:
    """The agreement with one member of a person set; what is empty is taken away."""
    return replace(agreement, scrive=with_member_of(agreement.scrive, label, name, value))


def text_of(own: JsonObject, name: str) -> str:
    """A member that is a text; empty where it is none."""
    value = own.get(name)
    return value if isinstance(value, str) else ""


def requested_files(own: JsonObject) -> tuple[RequestedFile, ...]:
    """The files that somebody is asked for."""
    return tuple(
        RequestedFile(
            name=text_of(each, "name"),
            description=text_of(each, "description"),
            required=each.get("required") is not False,
            add_to_sealed_file=each.get("add_to_sealed_file") is True,
        )
        for each in _objects(own.get("attachments"))
    )


def with_requested_files(
    agreement: Agreement, label: str, files: Sequence[RequestedFile]
) -> Agreement:
    """The agreement that asks somebody for exactly these files."""
    value: list[JsonValue] = [
        {
            "name": each.name,
            "description": each.description,
            "required": each.required,
            **({"add_to_sealed_file": True} if each.add_to_sealed_file else {}),
        }
        for each in files
    ]
    return with_member(agreement, label, "attachments", value)


def consent_of(own: JsonObject) -> Consent:
    """The questions that somebody answers before signing."""
    module = own.get("consent_module")
    if not isinstance(module, dict):
        return Consent()
    questions = (_question(each) for each in _objects(module.get("questions")))
    return Consent(title=text_of(module, "title"), questions=tuple(questions))


def with_consent(agreement: Agreement, label: str, consent: Consent) -> Agreement:
    """The agreement that asks somebody exactly this; without questions nothing is asked."""
    value: JsonValue = None
    if consent.questions:
        asked: list[JsonValue] = [_question_value(each) for each in consent.questions]
        value = {"title": consent.title, "questions": asked}
    return with_member(agreement, label, "consent_module", value)


def editable_fields(own: JsonObject) -> frozenset[str]:
    """Which of `email` and `mobile` the person may correct."""
    editable = (text_of(each, "type") for each in _objects(own.get(FIELDS)) if each.get(_EDITABLE))
    return frozenset(editable) & {"email", "mobile"}


def with_editable_fields(
    agreement: Agreement, label: str, *, email: bool | None = None, mobile: bool | None = None
) -> Agreement:
    """The agreement that lets somebody correct these fields, or not; None leaves one as it is."""
    now = editable_fields(own_members(agreement, label))
    wanted = {"email": email, "mobile": mobile}
    value: list[JsonValue] = [
        {"type": kind, _EDITABLE: True}
        for kind, allowed in wanted.items()
        if (kind in now if allowed is None else allowed)
    ]
    return with_member(agreement, label, FIELDS, value)


def _question(told: JsonObject) -> Question:
    details = told.get("detailed_description")
    inside = details if isinstance(details, dict) else {}
    return Question(
        title=text_of(told, "title"),
        positive=text_of(told, "positive_option"),
        negative=text_of(told, "negative_option"),
        details_title=text_of(inside, "title"),
        details=text_of(inside, "text"),
    )


def _question_value(question: Question) -> JsonObject:
    value: JsonObject = {
        "title": question.title,
        "positive_option": question.positive,
        "negative_option": question.negative,
    }
    if question.details_title or question.details:
        value["detailed_description"] = {"title": question.details_title, "text": question.details}
    return value


def _objects(value: JsonValue) -> list[JsonObject]:
    found = value if isinstance(value, list) else []
    return [each for each in found if isinstance(each, dict)]
