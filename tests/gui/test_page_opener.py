"""Opening an agreement at its service in the browser."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.kinds import ServiceKind
from app.gui.theme import Theme
from app.services.errors import Unreachable
from tests.support.desks import ScriptedDesk
from tests.support.observations import an_observation
from tests.support.windows import TriedWindow

ID = "8123456789012345678"


class Browser:
    """Notes what is opened in it, where there is one."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.there = True

    def open(self, url: QUrl) -> bool:
        if self.there:
            self.opened.append(url.toString())
        return self.there


class Opening:
    """A window that shows an agreement at Scrive."""

    def __init__(self, theme: Theme, scripted: ScriptedDesk, qtbot: QtBot) -> None:
        scrive = scripted.account("Norrvik Scrive", ServiceKind.SCRIVE)
        observation = an_observation(service_id=ID)
        scripted.follow(replace(observation, service=ServiceKind.SCRIVE), scrive)
        self.browser = Browser()
        self.tried = TriedWindow(theme, scripted, qtbot)
        self.window = self.tried.open()
        self.window.tracked.pages.open_page = self.browser.open

    def press(self) -> str:
        """Choose the command; what the banners then say."""
        self.window.commands.web_page.trigger()
        self.tried.settle()
        return " ".join(each.what for each in self.window.desk_page.viewer.banners.shown())


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedDesk:
    return ScriptedDesk(tmp_path / "profile")


@pytest.fixture
def opening(theme: Theme, scripted: ScriptedDesk, qtbot: QtBot) -> Iterator[Opening]:
    made = Opening(theme, scripted, qtbot)
    yield made
    made.tried.close()


def test_the_browser_shows_it_and_nothing_else_tells_the_address(opening: Opening) -> None:
    assert "hush" not in opening.press()
    (address,) = opening.browser.opened
    # The address becomes an argument of the browser, which everybody on the computer can read.
    assert "hush" not in address
    led = requests.get(address, allow_redirects=False, timeout=10)
    assert led.headers["Location"] == f"https://sign.example.com/d/{ID}?session=hush"
    assert "hush" not in QApplication.clipboard().text()


def test_a_browser_that_does_not_open_is_said(opening: Opening) -> None:
    opening.browser.there = False
    assert "No browser could be opened." in opening.press()


def test_a_service_that_does_not_answer_is_said(opening: Opening, scripted: ScriptedDesk) -> None:
    scripted.world.failure = Unreachable("scrive.com refused the connection.")
    assert "refused the connection" in opening.press()
    assert opening.browser.opened == []


def test_only_agreements_at_scrive_are_offered_to_be_opened_there(
    theme: Theme, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    scripted.follow(an_observation())
    tried = TriedWindow(theme, scripted, qtbot)
    window = tried.open()
    assert window.commands.copy_id.isEnabled()
    assert not window.commands.web_page.isEnabled()
    assert not window.commands.web_page.isVisible()
    tried.close()
