"""Reading the process of a Flow instance: its steps, its forms, and whether all of it resolves."""

from app.emulator.json_value import JsonValue
from app.emulator.scrive import checks
from app.emulator.scrive.checks import Unacceptable
from app.emulator.scrive.flow_records import Group, Part, Participant, Step

_COMBINATORS = frozenset({"parallel_all", "sequence"})


def read(value: JsonValue, where: str) -> Step | Group:
    """The tree of steps in a request."""
    kind = checks.text(checks.record(value, where).get("type"), f"{where}.type")
    if kind in _COMBINATORS:
        children = checks.items(
            checks.exactly(value, where, ("type", "steps"))["steps"], f"{where}.steps"
        )
        if not children:
            raise Unacceptable(f"{where}.steps", "must not be empty")
        steps = [read(child, f"{where}.steps[{index}]") for index, child in enumerate(children)]
        return Group(kind=kind, steps=steps)
    if kind == "form":
        step = checks.exactly(value, where, ("type", "participant", "form"))
        return Step(
            participant=checks.text(step["participant"], f"{where}.participant"),
            form=checks.filled(step["form"], f"{where}.form"),
        )
    if kind != "sign":
        raise Unacceptable(f"{where}.type", f"{kind} is not known here")
    step = checks.exactly(value, where, ("type", "participant", "documents"), ("authentication",))
    labels = checks.items(step["documents"], f"{where}.documents")
    if not labels:
        raise Unacceptable(f"{where}.documents", "must not be empty")
    authentication = None
    if "authentication" in step:
        authentication = checks.text(step["authentication"], f"{where}.authentication")
    return Step(
        participant=checks.text(step["participant"], f"{where}.participant"),
        documents=tuple(checks.text(label, f"{where}.documents") for label in labels),
        authentication=authentication,
    )


def read_forms(value: JsonValue) -> tuple[str, ...]:
    """The labels of the forms in a request."""
    made: list[str] = []
    for index, entry in enumerate(checks.items(value, "forms")):
        where = f"forms[{index}]"
        one = checks.exactly(entry, where, ("label", "schema"), ("ui_schema",))
        schema = checks.record(one["schema"], f"{where}.schema")
        checks.one_of(schema.get("type"), f"{where}.schema.type", frozenset({"object"}))
        checks.record(schema.get("properties"), f"{where}.schema.properties")
        made.append(checks.new_label(one["label"], where, made))
    return tuple(made)


def check(
    process: Step | Group,
    documents: dict[str, Part],
    participants: dict[str, Participant],
    forms: tuple[str, ...],
) -> None:
    """Every reference resolves, everybody has a part, and nobody does the same thing twice."""
    taken: set[tuple[str, str]] = set()
    for step in process.all_steps():
        label = step.participant
        if label not in participants:
            raise Unacceptable("process", f"no participant is labelled {label}")
        if step.authentication is not None and step.authentication not in participants[label].sign:
            raise Unacceptable("process", f"{step.authentication} is no way for {label} to sign")
        if step.form and step.form not in forms:
            raise Unacceptable("process", f"no form is labelled {step.form}")
        for document in step.documents:
            _check_party(label, document, documents)
        for what in (*step.documents, *filter(None, [step.form])):
            if (label, what) in taken:
                raise Unacceptable("process", f"{label} {_verb(step)} {what} twice")
            taken.add((label, what))
    _check_parts({label for label, _ in taken}, documents, participants)
    if not documents and not any(step.form for step in process.all_steps()):
        raise Unacceptable("documents", "must not be empty")


def _check_party(label: str, document: str, documents: dict[str, Part]) -> None:
    if document not in documents:
        raise Unacceptable("process", f"no document is labelled {document}")
    if label not in documents[document].parties:
        raise Unacceptable("process", f"{label} is not a party of {document}")


def _check_parts(
    with_steps: set[str], documents: dict[str, Part], participants: dict[str, Participant]
) -> None:
    mapped = {label for part in documents.values() for label in part.parties}
    for label in participants:
        if label not in mapped | with_steps:
            raise Unacceptable("participants", f"{label} is not a party of any document")


def _verb(step: Step) -> str:
    return "fills in" if step.form else "signs"
