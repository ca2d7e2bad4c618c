"""The effects of an action on a SigningHub package in words."""

from collections.abc import Callable, Mapping
from typing import Final

from app.domain.actions import Cause
from app.services.words.counted import Facts, first_name, is_one, named, people_words

Said = tuple[str, str]
"""A sentence, and what is worth adding to it (may be empty)."""


def _access_ends(facts: Facts) -> Said:
    if not int(facts.get("count") or 0):
        return "Nobody can open it any more.", ""
    return f"{people_words(facts)} cannot open it any more.", named(facts)


def _recall_told(facts: Facts) -> Said:
    if not int(facts.get("count") or 0):
        return "The service may write to those whose turn it was.", ""
    verb = "gets" if is_one(facts) else "get"
    return f"{people_words(facts)} {verb} a message that it was recalled.", named(facts)


def _signatures_unsure(facts: Facts) -> Said:
    verb = "has" if is_one(facts) else "have"
    return (
        f"{people_words(facts)} {verb} acted already; that may be void.",
        "Whether signatures outlast a recall is not documented; sent again, all are asked anew.",
    )


def _ended_early(facts: Facts) -> Said:
    if not int(facts.get("count") or 0):
        return "It counts as completed.", ""
    verb = "has" if is_one(facts) else "have"
    return f"It counts as completed, though {people_words(facts)} {verb} not acted.", named(facts)


def _recalled_first(facts: Facts) -> Said:
    return (
        "It is recalled first: nobody can sign any more.",
        f"{people_words(facts)} {'has' if is_one(facts) else 'have'} not acted.",
    )


def _owner_changes(facts: Facts) -> Said:
    who = facts.get("address", "") or "Somebody else"
    return f"{who} owns it from then on.", "They decide about it, you do not any more."


def _replaced_by(facts: Facts) -> Said:
    return (
        f"{facts.get('new', '') or 'Somebody else'} takes the place of {first_name(facts)}.",
        f"Their address is {facts['address']}." if facts.get("address") else "",
    )


def _invited_now(facts: Facts) -> Said:
    where = f"It goes to {facts['address']}." if facts.get("address") else ""
    return f"{first_name(facts)} gets an invitation, at once.", where


def _invited_later(facts: Facts) -> Said:
    return f"{first_name(facts)} is invited when it is their turn.", ""


def _place_stays(facts: Facts) -> Said:
    return (
        f"Fields, rights and proofs stay, now for {first_name(facts)}.",
        "A code by SMS still goes to the number that was set for it, a password stays the same.",
    )


def _said(sentence: str, more: str = "") -> Callable[[Facts], Said]:
    return lambda _facts: (sentence, more)


PACKAGE_WORDS: Final[Mapping[Cause, Callable[[Facts], Said]]] = {
    Cause.ACCESS_ENDS: _access_ends,
    Cause.RECALL_TOLD: _recall_told,
    Cause.SIGNATURES_UNSURE: _signatures_unsure,
    Cause.QUOTA_AGAIN: _said(
        "The workflow is given back to your subscription.",
        "Sending it again uses one up again.",
    ),
    Cause.COPY_ALONE: _said("It concerns this person's copy only; the others go on."),
    Cause.LOCKED_DRAFT: _said(
        "It is a draft again, which a template locks.",
        "Only what the template leaves open can be changed, in SigningHub's own pages.",
    ),
    Cause.DRAFT_AGAIN: _said(
        "It is a draft again: correct it and send it once more, or delete it.",
    ),
    Cause.SAME_PACKAGE: _said(
        "Send shares the same package once more.",
        "What it says there is replaced by what the draft says.",
    ),
    Cause.ENDED_EARLY: _ended_early,
    Cause.RECALLED_FIRST: _recalled_first,
    Cause.DECLINED_FOR_YOU: _said(
        "It waits for you: deleting declines it in your name.", "Its sender sees that."
    ),
    Cause.DELETED_FOR_GOOD: _said(
        "It is removed from your inbox there.", "No way to get it back is documented."
    ),
    Cause.LEAVES_LISTS: _said(
        "It leaves your lists there, with documents and evidence.",
        "Download what you need before.",
    ),
    Cause.OWNER_CHANGES: _owner_changes,
    Cause.MAY_BE_HIDDEN: _said("This account may not see it any more."),
    Cause.REPLACED_BY: _replaced_by,
    Cause.INVITED_NOW: _invited_now,
    Cause.INVITED_LATER: _invited_later,
    Cause.PLACE_STAYS: _place_stays,
}
