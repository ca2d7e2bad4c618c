"""Sign orders: a process tree as the one number that a party of a Scrive document has."""

from itertools import permutations

from app.domain.kinds import Order, StepType
from app.domain.process import Branch, Node, OtherStep, Step, stages

VIEWING = frozenset({StepType.VIEW, StepType.COPY})
"""Steps for which nobody waits."""


def acting_part(node: Node | None) -> Node | None:
    """The process without the steps for which nobody waits; None where nothing is left."""
    if node is None or isinstance(node, OtherStep):
        return node
    if isinstance(node, Step):
        return None if node.type in VIEWING else node
    kept = tuple(child for child in map(acting_part, node.steps) if child is not None)
    return Branch(order=node.order, steps=kept) if kept else None


def sign_orders(process: Node | None) -> dict[str, int]:
    """The sign order of everybody who acts, from 1 without gaps.

    Equal numbers act at once, a higher one after all lower ones (Document API v2, `sign_order`).
    """
    return {
        step.participant: number
        for number, stage in reversed(list(enumerate(stages(acting_part(process)), start=1)))
        for step in stage
    }


def keeps_order(process: Node | None) -> bool:
    """Whether one number for each participant says exactly who waits for whom.

    It cannot where a sequence runs beside something else: the numbers make both wait for each
    other.
    """
    acting = acting_part(process)
    if acting is None:
        return True
    numbered = stages(acting)
    turn = {id(step): number for number, stage in enumerate(numbered) for step in stage}
    waits = _waiting(acting)
    steps = [step for stage in numbered for step in stage]
    return all(
        (turn[id(first)] < turn[id(then)]) == ((id(first), id(then)) in waits)
        for first, then in permutations(steps, 2)
    )


def _waiting(node: Node) -> set[tuple[int, int]]:
    """Pairs of steps of which the second waits for the first."""
    if not isinstance(node, Branch):
        return set()
    found = {pair for child in node.steps for pair in _waiting(child)}
    if node.order is Order.SEQUENCE:
        below = [_steps(child) for child in node.steps]
        for position, earlier in enumerate(below):
            for later in below[position + 1 :]:
                found |= {(id(first), id(then)) for first in earlier for then in later}
    return found


def _steps(node: Node) -> list[Step]:
    if isinstance(node, Step):
        return [node]
    if not isinstance(node, Branch):
        return []
    return [step for child in node.steps for step in _steps(child)]
