"""Practice: always seen, and its people can be played from the window."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.domain.status import AgreementStatus, ParticipantStatus
from app.gui.practice import PlayedPerson, act_words, fill_people_menu
from app.gui.theme import Theme
from tests.support.desks import ScriptedDesk
from tests.support.observations import an_observation, at
from tests.support.windows import TriedWindow


class ScriptedStage:
    """Henrik can sign; what he does is seen by the world."""

    def __init__(self, scripted: ScriptedDesk) -> None:
        self._scripted = scripted
        self.acts: list[tuple[str, str]] = []
        self.refusal: DomainError | None = None

    def people(self, service: ServiceKind, service_id: str) -> tuple[PlayedPerson, ...]:
        return (
            PlayedPerson(key="1", name="Amara Diallo"),
            PlayedPerson(key="3", name="Henrik Falk", acts=("sign", "decline")),
        )

    def act(self, service: ServiceKind, service_id: str, person: str, act: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.acts.append((person, act))
        observation = self._scripted.world.agreements[service_id]
        people = list(observation.participants)
        people[2] = replace(people[2], status=ParticipantStatus.ACTED, acted_at=at(20))
        done = replace(observation, participants=tuple(people), status=AgreementStatus.COMPLETED)
        self._scripted.world.agreements[service_id] = done


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedDesk:
    return ScriptedDesk(tmp_path / "profile", practice=True)


@pytest.fixture
def stage(scripted: ScriptedDesk) -> ScriptedStage:
    return ScriptedStage(scripted)


@pytest.fixture
def tried(
    theme: Theme, scripted: ScriptedDesk, stage: ScriptedStage, qtbot: QtBot
) -> Iterator[TriedWindow]:
    scripted.follow(an_observation())
    made = TriedWindow(theme, scripted, qtbot, stage)
    made.window.checker._pace = replace(made.window.checker._pace, least=600, most=600)
    yield made
    made.close()


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    opened: list[str] = []

    def open_page(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_page)
    return opened


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_practice_is_said_in_title_banner_and_foot(tried: TriedWindow, pages: list[str]) -> None:
    window = tried.open()
    assert window.windowTitle() == "Countersign - Practice"
    assert window.status.practice.words() == "Practice: this computer only"
    bar = window.shell.practice
    assert bar is not None
    assert bar.isVisible()
    QTest.mouseClick(bar.inbox, Qt.MouseButton.LeftButton)
    assert pages == ["http://127.0.0.1:1/"]
    QTest.mouseClick(bar.leave, Qt.MouseButton.LeftButton)
    assert tried.practised == 1


def test_a_page_that_no_program_opens_is_named(
    tried: TriedWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = tried.open()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _page: False)
    window.commands.inbox.trigger()
    window.commands.people_help.trigger()
    [notice] = window.shell.banners.shown()
    assert notice.what == "No program could be opened to show this."
    assert notice.meaning.endswith("people.md")


def test_people_are_offered_with_what_they_can_do(tried: TriedWindow, qtbot: QtBot) -> None:
    people = tried.open().commands.people
    people.aboutToShow.emit()
    qtbot.waitUntil(lambda: words(people) == ["Henrik Falk"])
    submenu = people.actions()[0].menu()
    assert isinstance(submenu, QMenu)
    assert words(submenu) == ["Sign", "Decline"]


def test_what_a_person_does_is_seen_in_the_workflow(
    tried: TriedWindow, stage: ScriptedStage, qtbot: QtBot
) -> None:
    window = tried.open()
    people = window.commands.people
    people.aboutToShow.emit()
    qtbot.waitUntil(lambda: words(people) == ["Henrik Falk"])
    submenu = people.actions()[0].menu()
    assert isinstance(submenu, QMenu)
    submenu.actions()[0].trigger()
    people.triggered.emit(submenu.actions()[0])
    qtbot.waitUntil(lambda: window.desk_page.viewer.head.state_word() == "Completed")
    assert ("3", "sign") in stage.acts


def test_what_cannot_be_played_is_said(
    tried: TriedWindow, stage: ScriptedStage, qtbot: QtBot
) -> None:
    window = tried.open()
    stage.refusal = DomainError(
        "practice.not_playable", facts={"sentence": "That cannot be played now."}
    )
    people = window.commands.people
    people.aboutToShow.emit()
    qtbot.waitUntil(lambda: words(people) == ["Henrik Falk"])
    submenu = people.actions()[0].menu()
    assert isinstance(submenu, QMenu)
    window.tracked.play(submenu.actions()[0])
    banners = window.desk_page.viewer.banners
    qtbot.waitUntil(lambda: bool(banners.shown()))
    assert banners.shown()[0].what == "That cannot be played now."


def test_the_card_offers_to_act(tried: TriedWindow) -> None:
    card = tried.open().desk_page.viewer.card
    button = card.button("play")
    assert button is not None
    assert button.text() == "Act as Henrik"


def test_without_practice_the_card_offers_to_write(
    theme: Theme, tmp_path: Path, qtbot: QtBot, pages: list[str]
) -> None:
    scripted = ScriptedDesk(tmp_path / "real")
    scripted.follow(an_observation())
    tried = TriedWindow(theme, scripted, qtbot)
    card = tried.open().desk_page.viewer.card
    button = card.button("write")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pages[0].startswith("mailto:henrik.falk@example.com?subject=Supply")
    assert tried.window.shell.practice is None
    tried.close()


def test_a_menu_without_anybody_says_so(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    fill_people_menu(menu, (PlayedPerson(key="1", name="A & B"),))
    assert words(menu) == ["Nobody can do anything now"]
    fill_people_menu(menu, (PlayedPerson(key="1", name="A & B", acts=("wink_twice",)),))
    assert words(menu) == ["A && B"]


def test_acts_have_words() -> None:
    told: Callable[[str], str] = act_words
    assert (told("sign"), told("wink_twice")) == ("Sign", "Wink twice")
