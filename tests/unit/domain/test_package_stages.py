"""Stages: a process tree as SigningHub travels it."""

from dataclasses import replace

import pytest

from app.domain.kinds import Order, Role, StepType
from app.domain.package_stages import (
    PackageType,
    derived_type,
    in_several_stages,
    package_type,
    signing_orders,
)
from app.domain.process import Branch, Node, Step
from tests.support.agreements import a_step, an_agreement
from tests.support.signinghub_office import a_copy, a_signer

FIRST, SECOND, THIRD = (a_step(name) for name in ("ada", "bo", "cy"))
PEOPLE = tuple(a_signer(name, name.title()) for name in ("ada", "bo", "cy"))


def sequence(*steps: Node) -> Branch:
    return Branch(order=Order.SEQUENCE, steps=steps)


def parallel(*steps: Node) -> Branch:
    return Branch(order=Order.PARALLEL, steps=steps)


@pytest.mark.parametrize(
    ("process", "type_", "orders"),
    [
        (sequence(FIRST, SECOND, THIRD), PackageType.SERIAL, (1, 2, 3)),
        (parallel(FIRST, SECOND, THIRD), PackageType.PARALLEL, (1, 1, 1)),
        (sequence(FIRST, parallel(SECOND, THIRD)), PackageType.CUSTOM, (1, 2, 2)),
        (sequence(parallel(FIRST, SECOND), THIRD), PackageType.CUSTOM, (1, 1, 2)),
        (parallel(sequence(FIRST, SECOND), THIRD), PackageType.CUSTOM, (1, 2, 1)),
    ],
)
def test_the_tree_becomes_one_number_for_each(
    process: Node, type_: PackageType, orders: tuple[int, ...]
) -> None:
    agreement = an_agreement(participants=PEOPLE, process=process)

    assert derived_type(agreement) is type_
    assert tuple(signing_orders(agreement).values()) == orders


def test_who_has_no_step_comes_last() -> None:
    agreement = an_agreement(
        participants=(a_copy("elin", "Elin"), *PEOPLE), process=parallel(FIRST, SECOND, THIRD)
    )

    assert signing_orders(agreement) == {"elin": 2, "ada": 1, "bo": 1, "cy": 1}


def test_a_copy_with_a_step_gets_it_at_its_turn() -> None:
    elin = a_copy("elin", "Elin")
    copy = Step(type=StepType.COPY, participant="elin", documents=("contract",))
    agreement = an_agreement(
        participants=(*PEOPLE[:2], elin), process=sequence(FIRST, copy, SECOND)
    )

    assert elin.role is Role.COPY
    assert signing_orders(agreement) == {"ada": 1, "elin": 2, "bo": 3}


def test_one_alone_is_serial() -> None:
    assert derived_type(an_agreement(participants=PEOPLE[:1], process=FIRST)) is PackageType.SERIAL


def test_copies_for_everybody_are_a_wish_of_the_draft() -> None:
    agreement = an_agreement(participants=PEOPLE, process=sequence(FIRST, SECOND, THIRD))
    wish = replace(agreement, signinghub={"workflow_type": "INDIVIDUAL"})

    assert package_type(agreement) is PackageType.SERIAL
    assert package_type(wish) is PackageType.INDIVIDUAL


def test_who_has_steps_at_different_times_is_found() -> None:
    again = replace(FIRST, documents=("annex",))
    agreement = an_agreement(participants=PEOPLE, process=sequence(FIRST, SECOND, again))

    assert in_several_stages(agreement) == {"ada"}
