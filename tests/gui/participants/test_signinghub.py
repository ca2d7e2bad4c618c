"""What SigningHub knows of recipients is chosen in the window and kept in the service's shapes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.agreement import Agreement, Participant
from app.domain.json_value import JsonObject
from app.domain.kinds import ParticipantKind, ServiceKind
from app.domain.participant_members import members_of
from app.gui.composer.saving import Content
from app.gui.composer.session import Session
from app.gui.participants.address_sheet import AddressSheet
from app.gui.participants.choosing import Choosing
from app.gui.participants.editor import PersonEditor
from app.gui.participants.fill_in_sheet import FillInSheet
from app.gui.participants.more_signinghub import MoreForSigningHub
from app.gui.participants.panel import PeoplePanel
from app.gui.participants.rows import PersonRow
from app.gui.participants.told_fields import ToldChoice
from app.gui.review.rows import ReviewGroup, review_groups
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.gui.when import Times
from app.services.accounts import Account
from app.services.address_book import AddressBook, Contact, ContactGroup
from app.services.cancel import CancelToken
from app.services.errors import Forbidden, ServiceError, Unreachable
from tests.support.agreements import an_agreement, bodil, inga
from tests.support.pressing import press

if TYPE_CHECKING:
    from app.services.account_book import AccountBook

NOW = datetime(2031, 3, 1, 12, tzinfo=UTC)
HUB = Account(
    id="hub",
    name="Norrvik SigningHub",
    service=ServiceKind.SIGNINGHUB,
    base_url="https://sign.example.com",
)
SCRIVE = replace(HUB, id="scrive", name="Norrvik Scrive", service=ServiceKind.SCRIVE)
ELSA = Contact(name="Elsa Norberg", email="elsa@example.com", phone="+46701740601")
HENRIK = Contact(name="Henrik Dahl", email="henrik@example.com", of_enterprise=True)
LEGAL = ContactGroup(name="Legal", members=(ELSA, HENRIK))
TENANT = Participant(label="tenant", name="Tenant", kind=ParticipantKind.PLACEHOLDER)


class PlayedBook:
    """The address book of an account."""

    def __init__(self) -> None:
        self.people: tuple[Contact, ...] = (ELSA, HENRIK)
        self.error: ServiceError | None = None

    def contacts(self, _search: str, _cancel: CancelToken) -> tuple[Contact, ...]:
        if self.error is not None:
            raise self.error
        return self.people

    def groups(self, _search: str, _cancel: CancelToken) -> tuple[ContactGroup, ...]:
        return (LEGAL,)


class PlayedAccounts:
    """Opens every account with the same address book."""

    def __init__(self, book: PlayedBook) -> None:
        self._book = book

    def open(self, _account: Account) -> PlayedBook:
        return self._book


class People:
    """The people of a draft that goes through SigningHub, without the rest of the composer."""

    def __init__(self, theme: Theme, qtbot: QtBot, agreement: Agreement, label: str) -> None:
        self.book = PlayedBook()
        self.session = Session(Content(agreement=agreement, account_id=HUB.id))
        self.session.set_accounts([HUB, SCRIVE])
        self.bugs: list[Exception] = []
        self.tasks = Tasks(self.bugs.append)
        accounts = cast("AccountBook", PlayedAccounts(self.book))
        addresses = AddressBook(accounts=accounts)
        choosing = Choosing(theme, self.session, addresses, self._notices, self.tasks)
        times = Times(now=NOW, zone=UTC)
        self.panel = PeoplePanel(theme, self.session, choosing, lambda: times)
        self._choosing = choosing
        self._qtbot = qtbot
        qtbot.addWidget(self.panel)
        self.panel.resize(1314, 560)
        self.panel.show()
        self.panel.go_to(label, "more")

    def _notices(self, account: Account) -> tuple[str, ...]:
        return ("Privacy",) if account == HUB else ()

    @property
    def agreement(self) -> Agreement:
        return self.session.agreement

    @property
    def more(self) -> MoreForSigningHub:
        return self.panel.editor.signinghub

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.tasks.busy())


OpenPeople = Callable[..., People]


@pytest.fixture
def open_people(theme: Theme, qtbot: QtBot) -> Iterator[OpenPeople]:
    """Opens the people of an agreement at one of them, with the rest unfolded."""
    opened: list[People] = []

    def made(agreement: Agreement | None = None, *, label: str = "bodil") -> People:
        opened.append(People(theme, qtbot, agreement or an_agreement(), label))
        return opened[-1]

    yield made
    for each in opened:
        each.settle()
        each.tasks.close()
        assert each.bugs == []


def editor(people: People) -> PersonEditor:
    return people.panel.editor


def told(people: People, label: str = "bodil") -> JsonObject:
    return members_of(people.agreement.signinghub, label)


def person(people: People, label: str) -> Participant:
    found = people.agreement.participant(label)
    assert found is not None
    return found


def found_at(people: People, part: str) -> list[str]:
    return [each.id for each in people.more._notes[part].findings()]


def reviewed(people: People) -> tuple[ReviewGroup, ...]:
    return review_groups(people.agreement, people.session.service)


def choose(field: ToldChoice, value: str) -> None:
    field.box.setCurrentIndex(field.box.findData(value))
    field.box.activated.emit(field.box.currentIndex())


def sheet_of(people: People, kind: type[QWidget]) -> QWidget:
    [found] = [each for each in people.panel.findChildren(kind) if each.isVisible()]
    return found


def address_sheet(people: People) -> AddressSheet:
    found = sheet_of(people, AddressSheet)
    assert isinstance(found, AddressSheet)
    people.settle()
    return found


def names_in(sheet: AddressSheet) -> list[str]:
    return [row.name for row in sheet.list.model.rows()]


# -- rights, access, reminders --------------------------------------------------------------------


def test_rights_and_a_notice_are_kept_as_the_service_spells_them(open_people: OpenPeople) -> None:
    people = open_people()
    choose(people.more.rights.whose, "chosen")
    people.more.rights.boxes["print"].click()
    choose(people.more.rights.notice, "accept")
    assert [each.id for each in people.more._notes["permission"].findings()] == [
        "people.package_notice"
    ]
    QTest.keyClicks(people.more.rights.notice_name.edit, "House rules")
    assert told(people) == {
        "permission": {
            "print": False,
            "download": True,
            "add_text": False,
            "add_attachment": False,
            "change_recipients": False,
            "legal_notice": {"enabled": True, "legal_notice_name": "House rules"},
        }
    }
    assert people.more._summary.text() == "May download · accepts “House rules” first"
    people.session.undo()
    assert people.more.rights.notice_name.edit.text() == ""
    for _ in range(3):
        people.session.undo()
    assert told(people) == {}
    assert people.more.rights.whose.box.currentData() == ""


def test_a_notice_that_the_account_has_told_is_chosen_by_its_name(open_people: OpenPeople) -> None:
    own: JsonObject = {"legal_notice": {"enabled": True, "legal_notice_name": "House rules"}}
    people = open_people(an_agreement(signinghub={"participants": {"inga": {"permission": own}}}))
    people.settle()
    notice = people.more.rights.notice
    offered = [notice.box.itemText(place) for place in range(notice.box.count())]
    assert offered[2:] == ["“House rules”", "“Privacy”", "Another one…"]
    choose(notice, "named Privacy")
    privacy = {"enabled": True, "legal_notice_name": "Privacy"}
    assert told(people) == {"permission": {"legal_notice": privacy}}
    assert not people.more.rights.notice_name.isVisible()
    choose(notice, "accept")
    QTest.keyClicks(people.more.rights.notice_name.edit, "Privacy of Norrvik")
    assert told(people) == {
        "permission": {"legal_notice": {**privacy, "legal_notice_name": "Privacy of Norrvik"}}
    }


def test_a_right_that_the_draft_leaves_open_is_neither_on_nor_off(open_people: OpenPeople) -> None:
    own: JsonObject = {"bodil": {"permission": {"print": True}}}
    people = open_people(an_agreement(signinghub={"participants": own}))
    box = people.more.rights.boxes["download"]
    assert box.checkState() is Qt.CheckState.PartiallyChecked
    box.click()
    assert told(people) == {"permission": {"print": True, "download": True}}


def test_access_ends_after_some_days_or_on_a_day(open_people: OpenPeople) -> None:
    people = open_people()
    choose(people.more.window_.way, "days")
    people.more.window_.days.spin.setValue(5)
    by_days = {"enabled": True, "duration": {"total_days": 5}}
    assert told(people) == {"access_duration": {"enabled": True, "duration_by_days": by_days}}
    choose(people.more.window_.way, "dates")
    people.more.window_.start.edit.setDate(QDate(2031, 3, 2))
    people.more.window_.end.edit.setDate(QDate(2031, 3, 16))
    span = {"start_date_time": "2031-03-02T00:00:00Z", "end_date_time": "2031-03-16T23:59:59Z"}
    by_date = {"enabled": True, "duration": span}
    assert told(people) == {"access_duration": {"enabled": True, "duration_by_date": by_date}}
    people.more.window_.end.edit.setDate(QDate(2031, 3, 1))
    assert found_at(people, "access_duration") == ["people.package_window_order"]
    choose(people.more.window_.way, "always")
    assert told(people) == {"access_duration": {"enabled": False}}
    choose(people.more.window_.way, "")
    assert told(people) == {}


def test_a_day_that_is_not_touched_keeps_its_hour(open_people: OpenPeople) -> None:
    span: JsonObject = {
        "start_date_time": "2031-03-02T08:30:00Z",
        "end_date_time": "2031-03-16T18:00:00Z",
    }
    by_date: JsonObject = {"enabled": True, "duration": span}
    own: JsonObject = {"bodil": {"access_duration": {"enabled": True, "duration_by_date": by_date}}}
    people = open_people(an_agreement(signinghub={"participants": own}))
    people.more.window_.end.chosen.emit(date(2031, 3, 20))
    changed = {**span, "end_date_time": "2031-03-20T23:59:59Z"}
    by_date = {"enabled": True, "duration": changed}
    assert told(people) == {"access_duration": {"enabled": True, "duration_by_date": by_date}}


def test_two_proofs_or_another_number_take_the_place_of_one_proof(open_people: OpenPeople) -> None:
    people = open_people(label="inga")
    opening = people.more.opening
    assert not opening.number.isVisible()
    choose(opening.way, "code")
    assert person(people, "inga").authentication.view is None
    QTest.keyClicks(opening.number.edit, "+46 70 174 06 31")
    code = {"enabled": True, "mobile_number": "+46701740631"}
    assert told(people, "inga") == {
        "authentication": {"enabled": True, "password": {"enabled": False}, "sms_otp": code}
    }
    choose(opening.way, "both")
    assert told(people, "inga") == {
        "authentication": {"enabled": True, "password": {"enabled": True}, "sms_otp": code}
    }
    assert found_at(people, "authentication") == ["people.package_opening_both"]
    assert editor(people)._opened_there.isVisible()
    assert people.panel.journey.journey.stops()[1].title == "Password and SMS code to open"
    [row] = [row for group in reviewed(people) for row in group.rows if row.person == 1]
    assert row.proves.word == "Password and SMS code to open"
    choose(opening.way, "")
    assert told(people, "inga") == {}


def test_reminders_say_in_a_line_what_they_mean(open_people: OpenPeople) -> None:
    people = open_people()
    choose(people.more.reminders.way, "remind")
    people.more.reminders.after.spin.setValue(4)
    assert told(people) == {
        "reminder": {
            "enabled": True,
            "remind_after": 4,
            "repeat": {"enabled": True, "keep_reminding_after": 2, "total_reminders": 5},
        }
    }
    assert (
        people.more.reminders.note.text()
        == "The first after 4 days, then every 2 days, 5 times at most."
    )
    assert not people.more.reminders.unit.isVisible()
    people.more.reminders.every.spin.setValue(0)
    assert told(people) == {
        "reminder": {"enabled": True, "remind_after": 4, "repeat": {"enabled": False}}
    }
    assert not people.more.reminders.total.isVisible()
    choose(people.more.reminders.way, "none")
    assert told(people) == {"reminder": {"enabled": False}}


def test_a_newer_signinghub_counts_in_hours_and_knows_more(open_people: OpenPeople) -> None:
    people = open_people()
    people.session.set_accounts([replace(HUB, api_version=4)])
    assert editor(people).delivery.button("sms").isEnabled()
    choose(people.more.reminders.way, "remind")
    choose(people.more.reminders.unit, "HOURS")
    assert people.more.reminders.after.spin.text() == "3 hours"
    QTest.keyClicks(people.more.national_id.edit, "55")
    people.more.seal.click()
    assert told(people) == {
        "reminder": {
            "enabled": True,
            "remind_after": 3,
            "frequency": "HOURS",
            "repeat": {
                "enabled": True,
                "keep_reminding_after": 2,
                "total_reminders": 5,
                "frequency": "HOURS",
            },
        },
        "user_national_id": "55",
        "role": "ELECTRONIC_SEAL",
    }


def test_another_account_hides_all_of_it_and_takes_nothing_away(open_people: OpenPeople) -> None:
    people = open_people(an_agreement(participants=(bodil(), TENANT)))
    choose(people.more.reminders.way, "remind")
    before = people.agreement
    people.session.choose_account(SCRIVE.id)
    assert not people.more.isVisible()
    assert not editor(people).who.kind.isVisible()
    assert not people.panel.book_button.isVisible()
    people.panel.go_to("tenant")
    assert editor(people).who.kind.isVisible()
    assert not editor(people).who.kind.choice.button("group").isEnabled()
    assert people.agreement == before


# -- kinds and the address book -------------------------------------------------------------------


def test_a_group_is_typed_or_chosen_and_has_no_address(open_people: OpenPeople) -> None:
    people = open_people(an_agreement(participants=(bodil(), inga())))
    editor(people).who.kind.choice.button("group").click()
    changed = person(people, "bodil")
    assert (changed.kind, changed.email) == (ParticipantKind.GROUP, "")
    assert not editor(people).identity.field("email").isVisible()
    assert not editor(people).to_sign.isVisible()
    assert ("sms_otp", True) not in editor(people).to_open.options()
    row = people.panel._model.rows()[0]
    assert isinstance(row, PersonRow)
    assert row.kind is ParticipantKind.GROUP
    assert row.spoken.startswith("Bodil Oskarsson, Group, Signs, Any one member acts for all")
    press(editor(people).who, "choose-who")
    sheet = address_sheet(people)
    assert [(row.name, row.spoken) for row in sheet.list.model.rows()] == [
        ("Legal", "Legal, 2 members, Elsa Norberg, Henrik Dahl")
    ]
    press(sheet, "found-take")
    assert person(people, "bodil").name == "Legal"
    people.session.undo()
    people.session.undo()
    assert person(people, "bodil") == bodil()


def test_people_are_found_by_name_and_fill_the_fields(open_people: OpenPeople) -> None:
    people = open_people()
    press(editor(people).who, "choose-who")
    sheet = address_sheet(people)
    assert names_in(sheet) == ["Elsa Norberg", "Henrik Dahl"]
    QTest.keyClick(sheet.list.search, Qt.Key.Key_Down)
    assert [each.name for each in sheet.entries()] == ["Henrik Dahl"]
    QTest.keyClicks(sheet.list.search, "dahl")
    assert names_in(sheet) == ["Henrik Dahl"]
    QTest.keyClick(sheet.list.search, Qt.Key.Key_Return)
    assert (person(people, "bodil").name, person(people, "bodil").email) == (
        "Henrik Dahl",
        "henrik@example.com",
    )


def test_several_are_added_from_the_address_book(open_people: OpenPeople) -> None:
    people = open_people()
    press(people.panel, "address-book")
    sheet = address_sheet(people)
    sheet.list.view.selectAll()
    assert sheet.take.text() == "Add 2"
    press(sheet, "found-take")
    press(people.panel, "address-book")
    sheet = address_sheet(people)
    sheet.kinds.button("group").click()
    people.settle()
    press(sheet, "found-take")
    added = people.agreement.participants[2:]
    assert [(each.name, each.kind.value, each.phone) for each in added] == [
        ("Elsa Norberg", "person", "+46701740601"),
        ("Henrik Dahl", "person", ""),
        ("Legal", "group", ""),
    ]
    assert people.panel.current() == added[-1]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Unreachable("No answer."), "No answer."),
        (Forbidden("Not allowed.", status=403), "Not allowed."),
        (None, "The address book of this account is empty"),
    ],
)
def test_why_there_is_nobody_to_choose_is_said(
    open_people: OpenPeople, error: ServiceError | None, said: str
) -> None:
    people = open_people()
    people.book.error, people.book.people = error, ()
    press(editor(people).who, "choose-who")
    sheet = address_sheet(people)
    assert sheet.list.told.title.text() == said
    assert not sheet.take.isEnabled()
    if error is not None:
        people.book.error, people.book.people = None, (ELSA,)
        press(sheet.list.told, "empty-action")
        people.settle()
        assert names_in(sheet) == ["Elsa Norberg"]
    sheet.reject()


def test_a_placeholder_blocks_until_somebody_is_named(open_people: OpenPeople) -> None:
    own: JsonObject = {"tenant": {"permission": {"print": False}}}
    agreement = an_agreement(participants=(bodil(), TENANT), signinghub={"participants": own})
    people = open_people(agreement, label="tenant")
    found = editor(people)._notes["who"].findings()
    assert [each.id for each in found] == ["people.placeholder"]
    press(editor(people).who, "choose-who")
    sheet = sheet_of(people, FillInSheet)
    assert isinstance(sheet, FillInSheet)
    assert not sheet.fill.isEnabled()
    press(sheet, "fill-contacts")
    press(address_sheet(people), "found-take")
    press(sheet, "fill-in")
    assert person(people, "tenant") == Participant(
        label="tenant", name="Elsa Norberg", email="elsa@example.com", phone="+46701740601"
    )
    assert told(people, "tenant") == own["tenant"]
    assert people.panel.current() == person(people, "tenant")


def test_every_control_is_spoken_by_a_name(open_people: OpenPeople) -> None:
    people = open_people()
    for key, field in (
        ("chosen", people.more.rights.whose),
        ("accept", people.more.rights.notice),
        ("dates", people.more.window_.way),
        ("remind", people.more.reminders.way),
    ):
        choose(field, key)
    controls = [
        *people.more.findChildren(QAbstractButton),
        *(each for each in people.more.findChildren(QLineEdit) if each.objectName()),
    ]
    unnamed = [
        each.objectName()
        for each in controls
        if each.isVisible() and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert [each for each in unnamed if not each.startswith("qt_")] == []
