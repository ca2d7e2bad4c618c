"""Going back and forth through what was done to an agreement."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.agreement import Agreement
from app.gui.composer.history import MOST, History


def titled(title: str) -> Agreement:
    return Agreement(title=title)


def test_what_was_done_is_undone_and_done_again() -> None:
    history = History(titled("a"))
    assert history.take(titled("b"))
    assert history.take(titled("c"))
    assert history.undo()
    assert history.current == titled("b")
    assert history.redo()
    assert history.current == titled("c")
    assert not history.can_redo
    assert not history.redo()


def test_nothing_new_is_no_step() -> None:
    history = History(titled("a"))
    assert not history.take(titled("a"))
    assert not history.can_undo


def test_typing_quickly_in_one_place_is_one_step() -> None:
    history = History(titled(""))
    for number, text in enumerate(("L", "Le", "Lea", "Leas", "Lease")):
        history.take(titled(text), merge="title", at=number * 0.3)
    history.undo()
    assert history.current == titled("")


def test_a_pause_or_another_place_begins_a_new_step() -> None:
    history = History(titled(""))
    history.take(titled("a"), merge="title", at=0.0)
    history.take(titled("ab"), merge="title", at=10.0)
    history.take(replace(titled("ab"), message="m"), merge="message", at=10.1)
    assert history.undo()
    assert history.current == titled("ab")
    assert history.undo()
    assert history.current == titled("a")


def test_typing_after_undoing_does_not_join_what_was_undone() -> None:
    history = History(titled(""))
    history.take(titled("a"), merge="title", at=0.0)
    history.undo()
    history.take(titled("x"), merge="title", at=0.1)
    assert not history.can_redo
    history.undo()
    assert history.current == titled("")


def test_at_least_fifty_steps_lead_back() -> None:
    history = History(titled("0"))
    for number in range(1, 300):
        history.take(titled(str(number)))
    steps = 0
    while history.undo():
        steps += 1
    assert steps == MOST >= 50


@given(st.lists(st.sampled_from(["undo", "redo", "a", "b", "c"]), max_size=40))
def test_it_behaves_like_two_stacks(moves: list[str]) -> None:
    history = History(titled("start"))
    past, now, future = list[str](), "start", list[str]()
    for move in moves:
        if move == "undo":
            history.undo()
            if past:
                future.append(now)
                now = past.pop()
        elif move == "redo":
            history.redo()
            if future:
                past.append(now)
                now = future.pop()
        elif move != now:
            history.take(titled(move))
            past.append(now)
            now, future = move, []
        assert history.current == titled(now)
        assert (history.can_undo, history.can_redo) == (bool(past), bool(future))
