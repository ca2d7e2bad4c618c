"""The best next step with the one for whom everybody waits."""

from collections.abc import Sequence
from typing import Final

from app.domain.actions import ActionKind, Offer
from app.domain.kinds import Delivery, ParticipantKind
from app.domain.observation import ObservedParticipant
from app.domain.status import ParticipantStatus
from app.gui.widgets.blocker_card import NextStep

_KEY: Final = "action"


def next_steps(offers: Sequence[Offer], person: ObservedParticipant) -> tuple[NextStep, ...]:
    """The buttons of the card, the best one first; empty where nothing is offered."""
    wanted = [
        step
        for step in (
            _fill(offers, person),
            _repair(offers, person),
            _link(offers, person),
            _remind(offers, person),
        )
        if step
    ]
    return tuple(
        NextStep(key=key, text=text, best=place == 0)
        for place, (key, text) in enumerate(wanted[:2])
    )


def draft_steps(offers: Sequence[Offer]) -> tuple[NextStep, ...]:
    """The buttons of a recalled agreement; empty for any other."""
    if offered(offers, ActionKind.CORRECT) is None:
        return ()
    correct = NextStep(key=key_of(ActionKind.CORRECT), text="Correct…", best=True)
    gone = offered(offers, ActionKind.DELETE)
    return (correct, NextStep(key=key_of(gone.kind), text="Delete…")) if gone else (correct,)


def key_of(kind: ActionKind, person: str = "", member: str = "") -> str:
    """What a button is called; `member` is the value to begin with."""
    return "|".join((_KEY, kind.value, member, person))


def offer_behind(key: str, offers: Sequence[Offer]) -> tuple[Offer, str] | None:
    """The offer that a button stands for, and the value to begin with; None for another button."""
    head, _, rest = key.partition("|")
    if head != _KEY:
        return None
    kind, member, person = rest.split("|", 2)
    found = (each for each in offers if (each.kind.value, each.person) == (kind, person))
    offer = next(found, None)
    return (offer, member) if offer is not None and offer.offered else None


def offered(offers: Sequence[Offer], kind: ActionKind, person: str = "") -> Offer | None:
    """The offer of that kind, where it can be done."""
    return next((o for o in offers if o.offered and (o.kind, o.person) == (kind, person)), None)


def _fill(offers: Sequence[Offer], person: ObservedParticipant) -> tuple[str, str] | None:
    """Where nobody is named, nobody can be reminded either."""
    if person.kind is not ParticipantKind.PLACEHOLDER:
        return None
    offer = offered(offers, ActionKind.REPLACE_PERSON, person.key)
    return (key_of(offer.kind, person.key), "Name a person…") if offer is not None else None


def _repair(offers: Sequence[Offer], person: ObservedParticipant) -> tuple[str, str] | None:
    """Another address for what did not arrive, another number for codes that nobody enters."""
    offer = offered(offers, ActionKind.CHANGE_CONTACT, person.key)
    if offer is None:
        return None
    by_number = person.delivery is Delivery.SMS or "email" not in offer.now
    if person.status is ParticipantStatus.FAILED:
        member = "mobile" if by_number and "mobile" in offer.now else "email"
    elif _waits_for_code(person) and "mobile" in offer.now:
        member = "mobile"
    else:
        return None
    text = "Change number…" if member == "mobile" else "Change address…"
    return key_of(offer.kind, person.key, member), text


def _waits_for_code(person: ObservedParticipant) -> bool:
    asked = f"{person.authentication_to_view},{person.authentication_to_sign}"
    is_open = person.status is ParticipantStatus.OPENED and not person.authenticated
    return is_open and "sms" in asked


def _link(offers: Sequence[Offer], person: ObservedParticipant) -> tuple[str, str] | None:
    offer = offered(offers, ActionKind.LINK, person.key)
    return (key_of(offer.kind, person.key), "Show the link…") if offer is not None else None


def _remind(offers: Sequence[Offer], person: ObservedParticipant) -> tuple[str, str] | None:
    """By themselves where the service reminds single people, else with everybody."""
    alone = offered(offers, ActionKind.REMIND_PERSON, person.key)
    offer = alone or offered(offers, ActionKind.REMIND)
    return (key_of(offer.kind, offer.person), "Remind…") if offer is not None else None
