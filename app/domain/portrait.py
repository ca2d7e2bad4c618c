"""A portrait: what one place says an agreement is, part by part, short enough to be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from app.domain.json_value import JsonObject, JsonValue

SENDER = "@sender"
"""Stands for the name of whoever sends, which is not in the draft."""


class PartKind(StrEnum):
    """What a part of an agreement is."""

    AGREEMENT = "agreement"
    DOCUMENT = "document"
    PERSON = "person"


class Aspect(StrEnum):
    """What is said of a part, in the order in which it is shown."""

    THERE = "there"
    """That there is such a part at all."""
    STATE = "state"
    TITLE = "title"
    FILE = "file"
    PAGES = "pages"
    PLACE = "place"
    """The position in the list."""
    ATTACHMENTS = "attachments"
    NAME = "name"
    ROLE = "role"
    ORDER = "order"
    """Of a person: the step in which they act; of an agreement: who after whom."""
    ADDRESS = "address"
    MOBILE = "mobile"
    COMPANY = "company"
    COMPANY_NUMBER = "company_number"
    PERSONAL_NUMBER = "personal_number"
    NOTIFIED = "notified"
    """Whether they are written to at all."""
    DELIVERY = "delivery"
    SIGNED_COPY = "signed_copy"
    PROOF_TO_OPEN = "proof_to_open"
    PROOF_TO_SIGN = "proof_to_sign"
    PROOF_TO_ARCHIVE = "proof_to_archive"
    ACCESS = "access"
    PERMISSIONS = "permissions"
    REMINDER = "reminder"
    FIELDS = "fields"
    REQUESTED_FILES = "requested_files"
    QUESTIONS = "questions"
    PAGES_AFTER = "pages_after"
    MODE = "mode"
    LANGUAGE = "language"
    DAYS_TO_SIGN = "days_to_sign"
    DAYS_TO_REMIND = "days_to_remind"
    MESSAGE = "message"
    CONFIRMATION = "confirmation"
    SMS_MESSAGE = "sms_message"
    SMS_CONFIRMATION = "sms_confirmation"
    CONTINUE_ON_DECLINE = "continue_on_decline"
    AFTERWARDS = "afterwards"
    SIGNING_PAGE = "signing_page"
    TAGS = "tags"
    CALLBACK = "callback"
    OTHER = "other"
    """All that is composed and has no aspect of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is said of one aspect."""

    text: str = ""
    """A word of ours, a number or a short text; empty: nothing is set."""
    digest: str = ""
    """Stands for what `text` leaves out; never more than can be kept of a secret."""
    partial: bool = False
    """Of a draft: it says only a part of it and leaves the rest to the service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A document, a person, or the agreement itself."""

    kind: PartKind
    key: str
    """By which it is known again in another portrait of the same agreement."""
    name: str = ""
    """What people call it."""
    within: str = ""
    """The key of the document that a person belongs to, where each has people of its own."""
    hints: tuple[str, ...] = ()
    """What else it is known by where no key fits, the surest first."""
    facts: Mapping[Aspect, Fact] = field(default_factory=dict)
    """An aspect that is missing is not spoken of."""


Portrait: TypeAlias = tuple[Part, ...]


def portrait_json(portrait: Portrait) -> list[JsonValue]:
    """A portrait as it is kept in the journal."""
    return [_part_json(part) for part in portrait]


def read_portrait(kept: JsonValue) -> Portrait | None:
    """A portrait out of the journal; None where there is none, or not one that can be read.

    Aspects of a newer version are left out.
    """
    if not isinstance(kept, list) or not kept:
        return None
    try:
        return tuple(_part(each) for each in kept)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _part_json(part: Part) -> JsonObject:
    return {
        "kind": part.kind.value,
        "key": part.key,
        "name": part.name,
        "within": part.within,
        "hints": list(part.hints),
        "facts": {aspect.value: [fact.text, fact.digest] for aspect, fact in part.facts.items()},
    }


def _part(kept: JsonValue) -> Part:
    if not isinstance(kept, dict):
        raise TypeError(kept)
    hints, facts = kept["hints"], kept["facts"]
    if not isinstance(hints, list) or not isinstance(facts, dict):
        raise TypeError(kept)
    return Part(
        kind=PartKind(str(kept["kind"])),
        key=str(kept["key"]),
        name=str(kept["name"]),
        within=str(kept["within"]),
        hints=tuple(str(each) for each in hints),
        facts={
            Aspect(name): Fact(text=str(told[0]), digest=str(told[1]))
            for name, told in facts.items()
            if name in _KNOWN and isinstance(told, list)
        },
    )


_KNOWN = frozenset(each.value for each in Aspect)
