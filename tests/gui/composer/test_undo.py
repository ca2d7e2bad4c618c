"""Undo and redo in the composer: far back, across autosaves, and with the files of documents."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.agreement import Agreement
from app.domain.editing import with_participant, without_that_document
from app.gui.composer import session as session_module
from app.gui.composer.saving import Content
from app.gui.composer.session import Session
from tests.support.agreements import a_document, a_step, an_agreement
from tests.support.composers import ComposerBench
from tests.support.pressing import press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def varied(agreement: Agreement, number: int) -> Agreement:
    """One of several things that a user does, each time another."""
    kind = number % 4
    if kind == 0:
        return replace(agreement, title=f"Title {number}")
    if kind == 1:
        return with_participant(agreement, f"Person {number}", email=f"p{number}@example.com")[0]
    if kind == 2:
        first = replace(agreement.participants[0], phone=f"+46702254{number:03}")
        return replace(agreement, participants=(first, *agreement.participants[1:]))
    return replace(agreement, message=f"Message {number}")


def test_sixty_steps_lead_back_and_forth_to_the_very_same_agreements(qtbot: QtBot) -> None:
    session = Session(Content(agreement=an_agreement(), account_id=None))
    states = [session.agreement]
    for number in range(60):
        session.change(varied(session.agreement, number))
        states.append(session.agreement)
    for _ in range(2):
        for state in reversed(states[:-1]):
            session.undo()
            assert session.agreement == state
        assert not session.can_undo
        for state in states[1:]:
            session.redo()
            assert session.agreement == state
        assert not session.can_redo


def test_steps_lead_back_across_autosaves_and_what_is_shown_is_saved(
    bench: ComposerBench,
) -> None:
    bench.open(an_agreement())
    states = [bench.agreement]
    for number in range(8):
        bench.session.change(varied(bench.agreement, number))
        bench.settle()
        assert bench.stored().agreement == bench.agreement
        states.append(bench.agreement)
    for state in reversed(states[:-1]):
        bench.session.undo()
        bench.settle()
        assert bench.stored().agreement == bench.agreement == state


def test_whoever_goes_on_from_an_earlier_step_leaves_the_later_ones_behind(
    bench: ComposerBench,
) -> None:
    bench.open(an_agreement())
    for title in ("a", "b", "c"):
        bench.session.change(replace(bench.agreement, title=title))
    bench.session.undo()
    bench.session.undo()
    bench.session.change(replace(bench.agreement, title="d"))
    assert not bench.page.head.redo.isEnabled()
    bench.session.undo()
    assert bench.agreement.title == "a"


@pytest.mark.parametrize("is_saved_between", [True, False])
def test_a_removed_document_comes_back_with_its_pdf(
    bench: ComposerBench, is_saved_between: bool
) -> None:
    documents = (a_document("lease"), a_document("rules"))
    bench.open(an_agreement(documents=documents, process=a_step("bodil", "lease", "rules")))
    before = bench.stored()
    for document in documents:
        bench.session.change(without_that_document(bench.agreement, document.label))
        if is_saved_between:
            bench.settle()
    assert bench.agreement.documents == ()
    QTest.keyClick(bench.page.documents.files.list, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(bench.page.documents.files.list, Qt.Key.Key_Z, CONTROL)
    bench.settle()
    assert bench.stored().agreement == before.agreement
    assert bench.stored().digests == before.digests
    bench.reopen()
    for path in bench.desk.drafts.paths(bench.stored()).values():
        assert path.read_bytes().startswith(b"%PDF-1.7")
    assert bench.page.strip.part("documents").state().summary == "2 files, 4 pages"


def test_an_added_file_that_is_undone_and_done_again_is_the_same_file(
    bench: ComposerBench,
) -> None:
    bench.open(an_agreement())
    bench.chosen = [bench.desk.pdf_file("Rules.pdf", 4)]
    press(bench.page, "add-files")
    bench.settle()
    added = bench.stored()
    while bench.session.can_undo:
        bench.session.undo()
        bench.settle()
    assert [each.label for each in bench.stored().agreement.documents] == ["contract"]
    while bench.session.can_redo:
        bench.session.redo()
    bench.settle()
    assert bench.stored().agreement == added.agreement
    bench.reopen()
    assert bench.stored().digests == added.digests
    assert bench.desk.drafts.paths(bench.stored())["rules"].read_bytes().count(b"page") == 4


def test_typing_is_one_step_for_each_field_and_pause(
    bench: ComposerBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.open(an_agreement())
    title = bench.page.head.title
    title.start()
    QTest.keyClicks(title.edit, "Lease 2032")
    QTest.keyClick(title.edit, Qt.Key.Key_Return)
    bench.page.go_to("people")
    name = bench.page.people.editor.identity.edit("name")
    name.selectAll()
    QTest.keyClicks(name, "Bodil O")
    # The next letter comes after a long pause.
    monkeypatch.setattr(session_module, "_MILLISECONDS", 0.001)
    QTest.keyClicks(name, "s")
    shown = []
    while bench.session.can_undo:
        bench.session.undo()
        shown.append((bench.agreement.title, bench.agreement.participants[0].name))
    assert shown == [
        ("Lease 2032", "Bodil O"),
        ("Lease 2032", "Bodil Oskarsson"),
        ("Lease 2031", "Bodil Oskarsson"),
    ]
