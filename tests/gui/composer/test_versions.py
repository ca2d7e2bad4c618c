"""Earlier versions in the composer: shown, restored in one step, with their files."""

from dataclasses import replace

import pytest

from app.domain.editing import without_that_document
from app.gui.versions.sheet import VersionsSheet
from app.services.errors import LocalError
from tests.support.agreements import a_document, a_step, an_agreement
from tests.support.composers import ComposerBench
from tests.support.pressing import button_of, press


def show_versions(bench: ComposerBench) -> VersionsSheet:
    press(bench.page.head, "versions")
    bench.wait(lambda: not bench.tasks.busy())
    [sheet] = [each for each in bench.composer.findChildren(VersionsSheet) if each.isVisible()]
    return sheet


def rename(bench: ComposerBench, title: str) -> None:
    bench.session.change(replace(bench.agreement, title=title))


def titles(bench: ComposerBench) -> list[str]:
    return [each.agreement.title for each in bench.desk.drafts.versions(bench.draft_id)]


def restore(bench: ComposerBench, place: int = 0) -> None:
    sheet = show_versions(bench)
    sheet.view.setCurrentIndex(sheet.model.index(place))
    press(sheet, "restore")
    bench.settle()


def test_a_draft_that_was_only_looked_at_gets_no_version(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    sheet = show_versions(bench)
    assert sheet.current() is None
    press(sheet, "close")
    bench.leave()
    assert titles(bench) == []


def test_what_a_draft_said_when_it_was_opened_can_be_restored(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    rename(bench, "spoiled")
    bench.settle()
    rename(bench, "spoiled more")
    bench.settle()
    assert titles(bench) == ["Lease 2031"]
    restore(bench)
    assert bench.agreement == bench.stored().agreement
    assert bench.agreement.title == "Lease 2031"
    [notice] = bench.page.banners.shown()
    assert notice.what.startswith("The version of ")
    assert notice.meaning == "How the draft was before is kept as a version too."
    assert titles(bench) == ["spoiled more", "Lease 2031"]


def test_restoring_is_one_step_back_and_forth(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    first = bench.agreement
    rename(bench, "spoiled")
    spoiled = replace(bench.agreement, participants=(), process=None)
    bench.session.change(spoiled)
    restore(bench)
    assert bench.agreement == first
    press(bench.page.banners, "undo")
    assert bench.agreement == spoiled
    assert bench.page.banners.shown() == ()
    press(bench.page.head, "redo")
    assert bench.agreement == first
    bench.settle()
    assert bench.stored().agreement == first


def test_what_was_typed_a_moment_before_restoring_is_kept_too(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    rename(bench, "spoiled")
    bench.settle()
    sheet = show_versions(bench)
    rename(bench, "not saved yet")
    press(sheet, "restore")
    bench.settle()
    assert bench.agreement.title == "Lease 2031"
    assert titles(bench)[0] == "not saved yet"


def test_a_restored_version_has_its_files_also_after_the_draft_was_left(
    bench: ComposerBench,
) -> None:
    documents = (a_document("lease"), a_document("rules"))
    bench.open(an_agreement(documents=documents, process=a_step("bodil", "lease", "rules")))
    whole = bench.stored()
    for _ in range(2):
        bench.session.change(without_that_document(bench.agreement, "rules"))
        bench.reopen()
        assert len(bench.agreement.documents) == 1
        restore(bench)
        assert bench.stored().agreement == whole.agreement
        assert bench.stored().digests == whole.digests
        assert bench.page.strip.part("documents").state().summary == "2 files, 4 pages"
        for path in bench.desk.drafts.paths(bench.stored()).values():
            assert path.read_bytes() == b"%PDF-1.7\n" + b"page\n" * 2
        bench.reopen()


def test_the_account_stays_as_it_was_chosen(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    other = bench.desk.add_account("Other Scrive")
    bench.session.set_accounts([other])
    bench.session.choose_account(other.id)
    rename(bench, "spoiled")
    restore(bench)
    assert bench.stored().account_id == other.id


def test_a_version_that_cannot_be_restored_is_told_and_the_draft_is_as_it_was(
    bench: ComposerBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_draft_id: str) -> None:
        raise LocalError("The disk is full.", "", "Make room.")

    bench.open(an_agreement())
    rename(bench, "spoiled")
    bench.settle()
    monkeypatch.setattr(bench.desk.drafts, "keep_version", refuse)
    restore(bench)
    [notice] = bench.page.banners.shown()
    assert (notice.what, notice.meaning) == ("The disk is full.", "Make room.")
    assert bench.agreement.title == "spoiled"


def test_what_was_sent_is_a_version_and_can_only_be_read(bench: ComposerBench) -> None:
    bench.desk.start_worker()
    bench.open(an_agreement())
    rename(bench, "As sent")
    bench.page._draft.sending.send()
    bench.wait(lambda: len(bench.desk.office.started) == 1)
    bench.settle()
    assert titles(bench)[0] == "As sent"
    assert not button_of(bench.page.head, "versions").isVisible()


def test_pressing_twice_shows_one_dialog(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    bench.page.versions_requested.emit()
    bench.page.versions_requested.emit()
    bench.settle()
    assert len(bench.composer.findChildren(VersionsSheet)) == 1
