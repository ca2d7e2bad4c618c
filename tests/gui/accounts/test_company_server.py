"""The files for a server of a company's own, in the form of an account."""

import os

import pytest
from PySide6.QtTest import QTest

from app.domain.kinds import ServiceKind
from app.gui.accounts.company_server import CompanyServer
from app.gui.accounts.dialog import AccountDialog
from app.gui.accounts.ways import Way
from app.gui.theme import Theme
from app.services.account_book import AccountDetails
from app.services.accounts import secret_names
from app.services.errors import NotSecure
from tests.gui.accounts.conftest import Room
from tests.support.pressing import press

AUTHORITY = os.path.abspath("/etc/own/authority.pem")  # noqa: PTH100 - as Windows writes it
CLIENT = os.path.abspath("/etc/own/client.pem")  # noqa: PTH100


def entered(room: Room, service: ServiceKind) -> AccountDialog:
    dialog = room.dialog(service)
    for name in secret_names(service):
        dialog.form.line(name).setText("right-secret")
    press(dialog.form, "company-server")
    return dialog


@pytest.mark.parametrize("service", list(ServiceKind))
def test_files_and_passphrase_are_part_of_what_is_saved(room: Room, service: ServiceKind) -> None:
    dialog = entered(room, service)
    lines = dialog.form.company.lines
    QTest.keyClicks(lines["authority_file"], AUTHORITY)
    QTest.keyClicks(lines["certificate_file"], CLIENT)
    QTest.keyClicks(lines["key_passphrase"], "invented words")
    wish = dialog.form.wish()
    assert isinstance(wish, AccountDetails)
    assert (wish.files.authorities, wish.files.certificate) == (AUTHORITY, CLIENT)
    assert wish.secrets["key_passphrase"].reveal() == "invented words"


def test_a_key_without_its_certificate_is_said_at_the_key_though_the_part_was_closed(
    room: Room,
) -> None:
    dialog = entered(room, ServiceKind.SIGNINGHUB)
    QTest.keyClicks(dialog.form.company.lines["key_file"], CLIENT)
    press(dialog.form, "company-server")
    assert not dialog.form.field("key_file").isVisible()
    assert dialog.form.wish() is None
    assert dialog.form.field("key_file").isVisible()
    assert "Key of the certificate" in dialog.form.field("key_file").note()


def test_an_account_with_files_shows_them_and_never_the_passphrase(room: Room) -> None:
    dialog = entered(room, ServiceKind.SIGNINGHUB)
    QTest.keyClicks(dialog.form.company.lines["certificate_file"], CLIENT)
    QTest.keyClicks(dialog.form.company.lines["key_passphrase"], "invented words")
    with room.qtbot.waitSignal(dialog.account_saved):
        press(dialog, "save")
    [account] = room.book.all()
    again = room.dialog(account=account)
    assert again.form.company.members() == {"certificate_file": CLIENT}
    assert again.form.field("certificate_file").isVisible()
    again.reject()
    assert again.form.company.members() == {}


def test_the_ways_to_four_values_do_not_ask_for_files(room: Room) -> None:
    dialog = room.dialog(ServiceKind.SCRIVE)
    dialog.show_way(Way.PASSWORD)
    assert not dialog.form.company.isVisible()


def test_a_file_is_chosen_with_the_systems_own_dialog(theme: Theme, room: Room) -> None:
    asked: list[str] = []

    def choose(_parent: object, title: str) -> str:
        asked.append(title)
        return CLIENT if len(asked) == 1 else ""

    part = CompanyServer(theme, room.window, choose=choose)
    with room.qtbot.waitSignal(part.edited):
        part.lines["certificate_file"].actions()[0].trigger()
    part.lines["authority_file"].actions()[0].trigger()
    assert asked == ["Client certificate", "Company's authority"]
    assert part.members() == {"certificate_file": CLIENT}


def test_what_a_test_found_is_seen_below_the_long_form(room: Room) -> None:
    dialog = entered(room, ServiceKind.SIGNINGHUB)
    room.world.failure = NotSecure("hub.example.com wants a client certificate.", "", "Choose it.")
    press(dialog, "test")

    def seen() -> bool:
        lines = dialog.card.sentences()
        shown = dialog.card.visibleRegion().boundingRect()
        return "client certificate" in lines[-1] and shown.height() == dialog.card.height()

    room.qtbot.waitUntil(seen)
