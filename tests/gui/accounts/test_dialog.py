"""Connecting an account: what is entered, tested, said and kept."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from app.domain.kinds import ServiceKind
from app.gui.accounts.dialog import AccountDialog
from app.gui.widgets.secret_edit import SecretEdit
from app.services.account_book import AccountDetails
from app.services.errors import Unauthorized, Unreachable
from app.services.ports import CheckItem, CheckState
from tests.gui.accounts.conftest import FOUR, LINES, Room
from tests.support.pressing import button_of, press


def paste_keys(dialog: AccountDialog, name: str) -> None:
    QTest.keyClick(dialog.form.line(name), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def values(dialog: AccountDialog) -> tuple[str, ...]:
    names = ("apitoken", "apisecret", "accesstoken", "accesssecret")
    return tuple(dialog.form.line(name).text() for name in names)


def entered(room: Room, secret: str = "right-secret") -> AccountDialog:
    dialog = room.dialog()
    for name, value in zip(("apitoken", "apisecret", "accesstoken"), FOUR[:3], strict=True):
        QTest.keyClicks(dialog.form.line(name), value)
    QTest.keyClicks(dialog.form.line("accesssecret"), secret)
    return dialog


def test_four_lines_pasted_into_any_line_fill_all_four(room: Room) -> None:
    dialog = room.dialog()
    QGuiApplication.clipboard().setText(LINES)
    paste_keys(dialog, "accesstoken")
    assert values(dialog) == FOUR


def test_a_dialog_that_just_opened_takes_all_four_with_one_paste(room: Room) -> None:
    dialog = room.dialog()
    QGuiApplication.clipboard().setText(LINES)
    focused = dialog.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert values(dialog) == FOUR


def test_a_single_value_is_pasted_where_the_cursor_is(room: Room) -> None:
    dialog = room.dialog()
    QGuiApplication.clipboard().setText("5d09be2277_204")
    paste_keys(dialog, "accesstoken")
    assert values(dialog) == ("", "", "5d09be2277_204", "")


def test_the_button_pastes_all_four_and_says_so(room: Room) -> None:
    dialog = room.dialog()
    QGuiApplication.clipboard().setText(LINES)
    press(dialog, "paste-all")
    assert values(dialog) == FOUR
    assert dialog.form.pasted_words() == "All four values were pasted."


def test_the_button_says_when_the_clipboard_holds_something_else(room: Room) -> None:
    dialog = room.dialog()
    QGuiApplication.clipboard().setText("Meeting at noon")
    press(dialog, "paste-all")
    assert values(dialog) == ("", "", "", "")
    assert "does not hold these values" in dialog.form.pasted_words()


def test_a_part_of_the_values_names_what_is_missing(room: Room) -> None:
    dialog = room.dialog()
    dialog.form.take_values("apitoken: a_1\napisecret: b\naccesstoken: c_2")
    assert "Token credentials secret" in dialog.form.pasted_words()


def test_values_that_are_dropped_go_where_they_belong(room: Room) -> None:
    dialog = room.dialog()
    dropped = QMimeData()
    dropped.setText(LINES)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    line = dialog.form.line("apisecret")
    QApplication.sendEvent(line, QDragEnterEvent(QPointF(5, 5), copy, dropped, left, none))
    QApplication.sendEvent(line, QDropEvent(QPointF(5, 5), copy, dropped, left, none))
    assert values(dialog) == FOUR


def test_the_menu_of_a_line_pastes_all_four_too(room: Room) -> None:
    dialog = room.dialog()
    line = dialog.form.line("apitoken")
    QGuiApplication.clipboard().setText(LINES)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(
        line, QContextMenuEvent(reason, QPoint(5, 5), line.mapToGlobal(QPoint(5, 5)))
    )
    [menu] = [each for each in line.findChildren(QMenu) if each.isVisible()]
    [paste] = [each for each in menu.actions() if each.objectName() == "edit-paste"]
    paste.trigger()
    menu.close()
    assert values(dialog) == FOUR


def test_everything_that_is_missing_is_said_at_its_place(room: Room) -> None:
    dialog = room.dialog()
    press(dialog, "save")
    notes = [dialog.form.field(name).note() for name in ("apitoken", "apisecret", "accesssecret")]
    assert notes == [
        "“Client credentials identifier” is missing.",
        "“Client credentials secret” is missing.",
        "“Token credentials secret” is missing.",
    ]
    assert room.world.calls == 0


def test_an_address_that_is_not_private_is_refused_at_the_server(room: Room) -> None:
    dialog = entered(room)
    dialog.form.set_server("http://scrive.example.com")
    press(dialog, "test")
    assert "readable for others" in dialog.form.field("base_url").note()
    assert room.world.calls == 0


def test_a_test_shows_what_was_found_and_stores_nothing(room: Room) -> None:
    dialog = entered(room)
    press(dialog, "test")
    room.qtbot.waitUntil(lambda: "Signed in." in dialog.card.sentences())
    assert "Sending was not tried." in dialog.card.sentences()
    assert (room.book.all(), room.vault.held) == ((), 0)
    assert dialog.isVisible()


def test_what_was_tested_counts_no_more_once_something_is_typed(room: Room) -> None:
    dialog = entered(room)
    press(dialog, "test")
    room.qtbot.waitUntil(lambda: "Signed in." in dialog.card.sentences())
    room.settle()
    QTest.keyClicks(dialog.form.line("accesssecret"), "x")
    assert "Signed in." not in dialog.card.sentences()


def test_saving_tests_first_then_keeps_the_account_and_closes(room: Room) -> None:
    dialog = entered(room)
    with room.qtbot.waitSignal(dialog.account_saved) as saved:
        press(dialog, "save")
    [account] = room.book.all()
    assert saved.args == [account]
    assert account.identity.email == "maja@example.com"
    assert room.vault.held == 1


@pytest.mark.parametrize(
    "failure",
    [
        Unauthorized("Scrive does not accept this sign-in.", service_text="<b>No access</b>"),
        Unreachable("scrive.com refused the connection.", "Nothing was sent.", "Try again."),
    ],
)
def test_a_refusal_is_said_and_nothing_is_stored(room: Room, failure: Exception) -> None:
    dialog = entered(room)
    room.world.failure = failure
    press(dialog, "save")
    room.qtbot.waitUntil(lambda: any(str(failure.args[0]) in s for s in dialog.card.sentences()))
    room.settle()
    assert (room.book.all(), room.vault.held) == ((), 0)
    assert values(dialog)[:3] == FOUR[:3]


def test_a_name_that_is_taken_is_said_at_the_name(room: Room) -> None:
    room.book.add(room.details("Scrive"))
    dialog = entered(room)
    press(dialog, "save")
    room.qtbot.waitUntil(lambda: "already an account" in dialog.form.field("name").note())
    assert len(room.book.all()) == 1


def test_where_the_values_go_is_said_by_the_name_of_the_store(room: Room) -> None:
    dialog = room.dialog()
    assert "the keyring of your desktop" in dialog.keeping.sentence()


def test_without_a_keyring_one_can_sign_in_for_this_session(room: Room) -> None:
    room.vault.missing = True
    dialog = entered(room)
    assert "no keyring" in dialog.keeping.sentence()
    with room.qtbot.waitSignal(dialog.account_saved):
        dialog.keeping.session_requested.emit()
    assert room.book.all() == ()
    [account] = room.book.in_use()
    assert room.book.open(account).check().identity.name == "Maja"


def test_a_wrong_sign_in_for_this_session_is_refused_too(room: Room) -> None:
    room.vault.missing = True
    dialog = entered(room, "wrong-secret")
    dialog.keeping.session_requested.emit()
    room.qtbot.waitUntil(lambda: "not accepted" in " ".join(dialog.card.sentences()))
    assert room.book.in_use() == ()


def test_a_locked_keyring_is_said_and_the_values_stay_for_another_try(room: Room) -> None:
    room.vault.locked = True
    dialog = entered(room)
    press(dialog, "save")
    room.qtbot.waitUntil(lambda: "is locked" in dialog.keeping.sentence())
    room.settle()
    room.vault.locked = False
    with room.qtbot.waitSignal(dialog.account_saved):
        press(dialog, "save")


def test_what_a_test_finds_bad_stays_to_be_read_after_saving(room: Room) -> None:
    sentence = "This account cannot use Flow."
    room.world.bad = (CheckItem(code="flow", state=CheckState.BAD, sentence=sentence),)
    dialog = entered(room)
    with room.qtbot.waitSignal(dialog.account_saved):
        press(dialog, "save")
    room.settle()
    assert dialog.isVisible()
    assert sentence in dialog.card.sentences()
    assert "is saved" in dialog.keeping.sentence()
    assert len(room.book.all()) == 1


def test_closing_while_it_is_saved_leaves_no_account_behind(room: Room) -> None:
    dialog = entered(room)
    room.world.gate.clear()
    press(dialog, "save")
    room.qtbot.waitUntil(room.world.asked.is_set)
    dialog.reject()
    room.world.gate.set()
    room.settle()
    assert (room.book.all(), room.vault.held) == ((), 0)


def test_only_one_test_runs_at_a_time(room: Room) -> None:
    dialog = entered(room)
    room.world.gate.clear()
    press(dialog, "test")
    for name in ("test", "save"):
        button = button_of(dialog, name)
        assert not button.isEnabled()
        assert button.toolTip()
    room.world.gate.set()
    room.settle()
    assert room.world.calls == 1


def test_signinghub_asks_for_its_own_values(room: Room) -> None:
    room.world.api_version = 4
    dialog = room.dialog()
    dialog.show_service(ServiceKind.SIGNINGHUB)
    for name in ("client_id", "client_secret", "username"):
        QTest.keyClicks(dialog.form.line(name), f"my-{name}")
    QTest.keyClicks(dialog.form.line("password"), "right-secret")
    with room.qtbot.waitSignal(dialog.account_saved):
        press(dialog, "save")
    [account] = room.book.all()
    assert (account.service, account.api_version) == (ServiceKind.SIGNINGHUB, 4)
    assert account.base_url == "https://api.signinghub.com"


def test_a_client_of_version_4_needs_no_user_where_it_acts_for_somebody(room: Room) -> None:
    room.world.api_version = 4
    dialog = room.dialog()
    dialog.show_service(ServiceKind.SIGNINGHUB)
    QTest.keyClicks(dialog.form.line("client_id"), "desk")
    QTest.keyClicks(dialog.form.line("client_secret"), "right-secret")
    assert dialog.form.wish() is None
    press(dialog.form, "4")
    scope = dialog.form.findChild(QLineEdit, "scope")
    assert scope is not None
    QTest.keyClicks(scope, "office@example.com")
    wish = dialog.form.wish()
    assert isinstance(wish, AccountDetails)
    assert set(wish.secrets) == {"client_id", "client_secret"}
    QTest.keyClicks(dialog.form.line("username"), "maja")
    assert dialog.form.wish() is None


def test_another_sign_in_replaces_the_old_one(room: Room) -> None:
    account, _ = room.book.add(room.details())
    room.world.users["renewed"] = room.world.users["right-secret"]
    dialog = room.dialog(account=account)
    assert values(dialog) == ("", "", "", "")
    dialog.form.take_values("\n".join((*FOUR[:3], "renewed")))
    with room.qtbot.waitSignal(dialog.account_saved):
        press(dialog, "save")
    assert [each.id for each in room.book.all()] == [account.id]
    assert room.vault.load(account)["accesssecret"].reveal() == "renewed"


def test_the_sign_in_of_somebody_else_is_refused(room: Room) -> None:
    account, _ = room.book.add(room.details())
    dialog = room.dialog(account=account)
    dialog.form.take_values("\n".join((*FOUR[:3], "other-secret")))
    press(dialog, "save")
    room.qtbot.waitUntil(lambda: "somebody else" in " ".join(dialog.card.sentences()))


def test_what_was_entered_is_forgotten_when_the_dialog_closes(room: Room) -> None:
    dialog = entered(room)
    lines = [dialog.form.line(name) for name in ("apitoken", "apisecret", "accesssecret")]
    for line in lines:
        if isinstance(line, SecretEdit):
            line.eye.toggle()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.reject()
    for line in lines:
        line.undo()
    assert [line.text() for line in lines] == ["", "", ""]


def test_hidden_values_are_not_read_out(room: Room) -> None:
    dialog = entered(room)
    told = QAccessible.queryAccessibleInterface(dialog.form.line("accesssecret"))
    said = " ".join(told.text(each) for each in QAccessible.Text if each.value < 10)
    assert "right-secret" not in said


def test_a_closed_dialog_is_freed(room: Room) -> None:
    dialog = entered(room)
    press(dialog, "test")
    room.settle()
    remembered = weakref.ref(dialog)
    dialog.close()
    del dialog
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert remembered() is None


def test_nothing_but_the_dialog_is_ever_a_window(room: Room, qapp: QApplication) -> None:
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                shown.extend([type(watched).__name__] if watched.isWindow() else [])
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    room.dialog()
    qapp.removeEventFilter(watch)
    assert shown == ["AccountDialog"]
