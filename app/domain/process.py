"""The process: a tree of steps, one after the other or all at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.json_value import JsonObject
from app.domain.kinds import Order, StepType


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One participant does one thing to some documents."""

    type: StepType
    participant: str
    """Label of the participant."""
    documents: tuple[str, ...] = ()
    """Labels of the documents."""
    authentication: str = ""
    """Label of one of the participant's methods to sign; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherStep:
    """A step of a kind that the program does not compose: kept and handed on as it is.

    Flow knows `form`, `send_email`, `send_sms`, `seal`, `redirect` and more (Flow API, `process`).
    """

    members: JsonObject
    """All of the step, `type` among it."""

    @property
    def type(self) -> str:
        """The service's word for what happens."""
        return str(self.members.get("type", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Steps and further branches that run in one order."""

    order: Order
    steps: tuple["Branch | Step | OtherStep", ...] = ()


Node: TypeAlias = Branch | Step | OtherStep
Path: TypeAlias = tuple[int, ...]
"""The way from the root to a node: positions in `steps`."""


def pointer(path: Path) -> str:
    """The JSON pointer of a node in a draft."""
    return "/process" + "".join(f"/steps/{position}" for position in path)


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every node with its path, the root first."""
    yield path, node
    if isinstance(node, Branch):
        for position, child in enumerate(node.steps):
            yield from walk(child, (*path, position))


def walk_steps(node: Node) -> Iterator[tuple[Path, Step]]:
    """Every step with its path, from first to last."""
    for path, each in walk(node):
        if isinstance(each, Step):
            yield path, each


def walk_others(node: Node) -> Iterator[tuple[Path, OtherStep]]:
    """Every step that is kept as it is, with its path."""
    for path, each in walk(node):
        if isinstance(each, OtherStep):
            yield path, each


def node_at(node: Node, path: Path) -> Node:
    """The node at a path; IndexError where there is none."""
    for position in path:
        if not isinstance(node, Branch):
            raise IndexError(position)
        node = node.steps[position]
    return node


def stages(node: Node | None) -> tuple[tuple[Step, ...], ...]:
    """The steps that may run at the same time, stage by stage, in the order in which they come up.

    A nested branch starts with its parent's turn; what follows it in a sequence waits for it.
    """
    found: dict[int, list[Step]] = {}
    if node is not None:
        _place(node, 0, found)
    return tuple(tuple(found[number]) for number in sorted(found))


def _place(node: Node, first: int, found: dict[int, list[Step]]) -> int:
    """Put the steps below `node` into stages from `first` on; the number of stages it takes."""
    if isinstance(node, OtherStep):
        return 0
    if isinstance(node, Step):
        found.setdefault(first, []).append(node)
        return 1
    if node.order is Order.PARALLEL:
        return max((_place(child, first, found) for child in node.steps), default=0)
    taken = 0
    for child in node.steps:
        taken += _place(child, first + taken, found)
    return taken


def depth(node: Node | None) -> int:
    """How many branches lie inside each other; 0 for a single step or none."""
    if not isinstance(node, Branch):
        return 0
    return 1 + max((depth(child) for child in node.steps), default=0)
