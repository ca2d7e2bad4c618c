"""Actions in the window: where they are reached, and what the viewer says of them afterwards."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication, QMenu, QSpinBox
from pytestqt.qtbot import QtBot

from app.domain.actions import ActionKind
from app.domain.kinds import ServiceKind
from app.domain.observation import Observation
from app.domain.status import ParticipantStatus
from app.gui.actions.errand import Errand
from app.gui.actions.link_sheet import LinkSheet
from app.gui.actions.sheet import ActionSheet
from app.gui.theme import Theme
from app.gui.tracking.panel import WorkflowPanel
from app.gui.widgets.banner import Notice
from app.gui.widgets.states import State
from app.services.actions.port import ActionCall
from app.services.actions.records import ActionState
from app.services.errors import Refused, Uncertain
from tests.support.desks import ScriptedDesk
from tests.support.pressing import press
from tests.support.sent_documents import a_sent_document, henrik
from tests.support.windows import TriedWindow


class Office:
    """A window that shows one sent document."""

    def __init__(self, theme: Theme, qtbot: QtBot, folder: Path, seen: Observation) -> None:
        self.scripted = ScriptedDesk(folder)
        account = self.scripted.account("Norrvik Scrive", ServiceKind.SCRIVE)
        self.scripted.actor.identity = account.identity
        self.tracked = self.scripted.follow(seen, account)
        self.tried = TriedWindow(theme, self.scripted, qtbot)
        self.window = self.tried.open()
        self.window.show_tracked(self.tracked.id)
        self.tried.settle()

    @property
    def viewer(self) -> WorkflowPanel:
        return self.window.desk_page.viewer

    @property
    def calls(self) -> list[ActionKind]:
        return [each.kind for each in self.scripted.actor.calls]

    def start(self, key: str) -> ActionSheet:
        """Open a sheet as the button or the menu entry of that key does."""
        assert self.window.tracked.room.start(key)
        return self.sheet()

    def sheet(self) -> ActionSheet:
        return next(each for each in self.window.findChildren(ActionSheet) if each.isVisible())

    def perform(self, sheet: ActionSheet) -> None:
        press(sheet, "perform")
        self.tried.settle()

    def notices(self) -> tuple[Notice, ...]:
        return self.viewer.banners.shown()

    def menu(self) -> QMenu:
        """What is behind the three dots, as it opens."""
        menu = self.viewer.head.more.menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        return menu

    def changes(self, seen: Observation) -> None:
        """What the service says from now on."""
        self.scripted.world.agreements[seen.service_id] = seen


@pytest.fixture
def make(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator["Offices"]:
    offices = Offices(theme, qtbot, tmp_path)
    yield offices
    for each in offices.made:
        each.tried.close()


class Offices:
    """Makes offices and remembers them."""

    def __init__(self, theme: Theme, qtbot: QtBot, folder: Path) -> None:
        self._theme, self._qtbot, self._folder = theme, qtbot, folder
        self.made: list[Office] = []

    def __call__(self, seen: Observation | None = None) -> Office:
        made = Office(self._theme, self._qtbot, self._folder / "profile", seen or a_sent_document())
        self.made.append(made)
        return made


def texts(menu: QMenu) -> list[str]:
    return [each.text().replace("&", "") for each in menu.actions() if each.text()]


def lost(_call: ActionCall) -> None:
    raise Uncertain("Scrive did not answer.")


def test_the_card_offers_the_repair_first_and_ctrl_r_opens_it(make: Offices) -> None:
    office = make()
    steps = office.window.tracked.steps_for(office.tracked)
    assert [(each.text, each.best) for each in steps] == [
        ("Change number…", True),
        ("Remind…", False),
    ]
    office.window.commands.next_step.trigger()
    sheet = office.sheet()
    assert sheet.focusWidget() is sheet.fields.editor("mobile")
    assert office.calls == []


def test_an_invitation_that_did_not_arrive_wants_another_address(make: Offices) -> None:
    seen = a_sent_document()
    first, _, last = seen.participants
    stuck = henrik(status=ParticipantStatus.FAILED)
    office = make(replace(seen, participants=(first, stuck, last)))
    best = office.window.tracked.steps_for(office.tracked)[0]
    assert best.text == "Change address…"


def test_menus_offer_only_what_can_be_done_now(make: Offices) -> None:
    office = make()
    shown = texts(office.menu())
    assert shown[:3] == ["Remind…", "Automatic reminder…", "Withdraw…"]
    assert shown[3:5] == ["Henrik Falk", "Tuva Nyström"]
    assert not {"Prolong…", "Forward the signed document…"} & set(shown)
    # Opened a second time, everything stands there once.
    assert texts(office.menu()) == shown
    office.window.commands.agreement.aboutToShow.emit()
    assert texts(office.window.commands.agreement)[0] == "Remind…"


def test_a_menu_of_a_person_opens_the_sheet_about_them(make: Offices) -> None:
    office = make()
    person = next(each for each in office.menu().actions() if each.text() == "Tuva Nyström")
    menu = person.menu()
    assert isinstance(menu, QMenu)
    assert texts(menu)[-1] == "Show the signing link…"
    next(each for each in menu.actions() if "sign…" in each.text()).trigger()
    assert office.sheet().objectName() == "action-change_proof_to_sign"


def test_the_row_of_a_person_has_a_menu_of_its_own(make: Offices) -> None:
    office = make()
    view = office.viewer.view
    index = view.model().index_of(("step:2", "person:902"))  # type: ignore[attr-defined]
    view.customContextMenuRequested.emit(view.visualRect(index).center())
    popped = next(each for each in view.findChildren(QMenu) if each.isVisible())
    assert texts(popped)[0] == "Change address or number…"
    popped.close()
    view.customContextMenuRequested.emit(QPoint(20, view.height() - 5))
    assert not any(each.isVisible() for each in view.findChildren(QMenu))


def test_what_was_done_is_told_in_the_viewer_and_stays_in_the_tree(make: Offices) -> None:
    office = make()
    office.perform(office.start("action|remind||"))
    assert office.calls == [ActionKind.REMIND]
    (notice,) = office.notices()
    assert (notice.state, notice.closable) == (State.DONE, True)
    keys = [row.key for row in office.viewer.model.rows()]
    assert keys[keys.index("done") + 1] == "history"
    done = next(row for row in office.viewer.model.rows() if row.key == "done")
    assert (done.status, done.when) == ("Reminded", "09:41")
    again = office.start("action|remind||")
    assert "ago already" in again.effects.lines()[0].sentence


def test_what_is_done_with_a_person_stays_in_their_branch(make: Offices) -> None:
    office = make()
    sheet = office.start("action|change_contact|mobile|902")
    sheet.fields.editor("mobile").setText("+46 70 174 06 50")  # type: ignore[attr-defined]
    office.perform(sheet)
    assert [each.mobile for each in office.scripted.actor.calls] == ["+46701740650"]
    model = office.viewer.model
    index = model.index_of(("step:2", "person:902", "done"))
    assert index.isValid()
    assert index.siblingAtColumn(1).data() == "Changed to +46 70 174 06 50"


def test_a_refusal_is_quoted_and_the_sheet_stays(make: Offices) -> None:
    office = make()

    def refuse(_call: ActionCall) -> None:
        raise Refused("Scrive refused it.", service_text="Party <902> has signed.", status=400)

    office.scripted.actor.on_act = refuse
    sheet = office.start("action|change_contact|mobile|902")
    sheet.fields.editor("mobile").setText("+46 70 174 06 50")  # type: ignore[attr-defined]
    office.perform(sheet)
    assert sheet.isVisible()
    assert "“Party <902> has signed.”" in sheet.trouble()
    assert sheet.fields.typed()["mobile"] == "+46 70 174 06 50"
    assert office.notices() == ()


def test_a_reminder_whose_answer_was_lost_is_sent_again_only_by_who_was_told(
    make: Offices,
) -> None:
    office = make()
    office.scripted.actor.on_act = lost
    office.perform(office.start("action|remind||"))
    (notice,) = office.notices()
    assert notice.state is State.FINDING
    assert notice.what == "This may have been sent."
    assert [each.text for each in notice.actions] == ["Check again", "Remind again…"]
    office.viewer.banners.action_requested.emit(notice.key, notice.actions[1].key)
    sheet = office.sheet()
    assert "may have been done" in sheet.effects.lines()[0].sentence
    assert office.calls == [ActionKind.REMIND]
    office.scripted.actor.on_act = lambda _call: None
    office.perform(sheet)
    assert office.calls == [ActionKind.REMIND] * 2
    assert [each.state for each in office.notices()] == [State.DONE]


def test_what_may_have_been_sent_can_be_put_away(make: Offices) -> None:
    office = make()
    office.scripted.actor.on_act = lost
    office.perform(office.start("action|remind||"))
    (notice,) = office.notices()
    office.viewer.banners._on_close_requested(notice.key)
    office.window.feed.reload()
    office.tried.settle()
    assert office.notices() == ()


def test_a_lost_answer_that_took_effect_is_found_by_looking(make: Offices) -> None:
    office = make()

    def takes_effect(_call: ActionCall) -> None:
        office.changes(a_sent_document("canceled"))
        raise Uncertain("Scrive did not answer.")

    office.scripted.actor.on_act = takes_effect
    office.perform(office.start("action|cancel||"))
    assert [each.state for each in office.notices()] == [State.DONE]
    assert office.notices()[0].what == "The agreement was withdrawn."
    (record,) = office.scripted.desk.actions.records(office.tracked.id)
    assert record.state is ActionState.DONE


def test_a_flow_offers_nothing_that_is_refused_and_says_why(make: Offices) -> None:
    seen = a_sent_document()
    second = replace(seen.documents[0], key="2", service_id="2", details={})
    office = make(replace(seen, documents=(*seen.documents, second)))
    menu = office.menu()
    assert "Remind…" not in texts(menu)
    quiet = menu.findChild(QAction, "why-not")
    assert isinstance(quiet, QAction)
    assert quiet.text().startswith("Scrive Flow decides about reminders and invitations itself.")


def test_a_stopped_agreement_becomes_a_draft_in_the_composer(make: Offices) -> None:
    office = make(a_sent_document("rejected"))
    office.perform(office.start("action|restart||"))
    (draft,) = office.scripted.desk.drafts.all()
    assert [each for each, _ in office.tried.composed] == [draft.id]


def test_an_expired_agreement_is_prolonged_by_the_days_that_were_chosen(make: Offices) -> None:
    office = make(a_sent_document("timedout"))
    sheet = office.start("action|prolong||")
    days = sheet.fields.editor("days")
    assert isinstance(days, QSpinBox)
    days.setValue(30)
    office.perform(sheet)
    assert [each.days for each in office.scripted.actor.calls] == [30]


def test_a_link_is_shown_only_on_demand_and_forgotten_when_it_is_closed(make: Offices) -> None:
    office = make()
    picture = QImage(21, 21, QImage.Format.Format_Mono)
    picture.fill(0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    png = bytes(buffer.data().data())
    office.scripted.actor.qr = lambda call: png  # type: ignore[method-assign] # noqa: ARG005
    assert office.window.tracked.room.start("action|link||903")
    (sheet,) = office.window.findChildren(LinkSheet)
    assert sheet.link.text() == ""
    press(sheet, "show")
    office.tried.settle()
    assert sheet.link.text() == "https://sign.example.com/s/903"
    assert not sheet.picture.pixmap().isNull()
    press(sheet, "copy")
    assert QApplication.clipboard().text() == "https://sign.example.com/s/903"
    sheet.hide()
    assert sheet.link.text() == ""
    assert sheet.picture.pixmap().isNull()
    assert QApplication.clipboard().text() == "https://sign.example.com/s/903"
    assert office.scripted.desk.actions.records(office.tracked.id) == ()
    sheet.close()
    QApplication.clipboard().clear()


def test_another_agreement_in_the_viewer_brings_its_own_offers(make: Offices) -> None:
    office = make()
    account = office.scripted.account("Norrvik Scrive", ServiceKind.SCRIVE)
    other = office.scripted.follow(a_sent_document("closed", service_id="77"), account)
    office.window.feed.reload()
    office.tried.settle()
    office.window.show_tracked(other.id)
    office.tried.settle()
    assert texts(office.menu())[0] == "Forward the signed document…"


def test_a_closed_sheet_leaves_nothing_behind(make: Offices, qtbot: QtBot) -> None:
    office = make()
    room = office.window.tracked.room
    office.start("action|remind||").close()
    qtbot.waitUntil(lambda: not office.window.findChildren(ActionSheet))
    qtbot.waitUntil(lambda: not room.findChildren(Errand))


def test_what_comes_back_after_the_sheet_was_closed_is_told_in_the_viewer(make: Offices) -> None:
    office = make()
    entered, closed = threading.Event(), threading.Event()

    def refuse_late(_call: ActionCall) -> None:
        entered.set()
        closed.wait(5)
        raise Refused("Scrive refused it.", status=400)

    office.scripted.actor.on_act = refuse_late
    sheet = office.start("action|remind||")
    press(sheet, "perform")
    assert entered.wait(5)
    sheet.reject()
    closed.set()
    office.tried.settle()
    assert [each.what for each in office.notices()] == ["Scrive refused it."]


def test_what_is_taken_back_in_time_never_leaves(make: Offices) -> None:
    office = make()
    lane = f"act {office.tracked.account_id}"
    free = threading.Event()
    office.tried.tasks.run(lambda _context: free.wait(5), lane=lane)
    sheet = office.start("action|remind||")
    press(sheet, "perform")
    assert not sheet.perform.isEnabled()
    sheet.reject()
    free.set()
    office.tried.settle()
    assert office.calls == []
    assert office.notices() == ()
    assert office.scripted.desk.actions.records(office.tracked.id) == ()


def test_what_became_of_another_agreement_is_told_with_its_title(make: Offices) -> None:
    office = make()
    account = office.scripted.account("Norrvik Scrive", ServiceKind.SCRIVE)
    other = office.scripted.follow(a_sent_document(service_id="77", title="Lease 2031"), account)
    office.window.feed.reload()
    office.tried.settle()
    entered, left = threading.Event(), threading.Event()

    def act_late(_call: ActionCall) -> None:
        entered.set()
        left.wait(5)

    office.scripted.actor.on_act = act_late
    sheet = office.start("action|remind||")
    press(sheet, "perform")
    assert entered.wait(5)
    sheet.reject()
    office.window.show_tracked(other.id)
    left.set()
    office.tried.settle()
    assert office.notices() == ()
    (notice,) = office.window.shell.banners.shown()
    assert notice.what.startswith("Supply agreement 2027 – Falk Elteknik: Everybody who")
