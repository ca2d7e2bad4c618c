"""The list of accounts: what each is, and checking, changing and removing it."""

import gc
import weakref

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.gui.accounts.accounts_sheet import AccountsSheet
from app.gui.accounts.dialog import AccountDialog
from app.gui.widgets.question import Question
from app.services.accounts import Account
from app.services.errors import Unauthorized
from app.services.ports import CheckItem, CheckState
from tests.gui.accounts.conftest import FOUR, Room
from tests.support.pressing import button_of, press


def a_sheet(room: Room, on_its_way: int = 0) -> AccountsSheet:
    sheet = AccountsSheet(room.theme, room.tasks, room.book, room.clock, lambda _id: on_its_way)
    room.adopt(sheet)
    sheet.show()
    room.settle()
    return sheet


def an_account(room: Room, name: str = "Office") -> Account:
    return room.book.add(room.details(name))[0]


def asked(sheet: AccountsSheet) -> Question:
    [question] = sheet.findChildren(Question)
    return question


def test_every_account_is_listed_those_of_this_session_too(room: Room) -> None:
    an_account(room, "Norrvik Scrive")
    room.book.temporary(room.details("Harbour"))
    assert a_sheet(room).shown() == ("Harbour", "Norrvik Scrive")


def test_a_check_says_that_it_works(room: Room) -> None:
    account = an_account(room)
    sheet = a_sheet(room)
    press(sheet.row(account.id), "check")
    room.qtbot.waitUntil(lambda: "Signed in." in sheet.row(account.id).sentence())


def test_a_check_says_what_is_bad(room: Room) -> None:
    account = an_account(room)
    sheet = a_sheet(room)
    sentence = "This account cannot use Flow."
    room.world.bad = (CheckItem(code="flow", state=CheckState.BAD, sentence=sentence),)
    press(sheet.row(account.id), "check")
    room.qtbot.waitUntil(lambda: sentence in sheet.row(account.id).sentence())


def test_a_check_says_what_somebody_should_do_though_it_works(room: Room) -> None:
    account = an_account(room)
    sheet = a_sheet(room)
    sentence = "SigningHub asks for a new password."
    room.world.bad = (CheckItem(code="password", state=CheckState.ADVICE, sentence=sentence),)
    press(sheet.row(account.id), "check")
    room.qtbot.waitUntil(lambda: sentence in sheet.row(account.id).sentence())
    assert "Signed in." in sheet.row(account.id).sentence()


def test_a_sign_in_that_is_not_accepted_any_more_is_said(room: Room) -> None:
    account = an_account(room)
    sheet = a_sheet(room)
    room.world.failure = Unauthorized("The token was withdrawn.", "", "Enter new values.")
    press(sheet.row(account.id), "check")
    room.qtbot.waitUntil(lambda: "withdrawn" in sheet.row(account.id).sentence())
    assert "Enter new values." in sheet.row(account.id).sentence()


def test_a_new_account_appears_in_the_list(room: Room) -> None:
    sheet = a_sheet(room)
    press(sheet, "connect-account")
    [dialog] = sheet.findChildren(AccountDialog)
    dialog.form.take_values("\n".join(FOUR))
    with room.qtbot.waitSignal(sheet.accounts_changed):
        press(dialog, "save")
    room.qtbot.waitUntil(lambda: sheet.shown() == ("Scrive",))


def test_changing_opens_the_dialog_of_that_account(room: Room) -> None:
    account = an_account(room, "Norrvik Scrive")
    sheet = a_sheet(room)
    press(sheet.row(account.id), "change")
    [dialog] = sheet.findChildren(AccountDialog)
    assert dialog.form.name() == "Norrvik Scrive"
    dialog.reject()


def test_removing_asks_first_and_says_what_stays(room: Room) -> None:
    account = an_account(room)
    sheet = a_sheet(room, on_its_way=2)
    press(sheet.row(account.id), "remove")
    room.settle()
    question = asked(sheet)
    assert question.windowTitle() == "Remove “Office”?"
    said = " ".join(question.meaning)
    assert "2 agreements are still on their way" in said
    assert "cannot be refreshed" in said
    press(question, "refuse")
    room.settle()
    assert room.book.all() == (account,)


def test_pressing_remove_twice_asks_once(room: Room) -> None:
    account = an_account(room)
    sheet = a_sheet(room)
    press(sheet.row(account.id), "remove")
    press(sheet.row(account.id), "remove")
    room.settle()
    assert len(sheet.findChildren(Question)) == 1
    press(asked(sheet), "refuse")
    press(sheet.row(account.id), "remove")
    room.settle()
    assert asked(sheet).isVisible()


def test_what_was_confirmed_is_removed(room: Room) -> None:
    account = an_account(room)
    sheet = a_sheet(room)
    press(sheet.row(account.id), "remove")
    room.settle()
    with room.qtbot.waitSignal(sheet.accounts_changed):
        press(asked(sheet), "confirm")
    room.qtbot.waitUntil(lambda: sheet.shown() == ())
    assert (room.book.all(), room.vault.held) == ((), 0)


def test_an_account_of_this_session_cannot_be_changed_only_forgotten(room: Room) -> None:
    account = room.book.temporary(room.details())
    sheet = a_sheet(room)
    row = sheet.row(account.id)
    assert not button_of(row, "change").isVisible()
    assert button_of(row, "remove").text() == "Forget…"


def test_a_closed_list_is_freed(room: Room) -> None:
    account = an_account(room)
    sheet = a_sheet(room)
    press(sheet.row(account.id), "check")
    room.settle()
    remembered = weakref.ref(sheet)
    sheet.close()
    del sheet
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert remembered() is None
