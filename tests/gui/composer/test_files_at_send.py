"""The files at Send: those that were added, whatever became of them on the user's disk."""

import hashlib
from pathlib import Path

from app.services.outbox.records import Phase
from tests.support.agreements import an_agreement
from tests.support.composers import ComposerBench
from tests.support.pressing import button_of, press


def compose_with_a_file(bench: ComposerBench) -> Path:
    """A draft ready to be sent, whose one document was added from the user's disk."""
    bench.open(an_agreement())
    return bench.desk.folder / "desktop" / "contract.pdf"


def press_send(bench: ComposerBench) -> None:
    bench.page.go_to("review")
    button_of(bench.page.review, "send").click()
    bench.settle()


def frozen(bench: ComposerBench) -> bytes:
    """What goes out, and then is sent."""
    item = bench.page._draft.sending.item
    assert item is not None
    [file] = item.files
    content = (bench.desk.desk.profile / "outbox" / item.id / file.file).read_bytes()
    assert hashlib.sha256(content).hexdigest() == file.sha256
    bench.desk.start_worker()
    bench.wait(lambda: len(bench.desk.office.started) == 1)
    return content


def test_a_draft_whose_source_was_moved_is_sent_with_the_file_that_was_added(
    bench: ComposerBench,
) -> None:
    source = compose_with_a_file(bench)
    content = source.read_bytes()
    source.rename(source.with_name("moved.pdf"))
    bench.reopen()
    press_send(bench)
    assert frozen(bench) == content


def test_a_source_that_was_changed_later_changes_nothing_that_is_sent(
    bench: ComposerBench,
) -> None:
    source = compose_with_a_file(bench)
    content = source.read_bytes()
    source.write_bytes(b"%PDF-1.7 something else")
    press_send(bench)
    assert frozen(bench) == content


def test_a_damaged_copy_is_told_before_anything_leaves_and_can_be_replaced(
    bench: ComposerBench,
) -> None:
    source = compose_with_a_file(bench)
    [copy] = bench.desk.drafts.paths(bench.stored()).values()
    copy.write_bytes(copy.read_bytes()[:-1] + b"?")
    press_send(bench)
    error = bench.page._draft.sending.error
    assert error is not None
    assert error.title == "contract.pdf was changed or damaged after you added it."
    assert error.detail == "Your draft holds another file than the one you added. Nothing was sent."
    assert (bench.desk.office.calls, bench.desk.office.started) == ([], [])
    assert bench.desk.desk.outbox.items() == ()
    assert not bench.session.is_locked
    bench.page.go_to("documents")
    bench.chosen = [source]
    actions = {each.text(): each for each in bench.page.documents.files.menu_of(0).actions()}
    actions["Replace file…"].trigger()
    bench.settle()
    press_send(bench)
    assert frozen(bench) == source.read_bytes()


def test_a_copy_that_is_gone_is_told_before_anything_leaves(bench: ComposerBench) -> None:
    compose_with_a_file(bench)
    [copy] = bench.desk.drafts.paths(bench.stored()).values()
    copy.unlink()
    bench.page._draft.sending.send()
    bench.settle()
    error = bench.page._draft.sending.error
    assert error is not None
    assert error.title == "contract.pdf is not there any more."
    assert bench.desk.office.calls == []


def test_a_sent_draft_is_not_asked_for_its_copies_again(bench: ComposerBench) -> None:
    compose_with_a_file(bench)
    press_send(bench)
    frozen(bench)
    bench.settle()
    [copy] = bench.desk.drafts.paths(bench.stored()).values()
    copy.unlink()
    bench.reopen()
    item = bench.page._draft.sending.item
    assert item is not None
    assert item.phase is Phase.SENT
    press(bench.page.review, "show-agreement")
