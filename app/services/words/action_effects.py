"""The effects of an action in words: a sentence for each cause, and what is worth adding."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, Protocol

from app.domain.actions import ActionEffect, Cause
from app.domain.contacts import spaced_phone
from app.domain.kinds import Delivery
from app.services.words.counted import Facts, first_name, is_one, named, people_words
from app.services.words.package_effects import PACKAGE_WORDS
from app.services.words.people import provider_word


class Days(Protocol):
    """How times are written where the words are read."""

    def day(self, at: datetime, /) -> str:
        """The day, e.g. `25 Nov`."""
        ...

    def since(self, at: datetime, /) -> str:
        """How long ago, e.g. `3 hours`."""
        ...


def effect_text(effect: ActionEffect, days: Days) -> tuple[str, str]:
    """The sentence of an effect, and what is worth adding to it (may be empty)."""
    of_package = PACKAGE_WORDS.get(effect.cause)
    if of_package is not None:
        return of_package(effect.facts)
    return _WORDS[effect.cause](effect.facts, days)


def _day(facts: Facts, days: Days) -> str:
    try:
        return days.day(datetime.fromisoformat(facts.get("at", "")))
    except ValueError:
        return ""


# -- the words of each cause ----------------------------------------------------------------


def _reminder_to(facts: Facts, _days: Days) -> tuple[str, str]:
    verb = "gets" if is_one(facts) else "get"
    return f"{people_words(facts)} {verb} a reminder, at once.", named(facts)


def _invitation_to(facts: Facts, _days: Days) -> tuple[str, str]:
    way = facts.get("channel", "")
    number = spaced_phone(facts["number"]) if facts.get("number") else ""
    reached: dict[str, tuple[str, str]] = {
        Delivery.EMAIL: (" by e-mail", facts.get("address", "")),
        Delivery.SMS: (" by SMS", number),
        Delivery.EMAIL_SMS: (
            " by e-mail and SMS",
            " and ".join(part for part in (facts.get("address", ""), number) if part),
        ),
    }
    how, where = reached.get(way, ("", ""))
    return (
        f"{first_name(facts)} gets a new invitation{how}, at once.",
        f"It goes to {where}." if where else "",
    )


def _may_be_invited(facts: Facts, _days: Days) -> tuple[str, str]:
    return (
        f"{people_words(facts)} may get a message from the service.",
        "Whether it writes to them is not documented.",
    )


def _link_dies(facts: Facts, _days: Days) -> tuple[str, str]:
    return f"The link that {first_name(facts)} has stops working.", ""


def _reminder_at(facts: Facts, days: Days) -> tuple[str, str]:
    day = _day(facts, days)
    return (
        f"Whoever has not signed by {day} is reminded then." if day else "The service reminds.",
        "The service does it by itself, once.",
    )


def _no_reminder(facts: Facts, days: Days) -> tuple[str, str]:
    day = _day(facts, days)
    return (
        "The service reminds nobody by itself any more.",
        f"The reminder on {day} falls away." if day else "",
    )


def _deadline_at(facts: Facts, days: Days) -> tuple[str, str]:
    return f"It can be signed again until {_day(facts, days)}.", ""


def _signing_stops(facts: Facts, _days: Days) -> tuple[str, str]:
    verb = "has" if is_one(facts) else "have"
    who = people_words(facts) if facts.get("names") else ""
    return "Nobody can sign any more.", f"{who} {verb} not signed." if who else ""


def _signatures_lapse(facts: Facts, _days: Days) -> tuple[str, str]:
    return f"What {people_words(facts)} signed leads to no agreement.", named(facts)


def _work_kept(facts: Facts, _days: Days) -> tuple[str, str]:
    return f"What {people_words(facts)} did is kept.", named(facts)


def _sealed_kept(facts: Facts, _days: Days) -> tuple[str, str]:
    if is_one(facts):
        return "The document that is completed stays so.", ""
    return f"The {facts.get('count', '')} documents that are completed stay so.", ""


def _proof_asked(facts: Facts, _days: Days) -> tuple[str, str]:
    proof = provider_word(facts.get("proof", ""))
    before = _lowered(provider_word(facts.get("before", "")))
    sentence = f"{first_name(facts)} proves who they are before {_moment(facts)}: {proof}."
    return sentence, f"Asked until now: {before}."


def _proof_dropped(facts: Facts, _days: Days) -> tuple[str, str]:
    return (
        f"{first_name(facts)} proves nothing extra before {_moment(facts)} any more.",
        f"Asked until now: {_lowered(provider_word(facts.get('before', '')))}.",
    )


def _moment(facts: Facts) -> str:
    return "opening" if facts.get("moment") == "view" else "signing"


def _lowered(words: str) -> str:
    return words.lower() if words == provider_word("") else words


def _field_added(facts: Facts, _days: Days) -> tuple[str, str]:
    fields = {"mobile": "mobile number", "personal_number": "personal number"}
    field = fields.get(facts.get("field", ""), facts.get("field", ""))
    return f"The {field} is added to what the service knows of {first_name(facts)}.", ""


def _copy_to(facts: Facts, _days: Days) -> tuple[str, str]:
    return f"{facts.get('address', '') or 'The person'} gets the signed document, at once.", ""


def _reminded_before(facts: Facts, days: Days) -> tuple[str, str]:
    at = datetime.fromisoformat(facts["at"])
    return f"This was done {days.since(at)} ago already.", ""


def _maybe_before(facts: Facts, days: Days) -> tuple[str, str]:
    at = datetime.fromisoformat(facts["at"])
    return (
        f"This may have been done {days.since(at)} ago already; nobody can tell.",
        "Do it again only if a second time does no harm.",
    )


def _keep_to_person(facts: Facts, _days: Days) -> tuple[str, str]:
    first = first_name(facts)
    return (
        f"Whoever has this link can act as {first}.",
        f"Give it to {first} only. Countersign does not keep it.",
    )


def _said(sentence: str, more: str = "") -> Callable[[Facts, Days], tuple[str, str]]:
    return lambda _facts, _days: (sentence, more)


_WORDS: Final[Mapping[Cause, Callable[[Facts, Days], tuple[str, str]]]] = {
    Cause.REMINDER_TO: _reminder_to,
    Cause.INVITATION_TO: _invitation_to,
    Cause.MAY_BE_INVITED: _may_be_invited,
    Cause.LINK_DIES: _link_dies,
    Cause.CODES_TO: _said("SMS codes go to the new number from now on."),
    Cause.REMINDER_AT: _reminder_at,
    Cause.NO_REMINDER: _no_reminder,
    Cause.DEADLINE_AT: _deadline_at,
    Cause.SIGNING_STOPS: _signing_stops,
    Cause.SIGNATURES_LAPSE: _signatures_lapse,
    Cause.WORK_KEPT: _work_kept,
    Cause.SEALED_KEPT: _sealed_kept,
    Cause.PROOF_ASKED: _proof_asked,
    Cause.PROOF_DROPPED: _proof_dropped,
    Cause.FIELD_ADDED: _field_added,
    Cause.COPY_TO: _copy_to,
    Cause.ATTACHMENTS_TOO: _said("The attachments go along."),
    Cause.NO_ATTACHMENTS: _said("The attachments do not go along."),
    Cause.NEW_DRAFT: _said(
        "A new draft is made on this computer.", "Nothing leaves it before you send."
    ),
    Cause.OLD_STAYS: _said("The stopped agreement stays as it is."),
    Cause.MAYBE_BEFORE: _maybe_before,
    Cause.REMINDED_BEFORE: _reminded_before,
    Cause.KEEP_TO_PERSON: _keep_to_person,
    Cause.CHANGE_BACK: _said("You can change it back, but not take back the invitation."),
    Cause.REVERSIBLE: _said("You can change it back, and nobody is told."),
    Cause.IRREVERSIBLE: _said("It cannot be taken back."),
    Cause.RESTARTABLE: _said("It cannot be taken back, but a new draft can be made from it."),
}
