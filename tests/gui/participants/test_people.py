"""The people of a draft: added, edited, ordered, removed, and told what is wrong."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QSpinBox

from app.domain.agreement import Agreement, Authentication, AuthenticationMethod, Participant
from app.domain.kinds import Delivery, Role, SendWith, ServiceKind
from app.gui.participants.editor import PersonEditor
from app.gui.participants.panel import PeoplePanel
from app.gui.participants.proof import ProofChoice
from app.gui.participants.rows import PersonRow
from app.gui.widgets.row_list import ROW_MIME
from app.gui.widgets.states import Severity
from tests.support.agreements import a_document, an_agreement, bodil, elin, inga
from tests.support.composers import ComposerBench
from tests.support.dragging import dragged_row, drop_on
from tests.support.pressing import press

ALT = Qt.KeyboardModifier.AltModifier


def people(bench: ComposerBench) -> PeoplePanel:
    return bench.page.people


def editor(bench: ComposerBench) -> PersonEditor:
    return people(bench).editor


def rows(bench: ComposerBench) -> list[PersonRow]:
    return [row for row in people(bench)._model.rows() if isinstance(row, PersonRow)]


def names(bench: ComposerBench) -> list[str]:
    return [row.name for row in rows(bench)]


def person(bench: ComposerBench, label: str) -> Participant:
    found = bench.agreement.participant(label)
    assert found is not None
    return found


def of_two_documents(first: Participant | None = None) -> Agreement:
    """What only a Flow can send."""
    return an_agreement(
        documents=(a_document(), a_document("rules")), participants=(first or bodil(), inga())
    )


def open_people(bench: ComposerBench, agreement: Agreement | None = None) -> None:
    bench.open(agreement or an_agreement())
    bench.page.go_to("people")


def type_into(bench: ComposerBench, member: str, text: str) -> None:
    edit = editor(bench).identity.edit(member)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text) if text else QTest.keyClick(edit, Qt.Key.Key_Delete)


def radio(choice: ProofChoice, provider: str) -> QRadioButton:
    found = choice.findChild(QRadioButton, provider or "nothing")
    assert isinstance(found, QRadioButton)
    return found


# -- adding ---------------------------------------------------------------------------------------


def test_somebody_typed_is_added_with_all_that_was_typed(bench: ComposerBench) -> None:
    open_people(bench)
    typed = people(bench).typed
    typed.setFocus()
    QTest.keyClicks(typed, "Karim Haddad <karim@example.com>")
    QTest.keyClick(typed, Qt.Key.Key_Return)
    assert names(bench) == ["Bodil Oskarsson", "Inga Engberg", "Karim Haddad"]
    assert person(bench, "karim_haddad").email == "karim@example.com"
    assert bench.agreement.documents_of("karim_haddad") == ("contract",)
    assert typed.text() == ""
    assert typed.hasFocus()
    assert people(bench).current() == person(bench, "karim_haddad")


def test_who_is_typed_without_a_name_is_asked_for_it(bench: ComposerBench) -> None:
    open_people(bench)
    people(bench).typed.setText("+46 70 174 06 31")
    QTest.keyClick(people(bench).typed, Qt.Key.Key_Return)
    assert person(bench, "person").phone == "+46701740631"
    assert person(bench, "person").effective_delivery is Delivery.SMS
    assert editor(bench).identity.edit("name").hasFocus()


def test_nothing_typed_adds_nobody(bench: ComposerBench) -> None:
    open_people(bench)
    QTest.keyClick(people(bench).typed, Qt.Key.Key_Return)
    assert len(names(bench)) == 2


def test_the_first_person_is_added_from_the_empty_page(bench: ComposerBench) -> None:
    bench.open()
    bench.page.go_to("people")
    press(people(bench)._nobody, "empty-action")
    assert editor(bench).identity.edit("name").hasFocus()
    QTest.keyClicks(editor(bench).identity.edit("name"), "Inga")
    assert names(bench) == ["Inga"]
    assert bench.page.strip.part("people").state().summary == "1 person"


# -- the list -------------------------------------------------------------------------------------


def test_people_are_ordered_by_button_by_key_and_by_dragging(bench: ComposerBench) -> None:
    open_people(bench, an_agreement(participants=(bodil(), inga(), elin())))
    press(editor(bench).head, "person-down")
    assert names(bench) == ["Inga Engberg", "Bodil Oskarsson", "Elin Sund"]
    QTest.keyClick(people(bench).list, Qt.Key.Key_Up, ALT)
    assert names(bench)[0] == "Bodil Oskarsson"
    assert drop_on(people(bench).list.viewport(), dragged_row(ROW_MIME, "2"), 20, 2)
    assert names(bench) == ["Elin Sund", "Bodil Oskarsson", "Inga Engberg"]
    current = people(bench).current()
    assert current is not None
    assert current.label == "bodil"


def test_a_removed_person_can_be_brought_back(bench: ComposerBench) -> None:
    open_people(bench)
    press(editor(bench).head, "remove")
    assert names(bench) == ["Inga Engberg"]
    assert [step.participant for step in bench.agreement.steps()] == ["inga"]
    [notice] = bench.page.banners.shown()
    assert notice.what == "Bodil Oskarsson was removed."
    press(bench.page.banners, "undo")
    assert names(bench) == ["Bodil Oskarsson", "Inga Engberg"]
    assert bench.page.banners.shown() == ()
    assert bench.agreement == bench.stored().agreement


def test_undo_is_not_offered_for_what_was_done_before_something_else(
    bench: ComposerBench,
) -> None:
    open_people(bench)
    press(editor(bench).head, "remove")
    assert len(bench.page.banners.shown()) == 1
    type_into(bench, "name", "Inga Berg")
    assert bench.page.banners.shown() == ()


def test_when_the_last_person_goes_the_next_can_be_typed(bench: ComposerBench) -> None:
    open_people(bench)
    for _ in range(2):
        press(editor(bench).head, "remove")
    assert names(bench) == []
    assert people(bench).typed.hasFocus()


def test_the_card_says_how_somebody_is_reached_and_what_is_wrong(bench: ComposerBench) -> None:
    broken = replace(bodil(), email="")
    open_people(bench, an_agreement(participants=(broken, inga())))
    first, second = rows(bench)
    assert (first.line, first.is_missing, first.severity) == (
        "No e-mail address",
        True,
        Severity.ERROR,
    )
    assert (second.line, second.is_missing, second.severity) == ("+46 70 225 41 41", False, None)
    assert second.proves
    assert second.spoken == "Inga Engberg, Signs, +46 70 225 41 41, SMS"


def test_that_nobody_signs_is_said_below_the_list(bench: ComposerBench) -> None:
    open_people(bench, an_agreement(participants=(elin(),), process=None))
    assert [each.id for each in people(bench).findings.findings()] == ["people.no_signer"]
    editor(bench).role.button("signer").click()
    assert people(bench).findings.findings() == ()


def test_the_list_is_a_sound_model(bench: ComposerBench) -> None:
    open_people(bench)
    model = people(bench)._model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    people(bench).typed.setText("Karim")
    QTest.keyClick(people(bench).typed, Qt.Key.Key_Return)
    press(editor(bench).head, "person-up")
    press(editor(bench).head, "remove")
    assert names(bench) == ["Bodil Oskarsson", "Inga Engberg"]


def test_enter_and_f2_lead_from_the_list_to_the_name(bench: ComposerBench) -> None:
    open_people(bench)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2):
        people(bench).list.setFocus()
        QTest.keyClick(people(bench).list, key)
        assert editor(bench).identity.edit("name").hasFocus()


# -- the editor -----------------------------------------------------------------------------------


def test_a_name_is_typed_and_is_one_step_back(bench: ComposerBench) -> None:
    open_people(bench)
    type_into(bench, "name", "Bodil Berg")
    assert names(bench)[0] == "Bodil Berg"
    bench.session.undo()
    assert names(bench)[0] == "Bodil Oskarsson"
    assert editor(bench).identity.edit("name").text() == "Bodil Oskarsson"


def test_a_number_is_kept_in_the_international_form_as_soon_as_it_is_one(
    bench: ComposerBench,
) -> None:
    open_people(bench)
    type_into(bench, "phone", "0046 70 174 06 31")
    assert person(bench, "bodil").phone == "+46701740631"
    assert editor(bench).identity.edit("phone").text() == "0046 70 174 06 31"
    people(bench).go_to("inga")
    people(bench).go_to("bodil")
    assert editor(bench).identity.edit("phone").text() == "+46 70 174 06 31"


def test_a_national_number_gets_its_country_with_one_press(bench: ComposerBench) -> None:
    open_people(bench)
    type_into(bench, "phone", "070-174 06 31")
    field = editor(bench).identity.field("phone")
    assert field.note() == ("The number 070-174 06 31 has no country code. Use +46 70 174 06 31")
    field.repair_requested.emit()
    assert person(bench, "bodil").phone == "+46701740631"
    assert field.note() == ""
    assert editor(bench).identity.edit("phone").text() == "+46 70 174 06 31"


def test_what_is_wrong_stands_at_its_field(bench: ComposerBench) -> None:
    open_people(bench)
    type_into(bench, "email", "bodil@@example.com")
    type_into(bench, "name", "")
    identity = editor(bench).identity
    assert identity.field("email").note() == "bodil@@example.com is not an e-mail address."
    assert identity.field("name").note() == "The name is missing."
    assert identity.edit("email").property("wrong") == "true"
    assert bench.page.strip.part("people").state().errors == 2
    type_into(bench, "email", "bodil@example.com")
    assert identity.field("email").note() == ""


def test_a_code_without_a_number_is_told_at_the_number(bench: ComposerBench) -> None:
    open_people(bench)
    radio(editor(bench).to_sign, "sms_otp").click()
    assert editor(bench).identity.field("phone").note() == "An SMS code needs a mobile number."


def test_only_roles_and_ways_of_the_service_can_be_chosen(bench: ComposerBench) -> None:
    open_people(bench, of_two_documents())
    role, delivery = editor(bench).role, editor(bench).delivery
    assert not role.button("approver").isEnabled()
    assert role.button("approver").toolTip() == "not in Scrive Flow"
    assert not delivery.button("link").isEnabled()
    role.button("viewer").click()
    assert person(bench, "bodil").role is Role.VIEWER
    assert not editor(bench).to_sign.isVisible()
    delivery.button("email_sms").click()
    assert person(bench, "bodil").delivery is Delivery.EMAIL_SMS


def test_one_document_can_be_approved_and_reached_by_a_link(bench: ComposerBench) -> None:
    open_people(bench)
    editor(bench).role.button("approver").click()
    editor(bench).delivery.button("link").click()
    radio(editor(bench).to_open, "se_bankid").click()
    assert (person(bench, "bodil").role, person(bench, "bodil").delivery) == (
        Role.APPROVER,
        Delivery.LINK,
    )
    assert bench.agreement.send_with(ServiceKind.SCRIVE) is SendWith.DOCUMENTS


def test_the_focus_stays_on_what_was_chosen(bench: ComposerBench) -> None:
    open_people(bench)
    button = editor(bench).role.button("viewer")
    button.setFocus()
    button.click()
    assert QApplication.focusWidget() is button
    proof = radio(editor(bench).to_open, "sms_otp")
    proof.setFocus()
    proof.click()
    assert QApplication.focusWidget() is proof


def test_what_a_draft_brings_stays_although_the_service_cannot_do_it(
    bench: ComposerBench,
) -> None:
    eid = AuthenticationMethod(provider="xx_eid", max_attempts=None)
    odd = replace(
        bodil(), role=Role.APPROVER, delivery=Delivery.LINK, authentication=Authentication(view=eid)
    )
    open_people(bench, of_two_documents(odd))
    assert editor(bench).role.value() == "approver"
    assert editor(bench).delivery.value() == "link"
    assert ("xx_eid", True) in editor(bench).to_open.options()
    assert radio(editor(bench).to_open, "xx_eid").isChecked()
    findings = editor(bench)._notes["role"].findings()
    assert [each.id for each in findings] == ["people.flow_approver"]
    press(editor(bench)._notes["role"], "repair")
    assert person(bench, "bodil").role is Role.SIGNER
    assert person(bench, "bodil").authentication.view == eid


def test_an_identity_is_proved_with_a_code_and_so_many_tries(bench: ComposerBench) -> None:
    open_people(bench)
    type_into(bench, "phone", "+46 70 174 06 31")
    radio(editor(bench).to_sign, "sms_otp").click()
    [method] = person(bench, "bodil").authentication.sign
    assert (method.provider, method.max_attempts) == ("sms_otp", 3)
    [step] = [each for each in bench.agreement.steps() if each.participant == "bodil"]
    assert step.authentication == method.label
    option = radio(editor(bench).to_sign, "sms_otp").parentWidget()
    assert option is not None
    tries = option.findChild(QSpinBox, "tries")
    assert isinstance(tries, QSpinBox)
    assert (tries.minimum(), tries.maximum()) == (1, 10)
    tries.setValue(7)
    assert person(bench, "bodil").authentication.sign[0].max_attempts == 7
    radio(editor(bench).to_sign, "").click()
    assert person(bench, "bodil").authentication.sign == ()
    [step] = [each for each in bench.agreement.steps() if each.participant == "bodil"]
    assert step.authentication == ""


@pytest.mark.parametrize(("tries", "most"), [(None, 10), (50, 50)])
def test_tries_of_another_program_are_not_changed_by_looking(
    bench: ComposerBench, tries: int | None, most: int
) -> None:
    method = AuthenticationMethod(provider="sms_otp", max_attempts=tries)
    who = replace(inga(), authentication=Authentication(view=method))
    open_people(bench, an_agreement(participants=(bodil(), who)))
    people(bench).go_to("inga")
    found = [each for each in editor(bench).to_open.findChildren(QSpinBox) if each.isVisible()]
    assert [each.maximum() for each in found] == [most]
    assert person(bench, "inga").authentication.view == method
    assert not bench.session.can_undo


def test_everybody_gets_the_documents_that_are_chosen_for_them(bench: ComposerBench) -> None:
    documents = (a_document(), a_document("rules"))
    open_people(bench, an_agreement(documents=documents))
    box = editor(bench).findChild(QCheckBox, "document-rules")
    assert isinstance(box, QCheckBox)
    assert not box.isChecked()
    box.click()
    assert bench.agreement.documents_of("bodil") == ("contract", "rules")
    assert bench.agreement.documents_of("inga") == ("contract",)


def test_who_has_nothing_to_do_gets_a_step_with_one_press(bench: ComposerBench) -> None:
    open_people(bench, an_agreement(process=None))
    lines = editor(bench)._notes["documents"]
    assert [each.id for each in lines.findings()] == ["process.no_step"]
    press(lines, "repair")
    assert bench.agreement.documents_of("bodil") == ("contract",)


def test_with_signinghub_all_that_it_carries_is_offered(bench: ComposerBench) -> None:
    bench.account = bench.desk.add_account("Norrvik SigningHub", ServiceKind.SIGNINGHUB)
    open_people(bench)
    assert editor(bench).role.button("approver").isEnabled()
    assert list(editor(bench).role._buttons) == ["signer", "approver", "editor", "copy"]
    assert [each.text() for each in editor(bench).more_roles.actions_offered()] == [
        "Hosts a signing"
    ]
    assert not editor(bench).delivery.button("sms").isEnabled()
    assert ("sms_otp", True) in editor(bench).to_sign.options()
    assert ("se_bankid", True) not in editor(bench).to_sign.options()
    assert [each for each, _ in editor(bench).to_open.options()] == [
        "",
        "sms_otp",
        "password",
        "others",
    ]
