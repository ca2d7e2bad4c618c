"""How the window learns what changed, here or in another process."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from app.gui.feed import Feed
from app.gui.tasks import Tasks
from tests.support.desks import ScriptedDesk
from tests.support.observations import an_observation

if TYPE_CHECKING:
    from app.gui.models.overview import Overview


class Watched:
    """A feed, and all that it told."""

    def __init__(self, scripted: ScriptedDesk, poll_ms: int) -> None:
        self.bugs: list[Exception] = []
        self.tasks = Tasks(self.bugs.append)
        self.feed = Feed(scripted.desk, self.tasks, poll_ms=poll_ms)
        self.told: list[Overview] = []
        self.feed.changed.connect(self.told.append)

    @property
    def titles(self) -> set[str]:
        return {entry.title for entry in self.told[-1].entries} if self.told else set()

    def close(self, qtbot: QtBot) -> None:
        self.feed.stop()
        qtbot.waitUntil(lambda: not self.tasks.busy())
        self.tasks.close()
        assert self.bugs == []


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedDesk:
    return ScriptedDesk(tmp_path / "profile")


@pytest.fixture
def watched(scripted: ScriptedDesk, qtbot: QtBot) -> Iterator[Watched]:
    made = Watched(scripted, poll_ms=20)
    made.feed.start()
    qtbot.waitUntil(lambda: bool(made.told))
    yield made
    made.close(qtbot)


def test_what_another_process_does_is_noticed_by_itself(
    watched: Watched, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    other = ScriptedDesk(scripted.desk.profile)
    other.draft("Made elsewhere")
    qtbot.waitUntil(lambda: "Made elsewhere" in watched.titles)
    other.follow(an_observation(title="Followed elsewhere"))
    qtbot.waitUntil(lambda: "Followed elsewhere" in watched.titles)
    assert len(watched.told[-1].accounts) == 1


def test_nothing_is_read_again_while_nothing_changes(watched: Watched, qtbot: QtBot) -> None:
    looks: list[int] = []
    watched.feed._poll.timeout.connect(lambda: looks.append(len(watched.told)))
    # The first looks may find what the first readings themselves have made.
    qtbot.waitUntil(lambda: len(looks) > 10 and looks[-1] == looks[-10])


def test_what_never_ceases_to_change_is_read_meanwhile(
    scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    watched = Watched(scripted, poll_ms=1_000_000)
    watched.feed.start()
    qtbot.waitUntil(lambda: bool(watched.told))
    scripted.draft("New")

    def change() -> bool:
        watched.feed.reload_soon()
        return "New" in watched.titles

    qtbot.waitUntil(change)
    watched.close(qtbot)
