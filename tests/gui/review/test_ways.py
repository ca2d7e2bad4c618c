"""The comparison of Flow and a plain document: what is in the draft, what is lost, the override."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.agreement import Agreement
from app.domain.kinds import Delivery, Role, SendWith, ServiceKind
from app.domain.scrive_capabilities import TABLE
from app.gui.review.ways_sheet import WaysSheet
from app.gui.review.ways_words import loss_words, taken_words
from app.services.texts import capability_group_word, capability_word, carries_word
from tests.support.agreements import a_document, an_agreement, bodil, inga
from tests.support.composers import ComposerBench

FLOW, DOCUMENTS = SendWith.FLOW, SendWith.DOCUMENTS


def by_link() -> Agreement:
    people = (replace(bodil(), delivery=Delivery.LINK), inga())
    return an_agreement(participants=people, language="en", scrive={"days_to_sign": 9})


def opened(bench: ComposerBench, agreement: Agreement) -> WaysSheet:
    bench.open(agreement)
    bench.page.go_to("review")
    button = bench.page.findChild(QPushButton, "compare-ways")
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    button.click()
    sheet = button.findChild(WaysSheet)
    assert isinstance(sheet, WaysSheet)
    return sheet


def spoken(sheet: WaysSheet) -> list[str]:
    return [each.accessibleName() for each in sheet.body.findChildren(QWidget)]


def test_everything_of_the_table_has_its_words() -> None:
    words = [capability_word(each.code) for each in TABLE]
    assert all(words)
    assert all(capability_group_word(each.code.split(".")[0]) for each in TABLE)


@pytest.mark.parametrize(
    ("agreement", "words"),
    [
        (an_agreement(), "Nothing in it needs another way."),
        (an_agreement(scrive={"send_with": "flow"}), "You chose that."),
        (an_agreement(documents=(a_document(), a_document("b"))), "Several documents go only"),
        (by_link(), "It needs what a Flow does not carry: how somebody is reached and deadline."),
    ],
)
def test_the_way_is_told_with_its_reason(agreement: Agreement, words: str) -> None:
    assert words in taken_words(agreement)


def test_what_the_other_way_would_lose_is_told() -> None:
    assert loss_words(by_link(), FLOW) == (
        "As Scrive Flow, this would be lost: link, language and deadline."
    )
    assert loss_words(an_agreement(), FLOW) == ""


def test_the_sheet_shows_every_thing_once_for_both_ways(bench: ComposerBench) -> None:
    sheet = opened(bench, by_link())
    said = spoken(sheet)
    for row in TABLE:
        name = capability_word(row.code)
        flow, plain = carries_word(row.flow), carries_word(row.documents)
        assert f"{name}, Scrive Flow: {flow}, Plain document: {plain}" in said
    assert "this would be lost: link" in sheet.loss.text()
    sheet.reject()


def test_the_way_is_overridden_and_given_back(bench: ComposerBench) -> None:
    sheet = opened(bench, an_agreement())
    assert not sheet.freely.isVisible()
    sheet.documents.click()
    assert bench.agreement.scrive == {"send_with": "documents"}
    assert bench.agreement.send_with(ServiceKind.SCRIVE) is DOCUMENTS
    sheet = WaysSheet(bench.page.theme, bench.agreement, bench.page)
    sheet.repair_requested.connect(bench.session.repair)
    sheet.freely.click()
    assert bench.agreement.scrive == {}
    bench.session.undo()
    assert bench.agreement.scrive == {"send_with": "documents"}


def test_several_documents_cannot_be_sent_as_one(bench: ComposerBench) -> None:
    people = (replace(bodil(), role=Role.APPROVER), inga())
    documents = (a_document(), a_document("rules"))
    sheet = opened(bench, an_agreement(documents=documents, participants=people))
    assert not sheet.documents.isEnabled()
    assert sheet.documents.toolTip() == "A plain document is sent alone"
    sheet.reject()


def test_with_signinghub_there_is_nothing_to_compare(bench: ComposerBench) -> None:
    bench.account = bench.desk.add_account("Norrvik SigningHub", ServiceKind.SIGNINGHUB)
    bench.open(an_agreement())
    bench.page.go_to("review")
    button = bench.page.findChild(QPushButton, "compare-ways")
    assert isinstance(button, QPushButton)
    assert not button.isVisible()
