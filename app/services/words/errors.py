"""The sentences of errors: what happened, what it means, what to do."""

import json
from dataclasses import dataclass

from app.domain.errors import DomainError
from app.services.errors import ServiceError
from app.services.words.account_errors import ACCOUNT_ERRORS
from app.services.words.action_errors import ACTION_ERRORS
from app.services.words.file_errors import FILE_ERRORS
from app.services.words.tracking_errors import TRACKING_ERRORS


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRefusal:
    """What the service said against one participant of a draft."""

    label: str
    text: str
    """The service's words, as plain text."""
    field: str = ""
    """What of the person it is about, in the service's words; empty where it does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorText:
    """The three parts of an error, and what the service said, as plain text."""

    title: str
    detail: str = ""
    next_step: str = ""
    service_text: str = ""
    correlation_id: str = ""
    refusals: tuple[PersonRefusal, ...] = ()
    """The parts of `service_text` that are about people, one by one."""

    @classmethod
    def from_json(cls, text: str) -> "ErrorText":
        """The words as they were stored, also by older versions."""
        told = json.loads(text)
        refusals = tuple(PersonRefusal(**each) for each in told.pop("refusals", ()))
        return cls(**told, refusals=refusals)

    @property
    def meaning(self) -> str:
        """What follows the title: the service's words, what it means, what to do."""
        quoted = f"“{self.service_text}”" if self.service_text else ""
        return " ".join(part for part in (quoted, self.detail, self.next_step) if part)

    def paragraph(self) -> str:
        """All parts in one line, for a terminal."""
        return f"{self.title} {self.meaning}".strip()


_SAFE = "Nothing was changed."

_DOMAIN = {
    **ACCOUNT_ERRORS,
    **ACTION_ERRORS,
    **FILE_ERRORS,
    **TRACKING_ERRORS,
    "base_url.empty": (
        "The address of the service is missing.",
        "",
        "Enter it as the service gave it to you; it begins with https://.",
    ),
    "base_url.malformed": (
        "“{url}” is not the address of a service.",
        "An address looks like https://scrive.com.",
        "Correct it.",
    ),
    "base_url.not_https": (
        "{url} would send your sign-in readable for others.",
        "Only https:// keeps it private; http:// is taken for this computer alone.",
        "Begin the address with https://.",
    ),
    "base_url.user_info": (
        "The address contains a name or a password.",
        "Addresses are shown and stored, so they must not hold any.",
        "Enter the address alone, such as {url}.",
    ),
    "base_url.extra": (
        "“{url}” has more than an address in it.",
        "A ? or # and what follows belongs to a page, not to the service.",
        "Enter the address alone.",
    ),
    "credentials.missing": (
        "“{name}” is missing.",
        "All four values of the sign-in are needed.",
        "Copy them again from the service's settings.",
    ),
    "credentials.unusable": (
        "“{name}” cannot be right.",
        "It contains a blank, a quotation mark or a letter that such values never have.",
        "Copy it again from the service's settings.",
    ),
    "draft.not_json": (
        "This is not an .agreement file.",
        "Its text cannot be read ({place}).",
        "Open it where it came from and save it again.",
    ),
    "draft.not_an_agreement": (
        "This is not an .agreement file.",
        'It does not say "format": "agreement".',
        "Choose a file that Countersign saved.",
    ),
    "draft.newer_version": (
        "This draft was saved by a newer Countersign.",
        "It has format version {version}; this program reads version 1.",
        "Update Countersign, then open it again.",
    ),
    "draft.unknown_member": (
        "The draft has a member “{member}” that Countersign does not know.",
        "It stands at {where}. Nothing is guessed, so the file is not opened.",
        "Remove or correct it.",
    ),
    "draft.missing_member": (
        "The draft lacks “{member}”.",
        "It belongs at {where}.",
        "Add it.",
    ),
    "draft.empty_member": (
        "“{member}” is empty in the draft.",
        "It stands at {where}.",
        "Fill it in.",
    ),
    "draft.wrong_type": (
        "The draft has a value of the wrong kind at {where}.",
        "Wanted there: {wanted}.",
        "Correct it.",
    ),
    "draft.bad_value": (
        "The draft has a value that is not possible at {where}.",
        "It says {value}.",
        "Correct it.",
    ),
    "draft.unknown_word": (
        "The draft says “{value}” at {where}, which Countersign does not know.",
        "",
        "Use one of the words of the format.",
    ),
    "draft.bad_label": (
        "“{label}” at {where} cannot be a label.",
        "A label begins with a small letter and has at most 40 letters, digits, - or _.",
        "Choose another one.",
    ),
    "draft.repeated_label": (
        "The label “{label}” is used twice.",
        "The second time at {where}.",
        "Give each document, person and authentication its own.",
    ),
    "draft.repeated_member": (
        "The draft has the member “{member}” twice in one place.",
        "",
        "Remove one of them.",
    ),
    "draft.too_deep": (
        "The process of the draft is nested too deeply.",
        "",
        "Simplify it.",
    ),
    "draft.file_outside": (
        "The draft names a file outside its own folder: {file}.",
        "A draft may only bring files beside it, so that a mailed one cannot attach yours.",
        "Move the PDF beside the draft and name it without a path.",
    ),
    "service_id.malformed": (
        "“{id}” cannot be the id of an agreement at {service}.",
        "",
        "Copy the id from the address of the agreement's page there.",
    ),
    "draft.missing": (
        "{file} is not there.",
        "",
        "Check the name and the folder.",
    ),
    "draft.folder": (
        "{file} is a folder.",
        "",
        "Choose the .agreement file inside it.",
    ),
    "draft.unreadable": (
        "{file} cannot be read.",
        "{reason}",
        "Check your rights to it.",
    ),
    "draft.too_large": (
        "{file} is too large for a draft.",
        "",
        "Choose a file that Countersign saved.",
    ),
}


def error_text(error: Exception) -> ErrorText:
    """The sentences of an error that the program expects; TypeError for any other."""
    if isinstance(error, ServiceError):
        return ErrorText(
            title=error.title,
            detail=error.detail,
            next_step=error.next_step,
            service_text=error.service_text,
            correlation_id=error.correlation_id,
            refusals=tuple(
                PersonRefusal(label=each.label, text=each.text, field=each.field)
                for each in error.reasons
                if each.label
            ),
        )
    if isinstance(error, DomainError):
        return domain_error_text(error)
    raise TypeError(f"no sentence for {type(error).__name__}")


def domain_error_text(error: DomainError) -> ErrorText:
    """The sentences of a DomainError."""
    facts = _Facts(error.facts)
    facts.setdefault("where", error.where or "the top")
    if "sentence" in error.facts:
        return ErrorText(
            title=facts["sentence"],
            detail=facts.get("detail", ""),
            next_step=facts.get("next_step", ""),
        )
    title, detail, next_step = _DOMAIN.get(
        error.code, (f"Something is not acceptable here ({error.code}).", "{where}", _SAFE)
    )
    return ErrorText(
        title=title.format_map(facts),
        detail=detail.format_map(facts),
        next_step=next_step.format_map(facts),
    )


class _Facts(dict[str, str]):
    """Facts for a sentence; a fact that is missing leaves a gap instead of a crash."""

    def __missing__(self, key: str) -> str:
        """A dash for what is not known."""
        return "-"
