"""What the window says when data was damaged, or can only be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.gui.theme import Theme
from tests.support.damage import break_table
from tests.support.desks import ScriptedDesk
from tests.support.windows import TriedWindow


@pytest.fixture
def tried(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[TriedWindow]:
    profile = tmp_path / "profile"
    before = ScriptedDesk(profile)
    before.draft()
    before.database.close()
    break_table(profile / "countersign.db", "followed")
    window = TriedWindow(theme, ScriptedDesk(profile), qtbot)
    yield window
    window.close()


def test_damage_is_told_in_every_window_until_its_banner_is_closed(tried: TriedWindow) -> None:
    banners = tried.open().shell.banners
    [notice] = banners.shown()
    assert notice.what == "Your data was damaged on 20 November 2031; what could be read is back."
    assert "The damaged file is kept as" in notice.meaning
    assert notice.closable
    tried.window.feed.reload()
    tried.settle()
    assert banners.shown() == (notice,)

    banners._on_close_requested(notice.key)
    tried.settle()
    assert banners.shown() == ()
    health = tried.scripted.desk.health
    assert health is not None
    assert health.notices() == ()
