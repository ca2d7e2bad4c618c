"""Signing in at Scrive with a password or in the browser, in the account dialog."""

from PySide6.QtCore import QUrl
from PySide6.QtTest import QTest

from app.domain.kinds import ServiceKind
from app.gui.accounts.dialog import AccountDialog
from app.gui.accounts.ways import Way
from app.gui.widgets.nav_list import NavRow
from tests.gui.accounts.conftest import FOUR, Room
from tests.support.pressing import button_of, press


def with_password(room: Room, password: str = "correct horse") -> AccountDialog:
    dialog = room.dialog()
    dialog.show_way(Way.PASSWORD)
    QTest.keyClicks(dialog.form.line("email"), "maja@example.com")
    QTest.keyClicks(dialog.form.line("password"), password)
    return dialog


def in_browser(room: Room, opened: list[str], *, works: bool = True) -> AccountDialog:
    def open_page(url: QUrl) -> bool:
        opened.append(url.toString())
        return works

    dialog = room.dialog()
    dialog.door.open_page = open_page
    dialog.show_way(Way.BROWSER)
    QTest.keyClicks(dialog.form.line("apitoken"), FOUR[0])
    QTest.keyClicks(dialog.form.line("apisecret"), FOUR[1])
    return dialog


def card(dialog: AccountDialog) -> str:
    return " ".join(dialog.card.sentences())


def test_a_password_leads_to_an_account_whose_four_values_are_kept(room: Room) -> None:
    dialog = with_password(room)
    with room.qtbot.waitSignal(dialog.account_saved):
        press(dialog, "save")
    [account] = room.book.all()
    kept = room.vault.load(account)
    assert [kept[name].reveal() for name in kept] == list(FOUR)


def test_a_password_is_used_once_also_when_it_is_tested_first(room: Room) -> None:
    dialog = with_password(room)
    press(dialog, "test")
    room.qtbot.waitUntil(lambda: "Signed in." in card(dialog))
    room.settle()
    assert dialog.form.line("password").text() == ""
    assert "forgotten" in dialog.form.pasted_words()
    with room.qtbot.waitSignal(dialog.account_saved):
        press(dialog, "save")
    assert room.ways.passwords == ["correct horse"]


def test_another_address_needs_its_password_again(room: Room) -> None:
    dialog = with_password(room)
    press(dialog, "test")
    room.qtbot.waitUntil(lambda: "Signed in." in card(dialog))
    room.settle()
    QTest.keyClicks(dialog.form.line("email"), "x")
    press(dialog, "save")
    assert "missing" in dialog.form.field("password").note()
    assert room.book.all() == ()


def test_a_wrong_password_is_said_and_can_be_typed_again(room: Room) -> None:
    dialog = with_password(room, "wrong")
    press(dialog, "save")
    room.qtbot.waitUntil(lambda: "One of them is wrong." in card(dialog))
    room.settle()
    assert room.book.all() == ()
    assert dialog.form.line("password").text() == "wrong"


def test_a_permission_in_the_browser_leads_to_an_account(room: Room) -> None:
    opened: list[str] = []
    dialog = in_browser(room, opened)
    press(dialog, "save")
    room.qtbot.waitUntil(lambda: bool(opened))
    assert opened == ["https://scrive.com/oauth/authorization"]
    assert "Waiting for you in the browser." in card(dialog)
    with room.qtbot.waitSignal(dialog.account_saved):
        room.ways.permitted.set()
    assert len(room.book.all()) == 1


def test_what_was_permitted_for_a_test_is_not_asked_for_again(room: Room) -> None:
    opened: list[str] = []
    dialog = in_browser(room, opened)
    room.ways.permitted.set()
    press(dialog, "test")
    room.qtbot.waitUntil(lambda: "Signed in." in card(dialog))
    room.settle()
    with room.qtbot.waitSignal(dialog.account_saved):
        press(dialog, "save")
    assert len(opened) == 1


def test_a_browser_that_does_not_open_is_said(room: Room) -> None:
    dialog = in_browser(room, [], works=False)
    press(dialog, "test")
    room.qtbot.waitUntil(lambda: "No browser could be opened." in card(dialog))
    room.settle()
    assert button_of(dialog, "test").isEnabled()


def test_closing_ends_the_wait_for_the_browser(room: Room) -> None:
    opened: list[str] = []
    dialog = in_browser(room, opened)
    press(dialog, "save")
    room.qtbot.waitUntil(lambda: bool(opened))
    dialog.reject()
    room.settle()
    assert (room.book.all(), room.vault.held) == ((), 0)


def test_name_and_server_are_entered_once_for_all_ways(room: Room) -> None:
    dialog = room.dialog()
    dialog.form.set_server("https://scrive.example.com")
    dialog.show_way(Way.PASSWORD)
    assert dialog.form.server() == "https://scrive.example.com"


def test_only_services_with_several_ways_offer_them(room: Room) -> None:
    dialog = room.dialog()
    rows = {each.objectName(): each for each in dialog.findChildren(NavRow)}
    assert rows["password"].isVisible()
    rows["password"].click()
    assert dialog.form.way.value == "password"
    dialog.show_service(ServiceKind.SIGNINGHUB)
    assert not rows["password"].isVisible()
    assert dialog.form.way.value == "values"
