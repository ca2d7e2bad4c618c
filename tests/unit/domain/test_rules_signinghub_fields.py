"""What is told of fields that a SigningHub package carries, or does not."""

from dataclasses import replace

import pytest

from app.domain.agreement import Agreement, Authentication, AuthenticationMethod, Field
from app.domain.field_editing import without_field
from app.domain.findings import Draft, Finding, Severity
from app.domain.json_value import JsonObject
from app.domain.kinds import FieldType, ServiceKind
from app.domain.linting import lint
from app.domain.repairs import repaired
from app.domain.signinghub_fields import (
    date_in,
    field_members,
    is_date_format,
    with_field_member,
    with_members_kept,
)
from app.services.texts import finding_text, repair_label
from tests.support.signinghub_office import a_package


def a_field(kind: FieldType = FieldType.TEXT, **changes: object) -> Field:
    values: dict[str, object] = {
        "type": kind,
        "participant": "bodil",
        "document": "contract",
        "page": 1,
        "x": 10.0,
        "y": 10.0,
        "width": 100.0,
        "height": 40.0,
        "id": "one",
        **changes,
    }
    return Field(**values)  # type: ignore[arg-type]


def with_fields(*fields: Field, **said: object) -> Agreement:
    told: JsonObject = {"fields": {"one": said}} if said else {}  # type: ignore[dict-item]
    return replace(a_package(signinghub=told), fields=fields)


def findings(agreement: Agreement, version: int = 4) -> dict[str, Finding]:
    draft = Draft(agreement=agreement, service=ServiceKind.SIGNINGHUB, api_version=version)
    return {each.id: each for each in lint(draft)}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (FieldType.SIGNATURE, {"level_of_assurance": ["QUALIFIED_ELECTRONIC_SIGNATURE"]}),
        (FieldType.IN_PERSON_SIGNATURE, {"placeholder": "Ada Byron", "display": "INVISIBLE"}),
        (FieldType.INITIALS, {}),
        (FieldType.TEXT, {"multiline": True, "field_type": "Number", "font": {"size": 12}}),
        (FieldType.DATE, {"format": "yyyy-mm-dd"}),
        (FieldType.JOB_TITLE, {"placeholder": "Your job"}),
        (FieldType.CHECKBOX, {}),
    ],
)
def test_every_kind_and_what_is_said_of_it_is_carried(kind: FieldType, said: JsonObject) -> None:
    found = findings(with_fields(a_field(kind), **said))

    assert set(found) <= {"fields.no_signature"}


@pytest.mark.parametrize(
    ("rule", "agreement"),
    [
        ("documents.package_fields", with_fields(a_field(FieldType.SIGN_DATE))),
        ("fields.package_not_signer", with_fields(a_field(FieldType.INITIALS, participant="elin"))),
        ("fields.package_not_filled", with_fields(a_field(participant="elin"))),
        ("fields.package_in_person", with_fields(a_field(FieldType.IN_PERSON_SIGNATURE))),
        ("fields.package_long", with_fields(a_field(max_length=10_000))),
        (
            "fields.package_place_proof",
            with_fields(
                a_field(FieldType.SIGNATURE, participant="karim", anchor="Rent"), placement="TOP"
            ),
        ),
        ("fields.package_nothing", with_fields(a_field(id="two"), multiline=True)),
        ("review.package_setting", with_fields(a_field(), level_of_assurance=["ADVANCED"])),
        ("review.package_value", with_fields(a_field(), font={"name": "ARIAL"})),
        ("review.package_value", with_fields(a_field(FieldType.DATE), format="d.m.y")),
    ],
)
def test_what_is_not_carried_stops_sending_and_is_said(rule: str, agreement: Agreement) -> None:
    finding = findings(agreement)[rule]

    assert finding.severity is Severity.ERROR
    assert "{" not in finding_text(finding).sentence + finding_text(finding).why
    if finding.repair is not None:
        assert repair_label(finding.repair)
        assert rule not in findings(repaired(agreement, finding.repair))


@pytest.mark.parametrize(
    ("rule", "agreement"),
    [
        ("fields.package_anchor", with_fields(a_field(anchor="Signature:"))),
        ("fields.package_every_place", with_fields(a_field(anchor="Rent"), placement="LEFT")),
        (
            "fields.package_choice",
            with_fields(
                a_field(FieldType.RADIO, group="Pay", options=("Now",), width=12, height=12),
                a_field(FieldType.RADIO, group="Pay", options=("Later",), y=80.0, id="two"),
            ),
        ),
    ],
)
def test_what_becomes_of_a_field_is_told_and_does_not_stop(rule: str, agreement: Agreement) -> None:
    found = findings(agreement)

    assert found[rule].severity is Severity.INFO
    assert "{" not in finding_text(found[rule]).sentence
    assert all(each.severity is not Severity.ERROR for each in found.values())


def test_the_kind_of_a_text_is_left_out_of_the_older_version() -> None:
    agreement = with_fields(a_field(), field_type="Number")

    assert findings(agreement, 3)["fields.package_newer"].severity is Severity.WARNING
    assert findings(agreement, 4) == {}


def test_a_field_that_follows_no_text_lies_where_it_is() -> None:
    finding = findings(with_fields(a_field(), placement="LEFT"))["fields.package_no_phrase"]

    assert finding.severity is Severity.WARNING


def test_what_is_said_of_a_field_goes_with_it() -> None:
    assert without_field(with_fields(a_field(), multiline=True), 0).signinghub == {}
    two = with_fields(a_field(), a_field(document="annex"), multiline=True)
    assert without_field(two, 0).signinghub == two.signinghub


def test_a_code_of_an_app_is_asked_by_the_newer_version_only() -> None:
    karim = replace(
        a_package().participants[1],
        authentication=Authentication(
            sign=(AuthenticationMethod(provider="totp", label="karim_sign"),)
        ),
    )
    people = a_package().participants
    agreement = replace(a_package(), participants=(people[0], karim, people[2]))

    assert findings(agreement, 4) == {}
    found = findings(agreement, 3)["people.package_app_code"]
    assert "{" not in finding_text(found).sentence
    assert found.repair is not None
    assert found.id not in findings(repaired(agreement, found.repair), 3)


def test_an_id_with_a_slash_can_be_repaired_too() -> None:
    agreement = replace(
        a_package(signinghub={"fields": {"a/b": {"placement": "NOWHERE"}}}),
        fields=(a_field(id="a/b", anchor="Rent"),),
    )
    finding = findings(agreement)["review.package_value"]

    assert finding.repair is not None
    assert repaired(agreement, finding.repair).signinghub == {}


def test_what_is_said_of_a_field_follows_its_name() -> None:
    agreement = with_field_member(with_fields(a_field(id="")), 0, "multiline", value=True)
    [field] = agreement.fields
    assert field.id == "text-1"
    assert field_members(agreement, field) == {"multiline": True}

    named = replace(agreement, fields=(replace(field, id="remarks"),))
    named = with_members_kept(named, "text-1", "remarks")

    assert named.signinghub == {"fields": {"remarks": {"multiline": True}}}
    assert with_field_member(named, 0, "multiline", value=None).signinghub == {}


def test_a_day_is_written_in_the_format_of_the_field() -> None:
    assert date_in("2031-02-28", "") == ("28/02/2031", "dd/mm/yyyy")
    assert date_in("2031-02-28", "yyyy.MM.dd") == ("2031.02.28", "yyyy.MM.dd")
    assert date_in("", "yyyy-mm-dd") == ("", "yyyy-mm-dd")
    assert [is_date_format(each) for each in ("dd-mm-yyyy", "dd/yyyy", "")] == [True, False, False]
