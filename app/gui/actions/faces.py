"""What the sheet of each action asks, made from the offer."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from app.domain.actions import PROOF_KINDS, ActionKind, Offer
from app.domain.contacts import spaced_phone
from app.domain.observation import Observation, ObservedParticipant
from app.gui.actions.asking import Asked, Asks, SheetFace
from app.gui.actions.words import GLYPHS, title_of
from app.gui.when import Times
from app.services.texts import provider_word

_GRAVE = frozenset(
    {ActionKind.CANCEL, ActionKind.RECALL, ActionKind.COMPLETE_EARLY, ActionKind.DELETE}
)
"""The safe button comes first: nobody does these by pressing Enter."""
_PROLONG_DAYS = 14
"""Offered at first: two weeks."""


def face_of(offer: Offer, observation: Observation, title: str, times: Times) -> SheetFace:
    """The sheet of `offer` about the agreement called `title`."""
    place = place_of(observation, offer.person)
    person = observation.participants[place] if place is not None else None
    danger = offer.kind in _GRAVE
    return SheetFace(
        key=f"action-{offer.kind.value}",
        title=title_of(offer),
        name=shown_name(person) if person is not None else title,
        person=place,
        about=_about(observation, person, title),
        glyph=GLYPHS[offer.kind],
        fields=_fields(offer, times),
        kind="danger" if danger else "primary",
        refuse="Keep it" if danger else "",
    )


def place_of(observation: Observation, key: str) -> int | None:
    """Where the participant of that key stands, from 0; None for nobody in particular."""
    people = enumerate(observation.participants)
    return next((place for place, each in people if key and each.key == key), None)


def shown_name(person: ObservedParticipant) -> str:
    """What the person is called here."""
    return person.name or person.email or person.phone or "This person"


def _about(observation: Observation, person: ObservedParticipant | None, title: str) -> str:
    if person is not None:
        stages = {each.signing_order for each in observation.participants}
        step = sum(stage <= person.signing_order for stage in stages)
        return f"{title}, step {step} of {len(stages)}" if len(stages) > 1 else title
    count = len(observation.participants)
    people = "1 person" if count == 1 else f"{count} people"
    documents = len(observation.documents)
    return f"{people}, {documents} documents" if documents > 1 else f"{people}, 1 document"


def _fields(offer: Offer, times: Times) -> tuple[Asked, ...]:
    make = _ASKED.get(offer.kind)
    return () if make is None else make(offer, times)


def _contacts(offer: Offer, _times: Times) -> tuple[Asked, ...]:
    return tuple(_contact(name, value) for name, value in offer.now.items())


def _forwarding(_offer: Offer, _times: Times) -> tuple[Asked, ...]:
    return (
        Asked(name="email", label="E-mail address of whoever shall get it"),
        Asked(name="attachments", label="With the attachments", kind=Asks.TICK, value="yes"),
    )


def _owner(offer: Offer, _times: Times) -> tuple[Asked, ...]:
    now = offer.now.get("email", "")
    return (Asked(name="email", label="New owner's e-mail", now_label="Owner now", now=now or "–"),)


def _of_person(offer: Offer, _times: Times) -> tuple[Asked, ...]:
    """Nothing of the old person is kept by mistake: everything is typed anew."""
    name = Asked(name="name", label="New name", now_label="Name now", now=offer.now["name"] or "–")
    rest = (_contact(each, value) for each, value in offer.now.items() if each != "name")
    return (name, *(replace(each, value="") for each in rest))


def _contact(name: str, value: str) -> Asked:
    if name == "mobile":
        spaced = spaced_phone(value)
        return Asked(
            name=name, label="New mobile", now_label="Mobile now", now=spaced or "–", value=spaced
        )
    return Asked(
        name=name, label="New e-mail", now_label="E-mail now", now=value or "–", value=value
    )


def _proof(offer: Offer, _times: Times) -> tuple[Asked, ...]:
    now = offer.now.get("proof", "")
    options = tuple((each, provider_word(each)) for each in offer.choices)
    return (
        Asked(
            name="proof",
            label="Asked from now on",
            kind=Asks.CHOICE,
            now_label="Asked now",
            now=provider_word(now),
            value=now,
            options=options,
        ),
        Asked(name="mobile", label="Mobile number"),
        Asked(name="personal_number", label="Personal number"),
    )


def _reminder(offer: Offer, times: Times) -> tuple[Asked, ...]:
    at = _moment(offer.now.get("reminder_at", ""))
    now = f"{times.day(at)}, {times.until(at)}" if at is not None else "None"
    days = max(0, (at - times.now).days) if at is not None else 0
    return (
        Asked(
            name="days",
            label="From now on",
            kind=Asks.NUMBER,
            now_label="Reminder now",
            now=now,
            value=str(min(days, offer.most_days)),
            most=offer.most_days,
            unit=" days from now",
            zero="No reminder",
        ),
    )


def _prolong(offer: Offer, times: Times) -> tuple[Asked, ...]:
    at = _moment(offer.now.get("deadline", ""))
    return (
        Asked(
            name="days",
            label="Prolong by",
            kind=Asks.NUMBER,
            now_label="Expired",
            now=f"{times.day(at)}, {times.until(at)}" if at is not None else "–",
            value=str(min(_PROLONG_DAYS, offer.most_days)),
            least=1,
            most=offer.most_days,
            unit=" days",
        ),
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


_ASKED: Mapping[ActionKind, Callable[[Offer, Times], tuple[Asked, ...]]] = {
    ActionKind.CHANGE_CONTACT: _contacts,
    **dict.fromkeys(PROOF_KINDS, _proof),
    ActionKind.AUTO_REMINDER: _reminder,
    ActionKind.PROLONG: _prolong,
    ActionKind.FORWARD: _forwarding,
    ActionKind.CHANGE_OWNER: _owner,
    ActionKind.REPLACE_PERSON: _of_person,
}
