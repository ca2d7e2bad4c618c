"""What actions are called in menus and over sheets, and why fewer are offered here and there."""

from collections.abc import Sequence
from typing import Final

from app.domain.actions import ActionKind, Offer, WhyNot
from app.services.words.actions import action_word, why_not_text

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
    ActionKind.RECALL: "Recall…",
    ActionKind.CORRECT: "Correct…",
    ActionKind.COMPLETE_EARLY: "Complete early…",
    ActionKind.CHANGE_OWNER: "Give to another owner…",
    ActionKind.DELETE: "Delete at SigningHub…",
    ActionKind.REMIND_PERSON: "Remind…",
    ActionKind.REPLACE_PERSON: "Replace person…",
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
    ActionKind.RECALL: "undo-2",
    ActionKind.CORRECT: "pencil-line",
    ActionKind.COMPLETE_EARLY: "circle-check",
    ActionKind.CHANGE_OWNER: "user-round",
    ActionKind.DELETE: "trash-2",
    ActionKind.REMIND_PERSON: "bell",
    ActionKind.REPLACE_PERSON: "user-round",
}
_ONE_CONTACT: Final = {"email": "Change address", "mobile": "Change number"}

_FLOW: Final = "Scrive Flow decides about reminders and invitations itself."
_LACKING: Final = (WhyNot.LOCKED, WhyNot.NEEDS_V4, WhyNot.NOT_AT_SERVER)
_FLOW_REASONS: Final = (WhyNot.FLOW_NO_INSTANCE, WhyNot.FLOW_UNAVAILABLE)


def title_of(offer: Offer) -> str:
    """Over the sheet; a change of one value is called by it."""
    if offer.kind is ActionKind.CHANGE_CONTACT and len(offer.now) == 1:
        return _ONE_CONTACT[next(iter(offer.now))]
    return action_word(offer.kind)


def menu_text(offer: Offer) -> str:
    """In a menu; the dots say that nothing leaves before the sheet is confirmed."""
    if offer.kind is ActionKind.CHANGE_CONTACT and len(offer.now) == 1:
        return f"{title_of(offer)}…"
    return MENU_WORDS[offer.kind]


def why_not_line(offers: Sequence[Offer]) -> str:
    """One quiet line about what is never offered here and why; empty where nothing is missing."""
    reasons = {each.why_not for each in offers}
    for lacking in _LACKING:
        if lacking in reasons:
            return why_not_text(lacking)
    if WhyNot.FLOW not in reasons:
        return ""
    more = (why_not_text(each) for each in _FLOW_REASONS if each in reasons)
    return " ".join((_FLOW, *more))
