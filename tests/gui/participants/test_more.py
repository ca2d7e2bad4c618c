"""The rest that Scrive can be told of a person: shown where it is wanted, and undone."""

from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QWidget

from app.domain.agreement import Agreement
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, Role, SendWith, ServiceKind
from app.domain.scrive_needs import own_members
from app.gui.participants.editor import PersonEditor
from app.gui.participants.more import MoreForScrive
from app.gui.participants.more_proofs import ProviderSheet
from app.gui.participants.proof import ProofChoice
from tests.support.agreements import a_document, an_agreement, bodil, elin, inga
from tests.support.composers import ComposerBench
from tests.support.fitting import cut_off, longer_words
from tests.support.pressing import press

W = TypeVar("W", bound=QWidget)


def editor(bench: ComposerBench) -> PersonEditor:
    return bench.page.people.editor


def more(bench: ComposerBench) -> MoreForScrive:
    return editor(bench).more


def told(bench: ComposerBench, label: str = "bodil") -> JsonObject:
    return own_members(bench.agreement, label)


def open_more(bench: ComposerBench, agreement: Agreement | None = None) -> MoreForScrive:
    bench.open(agreement or an_agreement())
    bench.page.go_to("people")
    press(more(bench), "more-fold")
    return more(bench)


def shown(owner: QWidget, kind: type[W], name: str) -> list[W]:
    """What is removed may still be there until Qt comes to it."""
    return [each for each in owner.findChildren(kind, name) if each.isVisible()]


def type_into(owner: QWidget, name: str, text: str, place: int = 0) -> None:
    edit = shown(owner, QLineEdit, name)[place]
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text) if text else QTest.keyClick(edit, Qt.Key.Key_Delete)


def choose(owner: MoreForScrive, name: str, value: str) -> None:
    field = {"copy": owner.copy, "archive": owner.archive, "visible": owner.visible}[name]
    field.box.setCurrentIndex(field.box.findData(value))
    field.box.activated.emit(field.box.currentIndex())


def check(owner: QWidget, name: str, place: int = 0) -> None:
    shown(owner, QCheckBox, name)[place].click()


def click(owner: QWidget, name: str, place: int = 0) -> None:
    shown(owner, QAbstractButton, name)[place].click()


def test_it_is_folded_away_until_it_is_wanted(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    bench.page.go_to("people")
    assert not more(bench).copy.isVisible()
    press(more(bench), "more-fold")
    assert more(bench).copy.isVisible()
    bench.page.people.go_to("inga")
    assert not more(bench).copy.isVisible()


def test_lines_and_choices_are_kept_in_the_words_of_scrive(bench: ComposerBench) -> None:
    pane = open_more(bench)
    type_into(pane, "told-company", "Oskarsson AB")
    type_into(pane, "told-personal_number", "198112189876")
    check(pane, "hide-number")
    check(pane, "editable-email")
    choose(pane, "copy", "email_link")
    choose(pane, "archive", "sms_pin")
    assert told(bench) == {
        "company": "Oskarsson AB",
        "personal_number": "198112189876",
        "hide_personal_number": True,
        "fields": [{"type": "email", "editable_by_signatory": True}],
        "confirmation_delivery_method": "email_link",
        "authentication_method_to_view_archived": "sms_pin",
    }
    assert pane._summary.text() == (
        "Oskarsson AB · Personal number · Signed copy: Link by e-mail · Archive: SMS code"
        " · may correct their data"
    )
    assert bench.agreement.send_with(ServiceKind.SCRIVE) is SendWith.DOCUMENTS
    for _ in range(6):
        bench.session.undo()
    assert told(bench) == {}
    assert pane.lines["company"].edit.text() == ""


def test_files_are_asked_for_and_left_out_again(bench: ComposerBench) -> None:
    pane = open_more(bench)
    click(pane, "requested-add")
    assert [each.id for each in editor(bench)._notes["more"].findings()] == [
        "people.requested_no_name"
    ]
    type_into(pane, "requested-name", "Passport")
    type_into(pane, "requested-description", "The page with the picture")
    click(pane, "requested-add")
    type_into(pane, "requested-name", "Plan", 1)
    check(pane, "requested-required", 1)
    assert told(bench)["attachments"] == [
        {"name": "Passport", "description": "The page with the picture", "required": True},
        {"name": "Plan", "description": "", "required": False},
    ]
    click(pane, "requested-remove")
    bench.session.undo()
    click(pane, "requested-remove", 1)
    click(pane, "requested-remove")
    assert told(bench) == {}


def test_questions_are_asked_with_two_answers_and_details(bench: ComposerBench) -> None:
    pane = open_more(bench)
    click(pane, "questions-add")
    type_into(pane, "questions-title", "Before you sign")
    type_into(pane, "question-title", "Have you read it?")
    type_into(pane, "question-negative", "Not yet")
    press(pane, "question-more")
    type_into(pane, "question-details_title", "What")
    type_into(pane, "question-details", "The house rules")
    assert told(bench)["consent_module"] == {
        "title": "Before you sign",
        "questions": [
            {
                "title": "Have you read it?",
                "positive_option": "Yes",
                "negative_option": "Not yet",
                "detailed_description": {"title": "What", "text": "The house rules"},
            }
        ],
    }
    assert editor(bench)._notes["more"].findings() == ()
    click(pane, "question-remove")
    assert told(bench) == {}


def test_only_what_fits_the_role_is_offered(bench: ComposerBench) -> None:
    pane = open_more(bench)
    assert pane.files.isVisible()
    assert not pane.visible.isVisible()
    assert not pane.hide_number.isVisible()
    editor(bench).role.button("approver").click()
    assert not pane.files.isVisible()
    assert not pane.questions.isVisible()
    choose(pane, "visible", "hidden")
    assert told(bench) == {"is_visible": False}
    choose(pane, "visible", "")
    assert told(bench) == {}
    editor(bench).role.button("viewer").click()
    assert not pane.lines["sign_success_redirect_url"].isVisible()


def test_a_flow_offers_nothing_of_it_and_shows_what_a_draft_brings(bench: ComposerBench) -> None:
    agreement = an_agreement(
        documents=(a_document(), a_document("rules")),
        scrive={"participants": {"inga": {"company": "Engberg", "fields": []}}},
    )
    bench.open(agreement)
    bench.page.go_to("people")
    assert more(bench)._summary.text() == (
        "Company, personal number, files, questions: not in Scrive Flow."
    )
    assert not more(bench).fold.isVisible()
    bench.page.people.go_to("inga")
    press(more(bench), "more-fold")
    assert more(bench).lines["company"].isVisible()
    assert not more(bench).lines["company_number"].isVisible()
    assert not more(bench).files.isVisible()
    assert [each.id for each in editor(bench)._notes["more"].findings()] == ["people.flow_setting"]


def test_what_a_flow_does_not_carry_can_be_taken_away(bench: ComposerBench) -> None:
    question: JsonObject = {"title": "Q", "positive_option": "Yes", "negative_option": "No"}
    own: JsonObject = {
        "attachments": [{"name": "Passport"}],
        "consent_module": {"title": "T", "questions": [question]},
    }
    documents = (a_document(), a_document("rules"))
    bench.open(an_agreement(documents=documents, scrive={"participants": {"bodil": own}}))
    bench.page.go_to("people")
    press(more(bench), "more-fold")
    assert not more(bench).files.add_button.isVisible()
    click(more(bench), "requested-remove")
    click(more(bench), "question-remove")
    assert told(bench) == {}


def test_values_that_nobody_knows_are_shown_as_they_are_and_kept(bench: ComposerBench) -> None:
    own = {"confirmation_delivery_method": "pigeon", "authentication_method_to_view_archived": "xx"}
    pane = open_more(bench, an_agreement(scrive={"participants": {"bodil": own}}))
    assert pane.copy.box.currentText() == "pigeon"
    assert pane.archive.box.currentText() == "xx"
    type_into(pane, "told-company", "AB")
    assert told(bench) == {**own, "company": "AB"}


def test_with_signinghub_nothing_of_it_is_seen(bench: ComposerBench) -> None:
    bench.account = bench.desk.add_account("Norrvik SigningHub", ServiceKind.SIGNINGHUB)
    bench.open(an_agreement(participants=(bodil(), inga(), replace(elin(), role=Role.COPY))))
    bench.page.go_to("people")
    assert not more(bench).isVisible()
    assert not editor(bench).to_sign.more.isVisible()


def pick(choice: ProofChoice, words: str) -> None:
    [action] = [each for each in choice.more.actions_offered() if each.text() == words]
    action.trigger()


def test_proofs_that_few_people_use_are_behind_more(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    bench.page.go_to("people")
    to_open, to_sign = editor(bench).to_open, editor(bench).to_sign
    assert [each for each, _ in to_sign.options()] == [
        "",
        "sms_otp",
        "se_bankid",
        "no_bankid",
        "dk_mitid",
        "fi_tupas",
    ]
    words = [each.text() for each in to_open.more.actions_offered()]
    assert "Verimi" in words
    assert "Scrive, qualified" not in words
    pick(to_sign, "Scrive, qualified")
    [method] = bench.agreement.participants[0].authentication.sign
    assert (method.provider, method.max_attempts) == ("scrive_qes", None)
    assert ("scrive_qes", True) in to_sign.options()
    pick(to_open, "As Scrive calls it…")
    sheet = to_open.more.findChild(ProviderSheet)
    assert isinstance(sheet, ProviderSheet)
    assert not sheet.ask.isEnabled()
    type_into(sheet, "provider-word", " xx_eid ")
    sheet.ask.click()
    view = bench.agreement.participants[0].authentication.view
    assert view is not None
    assert view.provider == "xx_eid"


def test_in_a_flow_everything_but_a_code_is_an_experiment(bench: ComposerBench) -> None:
    bench.open(an_agreement(documents=(a_document(), a_document("rules"))))
    bench.page.go_to("people")
    pick(editor(bench).to_sign, "BankID (Sweden) (an experiment)")
    [line] = [each for each in editor(bench).to_sign._options if each.provider == "se_bank_id"]
    assert line.note.text() == "an experiment"
    ids = [each.id for each in editor(bench)._notes["authentication"].findings()]
    assert ids == ["people.flow_experimental"]


def test_ways_that_are_seldom_chosen_are_behind_more(bench: ComposerBench) -> None:
    bench.open(an_agreement())
    bench.page.go_to("people")
    ways = editor(bench).more_ways
    assert [each.text() for each in ways.actions_offered()] == ["In person", "Nothing"]
    ways.actions_offered()[0].trigger()
    assert bench.agreement.participants[0].delivery is Delivery.IN_PERSON
    assert editor(bench).delivery.value() == "in_person"
    assert [each.text() for each in ways.actions_offered()] == ["Nothing"]
    bench.open(an_agreement(documents=(a_document(), a_document("rules"))))
    bench.page.go_to("people")
    assert not editor(bench).more_ways.isVisible()


def test_a_finding_in_it_leads_there_and_unfolds_it(bench: ComposerBench) -> None:
    own: JsonObject = {"sign_success_redirect_url": "example.com"}
    bench.open(an_agreement(scrive={"participants": {"inga": own}}))
    bench.page.go_to("review")
    [finding] = [each for each in bench.session.findings if each.id == "people.redirect_url"]
    assert bench.page.review._place_of(finding) == "Inga Engberg"
    bench.page.review.finding_requested.emit(finding)
    current = bench.page.people.current()
    assert current is not None
    assert current.label == "inga"
    assert more(bench).lines["sign_success_redirect_url"].isVisible()
    press(editor(bench)._notes["more"], "repair")
    assert told(bench, "inga") == {"sign_success_redirect_url": "https://example.com"}


@pytest.mark.parametrize("documents", [1, 2])
def test_unfolded_it_fits_in_words_as_long_as_german_ones(
    bench: ComposerBench, documents: int
) -> None:
    own: JsonObject = {
        "personal_number": "19811218-9876",
        "attachments": [{"name": "Passport", "description": "x" * 200}],
        "consent_module": {"title": "T", "questions": [{"title": "y" * 200}]},
        "reject_redirect_url": "example.com",
        "fields": [{"type": "mobile", "editable_by_signatory": True}],
    }
    several = tuple(a_document(each) for each in ("contract", "rules")[:documents])
    agreement = an_agreement(scrive={"participants": {"inga": own}}, documents=several)
    with longer_words():
        bench.open(agreement, size=(1068, 554))
        bench.page.go_to("people")
        bench.page.people.go_to("inga", "more")
        bench.settle()
        assert more(bench).files.isVisible()
        assert cut_off(bench.page) == []
        assert bench.composer.size().toTuple() == (1068, 554)
