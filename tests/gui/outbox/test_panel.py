"""The page of the outbox over a real outbox: what comes, changes and is done there."""

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.agreement import Authentication, AuthenticationMethod
from app.domain.comparison import Portraits, Reading, There
from app.domain.json_value import JsonObject
from app.domain.kinds import ServiceKind
from app.domain.portrait import Aspect, Fact, Part, PartKind
from app.gui.outbox.compare_sheet import CompareSheet
from app.gui.review.passwords_sheet import PasswordsSheet
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.services.accounts import Identity
from app.services.errors import ForgottenPassword, Unreachable
from app.services.outbox.records import Phase
from app.services.secrets.secret import Secret
from tests.support.agreements import an_agreement, bodil
from tests.support.outbox_bench import (
    ACCOUNT,
    Bench,
    Effect,
    lost_after,
    refused,
    unauthorized,
    unreachable,
)
from tests.support.outbox_page import OutboxPage
from tests.support.post_office import PostOffice
from tests.support.pressing import button_of, press


class NumberingOffice(PostOffice):
    """Gives documents numbers, as Scrive does."""

    def upload(self, mark: str) -> JsonObject:
        super().upload(mark)
        return {"id": "9221"}


@pytest.fixture
def page(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[OutboxPage]:
    bugs: list[Exception] = []
    tasks = Tasks(bugs.append)
    made = OutboxPage(theme, qtbot, Bench(tmp_path), tasks)
    yield made
    made.close()
    tasks.close()
    assert bugs == []


def test_an_empty_outbox_says_what_will_appear_and_offers_to_begin(page: OutboxPage) -> None:
    assert page.panel.list.width() == page.panel.width()
    with page.qtbot.waitSignal(page.panel.new_requested):
        press(page.panel, "empty-action")


def test_what_is_put_on_its_way_appears_and_is_shown(page: OutboxPage) -> None:
    page.bench.enqueue()
    page.wait_for("Queued")
    assert page.panel.current() is not None
    assert page.panel.detail.card.title.text() == "It is sent in a moment."


def test_what_another_process_does_is_seen_too(page: OutboxPage) -> None:
    other = page.bench.another()
    item = other.enqueue(an_agreement(), page.bench.paths, ACCOUNT)
    page.wait_for("Queued")
    other.run(item.id)
    page.wait_for("Sent")


def test_what_is_sent_leads_to_the_agreement(page: OutboxPage) -> None:
    item = page.bench.send()
    page.wait_for("Sent")
    with page.qtbot.waitSignal(page.panel.show_agreement_requested) as shown:
        press(page.panel, "show-agreement")
    assert shown.args == ["a1", page.bench.outbox.item(item.id).service_id]


def test_the_selection_survives_what_comes_and_goes(page: OutboxPage) -> None:
    first, second = page.put("First", "d1"), page.put("Second", "d2")
    page.qtbot.waitUntil(lambda: len(page.words()) == 2)
    page.panel.select(first.id)
    page.put("Third", "d3")
    page.bench.outbox.run(second.id)
    page.bench.outbox.dismiss(second.id)
    page.qtbot.waitUntil(lambda: len(page.words()) == 2)
    page.settle()
    current = page.panel.current()
    assert current is not None
    assert current.title == "First"


def test_arrow_keys_go_through_the_list(page: OutboxPage) -> None:
    page.put("First", "d1")
    page.put("Second", "d2")
    page.qtbot.waitUntil(lambda: len(page.words()) == 2)
    page.settle()
    page.panel.list.view.setFocus()
    titles = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down):
        QTest.keyClick(page.panel.list.view, key)
        current = page.panel.detail.item
        titles.append(current.title if current is not None else "")
    assert titles == ["Second", "First"]


def test_a_doubt_can_be_looked_into_again(page: OutboxPage) -> None:
    item = page.doubtful()
    firing = page.bench.outbox.item(item.id).firing
    assert firing is not None
    page.bench.office.start(firing.request)
    press(page.panel, "check-again")
    page.wait_for("Sent")
    assert page.panel.detail.card.title.text() == "It was sent after all."
    assert page.bench.outbox.item(item.id).phase is Phase.SENT


def test_a_doubt_is_given_up_after_the_service_was_asked(page: OutboxPage) -> None:
    page.doubtful()
    press(page.panel, "give-up")
    assert page.asked().meaning[0] == (
        "Scrive is asked once more. If it did not start, its files are deleted there, so that it"
        " never can."
    )
    page.answer("confirm")
    page.wait_for("Given up")
    assert page.panel.detail.card.title.text() == "You gave this up, and it was not sent."
    assert page.bench.office.started == []


def test_what_turns_out_to_be_sent_is_not_given_up(page: OutboxPage) -> None:
    item = page.doubtful()
    firing = page.bench.outbox.item(item.id).firing
    assert firing is not None
    page.bench.office.start(firing.request)
    press(page.panel, "give-up")
    page.answer("confirm")
    page.wait_for("Sent")


def test_without_a_means_to_rule_it_out_it_stays_unknown_and_can_be_copied(
    page: OutboxPage,
) -> None:
    page.bench.office.can_fence = False
    item = page.doubtful()
    press(page.panel, "give-up")
    page.answer("confirm")
    page.qtbot.waitUntil(lambda: page.bench.outbox.item(item.id).phase is Phase.LET_GO)
    page.wait_for("Finding out")
    title = page.panel.detail.card.title
    page.qtbot.waitUntil(lambda: title.text() == "It stays unknown whether this was sent.")
    press(page.panel, "copy-draft")
    assert "two agreements" in page.asked().meaning[0]
    with page.qtbot.waitSignal(page.panel.copied) as copied:
        page.answer("confirm")
    draft = page.drafts.get(copied.args[0])
    assert draft.agreement.title == an_agreement().title
    assert draft.agreement.id != an_agreement().id
    [path] = page.drafts.paths(draft).values()
    assert path.read_bytes() == page.bench.paths["contract"].read_bytes()


def test_giving_up_while_nobody_answers_changes_nothing_and_says_so(page: OutboxPage) -> None:
    item = page.doubtful()
    page.bench.office.look_faults = [Unreachable("Nobody answers.", "Nothing was sent.")]
    press(page.panel, "give-up")
    page.answer("confirm")
    page.qtbot.waitUntil(lambda: bool(page.panel.detail.banners.shown()))
    [notice] = page.panel.detail.banners.shown()
    assert notice.what == "Nobody answers."
    assert notice.meaning == "Nothing has changed: it is still not known whether it was sent."
    assert page.bench.outbox.item(item.id).phase is Phase.FINDING_OUT


def test_what_somebody_changed_is_sent_anew_and_then_shown(page: OutboxPage) -> None:
    page.bench.office.changed = True
    old = page.bench.send()
    page.wait_for("Needs you")
    page.bench.office.changed = False
    press(page.panel, "send-anew")
    with page.qtbot.waitSignal(page.panel.feed.renewed) as renewed:
        page.answer("confirm")
    page.qtbot.waitUntil(lambda: page.panel.list.current() == renewed.args[0])
    assert renewed.args[0] != old.id
    assert page.bench.outbox.item(old.id).phase is Phase.GIVEN_UP
    page.bench.outbox.run(renewed.args[0])
    page.wait_for("Sent")
    assert len(page.bench.office.started) == 1


def a_contract(title: str) -> Part:
    facts = {Aspect.STATE: Fact(text="draft"), Aspect.TITLE: Fact(text=title)}
    return Part(kind=PartKind.DOCUMENT, key="contract", name="Contract", facts=facts)


def the_sheet(page: OutboxPage) -> CompareSheet:
    [sheet] = [each for each in page.panel.findChildren(CompareSheet) if each.isVisible()]
    return sheet


def test_what_somebody_changed_is_compared_before_it_is_sent_anew(page: OutboxPage) -> None:
    office = page.bench.office
    office.changed = True
    before = (a_contract("Contract"),)
    office.portraits = Portraits(ours=before, prepared=before)
    office.reading = Unreachable("The server does not answer.")
    old = page.bench.send()
    page.wait_for("Needs you")
    press(page.panel, "compare-views")
    sheet = the_sheet(page)
    assert sheet.said().startswith("Scrive is being read")
    page.settle()
    assert sheet.said().startswith("Scrive cannot be read now. The server does not answer.")
    office.reading = Reading(there=There.READ, portrait=(a_contract("<b>Contract 2</b>"),))
    press(sheet, "read-again")
    page.settle()
    assert sheet.said().startswith("Changed there: “Contract”: title.")
    press(sheet, "fold")
    assert {"Title", "State", "Changed", "As prepared", "<b>Contract 2</b>"} <= {
        label.text() for label in sheet.table.findChildren(QLabel) if label.isVisible()
    }
    press(sheet, "copy-comparison")
    copied = QApplication.clipboard().text()
    assert "[Changed] “Contract” – Title" in copied
    assert "1 more is the same." in copied
    press(sheet, "send-anew")
    with page.qtbot.waitSignal(page.panel.feed.renewed):
        page.answer("confirm")
    assert page.bench.outbox.item(old.id).phase is Phase.GIVEN_UP
    page.settle()


def test_another_person_is_told_who_has_to_sign_in(page: OutboxPage) -> None:
    page.bench.office.faults["start"] = [unreachable]
    page.bench.send()
    page.bench.office.identity = Identity(name="Karim", email="karim@example.com", user_id="18")
    page.wait_for("Not sent yet")
    press(page.panel, "try-now")
    page.wait_for("Needs you")
    assert "now signs in as karim@example.com" in page.panel.detail.card.title.text()
    with page.qtbot.waitSignal(page.panel.sign_in_requested):
        press(page.panel, "sign-in")
    assert page.bench.office.started == []


def test_a_password_that_was_forgotten_is_chosen_anew(page: OutboxPage) -> None:
    def forgotten(_office: PostOffice, _effect: Effect) -> JsonObject:
        raise ForgottenPassword("A password is not known any more.")

    page.bench.office.faults["check"] = [forgotten]
    hub = replace(ACCOUNT, service=ServiceKind.SIGNINGHUB)
    proof = Authentication(view=AuthenticationMethod(provider="password"))
    agreement = an_agreement(participants=(replace(bodil(), authentication=proof),))
    chosen = {"bodil": Secret("Old-Horse-7")}
    item = page.bench.outbox.enqueue(agreement, page.bench.paths, hub, passwords=chosen)
    page.bench.outbox.run(item.id)
    page.wait_for("Needs you")
    press(page.panel, "choose-passwords")
    [sheet] = page.panel.findChildren(PasswordsSheet)
    QTest.keyClicks(sheet.line("bodil"), "New-Horse-8")
    page.bench.office.faults["check"] = [forgotten, None]
    press(sheet, "passwords-send")
    page.settle()
    page.wait_for("Needs you")
    assert page.bench.outbox._entrance.passwords.of(item, "bodil") == Secret("New-Horse-8")
    press(page.panel, "try-now")
    page.wait_for("Sent")


def test_sending_again_asks_before(page: OutboxPage) -> None:
    page.doubtful()
    press(page.panel, "send-again")
    page.answer("refuse")
    page.settle()
    assert page.words() == ["Finding out"]
    press(page.panel, "send-again")
    page.answer("confirm")
    page.wait_for("Sent")
    assert len(page.bench.office.started) == 1


def test_the_page_at_the_service_is_opened_in_the_browser(page: OutboxPage) -> None:
    page.bench.office = NumberingOffice()
    page.bench.send()
    page.wait_for("Sent")
    press(page.panel, "open-page")
    assert page.opened == [QUrl("https://sign.example.com/d/9221")]


def test_what_waits_can_be_tried_now(page: OutboxPage) -> None:
    page.bench.office.faults["start"] = [unreachable]
    page.bench.send()
    page.wait_for("Not sent yet")
    press(page.panel, "try-now")
    page.wait_for("Sent")


def test_what_waits_can_be_given_up_which_says_what_it_means(page: OutboxPage) -> None:
    page.bench.office.faults["start"] = [unreachable]
    page.bench.send()
    page.wait_for("Not sent yet")
    press(page.panel, "give-up")
    assert "never sent" in page.asked().meaning[0]
    page.answer("confirm")
    page.wait_for("Given up")
    assert page.bench.office.started == []


def test_a_sign_in_that_is_refused_leads_to_the_account(page: OutboxPage) -> None:
    page.bench.office.faults["upload"] = [unauthorized]
    page.bench.send()
    page.wait_for("Needs you")
    with page.qtbot.waitSignal(page.panel.sign_in_requested) as asked:
        press(page.panel, "sign-in")
    assert asked.args == ["a1"]


def test_a_refusal_leads_back_to_the_draft(page: OutboxPage) -> None:
    page.drafts.create(an_agreement())
    page.bench.office.faults["start"] = [refused]
    page.bench.send()
    page.wait_for("Not sent")
    with page.qtbot.waitSignal(page.panel.open_draft_requested) as opened:
        press(page.panel, "open-draft")
    assert opened.args == [an_agreement().id]


def test_what_was_not_started_can_be_stopped(page: OutboxPage) -> None:
    page.bench.enqueue()
    page.wait_for("Queued")
    press(page.panel, "stop")
    page.wait_for("Given up")


def test_what_is_settled_can_be_taken_off_the_list(page: OutboxPage) -> None:
    page.bench.send()
    page.wait_for("Sent")
    press(page.panel, "dismiss")
    page.qtbot.waitUntil(lambda: page.words() == [])


def test_everything_settled_can_be_cleared_at_once(page: OutboxPage) -> None:
    page.bench.send()
    page.put("Other", "d2")
    page.qtbot.waitUntil(lambda: sorted(page.words()) == ["Queued", "Sent"])
    page.settle()
    clear = button_of(page.panel, "clear-settled")
    assert clear.text() == "Clear 1 settled"
    press(page.panel, "clear-settled")
    page.qtbot.waitUntil(lambda: page.words() == ["Queued"])


def test_what_could_not_be_done_is_said_where_it_was_asked(page: OutboxPage) -> None:
    page.bench.send()
    page.wait_for("Sent")
    page.bench.disk.full = True
    press(page.panel, "dismiss")
    page.qtbot.waitUntil(lambda: bool(page.panel.detail.banners.shown()))
    [notice] = page.panel.detail.banners.shown()
    assert notice.what == "The disk is full."
    assert button_of(page.panel, "dismiss").isEnabled()


def test_a_disk_that_is_full_is_said_of_what_it_keeps_back(page: OutboxPage) -> None:
    item = page.bench.enqueue()
    page.wait_for("Queued")
    page.bench.disk.full = True
    page.bench.outbox.run(item.id)
    page.wait_for("Not sent yet")
    title = page.panel.detail.card.title
    page.qtbot.waitUntil(lambda: title.text() == "The disk is full.")
    page.bench.disk.full = False
    press(page.panel, "try-now")
    page.wait_for("Sent")


def test_a_lost_answer_that_arrived_is_found_without_asking_the_user(page: OutboxPage) -> None:
    page.bench.office.faults["start"] = [lost_after]
    page.bench.send()
    page.wait_for("Sent")
    assert len(page.bench.office.started) == 1


def test_details_for_support_are_folded_away_and_can_be_copied(page: OutboxPage) -> None:
    item = page.bench.send()
    page.wait_for("Sent")
    copy = button_of(page.panel, "support-copy")
    assert not copy.isVisible()
    press(page.panel, "support-fold")
    press(page.panel, "support-copy")
    assert page.bench.outbox.item(item.id).ref in QApplication.clipboard().text()


def test_the_rows_keep_the_rules_of_a_model(page: OutboxPage) -> None:
    tester = QAbstractItemModelTester(page.panel.list.model)
    page.put("First", "d1")
    page.bench.send()
    page.wait_for("Sent")
    press(page.panel, "clear-settled")
    page.qtbot.waitUntil(lambda: page.words() == ["Queued"])
    assert tester.model() is page.panel.list.model


def test_a_page_that_is_not_seen_is_told_nothing(page: OutboxPage) -> None:
    page.panel.hide()
    page.bench.send()
    page.settle()
    assert page.words() == []
    page.panel.show()
    page.wait_for("Sent")


def test_a_closed_page_is_freed(page: OutboxPage) -> None:
    page.bench.send()
    page.wait_for("Sent")
    remembered = weakref.ref(page.panel)
    page.panel.close()
    page.settle()
    page.panel.deleteLater()
    del page.panel
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert remembered() is None
