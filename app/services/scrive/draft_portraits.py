"""The portraits of one draft at Scrive: as it is asked for, and as Scrive tells it."""

from collections.abc import Mapping
from dataclasses import replace

from app.domain.agreement import Document as DraftDocument
from app.domain.attachments import attachments_of
from app.domain.json_value import JsonObject
from app.domain.portrait import SENDER, Aspect, Fact, Portrait
from app.services.outbox.carrier import Parcel
from app.services.outbox.facts import Facts
from app.services.scrive.field_reading import objects_in
from app.services.scrive.flow_request import people_of
from app.services.scrive.portraying import DRAFT, KeyOf, portrayed
from app.services.scrive.wire import Document

_SIGNER: JsonObject = {"signatory_role": "signing_party"}
"""What a party is that is sent without a role (Document API v2, Signatory)."""


def asked(parcel: Parcel, draft: DraftDocument, wanted: JsonObject) -> Portrait:
    """What an update asks for, with what goes to Scrive by other calls."""
    people = people_of(parcel.agreement, draft)
    author, *others = objects_in(wanted["parties"])
    body: JsonObject = {**wanted, "parties": [author, *({**_SIGNER, **each} for each in others)]}

    def key_of(place: int, _party: JsonObject) -> tuple[str, str]:
        if place == 0:
            return f"{draft.label}/{SENDER}", SENDER
        person = people[place - 1]
        return f"{draft.label}/{person.label}", person.shown_name

    document, *rest = _portrait(parcel, draft, body, key_of)
    facts = {Aspect.STATE: Fact(text=DRAFT), **document.facts}
    attached = attachments_of(parcel.agreement)
    if draft.label == parcel.agreement.documents[0].label:
        names = ", ".join(sorted(each.shown_name for each in attached))
        facts[Aspect.ATTACHMENTS] = Fact(text=names)
    return (replace(document, facts=facts), *rest)


def told(
    parcel: Parcel, draft: DraftDocument, document: Document, signatories: Mapping[str, str]
) -> Portrait:
    """What Scrive tells; `signatories` are the ids of the parties by label, where they are known.

    Where they are not, parties are known by their position (documents/{id}/update keeps it).
    """
    people = people_of(parcel.agreement, draft)
    labels = {party_id: label for label, party_id in signatories.items()}
    names = {person.label: person.shown_name for person in people}

    def key_of(place: int, party: JsonObject) -> tuple[str, str]:
        if party.get("is_author") is True or (place == 0 and "is_author" not in party):
            return f"{draft.label}/{SENDER}", SENDER
        label = labels.get(str(party.get("id")), "")
        if not signatories and 0 < place <= len(people):
            label = people[place - 1].label
        return (f"{draft.label}/{label}", names.get(label, "")) if label else ("", "")

    return _portrait(parcel, draft, document.raw, key_of)


def _portrait(parcel: Parcel, draft: DraftDocument, body: JsonObject, key_of: KeyOf) -> Portrait:
    return portrayed(
        Facts(key=parcel.ref),
        body,
        label=draft.label,
        name=draft.shown_name,
        key_of=key_of,
    )
