"""The process tree as one number for each person."""

import pytest

from app.domain.kinds import Order, StepType
from app.domain.process import Branch, Node, Step
from app.domain.sign_orders import keeps_order, sign_orders


def step(person: str, kind: StepType = StepType.SIGN) -> Step:
    return Step(type=kind, participant=person, documents=("contract",))


def in_turn(*steps: Node) -> Branch:
    return Branch(order=Order.SEQUENCE, steps=steps)


def at_once(*steps: Node) -> Branch:
    return Branch(order=Order.PARALLEL, steps=steps)


A, B, C, D = (step(name) for name in "abcd")
LOOK = step("v", StepType.VIEW)


@pytest.mark.parametrize(
    ("process", "orders"),
    [
        (A, {"a": 1}),
        (in_turn(A, B), {"a": 1, "b": 2}),
        (at_once(A, B), {"a": 1, "b": 1}),
        (in_turn(A, at_once(B, C), D), {"a": 1, "b": 2, "c": 2, "d": 3}),
        (in_turn(A, LOOK, B), {"a": 1, "b": 2}),
        (in_turn(step("k", StepType.APPROVE), A), {"k": 1, "a": 2}),
        (in_turn(in_turn(A, B), C), {"a": 1, "b": 2, "c": 3}),
        (None, {}),
        (LOOK, {}),
    ],
)
def test_lower_numbers_come_first_without_gaps(
    process: Branch | Step | None, orders: dict[str, int]
) -> None:
    assert sign_orders(process) == orders
    assert keeps_order(process)


@pytest.mark.parametrize(
    "process",
    [at_once(in_turn(A, B), C), in_turn(A, at_once(in_turn(B, C), D))],
)
def test_a_sequence_beside_something_else_makes_people_wait_longer(process: Branch) -> None:
    assert not keeps_order(process)
