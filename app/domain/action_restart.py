"""A draft out of what a service says of a stopped agreement."""

from dataclasses import replace
from itertools import groupby

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Document,
    Participant,
)
from app.domain.editing import with_changed_participant
from app.domain.kinds import STEP_OF_ROLE, Order, ParticipantKind, Role
from app.domain.labels import new_label
from app.domain.observation import Observation, ObservedParticipant
from app.domain.page_removal import as_sent
from app.domain.process import Branch, Step
from app.domain.scrive_parties import document_details
from app.domain.scrive_proofs import our_word

_DONE_THERE = frozenset({"attachments", "documents"})
"""Members of `scrive`: files that lie only at the service, and pages that were left out there."""


def agreement_again(sent: Agreement) -> Agreement:
    """What was sent, fit for the files as they are at the service: without the pages left out.

    PDFs that went along are not among them.
    """
    fitting = as_sent(sent)
    kept = {name: value for name, value in fitting.scrive.items() if name not in _DONE_THERE}
    return replace(fitting, scrive=kept)


def with_people_now(agreement: Agreement, observation: Observation) -> Agreement:
    """What was sent, with those who took the place of others since then.

    Whoever is new at the service stands for who is not there any more, in the order of both and
    with the same role. A number is not taken over from one person to the other.
    """
    known = {each.email.strip().casefold() for each in agreement.participants if each.email}
    there = {_called(each) for each in observation.participants}
    new = [
        each
        for each in observation.participants
        if each.kind is ParticipantKind.PERSON
        and each.email
        and each.email.strip().casefold() not in known
    ]
    for person in agreement.participants:
        if person.kind is ParticipantKind.GROUP or _called(person) in there:
            continue
        found = next((each for each in new if each.role == person.role), None)
        if found is not None:
            new.remove(found)
            changed = replace(
                person,
                kind=ParticipantKind.PERSON,
                name=found.name,
                email=found.email,
                phone=found.phone,
            )
            agreement = with_changed_participant(agreement, changed)
    return agreement


def _called(person: Participant | ObservedParticipant) -> tuple[ParticipantKind, str]:
    """By what it is known whether somebody is there: an address, else the name of the place."""
    return person.kind, (person.email or person.name).strip().casefold()


def agreement_told(observation: Observation) -> Agreement:
    """What the service says, as far as a draft can say it: people, their proofs and their order."""
    taken: set[str] = set()
    documents = tuple(
        Document(label=_label(each.name, "document", taken), file=f"{number}.pdf", name=each.name)
        for number, each in enumerate(observation.documents, start=1)
    )
    people = [
        (each, _participant(each, _label(each.name or each.email, "person", taken), taken))
        for each in observation.participants
    ]
    language = document_details(observation).get("lang")
    return Agreement(
        title=observation.title,
        message=observation.message,
        language=language if isinstance(language, str) else "",
        documents=documents,
        participants=tuple(person for _, person in people),
        process=_process(people, tuple(each.label for each in documents)),
    )


def _label(name: str, fallback: str, taken: set[str]) -> str:
    label = new_label(name, taken, fallback)
    taken.add(label)
    return label


def _participant(seen: ObservedParticipant, label: str, taken: set[str]) -> Participant:
    view, sign = _proof(seen.authentication_to_view), _proof(seen.authentication_to_sign)
    return Participant(
        label=label,
        name=seen.name,
        email=seen.email,
        phone=seen.phone,
        role=_role(seen),
        delivery=seen.delivery,
        authentication=Authentication(
            view=AuthenticationMethod(provider=view) if view else None,
            sign=(
                (
                    AuthenticationMethod(
                        provider=sign, label=_label(f"{label}_sign", "proof", taken)
                    ),
                )
                if sign
                else ()
            ),
        ),
    )


def _proof(told: str) -> str:
    """A proof as a draft calls it; of several that are asked together a draft can say one."""
    return our_word(told.partition(",")[0].strip())


def _role(seen: ObservedParticipant) -> Role:
    return Role(seen.role) if seen.role in set(Role) else Role.SIGNER


def _process(
    people: list[tuple[ObservedParticipant, Participant]], documents: tuple[str, ...]
) -> Branch | None:
    """One after the other by their numbers, those with equal ones at once."""
    ordered = sorted(people, key=lambda each: each[0].signing_order)
    groups = [
        tuple(_step(person, documents) for _, person in group)
        for _, group in groupby(ordered, key=lambda each: each[0].signing_order)
    ]
    if not groups:
        return None
    if len(groups) == 1:
        return Branch(order=Order.PARALLEL, steps=groups[0])
    return Branch(
        order=Order.SEQUENCE,
        steps=tuple(
            group[0] if len(group) == 1 else Branch(order=Order.PARALLEL, steps=group)
            for group in groups
        ),
    )


def _step(person: Participant, documents: tuple[str, ...]) -> Step:
    methods = person.authentication.sign
    return Step(
        type=STEP_OF_ROLE[person.role],
        participant=person.label,
        documents=documents,
        authentication=methods[0].label if methods else "",
    )
