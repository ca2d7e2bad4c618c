"""A signed file that was saved before, and has other bytes now."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.status import AgreementStatus
from app.gui.theme import Theme
from tests.support.desks import ScriptedDesk
from tests.support.observations import an_observation
from tests.support.windows import TriedWindow


def test_a_second_seal_is_explained_where_the_files_are_named(
    theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    scripted = ScriptedDesk(tmp_path / "profile")
    scripted.follow(an_observation(status=AgreementStatus.COMPLETED))
    tried = TriedWindow(theme, scripted, qtbot)
    viewer, downloads = tried.open().desk_page.viewer, tried.window.downloads
    tried.questions.answer = tmp_path / "signed"

    def saved() -> str:
        with qtbot.waitSignal(downloads.ended):
            viewer.head.download.click()
        (notice,) = viewer.banners.shown()
        return notice.meaning

    assert "Both copies are valid" not in saved()
    scripted.world.signed_file = b"%PDF-1.7 sealed again"
    words = saved()
    assert words.count("Both copies are valid") == 2
    assert "Price list.pdf), which is untouched" in words
    tried.close()
