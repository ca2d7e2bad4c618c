"""The composer as a whole: opening, going about, saving, leaving, and what was sent."""

import signal
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.agreement import Agreement
from app.domain.kinds import Order
from app.domain.process import Branch
from app.services.errors import LocalError
from app.services.outbox.records import Phase
from app.services.stored_drafts import StoredDraft
from tests.support.agreements import a_document, an_agreement
from tests.support.child_windows import child_window, next_line, titles_in
from tests.support.composers import ComposerBench
from tests.support.pressing import button_of, press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


# -- opening and going about ----------------------------------------------------------------------


def test_a_new_draft_begins_with_its_files_and_raises_no_alarm(bench: ComposerBench) -> None:
    bench.open()
    assert bench.page.part == "documents"
    states = {key: bench.page.strip.part(key).state() for key in ("documents", "people", "review")}
    assert [state.errors for state in states.values()] == [0, 0, 0]
    assert states["documents"].summary == "No files yet"
    assert states["people"].summary == "Nobody yet"
    assert states["review"].summary == "Nothing has been sent"


def test_keys_and_the_next_button_lead_through_the_parts(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    for number, part in enumerate(("documents", "people", "process", "review"), start=1):
        QTest.keyClick(bench.page, Qt.Key(ord(str(number))), CONTROL)
        assert bench.page.part == part
    bench.page.go_to("documents")
    words = []
    while bench.page.head.next.isVisible():
        words.append(bench.page.head.next.text().strip())
        bench.page.head.next.click()
    assert words == ["Next: People", "Next: Process", "Next: Review"]
    assert bench.page.part == "review"


def test_the_strip_counts_what_is_to_repair(bench: ComposerBench) -> None:
    broken = replace(an_agreement().participants[0], email="")
    bench.open(an_agreement(participants=(broken, an_agreement().participants[1])))
    assert bench.page.strip.part("people").state().errors == 1
    assert bench.page.strip.part("review").state().summary == "1 to repair first"
    assert bench.page.strip.part("documents").state().complete


def test_a_draft_that_is_gone_is_told_with_a_way_back(bench: ComposerBench) -> None:
    bench.account = bench.desk.add_account()
    composer = bench.reopen("no-such-draft")
    assert composer.page is None
    told: list[bool] = []
    composer.back_requested.connect(lambda: told.append(True))
    press(composer, "empty-action")
    assert told == [True]


def test_a_finding_leads_to_its_field(bench: ComposerBench) -> None:
    second = replace(an_agreement().participants[1], phone="")
    bench.open(an_agreement(participants=(an_agreement().participants[0], second)))
    bench.page.go_to("review")
    wanted = next(each for each in bench.session.findings if each.where.endswith("/phone"))
    bench.page.review.finding_requested.emit(wanted)
    assert bench.page.part == "people"
    focused = QApplication.focusWidget()
    assert focused is bench.page.people.editor.identity.edit("phone")
    assert bench.page.people.current() == second


def test_a_missing_title_leads_to_the_title(bench: ComposerBench) -> None:
    bench.open(an_agreement(title=""))
    [finding] = [each for each in bench.session.findings if each.where == "/title"]
    bench.page.review.finding_requested.emit(finding)
    assert bench.page.head.title.edit.hasFocus()


def test_a_finding_about_a_step_or_a_document_leads_there(bench: ComposerBench) -> None:
    documents = (a_document(), a_document("rules"))
    bench.open(an_agreement(documents=documents))
    bench.page.go_to("review")
    [nobody] = [each for each in bench.session.findings if each.id == "documents.nobody_acts"]
    bench.page.review.finding_requested.emit(nobody)
    assert bench.page.part == "process"
    steps = tuple(replace(step, documents=()) for step in bench.agreement.steps())
    process = Branch(order=Order.PARALLEL, steps=steps)
    bench.session.change(replace(bench.agreement, process=process))
    found = [each for each in bench.session.findings if each.id == "process.no_documents"]
    bench.page.review.finding_requested.emit(found[1])
    assert bench.page.process.tree.current_key() == "step inga 1"


# -- the head -------------------------------------------------------------------------------------


def test_the_title_is_edited_in_its_place(bench: ComposerBench) -> None:
    composer = bench.open(an_agreement())
    titles: list[str] = []
    composer.title_changed.connect(titles.append)
    press(bench.page.head, "rename")
    edit = bench.page.head.title.edit
    assert edit.hasFocus()
    QTest.keyClicks(edit, "Lease 2032")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert not edit.isVisible()
    assert bench.page.head.title.label.text() == "Lease 2032"
    assert titles[-1] == "Lease 2032"
    bench.session.undo()
    assert bench.page.head.title.label.text() == "Lease 2031"


def test_escape_gives_the_old_title_back(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    press(bench.page.head, "rename")
    QTest.keyClicks(bench.page.head.title.edit, "x")
    QTest.keyClick(bench.page.head.title.edit, Qt.Key.Key_Escape)
    assert bench.agreement.title == "Lease 2031"


def test_undo_and_redo_have_buttons_and_keys(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    assert not button_of(bench.page.head, "undo").isEnabled()
    bench.session.change(replace(bench.agreement, title="b"))
    bench.session.change(replace(bench.agreement, title="c"))
    press(bench.page.head, "undo")
    QTest.keyClick(bench.page.documents.files.list, Qt.Key.Key_Z, CONTROL)
    assert bench.agreement.title == "Lease 2031"
    QTest.keyClick(bench.page.documents.files.list, Qt.Key.Key_Z, CONTROL | SHIFT)
    press(bench.page.head, "redo")
    assert bench.agreement.title == "c"


# -- saving ---------------------------------------------------------------------------------------


def test_what_is_said_about_saving_is_true(
    bench: ComposerBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, go_on = threading.Event(), threading.Event()
    real = bench.desk.drafts.save

    def slow(draft_id: str, agreement: Agreement, account_id: str | None) -> StoredDraft:
        under_way.set()
        assert go_on.wait(5)
        return real(draft_id, agreement, account_id)

    bench.open(an_agreement())
    assert bench.page.head.saved_words().startswith("Saved ")
    monkeypatch.setattr(bench.desk.drafts, "save", slow)
    bench.session.change(replace(bench.agreement, title="first"))
    assert bench.page.head.saved_words() == "Saving…"
    bench.page._saver.flush()
    assert under_way.wait(5)
    bench.session.change(replace(bench.agreement, title="typed while it was saved"))
    assert bench.page.head.saved_words() == "Saving…"
    go_on.set()
    bench.settle()
    assert bench.stored().agreement.title == "typed while it was saved"
    assert bench.page.head.saved_words().startswith("Saved ")


def test_a_draft_that_cannot_be_saved_says_so(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    bench.desk.drafts.delete(bench.draft_id)
    bench.session.change(replace(bench.agreement, title="lost?"))
    bench.page._saver.flush()
    bench.wait(lambda: bench.page.head.saved_words().startswith("Not saved: "))
    assert bench.page.head.saved_words() == "Not saved: This draft is not there any more."


def test_leaving_saves_what_was_typed_last(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    bench.session.change(replace(bench.agreement, title="typed a moment ago"))
    bench.leave()
    assert bench.stored().agreement.title == "typed a moment ago"


def test_what_cannot_be_saved_is_not_left_without_asking(
    bench: ComposerBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = bench.desk.drafts.save

    def refuse(_draft_id: str, _agreement: Agreement, _account_id: str | None) -> StoredDraft:
        raise LocalError("The disk is full.", "", "Make room.")

    bench.open(an_agreement())
    monkeypatch.setattr(bench.desk.drafts, "save", refuse)
    bench.session.change(replace(bench.agreement, title="precious"))
    assert not bench.composer.close()
    assert bench.composer.isVisible()
    [notice] = bench.page.banners.shown()
    assert notice.what == "What you typed last is not saved."
    assert notice.meaning.startswith("The disk is full. Make room.")
    monkeypatch.setattr(bench.desk.drafts, "save", real)
    bench.settle()
    assert bench.page.banners.shown() == ()
    assert bench.composer.close()
    assert bench.stored().agreement.title == "precious"


def test_the_user_may_give_up_what_cannot_be_saved(bench: ComposerBench) -> None:
    composer = bench.open(an_agreement())
    bench.desk.drafts.delete(bench.draft_id)
    bench.session.change(replace(bench.agreement, title="lost"))
    assert not composer.close()
    wishes: list[bool] = []
    composer.back_requested.connect(lambda: wishes.append(True))
    press(bench.page.banners, "let-go")
    assert wishes == [True]
    assert composer.close()


def test_going_to_another_part_saves_at_once(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    bench.session.change(replace(bench.agreement, title="typed"))
    bench.page.go_to("people")
    bench.wait(lambda: not bench.tasks.busy())
    assert bench.stored().agreement.title == "typed"


TYPES_AND_WAITS = """
import sys, time
from pathlib import Path
from dataclasses import replace
from app.interpreter import keep_singletons_alive
keep_singletons_alive()
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app.gui.composer.panel import Composer
from app.gui.composer.tools import ComposerTools
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from tests.support.composing import ComposingDesk
theme = Theme(Path("resources"))
theme.install(application)
desk = ComposingDesk(Path(sys.argv[1]))
composer = Composer(
    desk.drafts.create().id,
    ComposerTools(theme=theme, tasks=Tasks(print), desk=desk.desk, pdf=desk.pdf),
)
composer.show()

def type_when_open():
    if composer.page is None:
        return
    waiting.stop()
    composer.page.head.title.start()
    QTest.keyClicks(composer.page.head.title.edit, "Typed one second before the end")
    QTimer.singleShot(1000, lambda: print("typed", flush=True))

waiting = QTimer()
waiting.timeout.connect(type_when_open)
waiting.start(20)
application.exec()
"""


def test_a_draft_survives_the_kill_of_the_program_one_second_after_typing(
    tmp_path: Path, own_environment: Path
) -> None:
    with child_window(TYPES_AND_WAITS, tmp_path) as program:
        assert next_line(program) == "typed"
        program.send_signal(signal.SIGKILL)
    assert titles_in(tmp_path) == ["Typed one second before the end"]


# -- what was sent --------------------------------------------------------------------------------


def test_send_leads_to_an_agreement_and_locks_the_draft(bench: ComposerBench) -> None:
    bench.desk.start_worker()
    composer = bench.open(an_agreement())
    sent: list[Phase] = []
    composer.sent.connect(lambda item: sent.append(item.phase))
    bench.page.go_to("review")
    send = button_of(bench.page.review, "send")
    assert send.text() == "Send to 2 people"
    send.click()
    send.click()
    bench.wait(lambda: sent == [Phase.SENT])
    bench.settle()
    assert len(bench.desk.office.started) == 1
    assert bench.session.is_locked
    shown: list[tuple[str, str]] = []
    composer.agreement_requested.connect(lambda account, service: shown.append((account, service)))
    press(bench.page.review, "show-agreement")
    item = bench.page._draft.sending.item
    assert item is not None
    assert shown == [(item.account_id, item.service_id)]


def send(bench: ComposerBench) -> None:
    bench.desk.start_worker()
    bench.open(an_agreement())
    bench.page._draft.sending.send()
    bench.wait(lambda: len(bench.desk.office.started) == 1)
    bench.settle()


def test_a_sent_draft_opens_to_be_read_only(bench: ComposerBench) -> None:
    send(bench)
    bench.reopen()
    assert bench.page.part == "review"
    assert bench.session.is_locked
    bench.page.go_to("documents")
    [notice] = bench.page.banners.shown()
    assert notice.what == "This agreement was sent or is on its way."
    assert not button_of(bench.page.documents, "add-files").isVisible()
    bench.page.documents.add([bench.desk.pdf_file("more.pdf")])
    assert bench.page._draft.adder.pending == ()
    press(bench.page.banners, "review")
    assert bench.page.part == "review"
    assert bench.page.banners.shown() == ()


def test_a_sent_draft_is_copied_to_a_new_one_with_its_files(bench: ComposerBench) -> None:
    send(bench)
    bench.page.go_to("people")
    before = bench.stored()
    copies: list[str] = []
    bench.composer.copied.connect(copies.append)
    press(bench.page.banners, "copy")
    bench.wait(lambda: len(copies) == 1)
    bench.reopen(copies[0])
    after = bench.stored()
    assert not bench.session.is_locked
    assert after.agreement.id != before.agreement.id
    assert after.agreement == replace(before.agreement, id=after.agreement.id)
    assert after.digests == before.digests
    bench.page.go_to("review")
    assert button_of(bench.page.review, "send").isEnabled()
