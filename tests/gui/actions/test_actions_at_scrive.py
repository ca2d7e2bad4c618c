"""Actions from the window to the emulated Scrive, with nothing scripted between them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from app.domain.actions import ActionKind
from app.domain.status import AgreementStatus
from app.gui.actions.link_sheet import LinkSheet
from app.gui.actions.sheet import ActionSheet
from app.gui.theme import Theme
from app.gui.widgets.states import State
from app.services.tracking.tracked import TrackedAgreement
from tests.support.acting_office import ActingOffice, an_acting_office
from tests.support.desks import ScriptedDesk
from tests.support.pressing import press
from tests.support.scrive_desk import bodil, inga
from tests.support.windows import TriedWindow


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ActingOffice]:
    with an_acting_office(tmp_path / "profile") as opened:
        yield opened


@pytest.fixture
def tried(
    theme: Theme, qtbot: QtBot, office: ActingOffice, tmp_path: Path
) -> Iterator[TriedWindow]:
    scripted = ScriptedDesk(tmp_path / "rest")
    scripted.desk = replace(
        scripted.desk,
        accounts=office.accounts,
        drafts=office.drafts,
        tracking=office.tracking,
        actions=office.actions,
        clock=office.clock,
    )
    made = TriedWindow(theme, scripted, qtbot)
    yield made
    made.close()


def show(tried: TriedWindow, tracked: TrackedAgreement) -> None:
    window = tried.open()
    window.show_tracked(tracked.id)
    tried.settle()


def sheet_of(tried: TriedWindow, kind: ActionKind, person: str = "") -> ActionSheet:
    assert tried.window.tracked.room.start(f"action|{kind}||{person}")
    return next(each for each in tried.window.findChildren(ActionSheet) if each.isVisible())


def perform(tried: TriedWindow, sheet: ActionSheet) -> None:
    press(sheet, "perform")
    tried.settle()


def test_a_new_address_reaches_scrive_and_invites_again(
    tried: TriedWindow, office: ActingOffice
) -> None:
    tracked = office.sent()
    show(tried, tracked)
    key = office.person(tracked, "Bodil")
    sheet = sheet_of(tried, ActionKind.CHANGE_CONTACT, key)
    editor = sheet.fields.editor("email")
    assert isinstance(editor, QLineEdit)
    editor.setText("bodil.new@example.com")
    before = len(office.posts())
    perform(tried, sheet)
    assert office.posts()[before:] == ["changeemailandmobile"]
    seen = office.tracking.get(tracked.id).observation
    assert seen is not None
    assert next(each for each in seen.participants if each.key == key).email == (
        "bodil.new@example.com"
    )
    assert [each.state for each in tried.window.desk_page.viewer.banners.shown()] == [State.DONE]


def test_a_withdrawn_agreement_becomes_a_draft_with_its_file(
    tried: TriedWindow, office: ActingOffice
) -> None:
    tracked = office.sent()
    show(tried, tracked)
    perform(tried, sheet_of(tried, ActionKind.CANCEL))
    seen = office.tracking.get(tracked.id).observation
    assert seen is not None
    assert seen.status is AgreementStatus.CANCELLED
    tried.window.show_tracked(tracked.id)
    tried.settle()
    perform(tried, sheet_of(tried, ActionKind.RESTART))
    (draft,) = office.drafts.all()
    assert [each for each, _ in tried.composed] == [draft.id]
    assert len(draft.agreement.documents) == 1


def test_a_person_who_gets_a_link_from_us_is_shown_it_with_its_picture(
    tried: TriedWindow, office: ActingOffice
) -> None:
    tracked = office.sent(bodil(), inga(delivery_method="api"))
    show(tried, tracked)
    key = office.person(tracked, "Inga")
    assert tried.window.tracked.room.start(f"action|link||{key}")
    (sheet,) = tried.window.findChildren(LinkSheet)
    press(sheet, "show")
    tried.settle()
    assert sheet.link.text().startswith(office.server.url)
    assert not sheet.picture.pixmap().isNull()
    sheet.close()


def test_people_are_reminded_now_and_later_and_the_signed_file_is_forwarded(
    tried: TriedWindow, office: ActingOffice
) -> None:
    tracked = office.sent(bodil(), inga(delivery_method="api"))
    show(tried, tracked)
    said: list[str] = []
    before = len(office.posts())
    for kind, typed in (
        (ActionKind.REMIND, ""),
        (ActionKind.AUTO_REMINDER, "5"),
        (ActionKind.AUTO_REMINDER, "0"),
    ):
        sheet = sheet_of(tried, kind)
        if typed:
            editor = sheet.fields.editor("days")
            assert isinstance(editor, QSpinBox)
            editor.setValue(int(typed))
        perform(tried, sheet)
        said.append(tried.window.desk_page.viewer.banners.shown()[0].what)
    assert office.posts()[before:] == ["remind", "setautoreminder", "setautoreminder"]
    assert said == [
        "Everybody who has not signed was reminded.",
        "The automatic reminder was set.",
        "The automatic reminder was taken away.",
    ]
    for name in ("Bodil Oskarsson", "Inga Engberg"):
        office.sign(tracked, name)
    office.server.desk.world.clock.advance(600)
    office.tracking.refresh(tracked.id)
    tried.settle()
    sheet = sheet_of(tried, ActionKind.FORWARD)
    address = sheet.fields.editor("email")
    assert isinstance(address, QLineEdit)
    address.setText("archive@example.com")
    perform(tried, sheet)
    assert office.posts()[-1] == "forward"
    newest, *_others = tried.window.desk_page.viewer.banners.shown()
    assert newest.what == "The signed document was forwarded."
