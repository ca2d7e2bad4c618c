"""The list: what is in it, in which order, and what a refresh leaves alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.domain.attention import View
from app.gui.agreements.columns import columns_of
from app.gui.agreements.filtering import EntryFilter
from app.gui.agreements.matching import matches
from app.gui.agreements.model import EntryModel, EntryRole
from app.gui.agreements.panel import AgreementsPanel
from app.gui.models.entry import Entry, EntryKind
from app.gui.models.standing import AgreementStanding
from app.gui.theme import Theme
from app.gui.widgets.states import State

WAITING = AgreementStanding(state=State.WAITING, word="Waiting", glyph="hourglass")


def an_entry(title: str, **other: object) -> Entry:
    members: dict[str, object] = {
        "kind": EntryKind.TRACKED,
        "id": title,
        "view": View.WAITING,
        "title": title,
        "standing": WAITING,
        "strong": "Henrik Falk",
        "line": "· invited · 2 days",
        "rank": (0.0,),
        "account_id": "hub",
        "searched": title.casefold(),
    }
    return Entry(**{**members, **other})  # type: ignore[arg-type]


def titles(panel: AgreementsPanel) -> list[str]:
    return [entry.title for entry in panel.shown()]


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[EntryModel]:
    made = EntryModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    assert tester.model() is made


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> AgreementsPanel:
    made = AgreementsPanel(theme)
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    made.set_view(View.WAITING)
    return made


def test_entries_that_stay_keep_their_index(model: EntryModel) -> None:
    model.set_entries([an_entry("a"), an_entry("b"), an_entry("c")])
    kept = QPersistentModelIndex(model.index(2))
    model.set_entries([an_entry("new"), replace(an_entry("c"), line="signed")])
    assert kept.data(EntryRole.KEY) == "tracked:c"
    entry = kept.data(EntryRole.ENTRY)
    assert entry.line == "signed"
    assert sorted(each.title for each in model.entries()) == ["c", "new"]


def test_only_what_differs_is_told(model: EntryModel, qtbot: QtBot) -> None:
    model.set_entries([an_entry("a"), an_entry("b")])
    with qtbot.waitSignal(model.dataChanged) as told:
        model.set_entries([an_entry("a"), replace(an_entry("b"), is_new=True)])
    assert told.args[0].row() == 1
    with qtbot.assertNotEmitted(model.dataChanged):
        model.set_entries(model.entries())


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from("abcdef"), unique=True),
    st.lists(st.sampled_from("abcdef"), unique=True),
)
def test_any_list_becomes_any_other(qapp: object, before: list[str], after: list[str]) -> None:
    model = EntryModel()
    proxy = EntryFilter(model)
    proxy.set_view(View.WAITING)
    tester = QAbstractItemModelTester(proxy, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_entries([an_entry(title) for title in before])
    model.set_entries([an_entry(title) for title in after])
    rows = [proxy.index(row, 0).data() for row in range(proxy.rowCount())]
    assert rows == sorted(after)
    assert tester.model() is proxy


def test_each_view_shows_its_own_in_order(panel: AgreementsPanel) -> None:
    panel.set_entries(
        [
            an_entry("short", rank=(2.0,)),
            an_entry("long", rank=(1.0,)),
            an_entry("done", view=View.COMPLETED),
        ]
    )
    assert titles(panel) == ["long", "short"]
    panel.set_view(View.COMPLETED)
    assert titles(panel) == ["done"]


def test_the_first_entry_is_selected_and_a_view_remembers_its_own(
    panel: AgreementsPanel, qtbot: QtBot
) -> None:
    panel.set_entries([an_entry("a"), an_entry("b"), an_entry("done", view=View.COMPLETED)])
    assert panel.current() == an_entry("a")
    panel.select("tracked:b")
    with qtbot.waitSignal(panel.selected) as told:
        panel.set_view(View.COMPLETED)
    assert told.args[0].title == "done"
    panel.set_view(View.WAITING)
    assert panel.current() == an_entry("b")


def test_a_refresh_keeps_the_selection_and_tells_its_new_state(
    panel: AgreementsPanel, qtbot: QtBot
) -> None:
    panel.set_entries([an_entry("a"), an_entry("b")])
    panel.select("tracked:b")
    with qtbot.waitSignal(panel.selected) as told:
        panel.set_entries([an_entry("new"), an_entry("b", line="· signed"), an_entry("a")])
    assert told.args[0].line == "· signed"
    current = panel.current()
    assert current is not None
    assert current.title == "b"


def test_what_one_reads_stays_until_one_looks_elsewhere(
    panel: AgreementsPanel, qtbot: QtBot
) -> None:
    panel.set_entries([an_entry("a"), an_entry("b")])
    panel.select("tracked:b")
    panel.set_entries([an_entry("a"), an_entry("b", view=View.COMPLETED)])
    assert titles(panel) == ["a", "b"]
    assert panel.current() == an_entry("b", view=View.COMPLETED)
    assert panel._head.count.text() == "1"
    panel.select("tracked:a")
    qtbot.waitUntil(lambda: titles(panel) == ["a"])


def test_an_account_narrows_the_list(panel: AgreementsPanel) -> None:
    panel.set_entries([an_entry("a"), an_entry("b", account_id="scrive")])
    panel.set_account("scrive")
    assert titles(panel) == ["b"]
    panel.set_account("")
    assert titles(panel) == ["a", "b"]


def test_every_word_of_a_search_must_be_found(panel: AgreementsPanel, qtbot: QtBot) -> None:
    panel.set_entries([an_entry("Lease 2031"), an_entry("Lease 2030"), an_entry("Car 2031")])
    QTest.keyClicks(panel.search, "2031 LEASE")
    assert titles(panel) == ["Lease 2031"]
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    assert len(titles(panel)) == 3


def test_a_search_that_finds_nothing_says_where_else_something_is(
    panel: AgreementsPanel, qtbot: QtBot
) -> None:
    panel.set_entries([an_entry("Lease"), an_entry("Car", view=View.COMPLETED)])
    panel.search.setText("car")
    nothing = panel._nothing_found
    assert nothing.isVisible()
    assert nothing.title.text() == "Nothing found in Waiting for others"
    assert nothing.sentence.text() == "1 found in other views."
    QTest.mouseClick(nothing.button, Qt.MouseButton.LeftButton)
    assert titles(panel) == ["Lease"]
    assert panel.list.isVisible()


def test_an_empty_view_says_what_will_appear_and_offers_to_begin(
    panel: AgreementsPanel, qtbot: QtBot
) -> None:
    panel.set_entries([])
    assert panel._empty.title.text() == "Nobody keeps you waiting"
    with qtbot.waitSignal(panel.new_requested):
        QTest.mouseClick(panel._empty.button, Qt.MouseButton.LeftButton)


def test_enter_opens_the_entry(panel: AgreementsPanel, qtbot: QtBot) -> None:
    panel.set_entries([an_entry("a")])
    with qtbot.waitSignal(panel.opened) as told:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert told.args[0].title == "a"


def test_the_head_counts_what_is_shown(panel: AgreementsPanel) -> None:
    panel.set_entries([an_entry("a"), an_entry("b")])
    assert (panel._head.title.text(), panel._head.count.text()) == ("Waiting for others", "2")


@pytest.mark.parametrize("view", [View.NEEDS_YOU, View.WAITING, View.DRAFTS, View.STOPPED])
@pytest.mark.parametrize("width", [380, 500, 784])
def test_columns_never_overlap(view: View, width: int) -> None:
    columns = columns_of(view, width)
    edges = [columns.account, columns.badge, columns.progress, columns.deadline]
    told = [columns.title, columns.title_end, *(each for each in edges if each is not None), width]
    assert told == sorted(told)
    assert columns.title_end - columns.title > 120


def test_rows_are_drawn_in_every_view_and_width(panel: AgreementsPanel, theme: Theme) -> None:
    for width in (380, 900):
        for view in (View.WAITING, View.NEEDS_YOU, View.COMPLETED):
            panel.resize(width, 300)
            panel.set_entries([an_entry("a lease", view=view, is_new=True, progress="1 of 2")])
            panel.set_view(view)
            picture = panel.list.viewport().grab().toImage()
            inks = {picture.pixelColor(x, 28).name() for x in range(picture.width())}
            assert theme.colour("text").name() in inks or len(inks) > 5


def test_matches_are_found_whatever_their_case() -> None:
    assert list(matches("Lease LEASE", ("lease",))) == [(0, 5), (6, 5)]
    assert list(matches("Straße", ("stra",))) == [(0, 4)]
    assert list(matches("Lease", ())) == []
