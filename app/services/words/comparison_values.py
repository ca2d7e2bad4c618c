"""The words for what stands in the cells of a comparison."""

from collections.abc import Callable
from typing import Final

from app.domain.comparison import Blank, Cell, Change, ComparisonRow
from app.domain.kinds import Role
from app.domain.portrait import Aspect, Fact, Part, PartKind
from app.services.words.counted import listed
from app.services.words.languages import LANGUAGE_NAMES
from app.services.words.people import provider_word, role_word
from app.services.words.scrive_people import copy_word

NOT_THERE: Final = "Not there"
_ROLES: Final = {"signing_party": Role.SIGNER.value}
_DELIVERIES: Final = {
    "email": "By e-mail",
    "mobile": "By SMS",
    "sms": "By SMS",
    "email_mobile": "By e-mail and SMS",
    "email_sms": "By e-mail and SMS",
    "api": "By a link",
    "link": "By a link",
    "pad": "In person",
    "none": "Not written to",
}
_ORDERS: Final = {
    "SERIAL": "One after the other",
    "PARALLEL": "All at once",
    "INDIVIDUAL": "A copy for everybody",
    "CUSTOM": "In stages",
}
_MODES: Final = {
    "ONLY_ME": "Only you",
    "ME_AND_OTHERS": "You and others",
    "ONLY_OTHERS": "Only others",
}
_STATES: Final = {
    "draft": "Draft",
    "pending": "Started",
    "shared": "Sent",
    "inprogress": "Sent",
    "closed": "Completed",
    "completed": "Completed",
    "canceled": "Withdrawn",
    "rejected": "Declined",
    "declined": "Declined",
    "timedout": "Expired",
}
_PERMISSIONS: Final = {
    "print": "print",
    "download": "download",
    "add_text": "add text",
    "add_attachment": "add files",
    "change_recipients": "change the people",
}
_FIELDS: Final = {
    "any": "field",
    "full_name": "name",
    "radiogroup": "choice",
    "sign_date": "signing day",
}
_EMPTY: Final = {
    Aspect.ACCESS: "Always",
    Aspect.DAYS_TO_SIGN: "Not set",
    Aspect.DAYS_TO_REMIND: "Not set",
    Aspect.PERMISSIONS: "Nothing extra",
    Aspect.PROOF_TO_OPEN: "Nothing extra",
    Aspect.PROOF_TO_SIGN: "Nothing extra",
    Aspect.PROOF_TO_ARCHIVE: "Nothing extra",
    Aspect.OTHER: "As prepared",
}


def cell_word(row: ComparisonRow, cell: Cell, silent: str) -> str:
    """What stands in a cell of `row`; `silent` is said of what its view does not speak of."""
    if isinstance(cell, Part):
        return part_words(cell)
    if isinstance(cell, Fact):
        return _fact_word(row, cell)
    return {
        Blank.ABSENT: NOT_THERE,
        Blank.SILENT: silent,
        Blank.UNKNOWN: "Not known",
    }[cell]


def part_words(part: Part) -> str:
    """A person or document in a line: `Signer, eve@example.com`."""
    wanted = (Aspect.TITLE, Aspect.PAGES)
    if part.kind is PartKind.PERSON:
        wanted = (Aspect.ROLE, Aspect.ADDRESS)
        if not part.facts.get(Aspect.ADDRESS, Fact()).text:
            wanted = (Aspect.ROLE, Aspect.MOBILE)
    told = [(aspect, part.facts.get(aspect, Fact())) for aspect in wanted]
    words = [_WORDS.get(aspect, str)(fact.text) for aspect, fact in told if fact.text]
    return ", ".join(words) or part.name or "Without a name"


def value_word(aspect: Aspect, text: str) -> str:
    """A value that stands by itself."""
    if not text:
        return _EMPTY.get(aspect, "None")
    return _WORDS.get(aspect, str)(text)


def _fact_word(row: ComparisonRow, fact: Fact) -> str:
    """Two values that read the same and are not are told apart."""
    word = value_word(row.aspect, fact.text)
    before = row.prepared if isinstance(row.prepared, Fact) else None
    if row.change is not Change.CHANGED or fact is not row.theirs or before is None:
        return word
    if row.aspect is Aspect.OTHER:
        return "Not as prepared"
    return f"{word}, but not the same" if before.text == fact.text else word


def _days(text: str) -> str:
    return _counted(text, "day")


def _counted(text: str, noun: str) -> str:
    return f"{text} {noun}" if text == "1" else f"{text} {noun}s"


def _fields(text: str) -> str:
    """`2 signatures and 1 text, on pages 1 and 3`."""
    parts = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    pages = parts.pop("pages", "")
    kinds = [_counted(count, _FIELDS.get(kind, kind)) for kind, count in parts.items()]
    on = f", on {'page' if pages.isdigit() else 'pages'} {listed(pages.split(','))}"
    return listed(kinds) + (on if pages else "") or text


def _reminder(text: str) -> str:
    if text.isdigit():
        return f"After {_days(text)}"
    return f"After {text.lower()}" if text[:1].isdigit() else "Set"


def _permissions(text: str) -> str:
    return f"May {listed([_PERMISSIONS.get(each, each) for each in text.split(',')])}"


def _proofs(text: str) -> str:
    return listed([provider_word(each) for each in text.split(",")])


_WORDS: Final[dict[Aspect, Callable[[str], str]]] = {
    Aspect.STATE: lambda text: _STATES.get(text, text),
    Aspect.PAGES: lambda text: _counted(text, "page"),
    Aspect.PLACE: lambda text: f"Number {text}",
    Aspect.ROLE: lambda text: role_word(_ROLES.get(text, text)),
    Aspect.ORDER: lambda text: _ORDERS.get(text, f"Step {text}" if text.isdigit() else text),
    Aspect.COMPANY_NUMBER: lambda _text: "Set, not shown",
    Aspect.PERSONAL_NUMBER: lambda _text: "Set, not shown",
    Aspect.NOTIFIED: lambda text: "Yes" if text == "true" else "No",
    Aspect.DELIVERY: lambda text: _DELIVERIES.get(text, text),
    Aspect.SIGNED_COPY: copy_word,
    Aspect.PROOF_TO_OPEN: _proofs,
    Aspect.PROOF_TO_SIGN: _proofs,
    Aspect.PROOF_TO_ARCHIVE: _proofs,
    Aspect.ACCESS: lambda text: _days(text) if text.isdigit() else "In a window of time",
    Aspect.PERMISSIONS: _permissions,
    Aspect.REMINDER: _reminder,
    Aspect.FIELDS: _fields,
    Aspect.QUESTIONS: lambda text: _counted(text, "question"),
    Aspect.MODE: lambda text: _MODES.get(text, text),
    Aspect.LANGUAGE: lambda text: dict(LANGUAGE_NAMES).get(text, text),
    Aspect.DAYS_TO_SIGN: _days,
    Aspect.DAYS_TO_REMIND: _days,
    Aspect.CONTINUE_ON_DECLINE: lambda text: "Goes on" if text == "true" else "Stops",
    Aspect.AFTERWARDS: lambda _text: "Set",
    Aspect.SIGNING_PAGE: lambda _text: "Set",
}
