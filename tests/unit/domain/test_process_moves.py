"""Moves within a process as people see it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.kinds import Order
from app.domain.process import Branch, Node, Path, Step, node_at, walk, walk_steps
from app.domain.process_moves import joined, joined_with, placed, places, shifted
from tests.support.agreements import a_step
from tests.support.processes import at_once, in_turn, looks_on

A, B, C, D = (a_step(letter) for letter in "abcd")
V = looks_on("v")


def test_only_children_that_somebody_waits_for_have_a_place() -> None:
    assert places(in_turn(V, A, at_once(V), B), ()) == (1, 3)


def test_a_step_has_no_places() -> None:
    with pytest.raises(IndexError):
        places(in_turn(A, B), (0,))


def test_moving_up_passes_the_one_who_is_seen_before() -> None:
    assert shifted(in_turn(A, V, B), (2,), -1) == in_turn(B, A, V)


def test_moving_down_passes_the_one_who_is_seen_after() -> None:
    assert shifted(in_turn(A, V, B), (0,), 1) == in_turn(V, B, A)


def test_the_first_stays_the_first() -> None:
    root = in_turn(V, A, B)
    assert shifted(root, (1,), -1) == root


def test_joining_takes_the_turn_of_the_one_who_is_seen_before() -> None:
    assert joined(in_turn(A, V, B), (2,)) == in_turn(at_once(A, B), V)


def test_the_first_has_nobody_to_join() -> None:
    root = in_turn(V, A, B)
    assert joined(root, (1,)) == root


def test_a_step_is_put_into_a_group() -> None:
    root = in_turn(at_once(A, B), C, D)
    assert placed(root, (1,), (0,), 1) == in_turn(at_once(A, C, B), D)


def test_a_step_leaves_a_group_for_a_place_before_it() -> None:
    root = in_turn(at_once(A, B, C), D)
    assert placed(root, (0, 1), (), 0) == in_turn(B, at_once(A, C), D)


def test_a_group_of_one_is_no_group() -> None:
    assert placed(in_turn(at_once(A, B), C), (0, 0), (), 2) == in_turn(B, C, A)


def test_a_place_behind_the_last_is_the_end() -> None:
    assert placed(in_turn(A, B, V), (0,), (), 9) == in_turn(B, V, A)


def test_nothing_is_put_into_itself() -> None:
    root = in_turn(at_once(A, B), C)
    assert placed(root, (0,), (0,), 0) == root


def test_a_step_dropped_on_another_shares_its_turn() -> None:
    assert joined_with(in_turn(A, B, C), (2,), (0,)) == in_turn(at_once(A, C), B)
    assert joined_with(in_turn(A, B, C), (0,), (2,)) == in_turn(B, at_once(C, A))


def test_a_step_dropped_on_a_member_of_a_group_comes_into_it() -> None:
    root = in_turn(at_once(A, B), C)
    assert joined_with(root, (1,), (0, 0)) == at_once(A, C, B)


def test_a_step_is_not_joined_with_itself() -> None:
    root = in_turn(A, B)
    assert joined_with(root, (0,), (0,)) == root


def trees() -> st.SearchStrategy[Node]:
    return st.recursive(
        st.sampled_from((A, V)),
        lambda inner: st.builds(
            lambda order, below: Branch(order=order, steps=tuple(below)),
            st.sampled_from(list(Order)),
            st.lists(inner, min_size=2, max_size=4),
        ),
        max_leaves=10,
    )


def named(node: Node, letters: Iterator[str]) -> Node:
    """The tree with a person of its own for each step."""
    if isinstance(node, Step):
        return replace(node, participant=next(letters))
    assert isinstance(node, Branch)
    return replace(node, steps=tuple(named(each, letters) for each in node.steps))


@st.composite
def moves(draw: st.DrawFn) -> tuple[Node, Path, Path, int]:
    """A tree, a node in it that is not the root, a node to drop it on, and a place."""
    root = named(draw(trees().filter(lambda node: isinstance(node, Branch))), count_letters())
    paths = [path for path, _ in walk(root) if path]
    target = draw(st.sampled_from([(), *paths]))
    return root, draw(st.sampled_from(paths)), target, draw(st.integers(0, 4))


def count_letters() -> Iterator[str]:
    return (f"p{number}" for number in count())


@given(moves())
def test_no_drop_loses_or_doubles_a_step(move: tuple[Node, Path, Path, int]) -> None:
    root, path, target, place = move
    if isinstance(node_at(root, target), Step):
        after = joined_with(root, path, target)
    else:
        after = placed(root, path, target, place)
    before_steps = sorted(step.participant for _, step in walk_steps(root))
    assert sorted(step.participant for _, step in walk_steps(after)) == before_steps
