"""The whole window with its real rooms: from the list to composer, outbox, accounts, and back."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QLabel, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.agreement import Agreement, Participant
from app.domain.attention import View
from app.domain.kinds import ServiceKind
from app.gui.accounts.accounts_sheet import AccountsSheet
from app.gui.accounts.dialog import AccountDialog
from app.gui.application import OpenedWindow
from app.gui.bug_reports import BugDialog
from app.gui.composer.panel import Composer
from app.gui.outbox.panel import OutboxPanel
from app.gui.theme import Appearance, Theme
from app.gui.window_memory import WindowMemory
from app.pdf.reader import ChildPdfReader
from app.services.outbox.records import Phase
from app.services.texts import ErrorText
from tests.support.desks import ScriptedDesk
from tests.support.observations import an_observation
from tests.support.windows import RESOURCES


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedDesk:
    return ScriptedDesk(tmp_path / "profile")


@pytest.fixture
def opened(
    theme: Theme, scripted: ScriptedDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenedWindow]:
    # pytest listens to both hooks itself and gets them back afterwards.
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    WindowMemory(scripted.desk.profile / "window.ini").appearance = Appearance.LIGHT
    scripted.account()
    with ChildPdfReader() as pdf:
        made = OpenedWindow(scripted.desk, pdf, RESOURCES)
        made.window.show()
        with qtbot.waitSignal(made.window.ready):
            made.window.start()
        yield made
        made.close()
        qtbot.waitUntil(lambda: not made.tasks.busy())
        assert made.reports.report == ""
        made.deleteLater()


class ShownWindows(QObject):
    """Notes every widget that comes up as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def page(opened: OpenedWindow) -> object:
    return opened.window.shell.pages.currentWidget()


def test_a_draft_is_composed_and_left_again(
    opened: OpenedWindow, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    window = opened.window
    window.commands.new.trigger()
    qtbot.waitUntil(lambda: isinstance(page(opened), Composer))
    composer = page(opened)
    assert isinstance(composer, Composer)
    qtbot.waitUntil(lambda: composer.page is not None)
    assert window.shell.sidebar.is_rail
    assert composer.page is not None
    title = composer.page.head.title
    title.start()
    QTest.keyClicks(title.edit, "Lease 2031")
    QTest.keyClick(title.edit, Qt.Key.Key_Return)
    assert window.windowTitle() == "Lease 2031 – Countersign"
    composer.back_requested.emit()
    assert window.shell.view is View.DRAFTS
    assert window.windowTitle() == "Countersign"
    qtbot.waitUntil(lambda: len(window.desk_page.list.shown()) == 1)
    assert len(scripted.desk.drafts.all()) == 1


def test_every_window_of_its_own_is_dressed(
    opened: OpenedWindow, scripted: ScriptedDesk, qapp: QApplication, qtbot: QtBot
) -> None:
    window = opened.window
    window.compose(scripted.desk.drafts.create().id)
    composer = page(opened)
    assert isinstance(composer, Composer)
    qtbot.waitUntil(lambda: composer.page is not None)
    zones = [each.popup() for each in composer.findChildren(QCompleter)]
    assert zones
    for own in (window, *zones):
        assert own is not None
        assert own.styleSheet() == opened.theme._sheet
    naked = [
        each.metaObject().className()
        for each in qapp.topLevelWidgets()
        if each.isVisible() and each.parentWidget() is None and not each.styleSheet()
    ]
    assert naked == []


def test_the_outbox_leads_to_agreements_and_accounts(
    opened: OpenedWindow, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    window = opened.window
    tracked = scripted.follow(an_observation())
    qtbot.waitUntil(lambda: bool(window.feed.overview and window.feed.overview.tracked))
    window.show_outbox()
    outbox = page(opened)
    assert isinstance(outbox, OutboxPanel)
    outbox.sign_in_requested.emit(tracked.account_id)
    dialog = window.findChild(AccountDialog)
    assert dialog is not None
    dialog.reject()
    outbox.show_agreement_requested.emit(tracked.account_id, tracked.service_id)
    assert page(opened) is window.desk_page
    current = window.desk_page.current()
    assert current is not None
    assert current.id == tracked.id


def test_accounts_are_listed_or_connected(opened: OpenedWindow, qtbot: QtBot) -> None:
    window = opened.window
    window.commands.accounts.trigger()
    sheet = window.findChild(AccountsSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: len(sheet.shown()) == 1)
    sheet.close()
    window.shell.first.connect_requested.emit(ServiceKind.SIGNINGHUB)
    dialog = window.findChild(AccountDialog)
    assert dialog is not None
    dialog.reject()


def test_files_of_another_start_come_into_this_window(
    opened: OpenedWindow, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    scripted.desk.drafts.export(
        scripted.draft("Lease 2031").id, scripted.desk.profile / "a.agreement"
    )
    opened.on_files_handed([scripted.desk.profile / "a.agreement"])
    qtbot.waitUntil(lambda: isinstance(page(opened), Composer))
    opened.window.close_composer()


def test_a_bug_is_told_in_a_banner_with_its_report(opened: OpenedWindow, qtbot: QtBot) -> None:
    opened.tasks.run(lambda _: 1 // 0)
    banners = opened.window.shell.banners
    qtbot.waitUntil(lambda: bool(banners.shown()))
    notice = banners.shown()[0]
    assert notice.what == "Something went wrong inside Countersign."
    banners.action_requested.emit(notice.key, notice.actions[0].key)
    dialog = opened.window.findChild(BugDialog)
    assert dialog is not None
    assert "ZeroDivisionError" in dialog.report.toPlainText()
    dialog.close()
    opened.reports.report = ""


def test_the_foot_of_the_window_names_who_is_signed_in(opened: OpenedWindow, qtbot: QtBot) -> None:
    labels = opened.window.status.findChildren(QLabel)
    qtbot.waitUntil(lambda: "Signed in as Maja" in [label.text() for label in labels])


def test_nothing_flashes_up_as_a_window_while_pages_are_built(
    opened: OpenedWindow, scripted: ScriptedDesk, qapp: QApplication, qtbot: QtBot
) -> None:
    window = opened.window
    draft = scripted.desk.drafts.create(
        Agreement(title="Lease 2031", participants=(Participant(label="p1", name="Bodil"),))
    )
    shown = ShownWindows()
    qapp.installEventFilter(shown)
    window.compose(draft.id)
    composer = page(opened)
    assert isinstance(composer, Composer)
    qtbot.waitUntil(lambda: composer.page is not None)
    assert composer.page is not None
    composer.page.go_to("people")
    window.show_outbox()
    window.commands.accounts.trigger()
    sheet = window.findChild(AccountsSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: len(sheet.shown()) == 1)
    sheet.close()
    qapp.removeEventFilter(shown)
    assert shown.names == ["AccountsSheet"]


def test_an_account_that_is_gone_is_connected_again_at_its_own_server_and_all_goes_on(
    opened: OpenedWindow, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    window = opened.window
    (account,) = scripted.desk.accounts.all()
    item = scripted.desk.outbox.enqueue(scripted.draft("Lease 2031").agreement, {}, account)
    scripted.desk.accounts.remove(account.id)
    words = ErrorText(title="The account is not on this computer any more.")
    scripted.desk.outbox._journal.set_phase(item.id, Phase.WAITING, words, family="no_keyring")
    window.feed.reload()
    qtbot.waitUntil(lambda: bool(window.feed.overview and window.feed.overview.outbox))
    window.show_outbox()
    outbox = page(opened)
    assert isinstance(outbox, OutboxPanel)
    outbox.connect_requested.emit(account.service, "https://office.example.com")
    dialog = window.findChild(AccountDialog)
    assert dialog is not None
    assert dialog.form.server() == "https://office.example.com"
    again = scripted.account(account.name)
    dialog.account_saved.emit(again)
    dialog.reject()
    qtbot.waitUntil(lambda: scripted.desk.outbox.item(item.id).family != "no_keyring")
