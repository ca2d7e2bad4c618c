"""What a service tells of one event when it is asked, in the tree of the window."""

from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from app.domain.event_details import EventFact
from app.domain.observation import HistoryEvent, Observation
from app.gui.theme import Theme
from app.gui.tracking.building import workflow_rows
from app.gui.tracking.event_rows import EventState, with_events
from app.gui.tracking.finding import places
from app.gui.tracking.model import WorkflowRole
from app.gui.tracking.rows import WorkflowRow, as_text
from app.gui.when import Times
from app.services.errors import Unreachable
from tests.support.desks import ScriptedDesk
from tests.support.observations import NOW, an_observation, at
from tests.support.windows import TriedWindow

TIMES = Times(now=NOW, zone=UTC)
FACTS = (
    EventFact(name="Name", value="<b>Henrik</b> Falk"),
    EventFact(name="National ID", value="811218-9876"),
    EventFact(
        name="Signature",
        parts=(EventFact(name="Certificate", value="Practice", has_certificate=True),),
    ),
)


def signed() -> Observation:
    event = HistoryEvent(
        at=at(12, 8, 14), text="SIGNED", who="Henrik Falk", raw_type="SIGNED", service_id="9"
    )
    return replace(an_observation(), history=(event,))


def rows_of(observation: Observation, **events: EventState) -> dict[str, WorkflowRow]:
    told = {f"event:{name.removeprefix('e')}": state for name, state in events.items()}
    rows = with_events(workflow_rows(observation, TIMES), told, TIMES)
    return {row.name: row for path, row in places(rows) if path[0] == "history"}


def test_an_event_offers_its_details_where_the_service_has_some() -> None:
    assert rows_of(signed())["Details"].deed == "event:9"
    assert "Details" not in rows_of(an_observation())
    assert "Details" not in as_text(workflow_rows(signed(), TIMES))


def test_an_event_with_a_remark_is_told_in_words() -> None:
    event = replace(signed().history[0], text="SIGNED (SIGNING_METHOD: SERVER)")
    row = rows_of(replace(signed(), history=(event,)))["Henrik Falk: Signed"]
    assert row.aside == "signing method: server"
    assert row.said == "SIGNED (SIGNING_METHOD: SERVER)"


def test_details_stand_in_the_tree_as_text_with_certificates_to_save() -> None:
    rows = rows_of(signed(), e9=EventState(facts=FACTS))
    assert rows["Name"].status == "Henrik Falk"
    assert (rows["National ID"].status, rows["National ID"].hidden) == ("••••••", "811218-9876")
    assert rows["Save certificate…"].deed == "certificate:9:2,0"
    assert rows["Details"].deed == ""
    assert rows_of(signed(), e9=EventState())["Details"].status == "Asking the service…"
    assert rows_of(signed(), e9=EventState(trouble="Gone."))["Details"].deed == "event:9"


def test_what_is_kept_says_since_when_and_is_not_asked_for() -> None:
    seen = signed()
    kept = tuple(replace(each, is_kept=True) for each in seen.history)
    rows = rows_of(replace(seen, history=kept, history_kept_at=NOW - timedelta(days=3)))
    history = rows["History"]
    assert (history.status, history.aside) == ("1 event, 1 kept", "kept from 17 Nov")
    assert rows["Henrik Falk: Signed"].aside == "not told any more"
    assert "Details" not in rows


def test_details_are_asked_for_and_a_certificate_is_saved(
    theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    scripted = ScriptedDesk(tmp_path / "profile")
    scripted.world.events["9"] = FACTS
    parts = (EventFact(name="signature_status", value="TRUSTED"),)
    scripted.world.events["signatures"] = (EventFact(name="1", parts=parts),)
    scripted.follow(signed())
    tried = TriedWindow(theme, scripted, qtbot)
    viewer = tried.open().desk_page.viewer
    tried.questions.answer = tmp_path / "saved"

    def row(name: str) -> QModelIndex:
        paths = [path for path, each in places(viewer.model.rows()) if each.name == name]
        return viewer.model.index_of(paths[0]) if paths else QModelIndex()

    scripted.world.failure = Unreachable("No answer.")
    viewer.view.activated.emit(row("Details"))
    qtbot.waitUntil(lambda: row("Details").data(WorkflowRole.ROW).status == "No answer.")
    scripted.world.failure = None
    viewer.view.activated.emit(row("Details"))
    qtbot.waitUntil(lambda: row("Save certificate…").isValid())
    assert viewer.view.isExpanded(row("Details"))
    assert not row("Details").data(WorkflowRole.CHANGED)
    viewer.view.activated.emit(row("Signatures"))
    qtbot.waitUntil(lambda: row("Signature status").isValid())
    assert row("Signature status").data(WorkflowRole.ROW).status == "TRUSTED"
    viewer.view.activated.emit(row("Save certificate…"))
    qtbot.waitUntil(lambda: bool(viewer.banners.shown()))

    assert (tmp_path / "saved" / "Practice.cer").read_bytes() == b"9 (2, 0)"
    (notice,) = viewer.banners.shown()
    assert notice.what == "1 file saved."
    tried.close()
