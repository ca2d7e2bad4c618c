"""What can be done to the order of steps, and why not where it cannot."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.domain.kinds import Order
from app.domain.process import Branch, Node, Path, Step, node_at
from app.domain.process_editing import split_out
from app.domain.process_moves import joined, joined_with, placed, places, shifted


class Wish(StrEnum):
    """How the current row can be rearranged."""

    UP = "up"
    DOWN = "down"
    TOGETHER = "together"
    APART = "apart"


def arranged(root: Node, path: Path, wish: Wish) -> Node:
    """The process after a wish that is possible."""
    if wish is Wish.TOGETHER:
        return joined(root, path)
    if wish is Wish.APART:
        return split_out(root, path)
    return shifted(root, path, -1 if wish is Wish.UP else 1)


def dropped(root: Node, path: Path, target: Path, place: int) -> Node:
    """The process after the node at `path` was dropped.

    On a step: together with it. On a branch: at its end, or before its child number `place`.
    """
    node = node_at(root, target)
    if isinstance(node, Step):
        return joined_with(root, path, target)
    last = len(node.steps) if isinstance(node, Branch) else 0
    return placed(root, path, target, place if place >= 0 else last)


def reason_against(root: Node | None, path: Path | None, wish: Wish) -> str:
    """Why a wish is not possible; empty when it is."""
    if root is None or path is None:
        return QCoreApplication.translate("Process", "Choose a step first.")
    if not path:
        return QCoreApplication.translate("Process", "It is the only step.")
    parent = node_at(root, path[:-1])
    at_once = isinstance(parent, Branch) and parent.order is Order.PARALLEL
    if wish is Wish.APART:
        return _alone(at_once=at_once) if len(path) == 1 else ""
    if wish is Wish.TOGETHER and at_once:
        return QCoreApplication.translate("Process", "They act at the same time already.")
    seen = places(root, path[:-1])
    edge = seen[-1] if wish is Wish.DOWN else seen[0]
    return _at_edge(wish) if path[-1] == edge else ""


def _at_edge(wish: Wish) -> str:
    return {
        Wish.UP: QCoreApplication.translate("Process", "It is the first already."),
        Wish.DOWN: QCoreApplication.translate("Process", "It is the last already."),
        Wish.TOGETHER: QCoreApplication.translate("Process", "Nobody comes before."),
    }[wish]


def _alone(*, at_once: bool) -> str:
    if at_once:
        return QCoreApplication.translate(
            "Process", "Everybody acts at once. Choose “One after another” first."
        )
    return QCoreApplication.translate("Process", "It has a turn of its own already.")
