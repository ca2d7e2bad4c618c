"""Putting steps into an order: by buttons, keys and dragging, all of it undone again."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.agreement import Agreement
from app.domain.kinds import Order
from app.domain.process import Branch, OtherStep, node_at, walk_others
from app.gui.composer.saving import Content
from app.gui.composer.session import Session
from app.gui.process.panel import ProcessPanel
from app.gui.theme import Theme
from tests.support.agreements import a_step
from tests.support.outbox_bench import ACCOUNT
from tests.support.pressing import press
from tests.support.processes import (
    a_draft,
    at_once,
    in_turn,
    inga_signs,
    order_of,
    said,
)

PanelMaker = Callable[[Agreement], tuple[ProcessPanel, Session]]


@pytest.fixture
def open_process(theme: Theme, qtbot: QtBot) -> PanelMaker:
    """Shows the process of a draft that is sent with Scrive."""

    def opened(agreement: Agreement) -> tuple[ProcessPanel, Session]:
        session = Session(Content(agreement=agreement, account_id=ACCOUNT.id))
        session.set_accounts([ACCOUNT])
        panel = ProcessPanel(theme, session)
        qtbot.addWidget(panel)
        panel.resize(1300, 560)
        panel.show()
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        return panel, session

    return opened


THREE = in_turn(a_step("bodil"), a_step("karim"), inga_signs())
GROUPED = in_turn(at_once(a_step("bodil"), a_step("karim")), inga_signs())


def shown(session: Session) -> object:
    return said(session.agreement.process)


def test_a_step_that_is_kept_as_it_is_stays_where_it_was(open_process: PanelMaker) -> None:
    form = OtherStep(members={"type": "form", "form": "intake", "participant": "bodil"})
    panel, session = open_process(a_draft(in_turn(a_step("bodil"), form, a_step("karim"))))
    panel.go_to("other /process/steps/1")
    for button in panel._buttons.values():
        assert not button.isEnabled()
    panel.go_to("step karim 1")
    press(panel, "up")
    process = session.agreement.process
    assert isinstance(process, Branch)
    assert form in process.steps
    panel.order.button(Order.PARALLEL.value).click()
    assert [step for _, step in walk_others(session.agreement.process or form)] == [form]


def test_the_sign_order_of_a_plain_document_stands_below(open_process: PanelMaker) -> None:
    plain = replace(a_draft(THREE), scrive={"send_with": "documents"})
    panel, session = open_process(plain)
    assert panel.sign_order.text().startswith("Sign order in Scrive: 1. Bodil")
    session.change(replace(plain, scrive={}))
    assert panel.sign_order.isHidden()


def test_the_whole_is_switched_between_both_orders(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(THREE))
    assert panel.order.value() == Order.SEQUENCE.value
    press(panel.order, Order.PARALLEL.value)
    assert shown(session) == ["bodil", "karim", "inga"]
    assert panel.story.plain_text().startswith("At once: Bodil Oskarsson and Karim Haddad sign")
    session.undo()
    assert panel.order.value() == Order.SEQUENCE.value


def test_a_single_step_has_no_order(open_process: PanelMaker) -> None:
    panel, _session = open_process(a_draft(a_step("bodil")))
    button = panel.order.button(Order.SEQUENCE.value)
    assert not button.isEnabled()
    assert button.toolTip() == "There is only one step."


def test_buttons_move_and_the_moved_one_stays_chosen(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(THREE))
    panel.go_to("step inga 1")
    press(panel, "up")
    press(panel, "up")
    assert order_of(session.agreement.process) == ["inga", "bodil", "karim"]
    assert panel.tree.current_key() == "step inga 1"
    assert not panel.up.isEnabled()
    assert panel.up.toolTip() == "It is the first already."


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Up, ("karim", "bodil", "inga")),
        (Qt.Key.Key_Down, ("bodil", "inga", "karim")),
        (Qt.Key.Key_Right, (["bodil", "karim"], "inga")),
    ],
)
def test_keys_do_the_same(open_process: PanelMaker, key: Qt.Key, expected: object) -> None:
    panel, session = open_process(a_draft(THREE))
    panel.go_to("step karim 1")
    QTest.keyClick(panel.tree, key, Qt.KeyboardModifier.AltModifier)
    assert shown(session) == expected


def test_two_take_a_turn_together_and_part_again(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(THREE))
    panel.go_to("step karim 1")
    press(panel, "together")
    assert shown(session) == (["bodil", "karim"], "inga")
    assert panel.tree.current_key() == "step karim 1"
    assert not panel.together.isEnabled()
    press(panel, "apart")
    assert shown(session) == ("bodil", "karim", "inga")
    assert panel.apart.toolTip() == "It has a turn of its own already."


def test_the_order_of_a_group_is_switched_beside_the_tree(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(GROUPED))
    panel.tree.setCurrentIndex(panel.model.index(0, 0))
    press(panel.card.order, Order.SEQUENCE.value)
    assert shown(session) == (("bodil", "karim"), "inga")


def drop(panel: ProcessPanel, key: str, onto: str, place: int) -> None:
    data = panel.model.mimeData([panel.model.index_of(key)])
    target = panel.model.index_of(onto)
    panel.model.dropMimeData(data, Qt.DropAction.MoveAction, place, 0, target)


def test_dragging_between_rows_moves_there(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(THREE))
    drop(panel, "step inga 1", "", 0)
    assert shown(session) == ("inga", "bodil", "karim")


def test_dragging_onto_a_person_takes_their_turn(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(THREE))
    drop(panel, "step inga 1", "step bodil 1", -1)
    assert shown(session) == (["bodil", "inga"], "karim")


def test_dragging_onto_a_group_comes_into_it(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(in_turn(*GROUPED.steps, a_step("elin"))))
    group = panel.model.rows()[0].key
    drop(panel, "step elin 1", group, -1)
    assert shown(session) == (["bodil", "karim", "elin"], "inga")


def test_dragging_to_those_who_look_on_is_nothing(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(THREE))
    drop(panel, "step inga 1", "onlookers", -1)
    assert session.agreement.process == THREE


def test_a_step_takes_other_documents(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(THREE))
    panel.go_to("step karim 1")
    panel.card.box("rules").click()
    assert session.agreement.process is not None
    assert node_at(session.agreement.process, (1,)) == a_step("karim", "contract", "rules")
    assert panel.model.index_of("step karim 1").siblingAtColumn(1).data() == "Both"
    session.undo()
    assert not panel.card.box("rules").isChecked()


def test_documents_keep_the_order_of_the_agreement(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(in_turn(a_step("bodil", "rules"), a_step("karim"))))
    panel.go_to("step bodil 1")
    panel.card.box("contract").click()
    assert session.agreement.process is not None
    assert node_at(session.agreement.process, (0,)) == a_step("bodil", "contract", "rules")


def test_findings_stand_beside_the_tree_and_are_repaired_there(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(in_turn(a_step("bodil"), inga_signs())))
    assert [each.id for each in panel.findings.findings()] == ["process.no_step"]
    press(panel.findings, "repair")
    assert order_of(session.agreement.process) == ["bodil", "inga", "karim"]
    assert not panel.findings.isVisible()


def test_without_people_it_leads_to_them(open_process: PanelMaker, qtbot: QtBot) -> None:
    panel, _session = open_process(Agreement())
    assert panel.empty.isVisible()
    with qtbot.waitSignal(panel.part_requested) as told:
        press(panel.empty, "empty-action")
    assert told.args == ["people"]


def test_a_draft_that_was_sent_is_only_read(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(THREE))
    panel.go_to("step karim 1")
    session.set_locked(True)
    QTest.keyClick(panel.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    drop(panel, "step inga 1", "", 0)
    assert session.agreement.process == THREE
    assert not panel.up.isVisible()
    assert not panel.card.box("rules").isEnabled()


def test_people_added_elsewhere_come_into_the_tree(open_process: PanelMaker) -> None:
    panel, session = open_process(a_draft(in_turn(a_step("bodil"))))
    panel.go_to("step bodil 1")
    session.change(replace(session.agreement, process=THREE))
    assert panel.model.index_of("step inga 1").isValid()
    assert panel.tree.current_key() == "step bodil 1"
