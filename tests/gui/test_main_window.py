"""The window as a user works with it: views, selection, commands, and what is remembered."""

import gc
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.attention import View
from app.domain.kinds import ServiceKind
from app.domain.status import AgreementStatus, ParticipantStatus
from app.gui.theme import Appearance, Theme
from app.gui.tracking.follow_dialog import FollowDialog
from app.gui.tracking.model import WorkflowRole
from app.gui.widgets.question import Question
from app.gui.window_memory import WindowMemory
from app.services.errors import BadAnswer, Unauthorized, Unreachable
from tests.support.desks import ScriptedDesk
from tests.support.observations import a_person, an_observation, at
from tests.support.windows import TriedWindow

COMPLETED = AgreementStatus.COMPLETED
Make = Callable[[], TriedWindow]


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedDesk:
    return ScriptedDesk(tmp_path / "profile")


@pytest.fixture
def make(theme: Theme, scripted: ScriptedDesk, qtbot: QtBot) -> Iterator[Make]:
    made: list[TriedWindow] = []

    def make_one() -> TriedWindow:
        made.append(TriedWindow(theme, scripted, qtbot))
        return made[-1]

    yield make_one
    for each in made:
        each.close()


def shown_titles(tried: TriedWindow) -> list[str]:
    return [entry.title for entry in tried.window.desk_page.list.shown()]


def dialog(tried: TriedWindow, kind: type[Question]) -> Question:
    return next(each for each in tried.window.findChildren(kind) if each.isVisible())


def is_rail(tried: TriedWindow) -> bool:
    return tried.window.shell.sidebar.is_rail


def test_a_new_profile_begins_with_the_first_page(make: Make) -> None:
    tried = make()
    shell = tried.open().shell
    assert shell.first.isVisible()
    assert not shell.sidebar.isVisible()
    assert tried.window.status.accounts.words() == "No account yet"
    QTest.mouseClick(shell.first.signinghub, Qt.MouseButton.LeftButton)
    QTest.keyClick(shell.first.scrive, Qt.Key.Key_Space)
    QTest.mouseClick(shell.first.practise, Qt.MouseButton.LeftButton)
    assert tried.accounts_opened == [(ServiceKind.SIGNINGHUB, ""), (ServiceKind.SCRIVE, "")]
    assert tried.practised == 1


def test_the_first_account_ends_the_first_page(make: Make, scripted: ScriptedDesk) -> None:
    tried = make()
    shell = tried.open().shell
    scripted.account()
    tried.window.feed.reload()
    tried.settle()
    assert not shell.first.isVisible()
    assert shell.lists


def test_views_count_what_is_in_them(make: Make, scripted: ScriptedDesk) -> None:
    scripted.follow(an_observation())
    scripted.follow(an_observation(service_id="2", status=COMPLETED))
    stuck = (a_person(status=ParticipantStatus.FAILED),)
    scripted.follow(an_observation(service_id="3", participants=stuck))
    scripted.draft()
    tried = make()
    sidebar = tried.open().shell.sidebar
    counts = {view: sidebar.views.row(view).count for view in View}
    assert counts == {
        View.NEEDS_YOU: 1,
        View.WAITING: 1,
        View.OUTBOX: 0,
        View.DRAFTS: 1,
        View.COMPLETED: 1,
        View.STOPPED: 0,
    }
    assert tried.window.shell.view is View.NEEDS_YOU


def test_the_view_of_last_time_comes_back_when_nothing_needs_the_user(
    make: Make, scripted: ScriptedDesk
) -> None:
    scripted.follow(an_observation(status=COMPLETED))
    scripted.follow(an_observation(service_id="2"))
    first = make()
    first.open().commands.views[View.COMPLETED].trigger()
    first.window.close()
    second = make()
    assert second.open().shell.view is View.COMPLETED


def test_an_account_filters_and_filters_no_more(make: Make, scripted: ScriptedDesk) -> None:
    hub = scripted.account()
    scrive = scripted.account("Norrvik Scrive", ServiceKind.SCRIVE)
    scripted.follow(an_observation(title="At the hub"), hub)
    scripted.follow(an_observation(service_id="2", title="At Scrive"), scrive)
    tried = make()
    sidebar = tried.open().shell.sidebar
    sidebar.accounts.row(scrive.id).click()
    assert shown_titles(tried) == ["At Scrive"]
    assert sidebar.accounts.current() == scrive.id
    sidebar.accounts.row(scrive.id).click()
    assert len(shown_titles(tried)) == 2
    assert sidebar.accounts.current() == ""


def test_f5_brings_the_tree_up_to_date_without_moving_it(
    make: Make, scripted: ScriptedDesk
) -> None:
    scripted.follow(an_observation())
    tried = make()
    viewer = tried.open().desk_page.viewer
    path = ("step:2", "person:3", "history")
    viewer.view.expand(viewer.model.index_of(path))
    viewer.view.setCurrentIndex(viewer.model.index_of(path))
    people = list(an_observation().participants)
    people[2] = replace(people[2], status=ParticipantStatus.ACTED, acted_at=at(20))
    people[3] = replace(people[3], status=ParticipantStatus.INVITED)
    scripted.world.agreements["88121"] = an_observation(participants=tuple(people))
    QTest.keyClick(tried.window, Qt.Key.Key_F5)
    tried.settle()
    assert viewer.model.index_of(("step:2", "person:3")).siblingAtColumn(1).data() == "Signed"
    assert viewer.view.isExpanded(viewer.model.index_of(path))
    assert viewer.view.currentIndex().data(WorkflowRole.PATH) == path
    assert viewer.card.isVisible()
    assert viewer.card._name.text() == "Tuva Nyström"


def test_ctrl_f_searches_and_escape_ends_it(make: Make, scripted: ScriptedDesk) -> None:
    scripted.follow(an_observation())
    tried = make()
    search = tried.open().desk_page.list.search
    tried.window.activateWindow()
    QTest.keyClick(tried.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert tried.window.focusWidget() is search
    QTest.keyClicks(search, "nowhere")
    assert shown_titles(tried) == []
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert len(shown_titles(tried)) == 1


def test_f6_goes_from_pane_to_pane(make: Make, scripted: ScriptedDesk) -> None:
    scripted.follow(an_observation())
    tried = make()
    window = tried.open()
    page, sidebar = window.desk_page, window.shell.sidebar
    page.list.list.setFocus()
    places = []
    for _ in range(3):
        window.commands.next_pane.trigger()
        places.append(window.focusWidget())
    assert places == [page.viewer.view, sidebar.views.row(View.WAITING), page.list.list]


def test_files_are_saved_where_the_user_wants_them(
    make: Make, scripted: ScriptedDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    scripted.follow(an_observation(status=COMPLETED))
    tried = make()
    window = tried.open()
    tried.questions.answer = tmp_path
    with qtbot.waitSignal(window.downloads.ended):
        QTest.mouseClick(window.desk_page.viewer.head.download, Qt.MouseButton.LeftButton)
    saved = sorted(each.name for each in tmp_path.glob("*.pdf"))
    assert len(saved) == 2
    (notice,) = window.desk_page.viewer.banners.shown()
    assert notice.what == "2 files saved."
    assert str(tmp_path) in notice.meaning
    assert not window.desk_page.viewer.downloads.isVisible()


def test_a_download_that_fails_says_what_to_do(
    make: Make, scripted: ScriptedDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    scripted.follow(an_observation(status=COMPLETED))
    tried = make()
    window = tried.open()
    tried.questions.answer = tmp_path
    scripted.world.failure = BadAnswer("SigningHub sent no PDF.", "Nothing was saved.", "Wait.")
    with qtbot.waitSignal(window.downloads.ended):
        window.commands.download.trigger()
    (notice,) = window.desk_page.viewer.banners.shown()
    assert (notice.what, notice.meaning) == ("SigningHub sent no PDF.", "Nothing was saved. Wait.")
    assert list(tmp_path.glob("*.pdf")) == []


def test_no_folder_means_no_download(make: Make, scripted: ScriptedDesk) -> None:
    scripted.follow(an_observation(status=COMPLETED))
    tried = make()
    window = tried.open()
    window.commands.download.trigger()
    assert not window.downloads.running


def test_following_is_ended_only_after_a_question(make: Make, scripted: ScriptedDesk) -> None:
    scripted.follow(an_observation())
    tried = make()
    window = tried.open()
    window.commands.stop.trigger()
    dialog(tried, Question).refuse.click()
    assert len(scripted.desk.tracking.all()) == 1
    window.commands.stop.trigger()
    dialog(tried, Question).confirm.click()
    tried.settle()
    assert scripted.desk.tracking.all() == ()
    assert shown_titles(tried) == []


def test_what_is_shown_can_be_copied(make: Make, scripted: ScriptedDesk) -> None:
    scripted.follow(an_observation())
    tried = make()
    window = tried.open()
    window.commands.copy_text.trigger()
    text = QApplication.clipboard().text()
    assert text.startswith("Supply agreement 2027 – Falk Elteknik\nWaiting · Norrvik SigningHub")
    assert "  Henrik Falk [Signer]: Opened, not signed" in text
    window.commands.copy_id.trigger()
    assert QApplication.clipboard().text() == "88121"


def test_an_agreement_made_elsewhere_is_followed(
    make: Make, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    scripted.account()
    scripted.world.agreements["4711"] = an_observation(service_id="4711", title="From elsewhere")
    tried = make()
    window = tried.open()
    window.commands.follow.trigger()
    follow = window.findChild(FollowDialog)
    assert follow is not None
    assert not follow.follow.isEnabled()
    QTest.keyClicks(follow.id, "9")
    follow.follow.click()
    qtbot.waitUntil(lambda: "There is no such agreement." in follow._id_field.note())
    follow.id.setText("4711")
    follow.follow.click()
    qtbot.waitUntil(lambda: shown_titles(tried) == ["From elsewhere"])
    current = window.desk_page.current()
    assert current is not None
    assert current.title == "From elsewhere"


def test_a_dialog_that_was_closed_is_gone(make: Make, scripted: ScriptedDesk, qtbot: QtBot) -> None:
    scripted.account()
    window = make().open()
    window.commands.follow.trigger()
    follow = window.findChild(FollowDialog)
    assert follow is not None
    gone = weakref.ref(follow)
    follow.cancel.click()
    del follow
    qtbot.waitUntil(lambda: window.findChild(FollowDialog) is None)
    gc.collect()
    assert gone() is None


def test_a_new_agreement_opens_the_composer_and_the_way_back(
    make: Make, scripted: ScriptedDesk, tmp_path: Path
) -> None:
    scripted.account()
    tried = make()
    window = tried.open()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    tried.settle()
    (draft,) = scripted.desk.drafts.all()
    assert tried.composed == [(draft.id, [])]
    assert is_rail(tried)
    window.close_composer()
    tried.settle()
    assert window.shell.view is View.DRAFTS
    assert not is_rail(tried)
    pdf = tmp_path / "lease.pdf"
    window.open_files([pdf])
    tried.settle()
    assert tried.composed[-1][1] == [pdf]


def test_pressing_new_twice_makes_one_draft(make: Make, scripted: ScriptedDesk) -> None:
    scripted.account()
    tried = make()
    window = tried.open()
    window.commands.new.trigger()
    window.commands.new.trigger()
    tried.settle()
    assert len(scripted.desk.drafts.all()) == 1
    window.commands.new.trigger()
    tried.settle()
    assert len(scripted.desk.drafts.all()) == 2


def test_pdfs_come_into_the_new_draft_and_not_into_one_that_is_opened_with_them(
    make: Make, scripted: ScriptedDesk, tmp_path: Path
) -> None:
    saved = tmp_path / "lease.agreement"
    known = scripted.draft("Lease 2031")
    scripted.desk.drafts.export(known.id, saved)
    tried = make()
    window = tried.open()
    pdf = tmp_path / "annex.pdf"
    window.open_files([saved, pdf])
    tried.settle()
    assert dict(tried.composed).pop(known.id) == []
    assert [pdfs for draft_id, pdfs in tried.composed if draft_id != known.id] == [[pdf]]


def test_drafts_are_continued_saved_and_deleted(
    make: Make, scripted: ScriptedDesk, tmp_path: Path
) -> None:
    draft = scripted.draft("Lease 2031")
    tried = make()
    window = tried.open()
    assert window.desk_page.draft.isVisible()
    tried.questions.answer = tmp_path / "lease.agreement"
    window.commands.export.trigger()
    tried.settle()
    assert tried.questions.answer.exists()
    assert window.shell.banners.shown()[0].what == "Saved as lease.agreement."
    QTest.keyClick(window.desk_page.list.list, Qt.Key.Key_Return)
    assert tried.composed == [(draft.id, [])]
    window.close_composer()
    tried.settle()
    window.commands.delete.trigger()
    dialog(tried, Question).confirm.click()
    tried.settle()
    assert scripted.desk.drafts.all() == ()
    window.open_files([tried.questions.answer])
    tried.settle()
    assert [each.agreement.title for each in scripted.desk.drafts.all()] == ["Lease 2031"]


def test_a_file_that_cannot_be_opened_is_told_and_nothing_else_happens(
    make: Make, scripted: ScriptedDesk, tmp_path: Path
) -> None:
    scripted.account()
    tried = make()
    window = tried.open()
    broken = tmp_path / "broken.agreement"
    broken.write_text("{", encoding="utf-8")
    tried.questions.answer = broken
    window.commands.open.trigger()
    tried.settle()
    assert window.shell.banners.shown()[0].what == "This is not an .agreement file."
    assert tried.composed == []


def test_commands_are_possible_only_where_they_do_something(
    make: Make, scripted: ScriptedDesk
) -> None:
    scripted.follow(an_observation())
    scripted.draft()
    tried = make()
    window = tried.open()
    commands = window.commands
    window.show_view(View.WAITING)
    assert commands.download.isEnabled()
    assert not commands.delete.isEnabled()
    window.show_view(View.DRAFTS)
    assert not commands.download.isEnabled()
    assert commands.delete.isEnabled()
    window.show_view(View.OUTBOX)
    assert not commands.delete.isEnabled()
    assert not commands.find.isEnabled()
    assert isinstance(window.shell.pages.currentWidget(), QLabel)


def test_news_are_told_and_forgotten_once_they_were_looked_at(
    make: Make, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    tracked = scripted.follow(an_observation())
    scripted.follow(an_observation(service_id="2", title="Quiet"))
    scripted.world.agreements["88121"] = an_observation(status=COMPLETED)
    scripted.desk.tracking.refresh(tracked.id)
    tried = make()
    window = tried.open()
    sidebar = window.shell.sidebar
    assert sidebar._news.isVisible()
    sidebar.news_requested.emit()
    assert window.shell.view is View.COMPLETED
    assert window.desk_page._seen_timer.isActive()
    window.desk_page._seen_timer.setInterval(0)
    qtbot.waitUntil(lambda: not scripted.desk.tracking.get(tracked.id).changed)
    tried.settle()
    assert not sidebar._news.isVisible()


def test_a_refused_sign_in_leads_to_the_account(make: Make, scripted: ScriptedDesk) -> None:
    account = scripted.account()
    scripted.world.failure = Unauthorized("The sign-in is not accepted.", status=401)
    tried = make()
    window = tried.open()
    (notice,) = window.shell.banners.shown()
    assert notice.what == "Norrvik SigningHub wants a new sign-in."
    window.shell.banners.action_requested.emit(notice.key, notice.actions[0].key)
    assert tried.accounts_opened == [(None, account.id)]


def test_without_network_everything_known_stays_and_try_now_tries(
    make: Make, scripted: ScriptedDesk
) -> None:
    scripted.follow(an_observation())
    scripted.world.failure = Unreachable("sign.example.com does not answer.")
    tried = make()
    window = tried.open()
    assert window.shell.banners.shown()[0].what == "No network since 09:41."
    assert window.status.checks.words() == "Offline, last tried 09:41"
    assert shown_titles(tried) == ["Supply agreement 2027 – Falk Elteknik"]
    assert window.desk_page.viewer.banners.shown()[0].what == "sign.example.com does not answer."
    scripted.world.failure = None
    window.shell.banners.action_requested.emit("offline", "try-now")
    tried.settle()
    assert window.shell.banners.shown() == ()
    assert window.desk_page.viewer.banners.shown() == ()
    assert window.status.accounts.words() == "Signed in as Maja"


def test_the_view_menu_leads_to_each_view(make: Make) -> None:
    tried = make()
    tried.open()
    for view in (View.STOPPED, View.WAITING):
        tried.window.commands.views[view].trigger()
        assert WindowMemory(tried.memory_file).view is view


def test_the_look_is_remembered(make: Make, theme: Theme) -> None:
    tried = make()
    tried.open()
    tried.window.commands.looks.actions()[2].trigger()
    assert theme.appearance is Appearance.DARK
    assert WindowMemory(tried.memory_file).appearance is Appearance.DARK


def test_a_narrow_window_has_a_rail_and_the_user_can_widen_it(
    make: Make, scripted: ScriptedDesk
) -> None:
    scripted.account()
    tried = make()
    window = tried.open()
    window.resize(1400, 800)
    assert not is_rail(tried)
    window.resize(1120, 640)
    assert is_rail(tried)
    window.shell.sidebar.widen_requested.emit()
    assert not is_rail(tried)
    window.resize(1400, 800)
    window.commands.narrow.trigger()
    assert is_rail(tried)
    assert WindowMemory(tried.memory_file).narrow


def test_the_window_comes_back_where_it_was_and_never_off_the_screen(
    make: Make, qtbot: QtBot
) -> None:
    first = make()
    window = first.open()
    window.setGeometry(QRect(QPoint(40, 50), window.minimumSize()))
    window.close()
    second = make()
    second.open()
    assert second.window.geometry().top() == 50
    assert second.window.size() == window.size()
    second.window.setGeometry(QRect(QPoint(9000, 9000), window.minimumSize()))
    second.window.close()
    third = make().open()
    screen = QApplication.primaryScreen().availableGeometry()
    assert screen.intersects(third.geometry())


def test_about_names_the_version(make: Make) -> None:
    tried = make()
    window = tried.open()
    window.commands.about.trigger()
    words = [label.text() for label in window.findChildren(QLabel)]
    assert "Countersign 1.2.3" in words
