"""What a draft at Scrive says, as parts that can be compared: pure.

The same functions read what was asked of Scrive and what it told (Document API v2, Document): of
members that are absent nothing is said.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Final, TypeAlias

from app.domain.json_value import JsonObject, JsonValue
from app.domain.portrait import Aspect, Fact, Part, PartKind, Portrait
from app.services.outbox.facts import SET, Facts
from app.services.scrive.field_reading import objects_in
from app.services.scrive.marks import DOCUMENT_TAG, REF_TAG

KeyOf: TypeAlias = Callable[[int, JsonObject], tuple[str, str]]
"""Says of a party, by its position from 0 and as it is told, the key and the name that it has in
the draft; an empty key where it is nobody of the draft."""

DRAFT: Final = "draft"
_STATES: Final = {"preparation": DRAFT}
_TEXTS: Final = {
    "title": Aspect.TITLE,
    "invitation_message": Aspect.MESSAGE,
    "confirmation_message": Aspect.CONFIRMATION,
    "sms_invitation_message": Aspect.SMS_MESSAGE,
    "sms_confirmation_message": Aspect.SMS_CONFIRMATION,
}
_WORDS_OF_DOCUMENT: Final = {
    "lang": Aspect.LANGUAGE,
    "days_to_sign": Aspect.DAYS_TO_SIGN,
    "days_to_remind": Aspect.DAYS_TO_REMIND,
}
_WORDS_OF_PARTY: Final = {
    "signatory_role": Aspect.ROLE,
    "sign_order": Aspect.ORDER,
    "delivery_method": Aspect.DELIVERY,
    "confirmation_delivery_method": Aspect.SIGNED_COPY,
    "authentication_method_to_view": Aspect.PROOF_TO_OPEN,
    "authentication_method_to_sign": Aspect.PROOF_TO_SIGN,
    "authentication_method_to_view_archived": Aspect.PROOF_TO_ARCHIVE,
}
_NEWER: Final = {
    "view": Aspect.PROOF_TO_OPEN,
    "sign": Aspect.PROOF_TO_SIGN,
    "view_archived": Aspect.PROOF_TO_ARCHIVE,
}
"""Where newer servers tell the proofs (Signatory, `authentications`)."""
_SECRET: Final = {
    "company_number": Aspect.COMPANY_NUMBER,
    "personal_number": Aspect.PERSONAL_NUMBER,
}
_KNOWN_OF_PERSON: Final = frozenset({"name", "full_name", "email", "mobile", "company", *_SECRET})
_AFTER: Final = ("sign_success_redirect_url", "reject_redirect_url")
_OTHER: Final = ("hide_personal_number", "allows_highlighting", "is_visible", "is_signatory")


def portrayed(
    facts: Facts,
    document: JsonObject,
    *,
    label: str,
    name: str,
    key_of: KeyOf,
) -> Portrait:
    """A document and its parties."""
    parties = [
        _party(facts, party, label, key_of(place, party), f"{label}/#{party.get('id', place)}")
        for place, party in enumerate(objects_in(document.get("parties")))
    ]
    return (_document(facts, document, label, name), *parties)


def _document(facts: Facts, told: JsonObject, label: str, name: str) -> Part:
    found: dict[Aspect, Fact] = {}
    if "status" in told:
        status = str(told["status"] or "")
        found[Aspect.STATE] = facts.word(_STATES.get(status, status))
    found |= {each: facts.text(told[n]) for n, each in _TEXTS.items() if n in told}
    found |= {each: facts.word(told[n]) for n, each in _WORDS_OF_DOCUMENT.items() if n in told}
    file = told.get("file")
    if isinstance(file, dict):
        found[Aspect.FILE] = facts.whole(str(file.get("name") or SET), file)
    if "author_attachments" in told:
        attached = list(objects_in(told["author_attachments"]))
        found[Aspect.ATTACHMENTS] = facts.whole(_names(attached), list(attached))
    if "display_options" in told:
        found[Aspect.SIGNING_PAGE] = facts.whole(SET, told["display_options"])
    if "tags" in told:
        found[Aspect.TAGS] = _tags(facts, told["tags"])
    if "api_callback_url" in told:
        found[Aspect.CALLBACK] = facts.address(told["api_callback_url"])
    return Part(kind=PartKind.DOCUMENT, key=label, name=name, facts=found)


def _tags(facts: Facts, told: JsonValue) -> Fact:
    """Our marks are not read by anybody, but whoever takes them out changed something."""
    tags = sorted(
        (str(each.get("name") or ""), str(each.get("value") or "")) for each in objects_in(told)
    )
    read = [(name, value) for name, value in tags if name not in (REF_TAG, DOCUMENT_TAG)]
    text = ", ".join(f"{name}: {value}" if value else name for name, value in read)
    pairs: list[JsonValue] = [[name, value] for name, value in tags]
    return Fact(text=facts.text(text).text, digest=facts.digest(pairs))


def _party(
    facts: Facts, told: JsonObject, within: str, known_as: tuple[str, str], else_key: str
) -> Part:
    key, name = known_as
    found = {each: facts.word(told[n]) for n, each in _WORDS_OF_PARTY.items() if n in told}
    newer = told.get("authentications")
    for word, aspect in _NEWER.items():
        proof = newer.get(word) if isinstance(newer, dict) else None
        if isinstance(proof, dict) and not found.get(aspect, Fact()).text:
            found[aspect] = facts.word(proof.get("type"))
    if "attachments" in told:
        asked = list(objects_in(told["attachments"]))
        found[Aspect.REQUESTED_FILES] = facts.whole(_names(asked), list(asked))
    if "consent_module" in told:
        found[Aspect.QUESTIONS] = _questions(facts, told["consent_module"])
    if any(each in told for each in _AFTER):
        found[Aspect.PAGES_AFTER] = facts.address(
            " ".join(str(told.get(each) or "") for each in _AFTER)
        )
    fields = list(objects_in(told.get("fields")))
    if "fields" in told:
        found |= _known_of_person(facts, fields)
        found[Aspect.FIELDS] = _placed(facts, fields)
    found[Aspect.OTHER] = Fact(digest=facts.digest(_others(told, fields)))
    who = found.get(Aspect.NAME, Fact()).text
    address = found.get(Aspect.ADDRESS, Fact()).text.casefold()
    reached = address or found.get(Aspect.MOBILE, Fact()).text
    return Part(
        kind=PartKind.PERSON,
        key=key or else_key,
        name=name or who or reached,
        within=within,
        hints=(reached, who.casefold()) if reached or who else (),
        facts=found,
    )


def _known_of_person(facts: Facts, fields: list[JsonObject]) -> dict[Aspect, Fact]:
    def value(kind: str) -> JsonValue:
        return next((each.get("value") for each in fields if each.get("type") == kind), None)

    names = sorted(
        (each for each in fields if each.get("type") == "name"),
        key=lambda each: str(each.get("order")),
    )
    found = {
        Aspect.NAME: facts.text(" ".join(str(each.get("value") or "") for each in names)),
        Aspect.ADDRESS: facts.text(value("email")),
        Aspect.MOBILE: facts.word(re.sub(r"[^\d+]", "", str(value("mobile") or ""))),
        Aspect.COMPANY: facts.text(value("company")),
    }
    return found | {aspect: facts.secret(value(kind)) for kind, aspect in _SECRET.items()}


def _placed(facts: Facts, fields: list[JsonObject]) -> Fact:
    """The fields that lie on pages: `signature=2;text=1;pages=1,3`."""
    placed = [each for each in fields if each.get("placements")]
    kinds = Counter(str(each.get("type")) for each in placed)
    pages = {
        page
        for each in placed
        for place in objects_in(each["placements"])
        if isinstance(page := place.get("page"), int)
    }
    parts = [f"{kind}={count}" for kind, count in sorted(kinds.items())]
    if pages:
        parts.append(f"pages={','.join(map(str, sorted(pages)))}")
    told: list[JsonValue] = [_without_number(each) for each in placed]
    return facts.whole(";".join(parts), told)


def _questions(facts: Facts, told: JsonValue) -> Fact:
    module = told if isinstance(told, dict) else {}
    return facts.whole(str(len(list(objects_in(module.get("questions"))))), module)


def _others(told: JsonObject, fields: list[JsonObject]) -> JsonObject:
    """What is composed of a party and has no fact of its own; nothing of numbers."""
    flags: list[JsonValue] = [
        {name: value for name, value in each.items() if name not in ("value", "placements")}
        if each.get("type") in _KNOWN_OF_PERSON
        else each
        for each in fields
        if not each.get("placements") and each.get("type") not in _SECRET
    ]
    return {"fields": flags, **{name: told.get(name) for name in _OTHER}}


def _without_number(field: JsonObject) -> JsonObject:
    if field.get("type") not in _SECRET:
        return field
    return {name: value for name, value in field.items() if name != "value"}


def _names(files: list[JsonObject]) -> str:
    return ", ".join(sorted(str(each.get("name") or SET) for each in files))
