"""The documents of a draft: added, refused, ordered, renamed, replaced, removed, looked at."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.domain.agreement import Field
from app.domain.kinds import FieldType
from app.gui.uploader.rows import FileRow
from app.services.file_copies import copy_file as real_copy
from app.services.stored_drafts import SourceState
from tests.support.agreements import a_document, a_step, an_agreement
from tests.support.composers import ComposerBench
from tests.support.dragging import drag_over, dragged_files, drop_on
from tests.support.pressing import press

ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def rows(bench: ComposerBench) -> list[FileRow]:
    found = bench.page.documents.files.model.rows()
    return [row for row in found if isinstance(row, FileRow)]


def names(bench: ComposerBench) -> list[str]:
    return [row.name for row in rows(bench)]


def refused(bench: ComposerBench) -> tuple[str, ...]:
    return bench.page.documents.not_added.sentences()


def copies(bench: ComposerBench) -> set[str]:
    return {each.name for each in bench.desk.drafts.folder(bench.draft_id).iterdir()}


def press_zone(bench: ComposerBench, row: int, zone: str) -> None:
    listed = bench.page.documents.files.list
    place = listed.zone_rect(row, zone)
    assert not place.isEmpty(), zone
    QTest.mouseClick(listed.viewport(), LEFT, NONE, place.center())


def menu_words(bench: ComposerBench, row: int) -> dict[str, QAction]:
    return {action.text(): action for action in bench.page.documents.files.menu_of(row).actions()}


def three_files(bench: ComposerBench) -> None:
    documents = (a_document("lease"), a_document("rules"), a_document("plan"))
    labels = ("lease", "rules", "plan")
    bench.open(an_agreement(documents=documents, process=a_step("bodil", *labels)))


def test_several_files_are_added_in_their_order(bench: ComposerBench) -> None:
    paths = [bench.desk.pdf_file("Lease.pdf", 14), bench.desk.pdf_file("Rules.pdf", 4)]
    bench.open()
    bench.chosen = paths
    press(bench.page, "add-files")
    bench.settle()
    assert bench.asked_for_several == [True]
    assert names(bench) == ["Lease", "Rules"]
    assert rows(bench)[0].line.startswith("Lease.pdf · 14 pages · ")
    assert bench.page.strip.part("documents").state().summary == "2 files, 18 pages"
    assert [each.name for each in bench.stored().agreement.documents] == ["Lease", "Rules"]
    assert [file.pages for file in bench.stored().files] == [14, 4]
    assert bench.agreement.title == "Lease"


def test_a_key_adds_files_from_any_part(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    bench.chosen = [bench.desk.pdf_file("More.pdf")]
    for number, part in enumerate(("documents", "people", "review"), start=1):
        bench.page.go_to(part)
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(bench.page.strip.part(part), Qt.Key.Key_A, keys)
        assert len(bench.asked_for_several) == number
        assert bench.page.part == "documents"
    bench.settle()


def test_a_new_draft_takes_the_files_that_it_was_opened_with(bench: ComposerBench) -> None:
    bench.open(pdfs=[bench.desk.pdf_file("Lease.pdf")])
    bench.settle()
    assert names(bench) == ["Lease"]


def test_a_file_can_be_dropped_on_any_part(bench: ComposerBench) -> None:
    path = bench.desk.pdf_file("Lease.pdf")
    bench.open()
    bench.page.go_to("review")
    assert drop_on(bench.page, dragged_files([path]), 300, 300)
    bench.settle()
    assert bench.page.part == "documents"
    assert names(bench) == ["Lease"]


def test_words_that_are_dropped_are_not_taken(bench: ComposerBench) -> None:
    bench.open()
    data = QMimeData()
    data.setText("hello")
    assert not drag_over(bench.page, data, 300, 300)


def test_files_and_pdfs_can_be_pasted(bench: ComposerBench) -> None:
    bench.open()
    lease = bench.desk.pdf_file("Lease.pdf")
    QGuiApplication.clipboard().setMimeData(dragged_files([lease]))
    press(bench.page, "paste")
    bench.settle()
    other = QMimeData()
    other.setData("application/pdf", b"%PDF-1.7 page page")
    QGuiApplication.clipboard().setMimeData(other)
    QTest.keyClick(
        bench.page.documents.files.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
    )
    bench.settle()
    assert names(bench) == ["Lease", "Pasted document"]
    assert bench.stored().files[1].source == ""
    assert rows(bench)[1].notes == ()


def test_a_clipboard_without_a_pdf_is_explained(bench: ComposerBench) -> None:
    bench.open()
    QGuiApplication.clipboard().setText("hello")
    press(bench.page, "paste")
    assert refused(bench) == ("There is no PDF on the clipboard.",)
    press(bench.page, "read")
    assert refused(bench) == ()


def test_every_bad_file_is_refused_with_its_reason(bench: ComposerBench) -> None:
    bench.open()
    folder = bench.desk.folder / "desktop"
    good = bench.desk.pdf_file("good.pdf")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "notes.txt").write_text("hello")
    (folder / "locked.pdf").write_bytes(b"%PDF-1.7 secret")
    bad = [folder / name for name in ("gone.pdf", ".", "empty.pdf", "notes.txt", "locked.pdf")]
    bench.page.documents.add([*bad, good])
    bench.settle()
    assert refused(bench) == (
        "gone.pdf is not there.",
        "desktop is a folder.",
        "empty.pdf is empty.",
        "notes.txt is not a PDF.",
        "locked.pdf is protected with a password.",
    )
    assert names(bench) == ["good"]
    assert [each.name for each in (bench.desk.drafts.folder(bench.draft_id)).iterdir()] == [
        "good.pdf"
    ]


def test_what_was_refused_is_forgotten_when_other_files_are_tried(bench: ComposerBench) -> None:
    bench.open()
    bench.page.documents.add([bench.desk.folder / "gone.pdf"])
    bench.settle()
    assert refused(bench)
    bench.page.documents.add([bench.desk.pdf_file("good.pdf")])
    assert refused(bench) == ()
    bench.settle()


def test_a_file_under_way_says_how_far_it_is_and_can_be_stopped(
    bench: ComposerBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    half, go_on = threading.Event(), threading.Event()

    def slow_copy(source: Path, target: Path, progress: object, cancel: object) -> object:
        assert callable(progress)
        progress(40, 100)
        half.set()
        assert go_on.wait(5)
        return real_copy(source, target, progress, cancel)  # type: ignore[arg-type]

    monkeypatch.setattr("app.services.drafts.copy_file", slow_copy)
    bench.open()
    bench.page.documents.add([bench.desk.pdf_file("Lease.pdf"), bench.desk.pdf_file("Rules.pdf")])
    assert half.wait(5)
    bench.wait(lambda: any(row.pending and row.pending.done == 40 for row in rows(bench)))
    [first, second] = [row.pending for row in rows(bench)]
    assert first is not None
    assert second is not None
    assert (first.words, second.words) == ("Copying 40 %", "Waiting")
    assert bench.page.strip.part("documents").state().summary == "checking 2"
    press_zone(bench, 0, "cancel")
    go_on.set()
    bench.settle()
    assert names(bench) == ["Rules"]
    assert [file.file for file in bench.stored().files] == ["Rules.pdf"]


def test_documents_are_ordered_by_button_by_key_and_in_the_menu(bench: ComposerBench) -> None:
    three_files(bench)
    press_zone(bench, 0, "down")
    assert names(bench) == ["Rules", "Lease", "Plan"]
    listed = bench.page.documents.files.list
    listed.setFocus()
    bench.page.documents.go_to("lease")
    QTest.keyClick(listed, Qt.Key.Key_Up, ALT)
    assert names(bench) == ["Lease", "Rules", "Plan"]
    assert bench.page.documents.files.current_key() == "lease"
    menu_words(bench, 2)["Move up"].trigger()
    assert names(bench) == ["Lease", "Plan", "Rules"]
    assert "Move up" not in menu_words(bench, 0)


def test_a_document_gets_another_name_for_people(bench: ComposerBench) -> None:
    three_files(bench)
    bench.page.documents.go_to("rules")
    QTest.keyClick(bench.page.documents.files.list, Qt.Key.Key_F2)
    edit = bench.page.documents.card.edit
    assert edit.hasFocus()
    assert edit.selectedText() == "Rules"
    QTest.keyClicks(edit, "House rules")
    assert names(bench) == ["Lease", "House rules", "Plan"]
    bench.session.undo()
    assert names(bench) == ["Lease", "Rules", "Plan"]


def test_a_removed_document_can_be_brought_back(bench: ComposerBench) -> None:
    three_files(bench)
    bench.page.documents.go_to("rules")
    QTest.keyClick(bench.page.documents.files.list, Qt.Key.Key_Delete)
    assert names(bench) == ["Lease", "Plan"]
    [notice] = bench.page.banners.shown()
    assert notice.what == "Rules was removed."
    press(bench.page.banners, "undo")
    assert names(bench) == ["Lease", "Rules", "Plan"]
    bench.settle()
    assert next(bench.agreement.steps()).documents == ("lease", "rules", "plan")
    assert bench.desk.drafts.path_of(bench.draft_id, bench.agreement.documents[1]).exists()


def test_the_copy_of_a_removed_document_goes_when_the_draft_is_left(bench: ComposerBench) -> None:
    names = ("lease.pdf", "rules.pdf", "plan.pdf")
    bench.open(pdfs=[bench.desk.pdf_file(name) for name in names])
    menu_words(bench, 1)["Remove"].trigger()
    bench.leave()
    assert copies(bench) == {"lease.pdf", "plan.pdf"}


def test_the_copy_of_a_document_stays_for_the_version_that_has_it(bench: ComposerBench) -> None:
    three_files(bench)
    menu_words(bench, 1)["Remove"].trigger()
    bench.leave()
    assert copies(bench) == {"lease.pdf", "rules.pdf", "plan.pdf"}


def test_another_file_takes_the_place_of_a_document_and_gives_it_back(
    bench: ComposerBench,
) -> None:
    three_files(bench)
    bench.chosen = [bench.desk.pdf_file("New lease.pdf", 7)]
    menu_words(bench, 0)["Replace file…"].trigger()
    bench.settle()
    assert bench.asked_for_several == [False]
    assert names(bench)[0] == "Lease"
    assert "New lease.pdf · 7 pages" in rows(bench)[0].line
    bench.session.undo()
    bench.settle()
    assert "lease.pdf · 2 pages" in rows(bench)[0].line
    assert bench.stored().digests["lease"] == bench.stored().files[0].sha256


def test_a_file_that_changed_on_disk_is_told_and_taken(bench: ComposerBench) -> None:
    three_files(bench)
    bench.desk.pdf_file("rules.pdf", 9)
    bench.page._draft.watch.look()
    bench.settle()
    [note] = rows(bench)[1].notes
    assert note.sentence.startswith("Changed on disk at ")
    assert bench.page.strip.part("documents").state().warnings == 1
    press_zone(bench, 1, "use")
    bench.settle()
    assert rows(bench)[1].notes == ()
    assert "9 pages" in rows(bench)[1].line
    assert bench.page.strip.part("documents").state().complete


def test_who_keeps_theirs_is_asked_no_more(bench: ComposerBench) -> None:
    three_files(bench)
    bench.desk.pdf_file("rules.pdf", 9)
    bench.page._draft.watch.look()
    bench.settle()
    menu_words(bench, 1)["Keep mine"].trigger()
    bench.settle()
    assert rows(bench)[1].notes == ()
    bench.reopen()
    assert rows(bench)[1].notes == ()
    assert "2 pages" in rows(bench)[1].line


def test_an_original_that_is_gone_leaves_the_copy_usable(bench: ComposerBench) -> None:
    three_files(bench)
    (bench.desk.folder / "desktop" / "plan.pdf").unlink()
    bench.page._draft.watch.look()
    bench.settle()
    [note] = rows(bench)[2].notes
    assert note.sentence == "The original was moved or deleted; your copy is kept."
    assert bench.desk.drafts.source_states(bench.draft_id)["plan"] is SourceState.GONE
    assert bench.page.strip.part("documents").state().errors == 0


def test_a_copy_that_was_damaged_is_an_error_with_a_way_out(bench: ComposerBench) -> None:
    three_files(bench)
    path = bench.desk.drafts.path_of(bench.draft_id, bench.agreement.documents[0])
    path.write_bytes(b"")
    bench.reopen()
    [note] = rows(bench)[0].notes
    assert note.sentence == "lease.pdf is empty."
    assert bench.page.strip.part("documents").state().errors == 1
    bench.chosen = [bench.desk.pdf_file("lease.pdf", 3)]
    press_zone(bench, 0, "replace")
    bench.settle()
    assert rows(bench)[0].notes == ()


def test_the_rows_speak_in_whole_sentences(bench: ComposerBench) -> None:
    three_files(bench)
    model = bench.page.documents.files.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    said = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Lease, lease.pdf · 2 pages")


def test_it_is_told_who_acts_on_a_document_and_where_to_change_it(bench: ComposerBench) -> None:
    three_files(bench)
    card = bench.page.documents.card
    assert card._who.text() == "Bodil Oskarsson"
    press(card, "change-in-process")
    assert bench.page.part == "process"


def test_what_is_to_know_of_fields_in_a_flow_stands_with_the_documents(
    bench: ComposerBench,
) -> None:
    field = Field(
        type=FieldType.SIGNATURE,
        participant="bodil",
        document="contract",
        page=1,
        x=10,
        y=10,
        width=100,
        height=40,
    )
    bench.open(an_agreement(fields=(field,)))
    [finding] = bench.page.documents.findings.findings()
    assert finding.id == "fields.flow_inferred"
    state = bench.page.strip.part("documents").state()
    assert (state.warnings, state.summary) == (0, "1 file, 2 pages, 1 field")
    assert rows(bench)[0].line.endswith(" · 1 field")


def test_the_promise_says_what_stays_here(bench: ComposerBench) -> None:
    bench.open()
    promise = bench.page.documents._promise
    assert promise.text() == "Files stay on this computer until you press Send."
    big = bench.desk.pdf_file("big.pdf")
    big.write_bytes(big.read_bytes() + b"." * 1_500_000)
    bench.page.documents.add([big])
    bench.settle()
    assert promise.text().endswith("1.5 MB in all.")
