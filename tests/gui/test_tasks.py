"""The door to threads: outcomes arrive on the main thread, whatever happens to the work."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.errors import UserCancelled
from app.gui.tasks import Step, TaskContext, Tasks
from app.services.errors import Unreachable

ROOT = Path(__file__).parents[2]


class Desk(QObject):
    """Somebody who waits for outcomes and writes down what came, and where."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.errors: list[Exception] = []
        self.steps: list[Step] = []
        self.ends = 0
        self.threads: set[threading.Thread] = set()

    def take(self, value: object) -> None:
        self.threads.add(threading.current_thread())
        self.values.append(value)

    def take_error(self, error: Exception) -> None:
        self.threads.add(threading.current_thread())
        self.errors.append(error)

    def take_step(self, step: Step) -> None:
        self.threads.add(threading.current_thread())
        self.steps.append(step)

    def take_end(self) -> None:
        self.ends += 1


class Bugs:
    def __init__(self) -> None:
        self.seen: list[Exception] = []

    def take(self, error: Exception) -> None:
        self.seen.append(error)


@pytest.fixture
def bugs() -> Bugs:
    return Bugs()


@pytest.fixture
def tasks(qtbot: QtBot, bugs: Bugs) -> Iterator[Tasks]:
    made = Tasks(bugs.take)
    yield made
    made.close()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


def test_a_value_arrives_on_the_main_thread(tasks: Tasks, desk: Desk, qtbot: QtBot) -> None:
    seen: list[threading.Thread] = []

    def work(_: TaskContext) -> int:
        seen.append(threading.current_thread())
        return 42

    tasks.run(work, done=desk.take, ended=desk.take_end)
    qtbot.waitUntil(lambda: desk.ends == 1)
    assert desk.values == [42]
    assert desk.threads == {threading.main_thread()}
    assert seen[0] is not threading.main_thread()
    assert seen[0].daemon


def test_a_failure_arrives_as_a_value(tasks: Tasks, desk: Desk, bugs: Bugs, qtbot: QtBot) -> None:
    error = Unreachable("sign.example.com does not answer.")

    def work(_: TaskContext) -> None:
        raise error

    tasks.run(work, done=desk.take, failed=desk.take_error, ended=desk.take_end)
    qtbot.waitUntil(lambda: desk.ends == 1)
    assert desk.errors == [error]
    assert desk.values == []
    assert bugs.seen == []


def test_a_bug_is_told_to_both(tasks: Tasks, desk: Desk, bugs: Bugs, qtbot: QtBot) -> None:
    def work(_: TaskContext) -> float:
        return 1 / 0

    tasks.run(work, done=desk.take, failed=desk.take_error, ended=desk.take_end)
    qtbot.waitUntil(lambda: desk.ends == 1)
    assert isinstance(desk.errors[0], ZeroDivisionError)
    assert isinstance(bugs.seen[0], ZeroDivisionError)


def test_a_failure_that_nobody_waits_for_is_not_lost(
    tasks: Tasks, bugs: Bugs, qtbot: QtBot
) -> None:
    def work(_: TaskContext) -> None:
        raise Unreachable("nothing there")

    tasks.run(work)
    qtbot.waitUntil(lambda: len(bugs.seen) == 1)


def test_cancelling_is_silent_but_for_the_end(
    tasks: Tasks, desk: Desk, bugs: Bugs, qtbot: QtBot
) -> None:
    def work(context: TaskContext) -> str:
        context.cancel.wait(30)
        return "too late"

    task = tasks.run(work, done=desk.take, failed=desk.take_error, ended=desk.take_end)
    task.cancel()
    qtbot.waitUntil(lambda: desk.ends == 1)
    assert (desk.values, desk.errors, bugs.seen) == ([], [], [])
    assert not task.running


def test_work_that_raises_cancelled_by_itself_is_silent(
    tasks: Tasks, desk: Desk, bugs: Bugs, qtbot: QtBot
) -> None:
    def work(_: TaskContext) -> None:
        raise UserCancelled

    tasks.run(work, failed=desk.take_error, ended=desk.take_end)
    qtbot.waitUntil(lambda: desk.ends == 1)
    assert desk.errors == []
    assert bugs.seen == []


def test_a_value_that_arrives_after_cancelling_is_dropped(
    tasks: Tasks, desk: Desk, qtbot: QtBot
) -> None:
    finished = threading.Event()

    def work(_: TaskContext) -> str:
        finished.set()
        return "done anyway"

    task = tasks.run(work, done=desk.take, ended=desk.take_end)
    assert finished.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: desk.ends == 1)
    assert desk.values == []


def test_nothing_is_called_when_the_owner_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    calls: list[object] = []
    release = threading.Event()
    desk = Desk()
    task = tasks.run(lambda _: release.wait(5), done=calls.append, owner=desk)
    desk.deleteLater()
    del desk
    qtbot.wait(1)
    release.set()
    qtbot.waitUntil(lambda: not task.running)
    assert calls == []


def test_work_does_not_keep_its_owner_alive(tasks: Tasks, qtbot: QtBot) -> None:
    gone: list[bool] = []
    release = threading.Event()
    desk = Desk()
    desk.destroyed.connect(lambda: gone.append(True))
    task = tasks.run(lambda _: release.wait(5), done=desk.take)
    del desk
    assert gone == [True]
    release.set()
    qtbot.waitUntil(lambda: not task.running)


class Mortal:
    """Writes down on which thread it died."""

    def __init__(self, deaths: list[threading.Thread]) -> None:
        self._deaths = deaths

    def touch(self) -> None:
        """Be used."""

    def __del__(self) -> None:
        self._deaths.append(threading.current_thread())


@pytest.mark.parametrize("closed_first", [False, True])
def test_what_work_holds_never_dies_on_its_thread(
    bugs: Bugs, qtbot: QtBot, closed_first: bool
) -> None:
    tasks, deaths = Tasks(bugs.take), list[threading.Thread]()
    begun, go_on = threading.Event(), threading.Event()

    def start() -> None:
        held = Mortal(deaths)

        def work(_context: TaskContext) -> None:
            begun.set()
            go_on.wait(5)
            held.touch()

        tasks.run(work, lane="one")

    start()
    assert begun.wait(5)
    if closed_first:
        tasks.close()
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.busy("one"))
    if closed_first:
        assert deaths == []
        return
    qtbot.waitUntil(lambda: bool(deaths))
    assert deaths == [threading.main_thread()]


def test_one_lane_does_one_thing_after_the_other(tasks: Tasks, desk: Desk, qtbot: QtBot) -> None:
    order: list[str] = []
    first_may_end = threading.Event()

    def first(_: TaskContext) -> None:
        order.append("first begins")
        first_may_end.wait(5)
        order.append("first ends")

    def second(_: TaskContext) -> None:
        order.append("second")

    def elsewhere(_: TaskContext) -> None:
        order.append("other account")

    tasks.run(first, lane="account 1", ended=desk.take_end)
    tasks.run(second, lane="account 1", ended=desk.take_end)
    tasks.run(elsewhere, lane="account 2", ended=desk.take_end)
    qtbot.waitUntil(lambda: desk.ends == 1)
    assert tasks.busy("account 1")
    assert "second" not in order
    first_may_end.set()
    qtbot.waitUntil(lambda: desk.ends == 3)
    assert order[-2:] == ["first ends", "second"]
    assert "other account" in order[:2]


def test_progress_arrives_in_order_and_ends_with_the_newest(
    tasks: Tasks, desk: Desk, qtbot: QtBot
) -> None:
    def work(context: TaskContext) -> None:
        for number in range(1, 2001):
            context.progress_of_bytes(number, 2000)

    tasks.run(work, progress=desk.take_step, ended=desk.take_end)
    qtbot.waitUntil(lambda: desk.ends == 1)
    numbers = [step.done for step in desk.steps]
    assert numbers == sorted(numbers)
    assert numbers[-1] == 2000
    assert desk.threads == {threading.main_thread()}


def test_a_callback_that_raises_still_ends_the_task(tasks: Tasks, desk: Desk, qtbot: QtBot) -> None:
    def done(_: object) -> None:
        raise RuntimeError("in a slot")

    with qtbot.captureExceptions() as caught:
        tasks.run(lambda _: 1, done=done, ended=desk.take_end, owner=desk)
        qtbot.waitUntil(lambda: desk.ends == 1)
    assert [str(each[1]) for each in caught] == ["in a slot"]


def test_nothing_is_handed_over_after_closing(tasks: Tasks, desk: Desk, qtbot: QtBot) -> None:
    release = threading.Event()
    finished = threading.Event()

    def work(_: TaskContext) -> None:
        release.wait(5)
        finished.set()

    tasks.run(work, done=desk.take, ended=desk.take_end)
    tasks.close()
    release.set()
    assert finished.wait(5)
    qtbot.wait(1)
    assert desk.ends == 0


def test_the_program_leaves_while_work_hangs() -> None:
    script = """
import time
from PySide6.QtCore import QCoreApplication, QTimer
from app.gui.tasks import Tasks
app = QCoreApplication([])
tasks = Tasks(print)
tasks.run(lambda context: time.sleep(30))
QTimer.singleShot(50, app.quit)
app.exec()
tasks.close()
"""
    began = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=20, check=False)
    assert ended.returncode == 0
    assert time.monotonic() - began < 10
