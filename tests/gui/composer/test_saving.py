"""Autosave: the newest is on the disk, and what is said about it is true."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.domain.agreement import Agreement
from app.gui.composer.saving import LANE, LATEST_MS, QUIET_MS, AutoSaver, Content, Saved
from app.gui.tasks import TaskContext, Tasks
from app.services.errors import LocalError
from app.services.stored_drafts import StoredDraft

BEGIN = datetime(2031, 3, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2031, 3, 1, 9, 5, tzinfo=UTC)


def content(title: str) -> Content:
    return Content(agreement=Agreement(title=title), account_id=None)


class Disk:
    """Keeps what is saved; holds a save back or refuses it when it is told to."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.under_way = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()
        self.is_full = False

    def save(self, wanted: Content) -> StoredDraft:
        self.under_way.set()
        assert self.go_on.wait(5)
        if self.is_full:
            raise LocalError("The disk is full.", "", "Make room.")
        self.kept.append(wanted.agreement.title)
        return StoredDraft(
            id="d",
            agreement=wanted.agreement,
            account_id=None,
            files=(),
            created_at=BEGIN,
            updated_at=LATER,
        )


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def saver(disk: Disk, qtbot: QtBot) -> Iterator[AutoSaver]:
    bugs: list[Exception] = []
    tasks = Tasks(bugs.append)
    yield AutoSaver(disk.save, tasks, content("a"), BEGIN)
    disk.go_on.set()
    qtbot.waitUntil(lambda: not tasks.busy())
    tasks.close()
    assert bugs == []


def test_nothing_is_saved_before_something_changed(saver: AutoSaver, disk: Disk) -> None:
    saver.note(content("a"))
    saver.flush()
    assert disk.kept == []
    assert (saver.standing.state, saver.standing.at) == (Saved.SAVED, BEGIN)


def test_typing_is_saved_after_a_short_pause(saver: AutoSaver, disk: Disk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(saver.caught_up, timeout=QUIET_MS + 400):
        saver.note(content("ab"))
        saver.note(content("abc"))
        assert saver.standing.state is Saved.SAVING
    assert disk.kept == ["abc"]
    assert (saver.standing.state, saver.standing.at) == (Saved.SAVED, LATER)
    assert saver.is_caught_up


def test_who_never_pauses_is_saved_within_a_second(
    saver: AutoSaver, disk: Disk, qtbot: QtBot
) -> None:
    assert QUIET_MS < LATEST_MS < 1000
    letters = iter(range(1000))

    def type_on() -> bool:
        saver.note(content(f"letter {next(letters)}"))
        return bool(disk.kept)

    qtbot.waitUntil(type_on)  # a busy machine turns the timer's second into several


def test_a_slow_save_never_loses_what_is_typed_meanwhile(
    saver: AutoSaver, disk: Disk, qtbot: QtBot
) -> None:
    disk.go_on.clear()
    saver.note(content("first"))
    saver.flush()
    assert disk.under_way.wait(5)
    for text in ("second", "third", "last"):
        saver.note(content(text))
        saver.flush()
    states = [saver.standing.state]
    with qtbot.waitSignal(saver.caught_up):
        disk.go_on.set()
    assert disk.kept == ["first", "last"]
    assert [*states, saver.standing.state] == [Saved.SAVING, Saved.SAVED]


def test_going_back_to_what_is_saved_needs_no_save(saver: AutoSaver, disk: Disk) -> None:
    saver.note(content("b"))
    saver.note(content("a"))
    saver.flush()
    assert disk.kept == []
    assert saver.standing.state is Saved.SAVED


def test_going_back_while_it_is_saved_saves_the_newest_again(
    saver: AutoSaver, disk: Disk, qtbot: QtBot
) -> None:
    disk.go_on.clear()
    saver.note(content("b"))
    saver.flush()
    assert disk.under_way.wait(5)
    saver.note(content("a"))
    with qtbot.waitSignal(saver.caught_up):
        disk.go_on.set()
    assert disk.kept == ["b", "a"]


def test_what_could_not_be_saved_is_told_and_tried_again(
    saver: AutoSaver, disk: Disk, qtbot: QtBot
) -> None:
    disk.is_full = True
    saver.note(content("b"))
    saver.flush()
    qtbot.waitUntil(lambda: saver.standing.state is Saved.FAILED)
    assert saver.standing.error is not None
    assert saver.standing.error.title == "The disk is full."
    assert not saver.is_caught_up
    disk.is_full = False
    with qtbot.waitSignal(saver.caught_up):
        saver.flush()
    assert disk.kept == ["b"]
    assert saver.standing.error is None


def test_the_end_waits_until_the_newest_is_on_the_disk(saver: AutoSaver, disk: Disk) -> None:
    saver.note(content("the end"))
    assert saver.flush_and_wait()
    assert disk.kept == ["the end"]


def test_the_end_does_not_wait_for_a_disk_that_refuses(saver: AutoSaver, disk: Disk) -> None:
    disk.is_full = True
    saver.note(content("the end"))
    assert not saver.flush_and_wait()
    assert saver.standing.state is Saved.FAILED


def test_the_end_does_not_wait_for_ever(saver: AutoSaver, disk: Disk) -> None:
    disk.go_on.clear()
    saver.note(content("the end"))
    assert not saver.flush_and_wait(50)


def test_the_end_waits_for_a_save_that_is_held_without_keeping_the_computer_busy(
    saver: AutoSaver, disk: Disk
) -> None:
    disk.go_on.clear()
    saver.note(content("the end"))
    QTimer.singleShot(500, disk.go_on.set)
    busy = time.thread_time()
    assert saver.flush_and_wait()
    assert time.thread_time() - busy < 0.25
    assert disk.kept == ["the end"]


def test_what_is_typed_while_the_end_waits_is_kept_too(saver: AutoSaver, disk: Disk) -> None:
    disk.go_on.clear()
    saver.note(content("first"))
    QTimer.singleShot(50, lambda: saver.note(content("second")))
    QTimer.singleShot(100, disk.go_on.set)
    assert saver.flush_and_wait()
    assert disk.kept == ["first", "second"]


def test_an_end_that_did_not_wait_long_enough_can_be_tried_again(
    saver: AutoSaver, disk: Disk
) -> None:
    disk.go_on.clear()
    saver.note(content("the end"))
    assert not saver.flush_and_wait(50)
    QTimer.singleShot(50, disk.go_on.set)
    assert saver.flush_and_wait()
    assert disk.kept == ["the end"]


def test_the_end_waits_for_what_else_stands_in_the_lane(saver: AutoSaver, disk: Disk) -> None:
    done: list[str] = []
    release = threading.Event()

    def set_aside(_context: TaskContext) -> None:
        assert release.wait(5)
        done.append("set aside")

    saver._tasks.run(set_aside, lane=LANE)
    QTimer.singleShot(50, release.set)
    assert saver.flush_and_wait()
    assert done == ["set aside"]


def test_a_save_that_failed_is_tried_again_by_itself(
    saver: AutoSaver, disk: Disk, qtbot: QtBot
) -> None:
    saver._again.setInterval(20)
    disk.is_full = True
    saver.note(content("b"))
    saver.flush()
    qtbot.waitUntil(lambda: saver.standing.state is Saved.FAILED)
    saver.note(content("bc"))
    with qtbot.waitSignal(saver.caught_up):
        disk.is_full = False
    assert disk.kept == ["bc"]
