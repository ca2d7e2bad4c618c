"""Moves within a process as people see it: steps that nobody waits for take no place."""

from dataclasses import replace

from app.domain.kinds import Order
from app.domain.process import Branch, Node, Path, Step, node_at
from app.domain.process_editing import (
    joined_with_previous,
    moved,
    removed,
    replaced,
)
from app.domain.process_turns import acts, has_acts


def places(root: Node, branch: Path) -> tuple[int, ...]:
    """Positions of the children of a branch that somebody waits for; IndexError for a step."""
    return tuple(n for n, child in enumerate(_branch(root, branch).steps) if has_acts(child))


def shifted(root: Node, path: Path, by: int) -> Node:
    """The node at `path` moved among its siblings; it stops at the first and at the last."""
    seen = places(root, path[:-1])
    target = min(max(seen.index(path[-1]) + by, 0), len(seen) - 1)
    return moved(root, path, seen[target] - path[-1])[0]


def joined(root: Node, path: Path) -> Node:
    """The node at `path` takes its turn together with the sibling before it."""
    seen = places(root, path[:-1])
    place = seen.index(path[-1])
    if not place:
        return root
    near, now = moved(root, path, seen[place - 1] + 1 - path[-1])
    return joined_with_previous(near, now)


def placed(root: Node, path: Path, branch: Path, place: int) -> Node:
    """The node at `path` put before child number `place` of a branch, counting as `places`.

    A node cannot be put into itself.
    """
    if branch[: len(path)] == path:
        return root
    target = _branch(root, branch)
    seen = places(root, branch)
    position = seen[place] if place < len(seen) else len(target.steps)
    steps = (*target.steps[:position], node_at(root, path), *target.steps[position:])
    grown = replaced(root, branch, replace(target, steps=steps))
    before = path
    level = len(branch)
    if path[:level] == branch and path[level] >= position:
        before = (*branch, path[level] + 1, *path[level + 1 :])
    return removed(grown, before) or root


def joined_with(root: Node, path: Path, other: Path) -> Node:
    """The node at `path` takes its turn together with the step at `other`.

    Nothing changes when that is itself, or a step without a turn.
    """
    host = node_at(root, other)
    if not isinstance(host, Step) or not acts(host) or path == other[: len(path)]:
        return root
    branch = _branch(root, other[:-1])
    if branch.order is Order.PARALLEL:
        place = places(root, other[:-1]).index(other[-1]) + 1
        return placed(root, path, other[:-1], place)
    together = Branch(order=Order.PARALLEL, steps=(host, node_at(root, path)))
    return removed(replaced(root, other, together), path) or root


def _branch(root: Node, path: Path) -> Branch:
    node = node_at(root, path)
    if not isinstance(node, Branch):
        raise IndexError(path)
    return node
