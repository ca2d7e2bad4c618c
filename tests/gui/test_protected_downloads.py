"""Documents that a password and a code open, downloaded in the window."""

from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.status import AgreementStatus
from app.gui.theme import Theme
from app.gui.tracking.unlock_sheet import UnlockSheet
from app.services.errors import Key, Uncertain
from app.services.ports import DownloadKeys
from tests.support.desks import ScriptedDesk
from tests.support.observations import an_observation
from tests.support.windows import TriedWindow


def shown_sheet(window: QObject) -> UnlockSheet | None:
    return next((each for each in window.findChildren(UnlockSheet) if each.isVisible()), None)


def test_password_and_code_are_asked_for_one_after_the_other(
    theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    scripted = ScriptedDesk(tmp_path / "profile")
    scripted.world.locks = [(Key.PASSWORD, "lamp-oil-7"), (Key.CODE, "4711")]
    scripted.follow(an_observation(status=AgreementStatus.COMPLETED))
    tried = TriedWindow(theme, scripted, qtbot)
    viewer, downloads = tried.open().desk_page.viewer, tried.window.downloads
    tried.questions.answer = tmp_path / "signed"

    def sheet() -> UnlockSheet:
        qtbot.waitUntil(lambda: shown_sheet(tried.window) is not None and not downloads.running)
        found = shown_sheet(tried.window)
        assert found is not None
        return found

    viewer.head.download.click()
    first = sheet()
    assert not first.download.isEnabled()
    assert not first.send_code.isVisible()
    first.value.setText("guess")
    first.download.click()
    again = sheet()
    assert again.field.note()
    again.value.setText("lamp-oil-7")
    again.download.click()
    second = sheet()
    assert second.field.label.text() == "One-time code"
    assert scripted.world.codes_sent == 0

    scripted.world.failure = Uncertain("It is not known whether a code was sent.")
    second.send_code.click()
    qtbot.waitUntil(lambda: "not known" in second.field.note())
    scripted.world.failure = None
    second.send_code.click()
    qtbot.waitUntil(lambda: "+46 70 *** 45 67" in second.field.note())
    assert scripted.world.codes_sent == 1
    second.value.setText(" 4711 ")
    with qtbot.waitSignal(downloads.saved):
        second.download.click()

    assert list((tmp_path / "signed").iterdir())
    assert downloads.keys == DownloadKeys()
    (notice,) = viewer.banners.shown()
    assert "saved" in notice.what
    tried.close()


def test_who_does_not_know_it_is_left_alone(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    scripted = ScriptedDesk(tmp_path / "profile")
    scripted.world.locks = [(Key.PASSWORD, "lamp-oil-7")]
    scripted.follow(an_observation(status=AgreementStatus.COMPLETED))
    tried = TriedWindow(theme, scripted, qtbot)
    viewer = tried.open().desk_page.viewer
    tried.questions.answer = tmp_path / "signed"
    viewer.head.download.click()
    qtbot.waitUntil(lambda: shown_sheet(tried.window) is not None)
    found = shown_sheet(tried.window)
    assert found is not None
    found.cancel.click()
    assert viewer.banners.shown() == ()
    assert tried.window.downloads.keys == DownloadKeys()
    tried.close()
