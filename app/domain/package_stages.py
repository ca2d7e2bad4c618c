"""Stages: a process tree as SigningHub travels it, with one number for each recipient."""

from enum import StrEnum

from app.domain.agreement import Agreement
from app.domain.process import stages


class PackageType(StrEnum):
    """How a package travels (`workflow_type`, REST API "Update Workflow Details")."""

    SERIAL = "SERIAL"
    """One after the other."""
    PARALLEL = "PARALLEL"
    """All at once."""
    CUSTOM = "CUSTOM"
    """Stage after stage."""
    INDIVIDUAL = "INDIVIDUAL"
    """Everybody gets a copy of their own, as a package of its own."""


def signing_orders(agreement: Agreement) -> dict[str, int]:
    """The stage of each participant by label, from 1 without gaps.

    The first step counts. Who has no step only gets a copy, when all others are done.
    """
    first: dict[str, int] = {}
    for number, stage in enumerate(stages(agreement.process), start=1):
        for step in stage:
            first.setdefault(step.participant, number)
    last = max(first.values(), default=0) + 1
    placed = {each.label: first.get(each.label, last) for each in agreement.participants}
    ranks = {number: rank for rank, number in enumerate(sorted(set(placed.values())), start=1)}
    return {label: ranks[number] for label, number in placed.items()}


def derived_type(agreement: Agreement) -> PackageType:
    """The type that the process asks for."""
    orders = signing_orders(agreement)
    count = len(set(orders.values()))
    if count == len(orders):
        return PackageType.SERIAL
    return PackageType.PARALLEL if count == 1 else PackageType.CUSTOM


def package_type(agreement: Agreement) -> PackageType:
    """The type that the package gets: copies for everybody are a wish, the rest is the process."""
    if agreement.signinghub.get("workflow_type") == PackageType.INDIVIDUAL:
        return PackageType.INDIVIDUAL
    return derived_type(agreement)


def in_several_stages(agreement: Agreement) -> frozenset[str]:
    """Labels of participants with steps in different stages: SigningHub asks each of them once."""
    found: dict[str, set[int]] = {}
    for number, stage in enumerate(stages(agreement.process)):
        for step in stage:
            found.setdefault(step.participant, set()).add(number)
    return frozenset(label for label, numbers in found.items() if len(numbers) > 1)


def acting_together(agreement: Agreement) -> tuple[tuple[str, ...], ...]:
    """Labels of those who share a stage with others, stage by stage: why a type is not SERIAL."""
    orders = signing_orders(agreement)
    by_stage: dict[int, list[str]] = {}
    for person in agreement.participants:
        by_stage.setdefault(orders[person.label], []).append(person.label)
    return tuple(tuple(by_stage[each]) for each in sorted(by_stage) if len(by_stage[each]) > 1)
