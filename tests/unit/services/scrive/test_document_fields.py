"""Fields on pages as Scrive is told them, in a document of its own and in those of a Flow."""

from typing import cast

import pytest

from app.domain.agreement import Agreement, Field
from app.domain.field_kinds import CHECKBOX_WIDTHS, RADIO_WIDTHS
from app.domain.json_value import JsonObject
from app.domain.kinds import FieldType
from app.services.scrive.document_fields import flow_fields, party_fields
from app.services.scrive.field_reading import took_fields
from tests.support.agreements import an_agreement, bodil, elin
from tests.support.documents_office import A4
from tests.support.fields import a_button, a_field


def party(*fields: Field) -> list[JsonObject]:
    found = party_fields(an_agreement(fields=fields), bodil(), {}, [A4], needed=frozenset())
    return cast("list[JsonObject]", found)


def in_flow(agreement: Agreement, document: str = "contract") -> list[JsonObject]:
    return cast("list[JsonObject]", flow_fields(agreement, bodil(), document, [A4]))


def of_kind(fields: list[JsonObject], kind: str) -> list[JsonObject]:
    return [each for each in fields if each["type"] == kind]


def places_of(field: JsonObject) -> list[JsonObject]:
    return cast("list[JsonObject]", field["placements"])


def test_radio_buttons_become_one_field_with_a_place_for_each_choice() -> None:
    fields = (
        a_button("Cat", y=84.2, required=False),
        a_field(),
        a_button("Dog", y=168.4, value="Dog"),
    )
    [group] = of_kind(party(*fields), "radiogroup")
    assert group["name"] == "Pets"
    assert group["values"] == ["Cat", "Dog"]
    assert group["selected_value"] == "Dog"
    assert group["is_obligatory"] is True
    assert [place["yrel"] for place in places_of(group)] == [0.1, 0.2]
    assert all((place["hrel"], place["fsrel"]) == (0, 0) for place in places_of(group))


def test_a_choice_that_nobody_made_yet_has_no_value() -> None:
    fields = (a_button("Cat"), a_button("Dog"), a_button("Red", group="Colour"))
    groups = of_kind(party(*fields), "radiogroup")
    assert [(each["name"], each["selected_value"]) for each in groups] == [
        ("Pets", None),
        ("Colour", None),
    ]


@pytest.mark.parametrize(("points", "number"), [(2.0, 0), (12.0, 1), (80.0, 2)])
@pytest.mark.parametrize(
    ("kind", "widths"),
    [(FieldType.CHECKBOX, CHECKBOX_WIDTHS), (FieldType.RADIO, RADIO_WIDTHS)],
)
def test_squares_are_sent_with_exactly_the_numbers_of_the_service(
    kind: FieldType, widths: tuple[float, ...], points: float, number: int
) -> None:
    field = a_field(type=kind, group="g", options=("Yes",), width=points)
    told = "checkbox" if kind is FieldType.CHECKBOX else "radiogroup"
    [square] = of_kind(party(field), told)
    assert places_of(square)[0]["wrel"] == widths[number]


def test_the_day_of_signing_is_another_field_than_a_date() -> None:
    fields = (
        a_field(type=FieldType.DATE, value="2031-02-28"),
        a_field(type=FieldType.SIGN_DATE, y=10.0),
        a_field(type=FieldType.SIGN_DATE, y=60.0),
    )
    told = party(*fields)
    [date], [signed] = of_kind(told, "date"), of_kind(told, "sign_date")
    assert date["value"] == "2031-02-28"
    assert "value" not in signed
    assert len(places_of(signed)) == 2


def test_a_greatest_length_becomes_a_pattern_with_an_example() -> None:
    [text] = of_kind(party(a_field(type=FieldType.TEXT, max_length=8)), "text")
    assert text["custom_validation"] == {
        "pattern": "^.{0,8}$",
        "positive_example": "xxxxxxxx",
        "tooltip": "At most 8 characters",
    }
    [free] = of_kind(party(a_field(type=FieldType.TEXT)), "text")
    assert free["custom_validation"] is None


def test_a_field_that_follows_a_phrase_is_sent_with_its_absolute_place() -> None:
    [signature] = of_kind(party(a_field(anchor="For the tenant")), "signature")
    [place] = places_of(signature)
    assert (place["xrel"], place["yrel"], place["page"]) == (0.1, 0.5, 1)
    assert place["anchors"] == []


def test_what_scrive_has_no_counterpart_for_is_left_out() -> None:
    kinds = (FieldType.INITIALS, FieldType.IN_PERSON_SIGNATURE)
    assert not any(places_of(each) for each in party(*(a_field(type=each) for each in kinds)))


def test_in_a_flow_names_and_addresses_stay_blank_beside_what_has_a_place() -> None:
    fields = (a_field(), a_field(type=FieldType.NAME, y=10.0), a_field(document="rules"))
    told = in_flow(an_agreement(fields=fields))
    standard = [each for each in told if each["type"] in ("name", "email", "mobile")]
    assert [each["value"] for each in standard] == ["", "", "", ""]
    assert [each["type"] for each in told[4:]] == ["full_name", "signature"]
    assert "value" not in told[4]


def test_in_a_flow_a_party_without_fields_stays_empty_as_in_the_guide() -> None:
    assert in_flow(an_agreement()) == []
    assert in_flow(an_agreement(fields=(a_field(),)), "rules") == []
    agreement = an_agreement(participants=(bodil(), elin()), fields=(a_field(participant="elin"),))
    assert flow_fields(agreement, elin(), "contract", [A4]) == []


def test_fields_that_came_back_otherwise_are_noticed() -> None:
    sent: JsonObject = {"fields": [*party(a_field(), a_button("Cat"), a_button("Dog"))]}
    assert took_fields(sent, sent)
    assert not took_fields(sent, {"fields": []})
    assert not took_fields(sent, {})
    told: JsonObject = {"fields": [*party(a_field(x=200.0), a_button("Cat"), a_button("Dog"))]}
    assert not took_fields(sent, told)
    told = {"fields": [*party(a_field(), a_button("Dog"), a_button("Cat"))]}
    assert not took_fields(sent, told)
    told = {"fields": [*party(a_field(), a_button("Cat"))]}
    assert not took_fields(sent, told)


def test_lost_digits_of_a_place_are_no_difference() -> None:
    sent: JsonObject = {"fields": [*party(a_field())]}
    told: JsonObject = {"fields": [*party(a_field(x=59.52, y=421.03))]}
    assert took_fields(sent, told)


@pytest.mark.parametrize("kind", [FieldType.CHECKBOX, FieldType.RADIO])
def test_squares_stay_on_the_page_though_they_are_larger_than_they_were_drawn(
    kind: FieldType,
) -> None:
    width, height = A4
    options = ("Cat",) if kind is FieldType.RADIO else ()
    corner = a_field(
        type=kind, x=width - 10, y=height - 10, width=10.0, height=10.0, options=options
    )
    [square] = of_kind(party(corner), "checkbox" if kind is FieldType.CHECKBOX else "radiogroup")
    [place] = places_of(square)
    left, top, side = (cast("float", place[name]) for name in ("xrel", "yrel", "wrel"))
    assert left + side <= 1
    assert top + side * width / height <= 1
    assert left >= 0.97
