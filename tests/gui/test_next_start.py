"""Two windows on one profile, one after the other: the second goes on with what the first began."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.gui.application import OpenedWindow
from app.gui.theme import Appearance, Theme
from app.gui.widgets.question import Question
from app.gui.window_memory import WindowMemory
from app.services.outbox.records import OutboxItem, Phase
from tests.support.agreements import an_agreement
from tests.support.composing import ComposingDesk
from tests.support.outbox_bench import Killed, killed_after, killed_before
from tests.support.post_office import Fault, PostOffice
from tests.support.pressing import press
from tests.support.windows import RESOURCES

Start = Callable[[], tuple[ComposingDesk, OpenedWindow]]


@pytest.fixture
def start(
    theme: Theme, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:
    """Starts the program on one profile, with one service that remembers."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    office = PostOffice()
    with ExitStack() as ends:

        def start_once() -> tuple[ComposingDesk, OpenedWindow]:
            desk = ComposingDesk(tmp_path)
            desk.office = office
            ends.callback(desk.close)
            WindowMemory(desk.desk.profile / "window.ini").appearance = Appearance.LIGHT
            opened = OpenedWindow(desk.desk, desk.pdf, RESOURCES)
            ends.callback(lambda: end(opened, qtbot))
            opened.window.show()
            with qtbot.waitSignal(opened.window.ready):
                opened.window.start()
            return desk, opened

        yield start_once


def end(opened: OpenedWindow, qtbot: QtBot) -> None:
    opened.close()
    qtbot.waitUntil(lambda: not opened.tasks.busy())
    assert opened.reports.report == ""
    opened.deleteLater()


def dies_while_sending(desk: ComposingDesk, step: str, fault: Fault) -> OutboxItem:
    """What is left behind where the program ends in the middle of a step."""
    desk.office.faults[step] = [fault]
    draft = desk.draft(an_agreement(), desk.add_account())
    outbox = desk.desk.outbox
    (account,) = desk.desk.accounts.all()
    item = outbox.enqueue(draft.agreement, desk.drafts.paths(draft), account)
    with pytest.raises(Killed):
        outbox.run(item.id)
    return outbox.item(item.id)


@pytest.mark.parametrize("fault", [killed_before, killed_after])
@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("upload", "Nobody has been notified yet."),
        ("start", "People may be notified any moment."),
    ],
)
def test_what_was_being_sent_at_the_quit_is_sent_once_after_the_next_start(
    start: Start, qtbot: QtBot, step: str, said: str, fault: Fault
) -> None:
    desk, first = start()
    item = dies_while_sending(desk, step, fault)
    qtbot.waitUntil(lambda: bool(first.window.feed.overview and first.window.feed.overview.outbox))
    first.window.close()
    asked = first.window.findChild(Question)
    assert asked is not None
    assert asked.meaning[0].endswith(said)
    press(asked, "confirm")
    assert not first.window.isVisible()

    desk, second = start()
    desk.start_worker()
    qtbot.waitUntil(lambda: desk.desk.outbox.item(item.id).phase is Phase.SENT, timeout=10_000)
    assert len(desk.office.started) == 1
    qtbot.waitUntil(
        lambda: (
            second.window.feed.overview is not None
            and [each.phase for each in second.window.feed.overview.outbox] == [Phase.SENT]
        )
    )
    second.window.close()
    assert not second.window.isVisible()
