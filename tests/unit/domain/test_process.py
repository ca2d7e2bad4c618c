"""The process tree: its stages, its paths, and changes that keep everybody's step."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.domain import process_editing as edit
from app.domain.kinds import Order, StepType
from app.domain.process import Branch, Node, Step, depth, node_at, pointer, stages, walk, walk_steps


def step(person: str, *documents: str) -> Step:
    return Step(type=StepType.SIGN, participant=person, documents=documents or ("contract",))


def seq(*steps: Node) -> Branch:
    return Branch(order=Order.SEQUENCE, steps=steps)


def par(*steps: Node) -> Branch:
    return Branch(order=Order.PARALLEL, steps=steps)


def names(root: Node | None) -> list[list[str]]:
    return [[each.participant for each in stage] for stage in stages(root)]


def test_a_single_step_is_one_stage() -> None:
    assert names(step("a")) == [["a"]]
    assert names(None) == []


def test_a_sequence_has_a_stage_for_each_step() -> None:
    assert names(seq(step("a"), step("b"))) == [["a"], ["b"]]


def test_all_at_once_is_one_stage() -> None:
    assert names(par(step("a"), step("b"))) == [["a", "b"]]


def test_what_follows_a_branch_waits_for_all_of_it() -> None:
    inner = par(step("b"), seq(step("c"), step("d")))
    assert names(seq(step("a"), inner, step("e"))) == [["a"], ["b", "c"], ["d"], ["e"]]


def test_a_pointer_names_the_place_in_the_draft() -> None:
    assert pointer((1, 0)) == "/process/steps/1/steps/0"
    assert pointer(()) == "/process"


def test_depth_counts_branches_inside_each_other() -> None:
    assert [depth(None), depth(step("a")), depth(seq(par(step("a"))))] == [0, 0, 2]


def test_the_order_of_a_branch_can_be_changed() -> None:
    root = seq(step("a"), step("b"))
    assert names(edit.with_order(root, (), Order.PARALLEL)) == [["a", "b"]]
    assert edit.with_order(root, (0,), Order.PARALLEL) == root


def test_a_step_moves_among_its_siblings_and_stops_at_the_ends() -> None:
    root = seq(step("a"), step("b"), step("c"))
    moved, path = edit.moved(root, (2,), -1)
    assert (names(moved), path) == ([["a"], ["c"], ["b"]], (1,))
    assert edit.moved(root, (0,), -1) == (root, (0,))
    assert edit.moved(root, (), 1) == (root, ())


def test_a_step_can_share_the_turn_of_the_one_before() -> None:
    root = seq(step("a"), step("b"), step("c"))
    joined = edit.joined_with_previous(root, (1,))
    assert names(joined) == [["a", "b"], ["c"]]
    assert names(edit.joined_with_previous(joined, (1,))) == [["a", "b", "c"]]
    assert edit.joined_with_previous(root, (0,)) == root


def test_a_step_can_get_a_turn_of_its_own() -> None:
    root = seq(par(step("a"), step("b")), step("c"))
    assert names(edit.split_out(root, (0, 1))) == [["a"], ["b"], ["c"]]
    assert edit.split_out(root, (1,)) == root


def test_of_those_who_are_up_together_one_can_come_last() -> None:
    root = par(step("a"), step("b"), step("c"))
    assert names(edit.split_out(root, (0,))) == [["b", "c"], ["a"]]
    assert edit.split_out(par(step("a")), (0,)) == par(step("a"))
    assert edit.split_out(step("a"), ()) == step("a")


def test_a_removed_participant_leaves_no_empty_branch_behind() -> None:
    root = seq(par(step("a")), step("b"), par(step("a"), step("c")))
    assert edit.without_participant(root, "a") == seq(step("b"), step("c"))
    assert edit.without_participant(step("a"), "a") is None
    assert edit.without_participant(None, "a") is None


def test_a_removed_document_leaves_the_steps() -> None:
    root = seq(step("a", "x", "y"), step("b", "y"))
    left = edit.without_document(root, "y")
    assert left is not None
    assert [each.documents for _, each in walk_steps(left)] == [("x",), ()]
    assert edit.without_document(None, "y") is None


def test_a_removed_node_takes_what_is_below_it_along() -> None:
    root = seq(step("a"), par(step("b"), step("c")))
    assert edit.removed(root, (1,)) == seq(step("a"))
    assert edit.removed(root, ()) is None


def test_the_first_step_starts_a_branch_of_all_at_once() -> None:
    one = edit.appended(None, step("a"))
    assert one == par(step("a"))
    assert names(edit.appended(one, step("b"))) == [["a", "b"]]
    assert names(edit.appended(step("a"), step("b"))) == [["a", "b"]]


nodes = st.recursive(
    st.sampled_from("abcdef").map(step),
    lambda inner: st.builds(
        Branch,
        order=st.sampled_from(Order),
        steps=st.lists(inner, min_size=1, max_size=3).map(tuple),
    ),
    max_leaves=8,
)


def people(root: Node | None) -> Counter[str]:
    return Counter() if root is None else Counter(each.participant for _, each in walk_steps(root))


@given(nodes, st.data())
def test_no_change_of_order_loses_or_repeats_a_step(root: Node, data: st.DataObject) -> None:
    path, _ = data.draw(st.sampled_from(list(walk(root))))
    before = people(root)
    assert people(edit.moved(root, path, data.draw(st.integers(-3, 3)))[0]) == before
    assert people(edit.joined_with_previous(root, path)) == before
    assert people(edit.split_out(root, path)) == before
    assert people(edit.with_order(root, path, Order.SEQUENCE)) == before
    assert people(edit.tidied(root)) == before


@given(nodes)
def test_tidying_never_changes_who_is_up_when(root: Node) -> None:
    assert names(edit.tidied(root)) == names(root)


@given(nodes)
def test_every_step_is_in_exactly_one_stage(root: Node) -> None:
    listed = Counter(each.participant for stage in stages(root) for each in stage)
    assert listed == people(root)


@given(nodes)
def test_a_path_leads_to_its_node(root: Node) -> None:
    assert all(node_at(root, path) is each for path, each in walk(root))
