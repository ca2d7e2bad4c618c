"""New drafts that never held anything vanish when they are left; all others stay."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.errors import LocalError
from tests.support.agreements import an_agreement
from tests.support.composers import ComposerBench


def is_there(bench: ComposerBench) -> bool:
    return bench.draft_id in [each.id for each in bench.desk.drafts.all()]


def leave(bench: ComposerBench) -> list[bool]:
    told: list[bool] = []
    bench.composer.saved.connect(lambda: told.append(is_there(bench)))
    bench.leave()
    return told


def type_and_clear(bench: ComposerBench) -> None:
    for title in ("typed", ""):
        bench.session.change(replace(bench.agreement, title=title))
        bench.settle()


def type_and_undo_at_once(bench: ComposerBench) -> None:
    bench.session.change(replace(bench.agreement, title="typed"))
    bench.session.undo()


def add_and_undo(bench: ComposerBench) -> None:
    bench.page.documents.add([bench.desk.pdf_file("Lease.pdf")])
    bench.settle()
    while bench.session.can_undo:
        bench.session.undo()
    bench.settle()


def add_and_leave_at_once(bench: ComposerBench) -> None:
    bench.page.documents.add([bench.desk.pdf_file("Lease.pdf")])


@pytest.mark.parametrize("with_account", [True, False])
def test_a_new_draft_that_was_only_looked_at_is_gone_when_it_is_left(
    bench: ComposerBench, with_account: bool
) -> None:
    bench.open(with_account=with_account)
    bench.page.go_to("people")
    bench.page.go_to("review")
    assert leave(bench)[-1:] == [False]
    assert not is_there(bench)
    assert not bench.desk.drafts.folder(bench.draft_id).exists()


def test_looking_into_the_title_is_not_touching(bench: ComposerBench) -> None:
    bench.open()
    bench.page.head.title.start()
    QTest.keyClick(bench.page.head.title.edit, Qt.Key.Key_Escape)
    bench.leave()
    assert not is_there(bench)


@pytest.mark.parametrize(
    "touch", [type_and_clear, type_and_undo_at_once, add_and_undo, add_and_leave_at_once]
)
def test_a_draft_that_ever_held_anything_stays(
    bench: ComposerBench, touch: Callable[[ComposerBench], None]
) -> None:
    bench.open()
    touch(bench)
    bench.leave()
    assert is_there(bench)


@pytest.mark.parametrize("touch", [type_and_clear, add_and_undo])
def test_it_stays_also_when_it_is_opened_again_and_only_looked_at(
    bench: ComposerBench, touch: Callable[[ComposerBench], None]
) -> None:
    bench.open()
    touch(bench)
    bench.reopen()
    bench.leave()
    assert is_there(bench)


def test_a_draft_with_contents_stays_when_it_is_only_looked_at(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    before = bench.stored()
    bench.leave()
    assert bench.stored() == before


def test_a_disk_that_forgets_nothing_does_not_keep_anybody(
    bench: ComposerBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_draft_id: str) -> bool:
        raise LocalError("It may only be read.", "", "Allow writing.")

    bench.open()
    monkeypatch.setattr(bench.desk.drafts, "drop_if_untouched", refuse)
    assert bench.composer.close()
    assert is_there(bench)
