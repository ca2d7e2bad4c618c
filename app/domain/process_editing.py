"""Changes to a process tree; each returns a new tree and leaves the old one alone."""

from dataclasses import replace

from app.domain.kinds import Order
from app.domain.process import Branch, Node, Path, Step, node_at, walk_steps


def with_order(root: Node, path: Path, order: Order) -> Node:
    """The tree with the branch at `path` run in another order."""
    target = node_at(root, path)
    if not isinstance(target, Branch):
        return root
    return replaced(root, path, replace(target, order=order))


def replaced(root: Node, path: Path, node: Node) -> Node:
    """The tree with another node at `path`."""
    if not path:
        return node
    if not isinstance(root, Branch):
        raise IndexError(path[0])
    position = path[0]
    steps = list(root.steps)
    steps[position] = replaced(steps[position], path[1:], node)
    return replace(root, steps=tuple(steps))


def removed(root: Node, path: Path) -> Node | None:
    """The tree without the node at `path`; None when nothing is left."""
    if not path:
        return None
    parent = node_at(root, path[:-1])
    if not isinstance(parent, Branch):
        raise IndexError(path[-1])
    steps = parent.steps[: path[-1]] + parent.steps[path[-1] + 1 :]
    return tidied(replaced(root, path[:-1], replace(parent, steps=steps)))


def moved(root: Node, path: Path, by: int) -> tuple[Node, Path]:
    """The tree with the node at `path` moved among its siblings, and the path where it is now."""
    if not path:
        return root, path
    parent = node_at(root, path[:-1])
    if not isinstance(parent, Branch):
        raise IndexError(path[-1])
    target = min(max(path[-1] + by, 0), len(parent.steps) - 1)
    steps = list(parent.steps)
    steps.insert(target, steps.pop(path[-1]))
    return replaced(root, path[:-1], replace(parent, steps=tuple(steps))), (*path[:-1], target)


def joined_with_previous(root: Node, path: Path) -> Node:
    """The node at `path` shares the turn of the sibling before it (all at once)."""
    if not path or path[-1] == 0:
        return root
    parent = node_at(root, path[:-1])
    if not isinstance(parent, Branch):
        raise IndexError(path[-1])
    before, node = parent.steps[path[-1] - 1], parent.steps[path[-1]]
    together = (*_parallel_steps(before), *_parallel_steps(node))
    branch = Branch(order=Order.PARALLEL, steps=together)
    steps = (*parent.steps[: path[-1] - 1], branch, *parent.steps[path[-1] + 1 :])
    return tidied(replaced(root, path[:-1], replace(parent, steps=steps))) or root


def split_out(root: Node, path: Path) -> Node:
    """The node at `path` leaves its branch and comes right after it.

    Where all are at once, it comes when the others are done.
    """
    if not path:
        return root
    node = node_at(root, path)
    branch = node_at(root, path[:-1])
    if not isinstance(branch, Branch):
        raise IndexError(path[-1])
    rest = replace(branch, steps=branch.steps[: path[-1]] + branch.steps[path[-1] + 1 :])
    if len(path) == 1:
        if branch.order is Order.SEQUENCE or not rest.steps:
            return root
        return tidied(Branch(order=Order.SEQUENCE, steps=(rest, node))) or root
    parent = node_at(root, path[:-2])
    if not isinstance(parent, Branch):
        raise IndexError(path[-2])
    place = path[-2]
    steps = (*parent.steps[:place], rest, node, *parent.steps[place + 1 :])
    return tidied(replaced(root, path[:-2], replace(parent, steps=steps))) or root


def without_participant(root: Node | None, label: str) -> Node | None:
    """The tree without the steps of one participant."""
    if root is None:
        return None
    paths = [path for path, step in walk_steps(root) if step.participant == label]
    node: Node | None = root
    for path in reversed(paths):
        node = removed_untidied(node, path) if node is not None else None
    return tidied(node) if node is not None else None


def without_document(root: Node | None, label: str) -> Node | None:
    """The tree in which nobody acts on that document any more."""
    if root is None:
        return None
    for path, step in walk_steps(root):
        if label in step.documents:
            left = tuple(each for each in step.documents if each != label)
            root = replaced(root, path, replace(step, documents=left))
    return root


def appended(root: Node | None, step: Step) -> Node:
    """The tree with one more step at its end; a first step starts a branch of all at once."""
    if root is None:
        return Branch(order=Order.PARALLEL, steps=(step,))
    if not isinstance(root, Branch):
        return Branch(order=Order.PARALLEL, steps=(root, step))
    return replace(root, steps=(*root.steps, step))


def removed_untidied(root: Node, path: Path) -> Node | None:
    """Like `removed`, but empty branches stay, so that other paths keep their meaning."""
    if not path:
        return None
    parent = node_at(root, path[:-1])
    if not isinstance(parent, Branch):
        raise IndexError(path[-1])
    steps = parent.steps[: path[-1]] + parent.steps[path[-1] + 1 :]
    return replaced(root, path[:-1], replace(parent, steps=steps))


def tidied(root: Node) -> Node | None:
    """The tree without empty branches, and without branches of one inside another."""
    tidy = _tidy(root)
    if isinstance(tidy, Branch) and len(tidy.steps) == 1 and isinstance(tidy.steps[0], Branch):
        return tidy.steps[0]
    return tidy


def _tidy(node: Node) -> Node | None:
    if not isinstance(node, Branch):
        return node
    steps: list[Node] = []
    for child in node.steps:
        tidy = _tidy(child)
        if tidy is None:
            continue
        if isinstance(tidy, Branch) and len(tidy.steps) == 1:
            tidy = tidy.steps[0]
        if isinstance(tidy, Branch) and tidy.order is node.order:
            steps.extend(tidy.steps)
        else:
            steps.append(tidy)
    return replace(node, steps=tuple(steps)) if steps else None


def _parallel_steps(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Branch) and node.order is Order.PARALLEL:
        return node.steps
    return (node,)
