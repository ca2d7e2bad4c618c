"""Earlier versions from the list of drafts, and new drafts that vanish from it."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.attention import View
from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.gui.application import OpenedWindow
from app.gui.composer.panel import Composer
from app.gui.theme import Appearance, Theme
from app.gui.versions.sheet import VersionsSheet
from app.gui.window_memory import WindowMemory
from app.services.stored_drafts import StoredDraft
from tests.support.composing import PaperReader
from tests.support.desks import ScriptedDesk
from tests.support.pressing import press
from tests.support.windows import RESOURCES


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedDesk:
    made = ScriptedDesk(tmp_path / "profile")
    WindowMemory(made.desk.profile / "window.ini").appearance = Appearance.LIGHT
    made.account("Norrvik Scrive", ServiceKind.SCRIVE)
    return made


@pytest.fixture
def draft(scripted: ScriptedDesk) -> StoredDraft:
    """Said "Lease" first, and says "spoiled" now."""
    first = scripted.draft("Lease")
    scripted.desk.drafts.keep_version(first.id)
    spoiled = replace(first.agreement, title="spoiled")
    return scripted.desk.drafts.save(first.id, spoiled, None)


@pytest.fixture
def opened(
    theme: Theme,
    scripted: ScriptedDesk,
    draft: StoredDraft,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[OpenedWindow]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = OpenedWindow(scripted.desk, PaperReader(), RESOURCES)
    made.window.show()
    with qtbot.waitSignal(made.window.ready):
        made.window.start()
    made.window.show_view(View.DRAFTS)
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.tasks.busy())
    assert made.reports.report == ""
    made.deleteLater()


def settle(opened: OpenedWindow, qtbot: QtBot) -> None:
    gather = opened.window.feed._gather
    qtbot.waitUntil(lambda: not (opened.tasks.busy() or gather.isActive()))


def sheet(opened: OpenedWindow, qtbot: QtBot) -> VersionsSheet:
    settle(opened, qtbot)
    [shown] = [e for e in opened.window.findChildren(VersionsSheet) if e.isVisible()]
    return shown


def titles(opened: OpenedWindow) -> list[str]:
    return [entry.title for entry in opened.window.desk_page.list.shown()]


@pytest.mark.parametrize("way", ["button", "menu"])
def test_a_version_is_restored_from_the_list_of_drafts(
    opened: OpenedWindow, scripted: ScriptedDesk, draft: StoredDraft, qtbot: QtBot, way: str
) -> None:
    if way == "button":
        press(opened.window.desk_page.draft, "versions")
    else:
        opened.window.commands.versions.trigger()
    shown = sheet(opened, qtbot)
    row = shown.current()
    assert row is not None
    assert (row.line, row.aside) == ("no documents, nobody · Lease", "Different now: title")
    QTest.keyClick(shown.view, Qt.Key.Key_Return)
    settle(opened, qtbot)
    assert titles(opened) == ["Lease"]
    [notice] = opened.window.shell.banners.shown()
    assert notice.what.startswith("The version of ")
    [version] = [
        each
        for each in scripted.desk.drafts.versions(draft.id)
        if each.agreement.title == "spoiled"
    ]
    assert version.agreement == draft.agreement


def test_versions_are_offered_for_drafts_only(
    opened: OpenedWindow, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    assert opened.window.commands.versions.isEnabled()
    opened.window.show_view(View.OUTBOX)
    assert not opened.window.commands.versions.isEnabled()
    opened.window.drafts.show_versions()
    settle(opened, qtbot)
    assert opened.window.findChildren(VersionsSheet) == []


def test_a_draft_that_went_meanwhile_is_told(
    opened: OpenedWindow, scripted: ScriptedDesk, draft: StoredDraft, qtbot: QtBot
) -> None:
    opened.window.commands.versions.trigger()
    shown = sheet(opened, qtbot)
    scripted.desk.drafts.delete(draft.id)
    press(shown, "restore")
    settle(opened, qtbot)
    [notice] = opened.window.shell.banners.shown()
    assert notice.what == "This draft is not there any more."


@pytest.mark.parametrize("way", ["back", "view", "close"])
def test_a_new_agreement_that_nobody_touched_leaves_no_draft(
    opened: OpenedWindow, scripted: ScriptedDesk, draft: StoredDraft, qtbot: QtBot, way: str
) -> None:
    opened.window.commands.new.trigger()
    qtbot.waitUntil(lambda: opened.window.findChild(Composer) is not None)
    composer = opened.window.findChild(Composer)
    assert composer is not None
    qtbot.waitUntil(lambda: composer.page is not None)
    assert len(scripted.desk.drafts.all()) == 2
    if way == "back":
        press(composer, "back")
    elif way == "view":
        opened.window.show_view(View.DRAFTS)
    else:
        opened.window.close()
    assert [each.id for each in scripted.desk.drafts.all()] == [draft.id]
    settle(opened, qtbot)
    assert way == "close" or titles(opened) == ["spoiled"]


def test_a_draft_is_gone_for_good_once_it_was_dropped(scripted: ScriptedDesk) -> None:
    made = scripted.desk.drafts.create()
    assert scripted.desk.drafts.drop_if_untouched(made.id)
    with pytest.raises(DomainError, match=r"draft\.unknown"):
        scripted.desk.drafts.save(made.id, made.agreement, None)
