"""Settings of `scrive` in a draft: read leniently, written so that nothing empty is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.domain.agreement import Agreement
from app.domain.json_value import JsonObject, JsonValue

DISPLAY_OPTIONS: Final = (
    "show_header",
    "show_pdf_download",
    "show_reject_option",
    "allow_reject_reason",
    "show_footer",
    "document_is_receipt",
    "show_arrow",
)
"""Document API v2, Document, `display_options`."""
NEWER_OPTIONS: Final = ("show_form", "show_form_arrow")
"""Told by newer accounts, also of templates; handed on, but not offered."""
AUTHOR_ROLES: Final = ("viewer", "signing_party")
"""What the sender can be (Document API v2, Signatory, `signatory_role` of the first party)."""
_ONE_SMS, _EACH_OF_MORE = 160, 153
_ONE_WIDE, _EACH_OF_MORE_WIDE = 70, 67
_PLAIN: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""What a text message carries in seven bits a letter."""


def with_member(agreement: Agreement, name: str, value: JsonValue) -> Agreement:
    """The agreement with one member of `scrive` set; None, an empty text or list takes it away."""
    if value in (None, "", [], {}):
        return without_member(agreement, name)
    return replace(agreement, scrive={**agreement.scrive, name: value})


def without_member(agreement: Agreement, name: str) -> Agreement:
    """The agreement without one member of `scrive`."""
    rest = {own: value for own, value in agreement.scrive.items() if own != name}
    return replace(agreement, scrive=rest)


def text_of(agreement: Agreement, name: str) -> str:
    """A member that is a text; empty where it is none."""
    value = agreement.scrive.get(name)
    return value if isinstance(value, str) else ""


def days_of(agreement: Agreement, name: str) -> int | None:
    """A member that is a number of days; None where it is none."""
    value = agreement.scrive.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def tags_of(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    """Names and values of the tags that can be read."""
    tags = agreement.scrive.get("tags")
    found = [each for each in tags if isinstance(each, dict)] if isinstance(tags, list) else []
    return tuple((str(each.get("name", "")), str(each.get("value", ""))) for each in found)


def with_tags(agreement: Agreement, tags: Sequence[tuple[str, str]]) -> Agreement:
    """The agreement with exactly these tags."""
    return with_member(agreement, "tags", [{"name": name, "value": value} for name, value in tags])


def display_options_of(agreement: Agreement) -> Mapping[str, bool]:
    """What is said about how the signing page looks; what is absent is left to the account."""
    told = agreement.scrive.get("display_options")
    options: JsonObject = told if isinstance(told, dict) else {}
    return {name: value for name, value in options.items() if isinstance(value, bool)}


def with_display_option(agreement: Agreement, name: str, *, value: bool | None) -> Agreement:
    """The agreement with one display option; None leaves it to the account."""
    told = agreement.scrive.get("display_options")
    options: JsonObject = dict(told) if isinstance(told, dict) else {}
    options.pop(name, None)
    if value is not None:
        options[name] = value
    return with_member(agreement, "display_options", options)


def author_role(agreement: Agreement) -> str:
    """What the sender is to be: one of `AUTHOR_ROLES`; empty leaves it to the way of sending."""
    author = agreement.scrive.get("author")
    role = author.get("signatory_role") if isinstance(author, dict) else None
    return role if isinstance(role, str) and role in AUTHOR_ROLES else ""


def with_author_role(agreement: Agreement, role: str) -> Agreement:
    """The agreement with that role of the sender; empty leaves it open."""
    return with_member(agreement, "author", {"signatory_role": role} if role else None)


def messages_needed(text: str) -> int:
    """Into how many text messages a text is cut; 0 for none."""
    if not text:
        return 0
    is_plain = all(letter in _PLAIN for letter in text)
    one, each = (_ONE_SMS, _EACH_OF_MORE) if is_plain else (_ONE_WIDE, _EACH_OF_MORE_WIDE)
    # A letter beyond the basic plane takes two places.
    length = len(text) if is_plain else len(text.encode("utf-16-le")) // 2
    return 1 if length <= one else -(-length // each)
