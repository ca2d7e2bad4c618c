"""Processes for tests: a draft with four people, three of whom act."""

from app.domain.agreement import Agreement, Participant
from app.domain.kinds import Order, StepType
from app.domain.process import Branch, Node, OtherStep, Step, walk_steps
from tests.support.agreements import a_document, a_step, an_agreement, bodil, elin, inga


def karim() -> Participant:
    return Participant(label="karim", name="Karim Haddad", email="karim@example.com")


def a_draft(process: Node | None) -> Agreement:
    """Bodil, Karim and Inga act; Elin only views."""
    documents = tuple(a_document(label) for label in ("contract", "rules"))
    people = (bodil(), karim(), inga(), elin())
    return an_agreement(documents=documents, participants=people, process=process)


def in_turn(*steps: Node) -> Branch:
    return Branch(order=Order.SEQUENCE, steps=steps)


def at_once(*steps: Node) -> Branch:
    return Branch(order=Order.PARALLEL, steps=steps)


def looks_on(person: str) -> Step:
    return Step(type=StepType.VIEW, participant=person, documents=("contract",))


def inga_signs() -> Step:
    return a_step("inga", "contract", "rules", authentication="inga_sign")


def said(process: Node | None) -> object:
    """The process as nested lists of names: tuples for a sequence, sets of all at once."""
    if isinstance(process, Step) or process is None:
        return None if process is None else process.participant
    if isinstance(process, OtherStep):
        return process.type
    inner = [said(each) for each in process.steps]
    return tuple(inner) if process.order is Order.SEQUENCE else inner


def order_of(process: Node | None) -> list[str]:
    return [] if process is None else [step.participant for _, step in walk_steps(process)]
