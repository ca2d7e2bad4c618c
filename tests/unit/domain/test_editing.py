"""Changes to an agreement keep its parts referring to each other."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain import editing
from app.domain.agreement import Agreement
from app.domain.findings import Draft
from app.domain.kinds import Role, StepType
from app.domain.labels import is_label, new_label
from app.domain.linting import lint
from tests.support.agreements import a_document, an_agreement, bodil


def dangling(agreement: Agreement) -> list[str]:
    """Ids of findings about references that lead nowhere."""
    return [each.id for each in lint(Draft(agreement=agreement)) if "unknown" in each.id]


def test_a_draft_grows_from_nothing_to_something_that_can_be_sent() -> None:
    draft, _ = editing.with_document(Agreement(), "lease.pdf", "Lease")
    draft, _ = editing.with_participant(draft, "Bodil Oskarsson", email="bodil@example.com")
    assert lint(Draft(agreement=draft)) == ()
    assert draft.title == "Lease"


def test_a_new_document_comes_into_everybodys_step() -> None:
    draft, document = editing.with_document(an_agreement(), "rules.pdf", "Rules")
    assert all(document.label in step.documents for step in draft.steps())


def test_a_removed_document_takes_fields_steps_and_settings_along() -> None:
    settings = {"documents": {"contract": {"certify": True}, "rules": {}}}
    agreement = an_agreement(documents=(a_document(), a_document("rules")), signinghub=settings)
    left = editing.without_that_document(agreement, "contract")
    assert [each.label for each in left.documents] == ["rules"]
    assert left.signinghub == {"documents": {"rules": {}}}
    assert dangling(left) == []


def test_a_removed_participant_takes_steps_and_settings_along() -> None:
    agreement = an_agreement(scrive={"participants": {"inga": {"company": "Engberg"}}})
    left = editing.without_that_participant(agreement, "inga")
    assert [each.label for each in left.participants] == ["bodil"]
    assert left.scrive == {"participants": {}}
    assert dangling(left) == []
    assert editing.without_that_participant(an_agreement(), "inga").scrive == {}


def test_a_new_role_changes_what_the_step_does() -> None:
    changed = editing.with_changed_participant(an_agreement(), replace(bodil(), role=Role.APPROVER))
    assert next(changed.steps()).type is StepType.APPROVE


def test_a_proof_to_sign_is_asked_for_by_the_step_at_once() -> None:
    agreement = an_agreement()
    person = editing.authentication_to_sign(agreement, bodil(), "sms_otp")
    changed = editing.with_changed_participant(agreement, person)
    step = next(changed.steps())
    assert step.authentication == person.authentication.sign[0].label
    cleared = editing.with_changed_participant(
        changed, editing.authentication_to_sign(changed, person, "")
    )
    assert next(cleared.steps()).authentication == ""


def test_a_proof_to_open_comes_and_goes() -> None:
    person = editing.authentication_to_view(bodil(), "sms_otp", 5)
    assert person.authentication.view is not None
    assert person.authentication.view.max_attempts == 5
    assert not editing.authentication_to_view(person, "").authentication


def test_changing_the_tries_keeps_the_label() -> None:
    agreement = an_agreement()
    inga = agreement.participants[1]
    person = editing.authentication_to_sign(agreement, inga, "sms_otp", 5)
    assert person.authentication.sign[0].label == inga.authentication.sign[0].label


def test_a_change_without_a_process_is_only_the_change() -> None:
    agreement = an_agreement(process=None)
    changed = editing.with_changed_participant(agreement, replace(bodil(), name="Bo"))
    assert changed.participants[0].name == "Bo"
    assert editing.with_step_documents(agreement, "bodil", ("contract",)) == agreement


def test_documents_and_people_move_in_their_lists() -> None:
    agreement = an_agreement(documents=(a_document(), a_document("rules")))
    moved = editing.with_document_moved(agreement, "rules", -5)
    assert [each.label for each in moved.documents] == ["rules", "contract"]
    moved = editing.with_participant_moved(agreement, "bodil", 1)
    assert [each.label for each in moved.participants] == ["inga", "bodil"]


def test_a_renamed_document_keeps_its_place() -> None:
    changed = editing.with_changed_document(an_agreement(), replace(a_document(), name="Lease"))
    assert changed.documents[0].name == "Lease"


def test_a_person_acts_on_the_documents_that_were_chosen() -> None:
    agreement = an_agreement(documents=(a_document(), a_document("rules")))
    chosen = editing.with_step_documents(agreement, "bodil", ("rules", "contract"))
    assert chosen.documents_of("bodil") == ("contract", "rules")


@given(st.text(max_size=60), st.sets(st.from_regex(r"[a-z]{1,3}", fullmatch=True)))
def test_a_label_can_be_made_from_any_name(name: str, taken: set[str]) -> None:
    label = new_label(name, taken)
    assert is_label(label)
    assert label not in taken


def test_equal_names_get_labels_of_their_own() -> None:
    assert new_label("Åsa Öberg", {"asa_oberg", "asa_oberg_2"}) == "asa_oberg_3"
    assert is_label(new_label("x" * 60, {"x" * 40}))
