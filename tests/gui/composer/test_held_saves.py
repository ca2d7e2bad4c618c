"""A database that another program keeps locked while the user types on, leaves or quits."""

import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtTest import QTest

from app.gui.composer.saving import Saved
from tests.support.agreements import an_agreement
from tests.support.child_windows import child_window, next_line, titles_in
from tests.support.composers import ComposerBench
from tests.support.held_disks import HeldDatabase

HELD_MS = 5_000


@pytest.fixture
def held(bench: ComposerBench) -> Iterator[HeldDatabase]:
    """The database of an opened new draft, which nobody holds yet."""
    bench.open()
    bench.settle()
    with closing(HeldDatabase(bench.desk.folder / "profile" / "countersign.db")) as made:
        yield made


def rename(bench: ComposerBench, title: str) -> None:
    bench.session.change(replace(bench.agreement, title=title))


def said(bench: ComposerBench) -> list[str]:
    return [notice.what for notice in bench.page.banners.shown()]


def test_a_first_save_held_for_five_seconds_loses_nothing_that_is_typed_meanwhile(
    bench: ComposerBench, held: HeldDatabase
) -> None:
    held.hold()
    edit = bench.page.head.title.edit
    bench.page.head.title.start()
    clock = QElapsedTimer()
    clock.start()
    words = set[str]()

    def type_on() -> bool:
        if len(edit.text()) < 50 and clock.elapsed() > len(edit.text()) * HELD_MS / 50:
            QTest.keyClicks(edit, "abcdefghij"[len(edit.text()) % 10])
        words.add(bench.page.head.saved_words())
        return clock.elapsed() > HELD_MS and len(edit.text()) == 50

    bench._qtbot.waitUntil(type_on, timeout=HELD_MS + 5_000)
    assert bench.stored().agreement.title == ""
    assert {each for each in words if not each.startswith("Saved ")} == {"Saving…"}
    held.release()
    bench.wait(lambda: bench.page._saver.is_caught_up)
    assert bench.stored().agreement.title == "abcdefghij" * 5
    assert bench.page.head.saved_words().startswith("Saved ")
    bench.session.undo()
    assert bench.agreement.title == ""


def test_leaving_while_a_save_is_held_waits_with_a_word_and_keeps_everything(
    bench: ComposerBench, held: HeldDatabase
) -> None:
    held.hold()
    rename(bench, "first")
    bench.page._saver.flush()
    rename(bench, "typed while the first was saved")
    heard: list[list[str]] = []
    QTimer.singleShot(400, lambda: heard.append(said(bench)))
    QTimer.singleShot(600, lambda: rename(bench, "even typed while leaving"))
    QTimer.singleShot(700, held.release)
    assert bench.composer.close()
    assert heard == [["What you typed last is being saved."]]
    assert bench.stored().agreement.title == "even typed while leaving"


def test_a_locked_database_is_told_and_the_save_is_tried_again(
    bench: ComposerBench, held: HeldDatabase
) -> None:
    for connection in bench.desk._database._idle:
        connection.execute("PRAGMA busy_timeout = 50")
    bench.page._saver._again.setInterval(50)
    held.hold()
    rename(bench, "typed")
    bench.page._saver.flush()
    bench.wait(lambda: bench.page._saver.standing.state is Saved.FAILED)
    assert bench.page.head.saved_words().startswith("Not saved: ")
    error = bench.page._saver.standing.error
    assert error is not None
    assert error.detail == "Another program keeps it locked."
    assert bench.agreement.title == "typed"
    assert not bench.composer.close()
    assert said(bench) == ["What you typed last is not saved."]
    held.release()
    bench.wait(lambda: bench.page._saver.is_caught_up)
    assert bench.stored().agreement.title == "typed"
    assert said(bench) == []


def test_a_full_disk_is_told_and_once_there_is_room_everything_is_saved(
    bench: ComposerBench,
) -> None:
    bench.open(an_agreement())
    database = bench.desk._database
    with database.write() as connection:
        [(pages,)] = connection.execute("PRAGMA page_count").fetchall()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    bench.session.change(replace(bench.agreement, message="long " * 50_000))
    bench.page._saver.flush()
    bench.wait(lambda: bench.page._saver.standing.state is Saved.FAILED)
    error = bench.page._saver.standing.error
    assert error is not None
    assert error.detail == "The disk is full."
    assert bench.agreement.message == "long " * 50_000
    assert bench.stored().agreement.message == ""
    with database.write() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    bench.settle()
    assert bench.stored().agreement.message == "long " * 50_000


TYPES_UNTIL_IT_IS_TOLD_TO_END = """
import sys
from pathlib import Path
from app.interpreter import keep_singletons_alive
keep_singletons_alive()
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from app.gui.application import OpenedWindow, make_application, _leave_on_signals
from app.gui.composer.panel import Composer
from tests.support.composing import ComposingDesk
from tests.support.held_disks import HeldDatabase
desk = ComposingDesk(Path(sys.argv[1]))
application = make_application()
opened = OpenedWindow(desk.desk, desk.pdf, Path("resources"))
opened.window.show()
opened.window.start()
opened.window.compose(desk.drafts.create().id)
held = HeldDatabase(Path(sys.argv[1]) / "profile" / "countersign.db")

def type_when_open():
    composer = opened.window.findChild(Composer)
    if composer.page is None:
        return
    waiting.stop()
    held.hold()
    composer.page.head.title.start()
    QTest.keyClicks(composer.page.head.title.edit, "Typed before the end")
    QTimer.singleShot(1500, held.release)
    print("typed", flush=True)

waiting = QTimer()
waiting.timeout.connect(type_when_open)
waiting.start(20)
_leave_on_signals(application)
application.exec()
print("told", flush=True)
QTimer.singleShot(1000, held.release)
opened.close()
"""


def test_a_program_that_is_told_to_end_waits_for_a_held_save(
    tmp_path: Path, own_environment: Path
) -> None:
    with child_window(TYPES_UNTIL_IT_IS_TOLD_TO_END, tmp_path) as program:
        assert next_line(program) == "typed"
        program.send_signal(signal.SIGTERM)
        assert next_line(program) == "told"
    assert program.returncode == 0
    assert titles_in(tmp_path) == ["Typed before the end"]
