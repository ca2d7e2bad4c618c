"""Leaving while something is on its way, or while what was typed cannot be saved."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.agreement import Agreement
from app.domain.attention import View
from app.domain.kinds import ServiceKind
from app.gui.application import OpenedWindow
from app.gui.composer.panel import Composer
from app.gui.theme import Appearance, Theme
from app.gui.widgets.labels import Sentence
from app.gui.widgets.question import Question
from app.gui.window_memory import WindowMemory
from app.pdf.reader import ChildPdfReader
from app.services.account_details import AccountDetails
from app.services.accounts import secret_names
from app.services.drafts import DraftBook
from app.services.errors import LocalError
from app.services.outbox.records import OutboxItem, Phase
from app.services.secrets.secret import Secret
from tests.support.desks import ScriptedDesk
from tests.support.held_disks import HeldDatabase
from tests.support.windows import RESOURCES

Open = Callable[[], OpenedWindow]


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedDesk:
    made = ScriptedDesk(tmp_path / "profile")
    WindowMemory(made.desk.profile / "window.ini").appearance = Appearance.LIGHT
    made.account("Norrvik Scrive", ServiceKind.SCRIVE)
    return made


@pytest.fixture
def open_window(
    theme: Theme, scripted: ScriptedDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made: list[OpenedWindow] = []
    with ChildPdfReader() as pdf:

        def open_one() -> OpenedWindow:
            made.append(OpenedWindow(scripted.desk, pdf, RESOURCES))
            made[-1].window.show()
            with qtbot.waitSignal(made[-1].window.ready):
                made[-1].window.start()
            return made[-1]

        yield open_one
        for each in made:
            each.close()
            wait_for_its_work(each, qtbot)
            assert each.reports.report == ""
            each.deleteLater()


def wait_for_its_work(opened: OpenedWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not opened.tasks.busy())


class FullDisk:
    """Refuses every save while it is full."""

    def __init__(self, drafts: DraftBook, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        self._save = drafts.save
        monkeypatch.setattr(drafts, "save", self.save)

    def save(self, draft_id: str, agreement: Agreement, account_id: str | None) -> object:
        if self.is_full:
            raise LocalError("The disk is full.", "Nothing was saved.", "Make room on it.")
        return self._save(draft_id, agreement, account_id)


@pytest.fixture
def disk(scripted: ScriptedDesk, monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    return FullDisk(scripted.desk.drafts, monkeypatch)


def put_on_its_way(scripted: ScriptedDesk, title: str) -> OutboxItem:
    (account,) = scripted.desk.accounts.all()
    draft = scripted.draft(title)
    return scripted.desk.outbox.enqueue(draft.agreement, {}, account)


def waits(scripted: ScriptedDesk, title: str) -> OutboxItem:
    """Something that cannot be sent now, because nobody can be reached."""
    item = put_on_its_way(scripted, title)
    waiting = scripted.desk.outbox.run(item.id)
    assert waiting.phase is Phase.WAITING
    return waiting


def question(opened: OpenedWindow) -> Question | None:
    shown = opened.window.findChildren(Question)
    return next((each for each in shown if each.isVisible()), None)


def compose(opened: OpenedWindow, scripted: ScriptedDesk, qtbot: QtBot) -> Composer:
    opened.window.compose(scripted.draft("Lease").id)
    composer = opened.window.findChild(Composer)
    assert composer is not None
    qtbot.waitUntil(lambda: composer.page is not None)
    return composer


def type_title(composer: Composer, text: str) -> None:
    assert composer.page is not None
    composer.page.head.title.start()
    composer.page.head.title.edit.selectAll()
    QTest.keyClicks(composer.page.head.title.edit, text)


def titles(scripted: ScriptedDesk) -> list[str]:
    return [each.agreement.title for each in scripted.desk.drafts.all()]


def notices(composer: Composer) -> list[str]:
    assert composer.page is not None
    return [notice.what for notice in composer.page.banners.shown()]


def test_the_window_asks_before_it_closes_while_something_is_being_sent(
    open_window: Open, scripted: ScriptedDesk
) -> None:
    put_on_its_way(scripted, "Lease 2031")
    opened = open_window()
    opened.window.close()
    opened.window.close()
    assert opened.window.isVisible()
    asked = question(opened)
    assert asked is not None
    assert asked.windowTitle() == "“Lease 2031” is being sent."
    assert asked.meaning == (
        "Begins in a moment. Nobody has been notified yet.",
        "If you quit now, it goes on at the next start, exactly where it stopped.",
    )
    assert (asked.refuse.text(), asked.confirm.text()) == ("Keep waiting", "Quit anyway")
    asked.refuse.click()
    assert opened.window.isVisible()
    opened.window.close()
    asked = question(opened)
    assert asked is not None
    asked.confirm.click()
    assert not opened.window.isVisible()


def test_several_agreements_on_their_way_are_one_question(
    open_window: Open, scripted: ScriptedDesk
) -> None:
    put_on_its_way(scripted, "Lease 2031")
    put_on_its_way(scripted, "Lease 2032")
    opened = open_window()
    opened.window.close()
    asked = question(opened)
    assert asked is not None
    assert asked.windowTitle() == "2 agreements are being sent."


def test_what_waits_does_not_keep_the_window(open_window: Open, scripted: ScriptedDesk) -> None:
    waits(scripted, "Price list")
    opened = open_window()
    opened.window.close()
    assert question(opened) is None
    assert not opened.window.isVisible()


def test_what_waits_is_named_as_what_it_is_where_it_is_asked_anyway(
    open_window: Open, scripted: ScriptedDesk
) -> None:
    waits(scripted, "Price list")
    put_on_its_way(scripted, "Lease 2031")
    opened = open_window()
    opened.window.close()
    asked = question(opened)
    assert asked is not None
    assert asked.windowTitle() == "“Lease 2031” is being sent."
    assert asked.meaning[-1] == "Not sent yet, and kept: “Price list”."


def test_a_question_about_what_is_over_meanwhile_goes_away(
    open_window: Open, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    item = put_on_its_way(scripted, "Lease 2031")
    opened = open_window()
    opened.window.close()
    assert question(opened) is not None
    scripted.desk.outbox.stop(item.id)
    qtbot.waitUntil(lambda: question(opened) is None)
    assert opened.window.isVisible()


def test_the_question_follows_what_is_being_done(
    open_window: Open, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    put_on_its_way(scripted, "Lease 2031")
    other = put_on_its_way(scripted, "Price list")
    opened = open_window()
    opened.window.close()
    asked = question(opened)
    assert asked is not None
    assert len(asked.meaning) == 3
    scripted.desk.outbox.stop(other.id)
    qtbot.waitUntil(lambda: len(asked.meaning) == 2)
    assert asked.meaning[0] == "Begins in a moment. Nobody has been notified yet."
    shown = [each.plain_text() for each in asked.findChildren(Sentence) if each.isVisible()]
    assert shown == list(asked.meaning)
    assert question(opened) is asked


def test_what_was_signed_in_for_this_session_does_not_go_on_by_itself(
    open_window: Open, scripted: ScriptedDesk
) -> None:
    secrets = {each: Secret("right-secret") for each in secret_names(ServiceKind.SIGNINGHUB)}
    details = AccountDetails(
        name="Temporary",
        service=ServiceKind.SIGNINGHUB,
        base_url="https://sign.example.com",
        secrets=secrets,
    )
    account = scripted.desk.accounts.temporary(details)
    scripted.desk.outbox.enqueue(scripted.draft("Lease 2031").agreement, {}, account)
    opened = open_window()
    opened.window.close()
    asked = question(opened)
    assert asked is not None
    assert "signed in to Temporary again" in asked.meaning[1]
    assert "at the next start" not in " ".join(asked.meaning)


def test_a_program_that_is_told_to_end_asks_nothing(
    open_window: Open, scripted: ScriptedDesk
) -> None:
    put_on_its_way(scripted, "Lease 2031")
    opened = open_window()
    opened.close()
    assert question(opened) is None
    assert not opened.window.isVisible()


@pytest.mark.parametrize("way", ["back", "view", "another", "close"])
def test_what_was_typed_just_before_leaving_is_kept(
    open_window: Open, scripted: ScriptedDesk, qtbot: QtBot, way: str
) -> None:
    opened = open_window()
    type_title(compose(opened, scripted, qtbot), "Typed last")
    leave(opened, scripted, way)
    assert "Typed last" in titles(scripted)


@pytest.mark.parametrize("way", ["back", "view", "close"])
def test_nothing_is_lost_when_something_else_wants_to_leave_while_the_disk_is_waited_for(
    open_window: Open, scripted: ScriptedDesk, qtbot: QtBot, way: str
) -> None:
    opened = open_window()
    composer = compose(opened, scripted, qtbot)
    heard: list[list[str]] = []
    with closing(HeldDatabase(scripted.desk.profile / "countersign.db")) as held:
        held.hold()
        type_title(composer, "Typed last")
        QTimer.singleShot(400, lambda: heard.append(notices(composer)))
        QTimer.singleShot(400, lambda: opened.window.show_view(View.WAITING))
        QTimer.singleShot(500, held.release)
        leave(opened, scripted, way)
    assert heard == [["What you typed last is being saved."]]
    assert "Typed last" in titles(scripted)


@pytest.mark.parametrize("way", ["back", "view", "another", "close"])
def test_what_cannot_be_saved_is_not_left_without_a_word(
    open_window: Open, scripted: ScriptedDesk, disk: FullDisk, qtbot: QtBot, way: str
) -> None:
    opened = open_window()
    composer = compose(opened, scripted, qtbot)
    disk.is_full = True
    type_title(composer, "Typed last")
    leave(opened, scripted, way)
    assert opened.window.isVisible()
    assert opened.window.shell.pages.currentWidget() is composer
    assert notices(composer) == ["What you typed last is not saved."]
    disk.is_full = False
    assert composer.page is not None
    composer.page.head.title.edit.setFocus()
    QTest.keyClicks(composer.page.head.title.edit, ".")
    qtbot.waitUntil(lambda: "Typed last." in titles(scripted))
    qtbot.waitUntil(lambda: notices(composer) == [])


def test_the_user_can_let_go_of_what_cannot_be_saved(
    open_window: Open, scripted: ScriptedDesk, disk: FullDisk, qtbot: QtBot
) -> None:
    opened = open_window()
    composer = compose(opened, scripted, qtbot)
    disk.is_full = True
    type_title(composer, "Typed last")
    opened.window.show_view(View.WAITING)
    assert composer.page is not None
    (notice,) = composer.page.banners.shown()
    composer.page.banners.action_requested.emit(notice.key, notice.actions[0].key)
    assert opened.window.shell.view is View.DRAFTS
    assert opened.window.shell.lists
    assert titles(scripted) == ["Lease"]


def leave(opened: OpenedWindow, scripted: ScriptedDesk, way: str) -> None:
    window = opened.window
    if way == "back":
        window.close_composer()
    elif way == "view":
        window.show_view(View.WAITING)
    elif way == "another":
        window.compose(scripted.draft("Another").id)
    else:
        window.close()
