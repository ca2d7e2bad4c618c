"""What is said about fields on pages before anything is sent."""

from dataclasses import replace

import pytest

from app.domain.agreement import Agreement, Field
from app.domain.findings import Draft, FileFacts, Finding
from app.domain.kinds import FieldType, ServiceKind
from app.domain.linting import lint
from app.domain.repairs import repaired
from app.services.texts import finding_text
from tests.support.agreements import a_document, an_agreement, bodil, elin, inga
from tests.support.fields import a_button, a_field

FILE = FileFacts(pages=2, size=10, page_sizes=((595.0, 842.0),) * 2)


def findings_of(agreement: Agreement, service: ServiceKind | None = None) -> list[Finding]:
    files = {each.label: FILE for each in agreement.documents}
    found = lint(Draft(agreement=agreement, files=files, service=service))
    return [each for each in found if each.id.startswith("fields.")]


def rules_of(*fields: Field, **changes: object) -> list[str]:
    found = findings_of(an_agreement(fields=fields, **changes))
    assert all(finding_text(each).sentence for each in found)
    return [each.id.removeprefix("fields.") for each in found]


def both_sign(*fields: Field) -> tuple[Field, ...]:
    return (*fields, a_field(participant="inga", y=700.0))


def test_fields_as_they_should_be_are_not_spoken_of() -> None:
    assert rules_of(*both_sign(a_field(), a_button("Cat", y=10.0), a_button("Dog", y=40.0))) == []


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ((a_field(page=3),), "no_such_page"),
        ((a_field(x=590.0),), "outside_page"),
        ((a_field(width=10.0),), "too_small"),
        ((a_field(), a_field(x=100.0)), "overlap"),
        ((a_field(id="A"), a_field(id="A", y=10.0)), "same_name"),
        ((a_field(), a_field(type=FieldType.DATE, y=10.0, value="12 May")), "date_value"),
        (
            (a_field(), a_field(type=FieldType.TEXT, y=10.0, value="abcd", max_length=3)),
            "value_too_long",
        ),
        ((a_field(), a_button("Cat", y=10.0)), "radio_alone"),
        ((a_field(), a_button("Cat", y=10.0), a_button("Cat", y=40.0)), "radio_texts"),
        ((a_field(), a_button("Cat", y=10.0), a_button("", y=40.0)), "radio_texts"),
        ((a_field(), a_button("Cat", y=10.0), a_button("Dog", y=40.0, page=2)), "radio_pages"),
        (
            (
                a_field(),
                a_button("Cat", y=10.0, value="Cat"),
                a_button("Dog", y=40.0, value="Dog"),
            ),
            "radio_chosen",
        ),
        (
            (a_field(), a_button("Cat", y=10.0, group=""), a_button("Dog", y=40.0, group="")),
            "radio_group",
        ),
    ],
)
def test_what_is_wrong_with_a_field_is_told(fields: tuple[Field, ...], rule: str) -> None:
    assert rules_of(*both_sign(*fields)) == [rule]


def test_a_field_of_somebody_without_a_step_is_told() -> None:
    agreement = an_agreement(
        documents=(a_document(), a_document("rules")),
        fields=(a_field(document="rules"),),
    )
    assert [each.id for each in findings_of(agreement)] == ["fields.not_taking_part"]


def test_who_signs_without_a_place_while_others_have_one_is_told() -> None:
    [finding] = findings_of(an_agreement(fields=(a_field(),)))
    assert finding.id == "fields.no_signature"
    assert finding.facts["name"] == "Inga Engberg"
    assert rules_of(a_field(type=FieldType.TEXT)) == []


@pytest.mark.parametrize(
    "field",
    [
        a_field(page=9),
        a_field(document="gone"),
        a_field(participant="gone"),
        a_field(x=450.0, y=5000.0),
    ],
)
def test_a_lost_field_is_repaired_with_one_click(field: Field) -> None:
    agreement = an_agreement(fields=(*both_sign(a_field(y=10.0)), field))
    [finding] = findings_of(agreement)
    assert finding.repair is not None
    assert findings_of(repaired(agreement, finding.repair)) == []


def test_two_names_alike_are_told_apart_by_a_repair() -> None:
    agreement = an_agreement(fields=both_sign(a_field(id="A"), a_field(id="A", y=10.0)))
    [finding] = findings_of(agreement)
    assert finding.repair is not None
    assert repaired(agreement, finding.repair).fields[1].id == ""


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        (a_field(type=FieldType.INITIALS), "documents_type"),
        (a_field(participant="elin"), "documents_not_signer"),
        (a_field(type=FieldType.TEXT, anchor="Sign here"), "documents_anchor"),
        (a_field(type=FieldType.DATE, max_length=20), "documents_limits"),
        (a_field(type=FieldType.TEXT, options=("a", "b")), "documents_limits"),
    ],
)
@pytest.mark.parametrize("way", ["flow", "documents"])
def test_what_becomes_of_a_field_at_scrive_is_told_by_both_ways(
    field: Field, rule: str, way: str
) -> None:
    agreement = an_agreement(
        participants=(bodil(), inga(), elin()), fields=(field,), scrive={"send_with": way}
    )
    found = {each.id for each in findings_of(agreement, ServiceKind.SCRIVE)}
    inferred = {"fields.flow_inferred"} if way == "flow" else set()
    assert found == {f"fields.{rule}", *inferred}


def test_a_length_is_carried_for_texts_and_choices_for_buttons() -> None:
    fields = (
        a_field(type=FieldType.TEXT, max_length=20, y=10.0),
        a_button("Cat", y=100.0),
        a_button("Dog", y=130.0),
    )
    agreement = replace(an_agreement(fields=fields), scrive={"send_with": "documents"})
    assert findings_of(agreement, ServiceKind.SCRIVE) == []
