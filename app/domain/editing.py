"""Changes to an agreement; each returns a new one whose parts still refer to each other rightly."""

from dataclasses import replace

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Document,
    Participant,
)
from app.domain.json_value import JsonObject
from app.domain.kinds import STEP_OF_ROLE, Role, StepType
from app.domain.labels import new_label
from app.domain.process import Node, Step, walk_steps
from app.domain.process_editing import (
    appended,
    replaced,
    without_document,
    without_participant,
)

DEFAULT_ATTEMPTS = 3
"""Tries for an SMS code when nothing else was chosen, as in the Flow guide."""


def with_document(agreement: Agreement, file: str, name: str) -> tuple[Agreement, Document]:
    """One more document, which every step of a signer, approver or viewer takes in."""
    label = new_label(name, agreement.labels(), "document")
    document = Document(label=label, file=file, name=name)
    changed = replace(agreement, documents=(*agreement.documents, document))
    process = changed.process
    if process is not None:
        for path, step in walk_steps(process):
            grown = replace(step, documents=(*step.documents, label))
            process = replaced(process, path, grown)
    title = agreement.title or name
    return replace(changed, process=process, title=title), document


def without_that_document(agreement: Agreement, label: str) -> Agreement:
    """The agreement without a document, its fields and its place in the steps."""
    return replace(
        agreement,
        documents=tuple(each for each in agreement.documents if each.label != label),
        fields=tuple(each for each in agreement.fields if each.document != label),
        process=without_document(agreement.process, label),
        scrive=_without_entry(agreement.scrive, "documents", label),
        signinghub=_without_entry(agreement.signinghub, "documents", label),
    )


def with_changed_document(agreement: Agreement, document: Document) -> Agreement:
    """The agreement with the document of the same label changed."""
    return replace(
        agreement,
        documents=tuple(
            document if each.label == document.label else each for each in agreement.documents
        ),
    )


def with_document_moved(agreement: Agreement, label: str, by: int) -> Agreement:
    """The document moved up (negative) or down in the order in which people read."""
    documents = list(agreement.documents)
    place = next(n for n, each in enumerate(documents) if each.label == label)
    target = min(max(place + by, 0), len(documents) - 1)
    documents.insert(target, documents.pop(place))
    return replace(agreement, documents=tuple(documents))


def with_participant(
    agreement: Agreement, name: str, *, email: str = "", phone: str = "", role: Role = Role.SIGNER
) -> tuple[Agreement, Participant]:
    """One more participant with a step over all documents."""
    label = new_label(name or email or phone, agreement.labels(), "person")
    person = Participant(label=label, name=name, email=email, phone=phone, role=role)
    step = Step(
        type=STEP_OF_ROLE[role],
        participant=label,
        documents=tuple(each.label for each in agreement.documents),
    )
    return (
        replace(
            agreement,
            participants=(*agreement.participants, person),
            process=appended(agreement.process, step),
        ),
        person,
    )


def without_that_participant(agreement: Agreement, label: str) -> Agreement:
    """The agreement without a participant, their fields and their steps."""
    return replace(
        agreement,
        participants=tuple(each for each in agreement.participants if each.label != label),
        fields=tuple(each for each in agreement.fields if each.participant != label),
        process=without_participant(agreement.process, label),
        scrive=_without_entry(agreement.scrive, "participants", label),
        signinghub=_without_entry(agreement.signinghub, "participants", label),
    )


def with_changed_participant(agreement: Agreement, person: Participant) -> Agreement:
    """The participant of the same label changed, and their steps with them.

    A new role changes what the steps do; a step never points to an authentication that is gone.
    """
    before = agreement.participant(person.label)
    changed = replace(
        agreement,
        participants=tuple(
            person if each.label == person.label else each for each in agreement.participants
        ),
    )
    if changed.process is None:
        return changed
    process: Node = changed.process
    methods = [method.label for method in person.authentication.sign]
    for path, step in walk_steps(process):
        if step.participant != person.label:
            continue
        kind = step.type
        if before is not None and before.role is not person.role:
            kind = STEP_OF_ROLE[person.role]
        chosen = step.authentication if step.authentication in methods else ""
        if not chosen and methods and kind is StepType.SIGN:
            chosen = methods[0]
        if kind is not StepType.SIGN:
            chosen = ""
        process = replaced(process, path, replace(step, type=kind, authentication=chosen))
    return replace(changed, process=process)


def with_participant_moved(agreement: Agreement, label: str, by: int) -> Agreement:
    """The participant moved up (negative) or down in the list."""
    people = list(agreement.participants)
    place = next(n for n, each in enumerate(people) if each.label == label)
    target = min(max(place + by, 0), len(people) - 1)
    people.insert(target, people.pop(place))
    return replace(agreement, participants=tuple(people))


def authentication_to_view(
    person: Participant, provider: str, attempts: int | None = DEFAULT_ATTEMPTS
) -> Participant:
    """The participant with that proof of identity to open; an empty provider asks nothing."""
    method = AuthenticationMethod(provider=provider, max_attempts=attempts) if provider else None
    return replace(person, authentication=replace(person.authentication, view=method))


def authentication_to_sign(
    agreement: Agreement,
    person: Participant,
    provider: str,
    attempts: int | None = DEFAULT_ATTEMPTS,
) -> Participant:
    """The participant with that proof of identity to sign; an empty provider asks nothing."""
    if not provider:
        authentication: Authentication = replace(person.authentication, sign=())
        return replace(person, authentication=authentication)
    existing = person.authentication.sign[:1]
    label = existing[0].label if existing and existing[0].label else ""
    if not label:
        label = new_label(f"{person.label}_sign_auth", agreement.labels())
    method = AuthenticationMethod(provider=provider, max_attempts=attempts, label=label)
    rest = person.authentication.sign[1:]
    return replace(person, authentication=replace(person.authentication, sign=(method, *rest)))


def with_step_documents(agreement: Agreement, label: str, documents: tuple[str, ...]) -> Agreement:
    """The documents that a participant's steps are about, in the order of the agreement."""
    if agreement.process is None:
        return agreement
    ordered = tuple(each.label for each in agreement.documents if each.label in documents)
    process: Node = agreement.process
    for path, step in walk_steps(process):
        if step.participant == label:
            process = replaced(process, path, replace(step, documents=ordered))
    return replace(agreement, process=process)


def _without_entry(settings: JsonObject, group: str, label: str) -> JsonObject:
    inner = settings.get(group)
    if not isinstance(inner, dict) or label not in inner:
        return settings
    return {**settings, group: {name: value for name, value in inner.items() if name != label}}
