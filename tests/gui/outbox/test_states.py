"""What people meet in every state of the outbox: an answer, a way on, and no word of ours."""

from datetime import UTC

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.outbox.checks import RULE, check_steps
from app.gui.outbox.detail import OutboxDetail
from app.gui.outbox.notices import Act, answers_of, notice_of
from app.gui.outbox.standing import row_of
from app.gui.review.outcome_words import outcome_of
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.buttons import Button
from app.gui.widgets.checklist import CheckState
from app.gui.widgets.states import State
from app.services.outbox.records import SendState
from app.services.words.sending import answer_word, needs_you
from tests.support.clocks import TurnableClock
from tests.support.outbox_items import NOW
from tests.support.outbox_states import STATES, around

TIMES = Times(now=NOW, zone=UTC)
JARGON = ("family", "fence", "journal", "converg", "idempot", "HTTP", "None", "{", "}", "  ")
every_state = pytest.mark.parametrize("name", STATES)


def said(name: str) -> str:
    """Everything that is read of an item."""
    item = STATES[name]
    notice = notice_of(item, TIMES, around(name))
    steps = check_steps(item, TIMES)
    parts = [row_of(item, TIMES).spoken, notice.title, notice.text]
    parts += [offer.text + offer.reason for offer in notice.offers]
    parts += [f"{each.when} {each.what}" for each in answers_of(item)]
    parts += [step.text + "".join(look.text for look in step.looks) for step in steps]
    return "\n".join(parts)


@every_state
def test_no_word_of_ours_is_read(name: str) -> None:
    assert [word for word in JARGON if word in said(name)] == []


@every_state
def test_there_is_always_something_that_can_be_done(name: str) -> None:
    item = STATES[name]
    possible = [each for each in notice_of(item, TIMES, around(name)).offers if not each.reason]
    starting = name == "starting"
    assert bool(possible) is not starting


@every_state
def test_the_composer_says_it_too_and_leads_on(name: str) -> None:
    notice = outcome_of(STATES[name], (), TIMES)
    assert notice.title
    assert notice.offers


def test_a_forgotten_password_leads_from_the_composer_to_the_outbox() -> None:
    offers = outcome_of(STATES["password"], (), TIMES).offers
    assert [(each.act, each.kind) for each in offers] == [
        (Act.OUTBOX, "primary"),
        (Act.STOP, "secondary"),
    ]


@every_state
def test_the_words_give_the_answer_that_is_true(name: str) -> None:
    item = STATES[name]
    text = said(name)
    if item.state is SendState.FINDING_OUT:
        assert "Nobody was notified" not in text
        assert "never sent" not in text
        assert name == "starting" or "Finding out" in text
    elif item.state is SendState.NOT_SENT:
        assert "obody" in text
        assert "notified" in text
    else:
        assert answer_word(item) == "Sent"


@every_state
def test_only_what_nobody_was_notified_of_is_stopped_without_a_question(name: str) -> None:
    stops = [
        each
        for each in notice_of(STATES[name], TIMES, around(name)).offers
        if each.act is Act.STOP and not each.reason
    ]
    assert not stops or not STATES[name].may_have_fired


@every_state
def test_a_time_to_come_is_said_in_the_row_the_card_and_the_steps(name: str) -> None:
    item = STATES[name]
    if item.next_look_at is None:
        return
    time = TIMES.at(item.next_look_at)
    assert time in row_of(item, TIMES).line
    assert time in notice_of(item, TIMES, around(name)).text
    looks = [look for step in check_steps(item, TIMES) for look in step.looks]
    assert looks[-1].strong


@every_state
def test_the_line_before_people_are_notified_is_drawn_once_at_most(name: str) -> None:
    rules = [step.rule for step in check_steps(STATES[name], TIMES) if step.rule]
    assert rules in ([], [RULE])


def test_what_needs_the_user_is_said_so() -> None:
    needed = {name for name, item in STATES.items() if needs_you(item)}
    assert needed == {
        "keyring",
        "account-gone",
        "password",
        "other-person",
        "changed",
        "damaged",
        "disabled",
        "rejected",
        "finding-damaged",
        "finding-disabled",
        "finding-rejected",
        "finding-rescued",
        "finding-elsewhere",
        "finding-changed",
        "finding-other-person",
    }
    waiting = {each for each in needed if not each.startswith("finding")}
    assert {row_of(STATES[each], TIMES).state for each in waiting} == {State.NEEDS}
    assert {row_of(STATES[each], TIMES).word for each in needed - waiting} == {"Finding out"}


def test_a_doubt_that_ended_without_being_sent_is_no_question_any_more() -> None:
    states = [step.state for step in check_steps(STATES["given-up-after-all"], TIMES)]
    assert CheckState.FINDING not in states
    assert states[-1] is CheckState.FAILED


def test_every_kind_of_step_is_told_in_words() -> None:
    assert row_of(STATES["sending-signinghub"], TIMES).line == "Step 5 of 9: adding the people"
    past = [step.text for step in check_steps(STATES["sent-copies"], TIMES)]
    assert past == [
        "Draft frozen, 1 file checked",
        "Made a draft in SigningHub",
        "Uploaded Employment contract.pdf, 0.3 MB",
        "Named the documents",
        "Wrote order and message",
        "Added the people",
        "Added the fields",
        "Read everything back, made sure that nothing is there twice",
        "Sent the agreement",
        "Confirmed with SigningHub, tracking began",
    ]


def test_many_looks_are_told_short() -> None:
    [start] = [step for step in check_steps(STATES["finding-all-looks"], TIMES) if step.rule]
    assert len(start.looks) == 7
    assert start.looks[0].text.startswith("First of 2 earlier lines: The connection to")


@every_state
def test_everything_fits_beside_the_list(theme: Theme, qtbot: QtBot, name: str) -> None:
    detail = OutboxDetail(theme, TurnableClock(NOW), UTC)
    qtbot.addWidget(detail)
    detail.resize(detail.minimumWidth(), 700)
    detail.show()
    detail.show_item(STATES[name], around(name))
    QApplication.processEvents()
    assert detail.card.minimumSizeHint().width() <= detail.card.width()
    for button in detail.card.findChildren(Button):
        parent = button.parentWidget()
        assert parent is not None
        assert parent.rect().contains(button.geometry())
