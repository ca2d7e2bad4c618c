"""Copies of one agreement in the window: one line in the list, each copy to go to in the viewer."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from app.domain.attention import View
from app.domain.observation import Observation
from app.domain.status import AgreementStatus, ParticipantStatus
from app.gui.models.entry import EntryKind
from app.gui.theme import Theme
from app.gui.tracking.finding import places
from app.gui.widgets.question import Question
from tests.support.desks import ScriptedDesk
from tests.support.observations import an_observation, at
from tests.support.windows import TriedWindow


def a_copy(number: int, name: str, status: AgreementStatus) -> Observation:
    done = status is AgreementStatus.COMPLETED
    usual = an_observation(service_id=str(number), title="Shareholder consent", status=status)
    person = replace(
        usual.participants[2],
        key="1",
        name=name,
        email=f"{name.split(maxsplit=1)[0].lower()}@example.com",
        signing_order=1,
        status=ParticipantStatus.ACTED if done else ParticipantStatus.INVITED,
        acted_at=at(20) if done else None,
    )
    return replace(
        usual, participants=(person,), copy_of="ref 7", completed_at=at(20) if done else None
    )


def test_copies_are_one_line_and_each_can_be_seen(
    theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    scripted = ScriptedDesk(tmp_path / "profile")
    scripted.follow(a_copy(101, "Ann Berg", AgreementStatus.COMPLETED))
    scripted.follow(a_copy(102, "Bo Diaz", AgreementStatus.IN_PROGRESS))
    tried = TriedWindow(theme, scripted, qtbot)
    window = tried.open()
    page, viewer = window.desk_page, window.desk_page.viewer
    overview = window.feed.overview
    assert overview is not None
    (entry,) = (each for each in overview.entries if each.kind is EntryKind.TRACKED)
    assert (entry.title, entry.progress, entry.view) == (
        "Shareholder consent",
        "1 of 2",
        View.WAITING,
    )
    assert entry.strong == "Bo Diaz"
    assert "2 copies" in entry.line
    assert "101,102" in entry.searched

    page.select(entry)
    assert viewer.tracked is not None
    assert viewer.tracked.service_id == "102"

    def row(name: str) -> QModelIndex:
        paths = [path for path, each in places(viewer.model.rows()) if each.name == name]
        return viewer.model.index_of(paths[0])

    (copies, *_) = viewer.model.rows()
    assert (copies.name, copies.status) == ("Copies", "Waiting, 1 of 2 done")
    told = [(each.name, each.status, bool(each.deed)) for each in copies.children]
    assert told == [("Ann Berg", "Completed", True), ("Bo Diaz", "Delivered", False)]
    assert "Ann Berg: Completed" in viewer.text()

    viewer.view.activated.emit(row("Ann Berg"))
    assert viewer.tracked.service_id == "101"
    assert viewer.head.state_word() == "Completed"
    # A reload stays with the copy that was chosen.
    page.set_overview(overview)
    assert viewer.tracked.service_id == "101"
    window.show_tracked(entry.members[1])
    assert viewer.tracked.service_id == "102"

    tried.questions.answer = tmp_path / "signed"
    with qtbot.waitSignal(window.downloads.saved):
        window.tracked.download_copies()
    assert sorted(each.name for each in (tmp_path / "signed").iterdir()) == ["Ann Berg", "Bo Diaz"]
    assert len(list((tmp_path / "signed").glob("*/*.pdf"))) == 4

    window.tracked.stop_following()
    question = window.findChild(Question)
    assert question is not None
    assert "All 2 copies" in question.meaning[0]
    question.confirm.click()
    qtbot.waitUntil(lambda: scripted.desk.tracking.all() == ())
    tried.close()
