"""Recalling and correcting from the window to the emulated SigningHub."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.actions import ActionKind
from app.domain.continued import continued
from app.emulator.server import Emulator
from app.gui.actions.sheet import ActionSheet
from app.gui.theme import Theme
from app.gui.widgets.states import State
from tests.support.desks import ScriptedDesk
from tests.support.package_office import PackageOffice
from tests.support.pressing import press
from tests.support.windows import TriedWindow


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> PackageOffice:
    return PackageOffice(tmp_path, emulator, monkeypatch)


@pytest.fixture
def tried(
    theme: Theme, qtbot: QtBot, office: PackageOffice, tmp_path: Path
) -> Iterator[TriedWindow]:
    scripted = ScriptedDesk(tmp_path / "rest")
    scripted.desk = replace(
        scripted.desk,
        accounts=office.desk.accounts,
        drafts=office.desk.drafts,
        tracking=office.desk.tracking,
        actions=office.desk.actions,
        clock=office.desk.clock,
    )
    made = TriedWindow(theme, scripted, qtbot)
    yield made
    made.close()


def sheet_of(tried: TriedWindow, kind: ActionKind, person: str = "") -> ActionSheet:
    assert tried.window.tracked.room.start(f"action|{kind}||{person}")
    return next(each for each in tried.window.findChildren(ActionSheet) if each.isVisible())


def test_a_person_is_replaced_then_all_is_recalled_and_the_card_leads_to_the_draft(
    tried: TriedWindow, office: PackageOffice
) -> None:
    tracked = office.shared()
    window = tried.open()
    window.show_tracked(tracked.id)
    tried.settle()

    sheet = sheet_of(tried, ActionKind.REPLACE_PERSON, office.key(tracked, "Bodil"))
    assert sheet.outlook is not None
    assert sheet.outlook.reason == "Enter a name."
    for name, text in (("name", "Inga Lind"), ("email", "inga@example.com")):
        editor = sheet.fields.editor(name)
        assert isinstance(editor, QLineEdit)
        editor.setText(text)
    press(sheet, "perform")
    tried.settle()
    press(sheet_of(tried, ActionKind.RECALL), "perform")
    tried.settle()

    banners = window.desk_page.viewer.banners
    assert [each.state for each in banners.shown()][-1] is State.DONE
    steps = window.tracked.steps_for(office.desk.tracking.get(tracked.id))
    assert [each.text for each in steps] == ["Correct…", "Delete…"]
    window.tracked.do_next_step()
    sheet = next(each for each in window.findChildren(ActionSheet) if each.isVisible())
    press(sheet, "perform")
    tried.settle()

    [(draft_id, _files)] = tried.composed
    agreement = office.desk.drafts.get(draft_id).agreement
    package = continued(agreement)
    assert package is not None
    assert package.package_id == tracked.service_id
    assert [each.email for each in agreement.participants][:2] == [
        "inga@example.com",
        "karim@example.com",
    ]
