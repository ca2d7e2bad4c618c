"""The last part of composing: what is shown before Send, and what comes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.kinds import ServiceKind
from app.gui.outbox.checks import RULE
from app.gui.review.panel import ReviewPanel
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.question import Question
from app.gui.widgets.states import State
from app.services.outbox.records import Phase
from tests.support.outbox_bench import late, lost_before, refused, unauthorized, unreachable
from tests.support.pressing import button_of, press
from tests.support.sending_room import SendingRoom


class Page:
    """The panel of a draft, opened as the composer does."""

    def __init__(self, theme: Theme, qtbot: QtBot, room: SendingRoom) -> None:
        self.room = room
        self.session, self.sender = room.open()
        self.panel = ReviewPanel(
            theme, self.session, self.sender, lambda: Times(now=datetime.now(UTC))
        )
        qtbot.addWidget(self.panel)
        self.panel.resize(1300, 560)
        self.panel.show()
        self.panel.activateWindow()
        qtbot.waitUntil(self.panel.isActiveWindow)

    def wait_for(self, phase: Phase) -> None:
        self.room.wait_for(self.sender, phase)
        self.room.settle()

    @property
    def title(self) -> str:
        return self.panel.outcome.card.title.text()

    @property
    def text(self) -> str:
        notice = self.panel.outcome.card.notice()
        assert notice is not None
        return notice.text

    def offers(self, *buttons: str) -> bool:
        """Whether these buttons come to stand below the answer, from the left."""
        card = self.panel.outcome.card

        def shown() -> bool:
            seen = [each for each in card.findChildren(QPushButton) if each.isVisible()]
            return [each.text() for each in seen] == list(buttons)

        self.room.wait(shown)
        return True


@pytest.fixture
def open_page(theme: Theme, qtbot: QtBot, room: SendingRoom) -> Callable[[], Page]:
    return lambda: Page(theme, qtbot, room)


OpenPage = Callable[[], Page]


def test_before_sending_it_says_who_gets_what(open_page: OpenPage) -> None:
    page = open_page()
    names = [row.name for group in page.panel.table.groups() for row in group.rows]
    assert names == ["Bodil Oskarsson", "Inga Engberg"]
    assert page.panel.foot.send.text() == "Send to 2 people"
    assert page.panel.foot.promise.plain_text() == (
        "Nothing has left this computer yet."
        " After Send you get one of three answers: sent, not sent, or finding out."
    )


def enter_twice(panel: ReviewPanel) -> None:
    panel.foot.send.setFocus()
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Return)


def space_twice(panel: ReviewPanel) -> None:
    panel.foot.send.setFocus()
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Space)


def double_click(panel: ReviewPanel) -> None:
    QTest.mouseClick(panel.foot.send, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(panel.foot.send, Qt.MouseButton.LeftButton)


def shortcut_twice(panel: ReviewPanel) -> None:
    for _ in range(2):
        QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("pressing", [enter_twice, space_twice, double_click, shortcut_twice])
def test_however_send_is_pressed_twice_one_agreement_is_sent(
    open_page: OpenPage, room: SendingRoom, pressing: Callable[[ReviewPanel], None]
) -> None:
    page = open_page()
    pressing(page.panel)
    room.settle()
    pressing(page.panel)
    room.settle()
    room.desk.start_worker()
    page.wait_for(Phase.SENT)
    pressing(page.panel)
    room.settle()
    assert len(room.items()) == 1
    assert len(room.desk.office.started) == 1


def test_a_page_opened_again_shows_the_answer_and_no_send(
    open_page: OpenPage, room: SendingRoom
) -> None:
    first = open_page()
    press(first.panel.foot, "send")
    room.settle()
    second = open_page()
    assert not second.panel.foot.send.isVisible()
    assert second.title == "It is sent in a moment."
    room.desk.start_worker()
    second.wait_for(Phase.SENT)
    first.wait_for(Phase.SENT)
    assert second.title == first.title == "It was sent."
    assert len(room.items()) == 1


def test_after_the_press_no_button_has_the_focus(open_page: OpenPage, room: SendingRoom) -> None:
    page = open_page()
    page.panel.foot.send.setFocus()
    QTest.keyClick(page.panel.foot.send, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is page.panel.outcome
    room.settle()
    assert QApplication.focusWidget() is page.panel.outcome


def test_the_steps_show_where_people_begin_to_be_notified(
    open_page: OpenPage, room: SendingRoom
) -> None:
    page = open_page()
    press(page.panel.foot, "send")
    room.desk.start_worker()
    page.wait_for(Phase.SENT)
    steps = page.panel.outcome.checklist.steps()
    assert [step.text for step in steps if step.rule == RULE] == ["Start"]
    assert page.text == "Scrive has started it; Bodil Oskarsson and Inga Engberg are invited."


def test_what_was_sent_is_shown_or_copied(
    open_page: OpenPage, room: SendingRoom, qtbot: QtBot
) -> None:
    page = open_page()
    press(page.panel.foot, "send")
    room.desk.start_worker()
    page.wait_for(Phase.SENT)
    item = page.sender.item
    assert item is not None
    with qtbot.waitSignal(page.panel.agreement_requested) as told:
        press(page.panel.outcome, "show-agreement")
    assert told.args == [room.account.id, item.service_id]
    with qtbot.waitSignal(page.panel.copy_requested):
        press(page.panel.outcome, "copy-draft")


def test_what_was_refused_says_why_and_leads_back(open_page: OpenPage, room: SendingRoom) -> None:
    room.desk.office.faults["start"] = [refused]
    page = open_page()
    press(page.panel.foot, "send")
    room.desk.start_worker()
    page.wait_for(Phase.NOT_SENT)
    assert page.title == "The service refused one person."
    assert page.panel.foot.promise.plain_text() == "It was not sent. Nobody was notified."
    press(page.panel.outcome, "open-draft")
    assert page.panel.foot.send.isVisible()
    assert page.panel.table.isVisible()


def test_it_is_cancelled_until_people_are_notified(open_page: OpenPage, room: SendingRoom) -> None:
    page = open_page()
    press(page.panel.foot, "send")
    page.wait_for(Phase.QUEUED)
    press(page.panel.outcome, "stop")
    page.wait_for(Phase.GIVEN_UP)
    assert page.offers("Back to the draft")
    assert room.desk.office.started == []


def test_what_cannot_be_reached_is_tried_now(open_page: OpenPage, room: SendingRoom) -> None:
    room.desk.office.faults["check"] = [unreachable]
    page = open_page()
    press(page.panel.foot, "send")
    page.wait_for(Phase.QUEUED)
    page.sender.check_again()
    page.wait_for(Phase.WAITING)
    assert page.title == "The server does not answer."
    assert page.panel.foot.promise.plain_text().endswith("it goes on in the outbox.")
    assert page.offers("Try now", "Open the outbox", "Do not send it")
    press(page.panel.outcome, "try-now")
    page.wait_for(Phase.SENT)


def test_a_refused_sign_in_leads_to_the_account(
    open_page: OpenPage, room: SendingRoom, qtbot: QtBot
) -> None:
    room.desk.office.faults["check"] = [unauthorized]
    page = open_page()
    press(page.panel.foot, "send")
    page.wait_for(Phase.QUEUED)
    page.sender.check_again()
    page.wait_for(Phase.WAITING)
    assert page.panel.foot.promise.plain_text().endswith(
        "It waits for you, here and in the outbox."
    )
    with qtbot.waitSignal(page.panel.sign_in_requested) as told:
        press(page.panel.outcome, "sign-in")
    assert told.args == [room.account.id]


def test_a_doubt_is_said_plainly_with_the_next_look(
    open_page: OpenPage, room: SendingRoom, qtbot: QtBot
) -> None:
    room.desk.office.faults["start"] = [late, lost_before, lost_before]
    page = open_page()
    press(page.panel.foot, "send")
    page.wait_for(Phase.QUEUED)
    item = page.sender.item
    assert item is not None
    room.desk.desk.outbox.run(item.id, wait=0)
    page.wait_for(Phase.FINDING_OUT)
    notice = page.panel.outcome.card.notice()
    assert notice is not None
    assert notice.state is State.FINDING
    assert page.title == "We do not know yet whether this was sent."
    assert page.offers("Check again now", "Open the outbox", "Copy to a new draft…")
    with qtbot.waitSignal(page.panel.outbox_requested) as told:
        press(page.panel.outcome, "open-outbox")
    assert told.args == [item.id]
    room.desk.office.run_late()
    press(page.panel.outcome, "check-again")
    page.wait_for(Phase.SENT)
    assert page.title == "It was sent after all."


def test_a_copy_of_what_may_have_been_sent_is_asked_about(
    open_page: OpenPage, room: SendingRoom, qtbot: QtBot
) -> None:
    room.desk.office.faults["start"] = [late, lost_before, lost_before]
    page = open_page()
    press(page.panel.foot, "send")
    page.wait_for(Phase.QUEUED)
    [item] = room.items()
    room.desk.desk.outbox.run(item.id, wait=0)
    page.wait_for(Phase.FINDING_OUT)
    press(page.panel.outcome, "copy-draft")
    question = page.panel.findChild(Question)
    assert question is not None
    assert "two agreements" in question.meaning[0]
    with qtbot.waitSignal(page.panel.copy_requested):
        press(question, "confirm")


def test_what_another_window_had_sent_already_is_said_and_not_sent_again(
    open_page: OpenPage, room: SendingRoom
) -> None:
    first, second = open_page(), open_page()
    second.sender.stop_following()
    press(first.panel.foot, "send")
    first.wait_for(Phase.QUEUED)
    room.settle()
    press(second.panel.foot, "send")
    second.wait_for(Phase.QUEUED)
    notice = second.panel.outcome.card.notice()
    assert notice is not None
    assert notice.text.startswith("It was on its way already. Nothing is sent a second time.")
    assert len(room.items()) == 1


def test_a_wish_that_cannot_be_carried_out_is_said_in_a_banner(
    open_page: OpenPage, room: SendingRoom
) -> None:
    page = open_page()
    stored = room.desk.drafts.get(room.draft_id)
    room.desk.drafts.paths(stored)["contract"].unlink()
    press(page.panel.foot, "send")
    room.settle()
    assert len(page.panel.banners.shown()) == 1
    assert page.panel.foot.send.isEnabled()


def test_errors_switch_send_off_with_the_reason(open_page: OpenPage) -> None:
    page = open_page()
    page.session.change(replace(page.session.agreement, title=""))
    assert not page.panel.foot.send.isEnabled()
    assert page.panel.foot.send.toolTip() == "One thing is to be repaired first."
    assert "One thing is to be repaired first." in page.panel.foot.promise.plain_text()
    QTest.keyClick(page.panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.sender.item is None
    page.session.undo()
    assert page.panel.foot.send.isEnabled()


def test_findings_lead_to_their_place_and_are_repaired(open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page()
    agreement = page.session.agreement
    bodil, inga = agreement.participants
    people = (bodil, replace(inga, email="inga@example.com", phone=""))
    page.session.change(replace(agreement, participants=people))
    line = page.panel.errors.lines()[0]
    with qtbot.waitSignal(page.panel.finding_requested) as told:
        press(line, "place")
    assert told.args[0].where.startswith("/participants/1")
    assert button_of(line, "place").text() == "Inga Engberg"
    assert "people.no_phone" in {each.id for each in page.session.findings}
    repairable = next(
        each for each in page.panel.errors.lines() if each.findChild(QPushButton, "repair")
    )
    press(repairable, "repair")
    assert "people.no_phone" not in {each.id for each in page.session.findings}


def test_a_missing_title_leads_to_the_title(open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page()
    page.session.change(replace(page.session.agreement, title=""))
    with qtbot.waitSignal(page.panel.finding_requested) as told:
        press(page.panel.errors, "place")
    assert told.args[0].where == "/title"


def test_without_any_account_it_offers_to_connect_one(open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page()
    page.session.set_accounts([])
    assert not page.panel.foot.send.isVisible()
    with qtbot.waitSignal(page.panel.connect_requested):
        press(page.panel.foot, "connect-account")


def test_what_an_account_cannot_carry_is_explained(open_page: OpenPage, room: SendingRoom) -> None:
    page = open_page()
    page.session.set_accounts([replace(room.account, service=ServiceKind.SIGNINGHUB)])
    said = [line.accessibleName() for line in page.panel.errors.lines()]
    assert any("This SigningHub cannot invite Inga Engberg by SMS." in words for words in said)
    assert not page.panel.foot.send.isEnabled()


def test_a_finding_leads_to_its_setting(open_page: OpenPage) -> None:
    page = open_page()
    agreement = page.session.agreement
    late = replace(
        agreement,
        scrive={"send_with": "documents", "days_to_sign": 5, "days_to_remind": 9},
    )
    page.session.change(late)
    finding = next(each for each in page.session.findings if each.where.endswith("remind"))
    page.panel.errors.place_requested.emit(finding)
    form = page.panel.settings.form
    assert form.remind.spin.hasFocus()
    page.room.wait(lambda: not form.remind.visibleRegion().isEmpty())
