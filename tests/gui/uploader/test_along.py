"""What goes along with the documents, and pages that are left out, in the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.attachments import Attachment, attachments_of
from app.domain.kinds import ServiceKind
from app.domain.page_removal import removed_pages
from app.gui.uploader.along import GoesAlong
from app.gui.uploader.attachment_row import MERGED
from app.services.stored_drafts import SourceState
from tests.support.agreements import a_document, an_agreement
from tests.support.composers import ComposerBench
from tests.support.pressing import press

LEFT = Qt.MouseButton.LeftButton


def along(bench: ComposerBench) -> GoesAlong:
    return bench.page.documents.along


def names(bench: ComposerBench) -> list[str]:
    return [each.shown_name for each in attachments_of(bench.agreement)]


def with_two(bench: ComposerBench) -> None:
    """A contract, with terms and a plan that go along."""
    bench.open(an_agreement())
    bench.chosen = [bench.desk.pdf_file("Terms.pdf"), bench.desk.pdf_file("Plan.pdf", 1)]
    press(bench.page, "add-attachments")
    bench.settle()


def test_they_are_added_named_ordered_and_taken_away(bench: ComposerBench) -> None:
    with_two(bench)
    assert names(bench) == ["Terms", "Plan"]
    assert [each.name for each in bench.agreement.documents] == ["Contract"]
    first, second = along(bench).rows
    first.required.click()
    second.place.button(MERGED).click()
    second.name.setFocus()
    second.name.selectAll()
    QTest.keyClicks(second.name, "Floor plan")
    second.up.click()
    assert attachments_of(bench.agreement) == (
        Attachment(file="Plan.pdf", name="Floor plan", add_to_sealed_file=True),
        Attachment(file="Terms.pdf", name="Terms", required=True),
    )
    along(bench).rows[0].remove.click()
    assert names(bench) == ["Terms"]
    bench.session.undo()
    bench.session.undo()
    assert names(bench) == ["Terms", "Floor plan"]
    bench.settle()
    assert bench.stored().digests.keys() == {"contract", "attachments/0", "attachments/1"}


def test_a_document_becomes_something_that_goes_along_and_back(bench: ComposerBench) -> None:
    bench.open(an_agreement(documents=(a_document(), a_document("rules"))))
    menu = bench.page.documents.files.menu_of(1)
    next(each for each in menu.actions() if each.text() == "Let it only go along").trigger()
    assert [each.label for each in bench.agreement.documents] == ["contract"]
    assert names(bench) == ["Rules"]
    bench.settle()
    assert bench.stored().digests.keys() == {"contract", "attachments/0"}
    along(bench).rows[0].sign.click()
    assert [each.name for each in bench.agreement.documents] == ["Contract", "Rules"]
    assert names(bench) == []
    assert bench.agreement.documents_of("bodil") == ("contract", "rules")


def test_what_is_no_pdf_does_not_go_along(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    plain = bench.desk.folder / "desktop" / "notes.txt"
    plain.write_text("no PDF")
    bench.chosen = [plain]
    press(bench.page, "add-attachments")
    bench.settle()
    assert names(bench) == []
    assert bench.page.documents.not_added.sentences()


def test_a_changed_original_is_taken_or_not(bench: ComposerBench) -> None:
    with_two(bench)
    bench.desk.pdf_file("Terms.pdf", 9)
    bench.page._draft.watch.look()
    bench.settle()
    assert bench.page.strip.part("documents").state().warnings == 1
    row = along(bench).rows[0]
    use = next(each for each in row.links if each.text() == "Use the new file")
    use.click()
    bench.settle()
    terms = attachments_of(bench.agreement)[0]
    assert (terms.name, terms.file) == ("Terms", "Terms (2).pdf")
    facts = bench.session.facts_of(terms)
    assert facts is not None
    assert facts.pages == 9
    states = bench.desk.drafts.source_states(bench.draft_id)
    assert states["attachments/0"] is SourceState.SAME


def test_signinghub_offers_none_and_says_what_is_not_sent(bench: ComposerBench) -> None:
    with_two(bench)
    hub = bench.desk.add_account("Hub", ServiceKind.SIGNINGHUB)
    bench.session.set_accounts((hub,))
    bench.session.choose_account(hub.id)
    assert "SigningHub is not given" in along(bench)._about.text()
    for row in tuple(along(bench).rows):
        row.remove.click()
    assert not along(bench).isVisible()
    menu = bench.page.documents.files.menu_of(0)
    assert "Let it only go along" not in [each.text() for each in menu.actions()]


def test_a_page_is_left_out_and_taken_back(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    preview = bench.page.documents.preview
    assert preview.toggle.toolTip() == "Leave out this page"
    preview.toggle.click()
    assert removed_pages(bench.agreement, "contract") == (1,)
    [row] = bench.page.documents.files.model.rows()
    assert "1 left out" in getattr(row, "line", "")
    assert preview.toggle.toolTip() == "Take this page back"
    preview.canvas.go_to_page(1)
    bench.wait(lambda: preview.canvas.current_page == 1)
    assert not preview.toggle.isEnabled()
    preview.canvas.go_to_page(0)
    bench.wait(lambda: preview.canvas.current_page == 0)
    preview.toggle.click()
    assert bench.agreement.scrive == {}


def test_another_file_has_all_its_pages_until_that_is_undone(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    bench.page.documents.preview.toggle.click()
    bench.chosen = [bench.desk.pdf_file("lease.pdf", 3)]
    bench.page.documents._act(bench.agreement.documents[0], "replace")
    bench.settle()
    assert bench.agreement.documents[0].file != "contract.pdf"
    assert removed_pages(bench.agreement, "contract") == ()
    [notice] = [each for each in bench.page.banners.shown() if each.key == "changed"]
    assert notice.what == "Contract has another file: no page of it is left out any more."
    bench.session.undo()
    assert removed_pages(bench.agreement, "contract") == (1,)
    assert bench.agreement.documents[0].file == "contract.pdf"


def test_what_goes_along_is_looked_at_page_by_page(bench: ComposerBench) -> None:
    with_two(bench)
    documents = bench.page.documents
    along(bench).rows[0].look.click()
    assert documents.preview.file == "Terms.pdf"
    bench.wait(lambda: documents.preview.canvas.page(0).image is not None)
    assert documents.preview.toggle.toolTip() == "It goes along as a whole."
    along(bench).rows[0].remove.click()
    assert documents.preview.file == "contract.pdf"
    along(bench).rows[0].look.click()
    assert documents.preview.file == "Plan.pdf"
    documents.files.list.clicked.emit(documents.files.model.index(0))
    assert documents.preview.file == "contract.pdf"


def test_everything_can_be_reached_by_keyboard(bench: ComposerBench) -> None:
    with_two(bench)
    for row in along(bench).rows:
        for button in row.findChildren(QPushButton):
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
            if button.isVisible():
                assert button.text() or button.accessibleName()
