"""Turns: who acts at which moment, and what has to be done before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.kinds import Order, StepType
from app.domain.process import Branch, Node, Path, Step, walk_steps

LOOKING: Final = frozenset({StepType.VIEW, StepType.COPY})
"""Steps for which nobody ever waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Steps that come up at the same moment."""

    after: tuple[Step, ...] = ()
    """What must be done before; empty for the turn with which everything begins."""
    steps: tuple[Step, ...] = ()


def acts(step: Step) -> bool:
    """Whether the process waits for the step."""
    return step.type not in LOOKING


def has_acts(node: Node) -> bool:
    """Whether anything below waits for somebody."""
    return any(acts(step) for _, step in walk_steps(node))


def turns(root: Node | None) -> tuple[Turn, ...]:
    """The turns of a process in the order in which they come up; who only looks on has none.

    Steps of one stage (see `app.domain.process.stages`) whose turn depends on different steps
    are different turns.
    """
    if root is None:
        return ()
    found: dict[tuple[int, tuple[Path, ...]], list[Step]] = {}
    for path, number, after in _placed(root, (), 0, ()):
        found.setdefault((number, after), []).append(_step(root, path))
    return tuple(
        Turn(after=tuple(_step(root, path) for path in after), steps=tuple(steps))
        for (_, after), steps in sorted(found.items(), key=lambda each: each[0][0])
    )


def _placed(
    node: Node, path: Path, number: int, after: tuple[Path, ...]
) -> Iterator[tuple[Path, int, tuple[Path, ...]]]:
    """Each acting step below `node` with the number of its stage and what it waits for."""
    if isinstance(node, Step):
        if acts(node):
            yield path, number, after
        return
    if not isinstance(node, Branch):
        return
    for position, child in enumerate(node.steps):
        if not has_acts(child):
            continue
        below = (*path, position)
        yield from _placed(child, below, number, after)
        if node.order is Order.SEQUENCE:
            number += _length(child)
            after = tuple(_last(child, below))


def _length(node: Node) -> int:
    """How many stages a node takes."""
    if isinstance(node, Step):
        return 1 if acts(node) else 0
    if not isinstance(node, Branch):
        return 0
    lengths = [_length(child) for child in node.steps]
    return max(lengths, default=0) if node.order is Order.PARALLEL else sum(lengths)


def _last(node: Node, path: Path) -> Iterator[Path]:
    """The steps with which a node is done."""
    if isinstance(node, Step):
        yield path
        return
    if not isinstance(node, Branch):
        return
    acting = [(*path, n) for n, child in enumerate(node.steps) if has_acts(child)]
    if node.order is Order.SEQUENCE:
        acting = acting[-1:]
    for below in acting:
        yield from _last(node.steps[below[-1]], below)


def _step(root: Node, path: Path) -> Step:
    return next(step for own, step in walk_steps(root) if own == path)
