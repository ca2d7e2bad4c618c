"""Turns: who comes up when, and for whom they wait."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.kinds import Order
from app.domain.process import Branch, Node, Step, stages
from app.domain.process_turns import Turn, acts, has_acts, turns
from tests.support.agreements import a_step
from tests.support.processes import at_once, in_turn, looks_on


def told(root: Node | None) -> list[tuple[str, str]]:
    """`after:steps` of each turn, people by their letters."""

    def letters(steps: tuple[Step, ...]) -> str:
        return "".join(step.participant for step in steps)

    return [(letters(turn.after), letters(turn.steps)) for turn in turns(root)]


def test_without_a_process_there_are_no_turns() -> None:
    assert turns(None) == ()


def test_a_single_step_begins_at_once() -> None:
    assert turns(a_step("a")) == (Turn(steps=(a_step("a"),)),)


def test_one_waits_for_the_one_before() -> None:
    root = in_turn(a_step("a"), a_step("b"), a_step("c"))
    assert told(root) == [("", "a"), ("a", "b"), ("b", "c")]


def test_who_follows_a_group_waits_for_all_of_it() -> None:
    root = in_turn(at_once(a_step("a"), a_step("b")), a_step("c"))
    assert told(root) == [("", "ab"), ("ab", "c")]


def test_in_one_strand_of_several_only_its_own_people_are_waited_for() -> None:
    root = at_once(in_turn(a_step("a"), a_step("b")), in_turn(a_step("c"), a_step("d")))
    assert told(root) == [("", "ac"), ("a", "b"), ("c", "d")]


def test_nobody_waits_for_those_who_only_look_on() -> None:
    root = in_turn(looks_on("v"), a_step("a"), at_once(looks_on("w")), a_step("b"))
    assert told(root) == [("", "a"), ("a", "b")]


def test_a_process_of_lookers_has_no_turns() -> None:
    root = in_turn(looks_on("v"), looks_on("w"))
    assert not has_acts(root)
    assert turns(root) == ()


def trees() -> st.SearchStrategy[Node]:
    steps: st.SearchStrategy[Node] = st.builds(
        lambda name, looking: looks_on(name) if looking else a_step(name),
        st.sampled_from("abcdef"),
        st.booleans(),
    )
    return st.recursive(
        steps,
        lambda inner: st.builds(
            lambda order, below: Branch(order=order, steps=tuple(below)),
            st.sampled_from(list(Order)),
            st.lists(inner, min_size=1, max_size=4),
        ),
        max_leaves=12,
    )


@given(trees())
def test_every_acting_step_has_one_turn(root: Node) -> None:
    found = [step for turn in turns(root) for step in turn.steps]
    expected = [step for stage in stages(root) for step in stage if acts(step)]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


@given(trees())
def test_a_turn_only_waits_for_turns_before_it(root: Node) -> None:
    seen: list[Step] = []
    for turn in turns(root):
        assert all(step in seen for step in turn.after)
        seen.extend(turn.steps)
