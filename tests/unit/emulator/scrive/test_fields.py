"""The fields of a party: what each kind must have."""

import pytest

from app.emulator.json_value import JsonObject, JsonValue
from tests.support.scrive_desk import Desk, opened, parties_of, refusal

PLACE: JsonObject = {
    "xrel": 0.1,
    "yrel": 0.8,
    "wrel": 0.27,
    "hrel": 0.08,
    "fsrel": 0.0168,
    "page": 1,
    "tip": "right",
}
BOX: JsonObject = {**PLACE, "wrel": 0.011538, "hrel": 0, "fsrel": 0}
RADIO: JsonObject = {**PLACE, "wrel": 0.014736, "hrel": 0, "fsrel": 0}
OPEN_DATE: JsonObject = {"start_date": None, "end_date": None}

GOOD: list[JsonObject] = [
    {"type": "full_name", "placements": [PLACE]},
    {"type": "company_number", "value": "556677-8899"},
    {"type": "personal_number"},
    {"type": "email", "value": "a@example.com", "editable_by_signatory": True},
    {"type": "signature", "name": "Signature 1", "placements": [PLACE]},
    {"type": "text", "name": "Room", "value": "12"},
    {
        "type": "text",
        "name": "Digits",
        "custom_validation": {"pattern": "[0-9]+", "positive_example": "12", "tooltip": "Digits"},
    },
    {"type": "multi_line_text", "name": "Remarks"},
    {"type": "checkbox", "name": "Pets", "is_checked": True, "placements": [BOX]},
    {
        "type": "radiogroup",
        "name": "Rent",
        "values": ["monthly", "yearly"],
        "selected_value": None,
        "placements": [RADIO, RADIO],
    },
    {"type": "date", "name": "From", "value": None, "configuration": OPEN_DATE},
    {"type": "sign_date", "placements": [PLACE]},
    {"type": "text", "name": "Anchored", "placements": [{"offset": {"x": 0, "y": 0}}]},
]
BAD: list[JsonObject] = [
    {"type": "shoe_size"},
    {"value": "no type"},
    {"type": "name", "value": "no order"},
    {"type": "name", "order": 3},
    {"type": "email", "value": None},
    {"type": "email", "editable_by_signatory": "yes"},
    {"type": "signature"},
    {"type": "text", "name": " "},
    {"type": "text", "name": "a", "is_obligatory": 1},
    {"type": "text", "name": "a", "custom_validation": {"pattern": "x"}},
    {"type": "checkbox", "name": "a", "is_checked": "yes"},
    {"type": "checkbox", "name": "a", "placements": [PLACE]},
    {"type": "radiogroup", "name": "a", "values": ["one"], "selected_value": None},
    {"type": "radiogroup", "name": "a", "values": ["one", "one"], "selected_value": None},
    {"type": "radiogroup", "name": "a", "values": ["one", "two"]},
    {
        "type": "radiogroup",
        "name": "a",
        "values": ["one", "two"],
        "selected_value": None,
        "placements": [RADIO],
    },
    {"type": "date", "name": "a", "value": None},
    {"type": "date", "name": "a", "value": 5, "configuration": OPEN_DATE},
    {"type": "text", "name": "a", "placements": [{**PLACE, "xrel": 1.2}]},
    {"type": "text", "name": "a", "placements": [{**PLACE, "xrel": 0.9}]},
    {"type": "text", "name": "a", "placements": [{**PLACE, "yrel": 0.99}]},
    {"type": "text", "name": "a", "placements": [{**PLACE, "page": 0}]},
    {"type": "text", "name": "a", "placements": [{**PLACE, "tip": "up"}]},
    {"type": "text", "name": "a", "placements": [{"page": 1}]},
    {"type": "text", "name": "a", "placements": PLACE},
]


def with_fields(desk: Desk, *fields: JsonObject) -> list[JsonValue]:
    """The fields as they come back."""
    listed: list[JsonValue] = [*fields]
    returned = parties_of(desk.prepared({"fields": listed}))[1]["fields"]
    assert isinstance(returned, list)
    return returned


@pytest.mark.parametrize("field", GOOD)
def test_a_complete_field_comes_back_as_it_was_sent(desk: Desk, field: JsonObject) -> None:
    returned = with_fields(desk, field)[-1]

    assert isinstance(returned, dict)
    assert returned["type"] == field["type"]
    assert returned["is_obligatory"] is True
    assert returned["should_be_filled_by_sender"] is False
    for name in ("name", "value", "is_checked", "values", "configuration"):
        assert returned.get(name) == field.get(name, returned.get(name))


@pytest.mark.parametrize("field", BAD)
def test_an_incomplete_field_is_refused(desk: Desk, field: JsonObject) -> None:
    answer = desk.update(desk.new(), parties=[{}, {"fields": [field]}])

    assert refusal(answer) == (400, "request_parameters_parse_error")


def test_missing_names_are_added_blank(desk: Desk) -> None:
    returned = with_fields(desk, {"type": "name", "order": 2, "value": "Engberg"})

    assert [
        (one["order"], one["value"]) for one in returned if isinstance(one, dict) and "order" in one
    ] == [(1, ""), (2, "Engberg")]


@pytest.mark.parametrize(
    "fields",
    [
        [{"type": "email", "value": "a@example.com"}, {"type": "email", "value": "b@example.com"}],
        [{"type": "name", "order": 1}, {"type": "name", "order": 1}],
        [{"type": "text", "name": "a"}, {"type": "checkbox", "name": "a"}],
    ],
)
def test_what_may_be_there_once_is_refused_twice(desk: Desk, fields: list[JsonValue]) -> None:
    answer = desk.update(desk.new(), parties=[{}, {"fields": fields}])

    assert refusal(answer) == (400, "request_parameters_parse_error")


def test_a_radio_group_may_wait_for_its_placements(desk: Desk) -> None:
    field: JsonObject = {
        "type": "radiogroup",
        "name": "a",
        "values": ["one", "two"],
        "selected_value": "one",
    }

    answer = desk.update(desk.new(), parties=[{}, {"fields": [field]}])

    assert opened(answer)["status"] == "preparation"
