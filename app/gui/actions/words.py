"""What actions are called in menus and over sheets, and what is wrong with a value."""

from collections.abc import Mapping
from typing import Final

from app.domain.actions import ActionFinding, ActionKind, Offer, WhyNot
from app.services.texts import provider_word

MENU_WORDS: Final = {
    ActionKind.REMIND: "Remind…",
    ActionKind.AUTO_REMINDER: "Automatic reminder…",
    ActionKind.PROLONG: "Prolong…",
    ActionKind.CANCEL: "Withdraw…",
    ActionKind.RESTART: "Copy to a new draft…",
    ActionKind.FORWARD: "Forward the signed document…",
    ActionKind.CHANGE_CONTACT: "Change address or number…",
    ActionKind.CHANGE_PROOF_TO_VIEW: "Change what is asked to open…",
    ActionKind.CHANGE_PROOF_TO_SIGN: "Change what is asked to sign…",
    ActionKind.RESEND: "Send the invitation again…",
    ActionKind.LINK: "Show the signing link…",
    ActionKind.QR: "Show the QR code…",
}
GLYPHS: Final = {
    ActionKind.REMIND: "bell",
    ActionKind.AUTO_REMINDER: "bell-plus",
    ActionKind.PROLONG: "calendar-clock",
    ActionKind.CANCEL: "ban",
    ActionKind.RESTART: "copy",
    ActionKind.FORWARD: "mail",
    ActionKind.CHANGE_CONTACT: "mail",
    ActionKind.CHANGE_PROOF_TO_VIEW: "key-round",
    ActionKind.CHANGE_PROOF_TO_SIGN: "key-round",
    ActionKind.RESEND: "send",
    ActionKind.LINK: "link",
    ActionKind.QR: "link",
}
_TITLES: Final = {
    ActionKind.REMIND: "Remind",
    ActionKind.AUTO_REMINDER: "Automatic reminder",
    ActionKind.PROLONG: "Prolong",
    ActionKind.CANCEL: "Withdraw",
    ActionKind.RESTART: "Copy to a new draft",
    ActionKind.FORWARD: "Forward the signed document",
    ActionKind.CHANGE_CONTACT: "Change address or number",
    ActionKind.CHANGE_PROOF_TO_VIEW: "Change what is asked to open",
    ActionKind.CHANGE_PROOF_TO_SIGN: "Change what is asked to sign",
    ActionKind.RESEND: "Send the invitation again",
    ActionKind.LINK: "Signing link",
    ActionKind.QR: "QR code",
}
_ONE_CONTACT: Final = {"email": "Change address", "mobile": "Change number"}

_FLOW_LINES: Final = {
    WhyNot.FLOW: "Scrive Flow decides about reminders and invitations itself.",
    WhyNot.FLOW_NO_INSTANCE: "Scrive Flow has not said which process this is.",
    WhyNot.FLOW_UNAVAILABLE: "This server lets no program withdraw a Flow agreement.",
}


def title_of(offer: Offer) -> str:
    """Over the sheet; a change of one value is called by it."""
    if offer.kind is ActionKind.CHANGE_CONTACT and len(offer.now) == 1:
        return _ONE_CONTACT[next(iter(offer.now))]
    return _TITLES[offer.kind]


def menu_text(offer: Offer) -> str:
    """In a menu; the dots say that nothing leaves before the sheet is confirmed."""
    if offer.kind is ActionKind.CHANGE_CONTACT and len(offer.now) == 1:
        return f"{title_of(offer)}…"
    return MENU_WORDS[offer.kind]


def why_flow(reasons: frozenset[WhyNot]) -> str:
    """One quiet line about what a Flow agreement does not take; empty for any other."""
    return next((line for why, line in _FLOW_LINES.items() if why in reasons), "")


def finding_words(finding: ActionFinding) -> str:
    """What is wrong with a value, as a sentence below its field."""
    facts = {**finding.facts}
    if "proof" in facts:
        facts["proof"] = provider_word(facts["proof"])
    if "other" in facts:
        facts["other"] = provider_word(facts["other"])
    words = _FINDINGS.get(finding.code, "The service would not take this value.")
    return words.format_map(_Missing(facts))


_FINDINGS: Final[Mapping[str, str]] = {
    "days.missing": "Say for how many days.",
    "days.range": "From 1 to {most} days.",
    "days.past_deadline": "The deadline comes first: {left} days are left.",
    "email.missing": "An address is needed, e.g. name@example.com.",
    "email.malformed": "This is not a whole e-mail address, e.g. name@example.com.",
    "email.cleared": "The address can be changed, but not taken away.",
    "mobile.malformed": "A mobile number begins with its country, e.g. +46 70 174 06 31.",
    "mobile.cleared": "The number can be changed, but not taken away.",
    "contact.no_field": "Only what the person had when it was sent can be changed.",
    "contact.missing": "Nothing differs yet.",
    "proof.missing": "Choose what is asked.",
    "proof.needs_mobile": "{proof} needs a mobile number.",
    "proof.needs_number": "{proof} needs the personal number.",
    "proof.mixed": "One person proves who they are with one electronic identity: {other}.",
    "proof.not_here": "{proof} cannot be asked for here.",
    "person.unknown": "This person takes part no more.",
}


class _Missing(dict[str, str]):
    """Facts; one that is not told leaves no braces behind."""

    def __missing__(self, key: str) -> str:
        return ""
