"""Tests of fields in every kind: drawn, changed, given to others, placed by text, filled in."""

import pytest

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.sealing import write_pdf
from tests.support.signinghub_desk import Desk, a_user, items, member

BOX: JsonObject = {"x": 56, "y": 90, "width": 200, "height": 80}
SPECIAL: dict[str, JsonObject] = {
    "digital_signature": {"display": "INVISIBLE"},
    "electronic_signature": {"display": "VISIBLE"},
    "in_person_signature": {"placeholder": "Guest", "display": "VISIBLE"},
    "initials": {},
    "text": {
        "type": "TEXT",
        "placeholder": "Floor",
        "max_length": 20,
        "multiline": True,
        "validation_rule": "OPTIONAL",
        "font": {"name": "COURIER", "size": 12, "embedded_size": 12},
    },
    "radio": {"value": "true", "validation_rule": "MANDATORY", "radio_group_name": "Pets"},
    "checkbox": {"value": "false", "validation_rule": "OPTIONAL"},
}


def a_field(**changes: JsonValue) -> JsonObject:
    return {"order": 1, "page_no": 1, "field_name": "field", "dimensions": BOX, **changes}


def document_of(desk: Desk, package: int) -> str:
    document = items(desk.workflow(package), "documents")[0]["document_id"]
    return f"/packages/{package}/documents/{document}"


def a_document(desk: Desk, *names: str) -> str:
    return document_of(desk, desk.draft(*(a_user(name) for name in names or ("bo",))))


def fields(desk: Desk, document: str, kind: str, version: str = "/v3") -> list[JsonObject]:
    return items(desk.read(f"{version}{document}/fields/1"), kind)


def special(kind: str) -> JsonObject:
    square: JsonObject = {"x": 56, "y": 90}
    return {"dimensions": square if kind == "checkbox" else BOX, **SPECIAL[kind]}


@pytest.mark.parametrize("kind", SPECIAL)
def test_each_kind_of_field_comes_back_as_it_was_drawn(desk: Desk, kind: str) -> None:
    document = a_document(desk)

    answer = desk.ask("POST", f"{document}/fields/{kind}", a_field(**special(kind)))

    assert answer.json == {"field_name": "field"}
    (field,) = fields(desk, document, kind)
    assert (field["field_name"], field["order"], field["type"]) == ("field", 1, "ASSIGNED")
    kept = {name: value for name, value in SPECIAL[kind].items() if name != "type"}
    assert {name: field[name] for name in kept} == kept
    box = member(field["dimensions"], "field", dict)
    assert box["width"] == (10 if kind == "checkbox" else 200)


@pytest.mark.parametrize("kind", SPECIAL)
def test_an_update_replaces_the_field_and_may_rename_it(desk: Desk, kind: str) -> None:
    document = a_document(desk, "bo", "cy")
    desk.ask("POST", f"{document}/fields/{kind}", a_field(**special(kind)))

    change = a_field(**{**special(kind), "order": 2, "renamed_as": "other"})
    answer = desk.ask("PUT", f"{document}/fields/{kind}", change)

    assert answer.json == {"field_name": "other"}
    (field,) = fields(desk, document, kind)
    assert (field["field_name"], field["order"]) == ("other", 2)


def test_an_update_finds_only_fields_of_its_kind(desk: Desk) -> None:
    document = a_document(desk)
    desk.ask("POST", f"{document}/fields/initials", a_field())

    answer = desk.ask("PUT", f"{document}/fields/digital_signature", a_field())

    assert answer.status_code == 404
    assert answer.json == {"Message": "Signature field not found"}


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("text", {"type": "ADDRESS"}),
        ("text", {"max_length": 0}),
        ("text", {"max_length": 10000}),
        ("text", {"font": {"name": "TIMES"}}),
        ("text", {"font": {"size": 9}}),
        ("text", {"validation_rule": "MAYBE"}),
        ("radio", {"radio_group_name": None}),
        ("radio", {"value": True}),
        ("checkbox", {"dimensions": {"x": 1, "y": 1, "width": 10, "height": 20}}),
        ("initials", {"value": "AB"}),
        ("in_person_signature", {"order": 2}),
        ("in_person_signature", {"page_no": 2}),
    ],
)
def test_a_field_that_no_page_describes_is_refused(
    desk: Desk, kind: str, changes: JsonObject
) -> None:
    document = a_document(desk)

    answer = desk.ask("POST", f"{document}/fields/{kind}", a_field(**{**special(kind), **changes}))

    assert answer.status_code in (400, 404)
    assert fields(desk, document, kind) == []


def test_v4_keeps_level_and_codes_of_a_signature(desk: Desk) -> None:
    document = a_document(desk)
    signing: JsonObject = {
        "enabled": True,
        "otp": {"enabled": True, "mobile_number": "+46701740605"},
        "totp": {"enabled": True},
    }
    body = a_field(
        level_of_assurance=["QUALIFIED_ELECTRONIC_SIGNATURE"], authentication_signing=signing
    )

    answer = desk.ask("POST", f"/v4{document}/fields/signature", body)

    assert set(answer.json) == {"field_name", "created_on"}
    (field,) = fields(desk, document, "signature", "/v4")
    assert field["level_of_assurance"] == ["QUALIFIED_ELECTRONIC_SIGNATURE"]
    assert field["authentication_signing"] == signing
    assert len(fields(desk, document, "digital_signature")) == 1


def test_fields_are_given_to_others(desk: Desk) -> None:
    document = a_document(desk, "bo", "cy")
    desk.ask("POST", f"{document}/fields/initials", a_field())

    body: JsonValue = [{"field_name": "field", "order": 2}]
    assert desk.ask("PUT", f"{document}/fields/assign", body).status_code == 200

    assert fields(desk, document, "initials")[0]["order"] == 2
    unknown: JsonValue = [{"field_name": "none", "order": 2}]
    assert desk.ask("PUT", f"{document}/fields/assign", unknown).status_code == 404


def test_fields_are_placed_beside_every_hit_each_time_anew(desk: Desk) -> None:
    package = desk.add_package()
    pdf = write_pdf([("Lease", ["Sign here:", "Rent", "Sign here:"]), ("Annex", ["Sign here:"])])
    desk.upload(package, data=pdf)
    desk.add_users(package, a_user("bo"))
    document = document_of(desk, package)
    body: JsonObject = {
        "search_text": "Sign here:",
        "order": 1,
        "field_type": "ELECTRONIC_SIGNATURE",
        "placement": "RIGHT",
    }

    first = desk.ask("POST", f"{document}/fields/autoplace", body)
    again = desk.ask("POST", f"{document}/fields/autoplace", body)

    assert len(first.rows) == len(again.rows) == 3
    upper, lower, *_ = fields(desk, document, "electronic_signature")
    places = [member(one["dimensions"], "field", dict) for one in (upper, lower)]
    assert places[0]["x"] == places[1]["x"] == 106
    assert places[1]["y"] - places[0]["y"] == 30
    assert (places[0]["width"], places[0]["height"]) == (200, 80)


def test_a_text_that_is_nowhere_places_nothing(desk: Desk) -> None:
    document = a_document(desk)
    body: JsonObject = {"search_text": "Nowhere", "order": 1, "field_type": "INITIALS"}

    assert desk.ask("POST", f"{document}/fields/autoplace", body).rows == []
    desk.hub.configure({"autoplace_without_hits": "refused"})
    assert desk.ask("POST", f"{document}/fields/autoplace", body).status_code == 404


@pytest.mark.parametrize(
    ("version", "kind"),
    [("/v3", "SIGNATURE"), ("/v4", "ELECTRONIC_SIGNATURE"), ("/v4", "CheckBox")],
)
def test_the_versions_call_automatic_fields_differently(
    desk: Desk, version: str, kind: str
) -> None:
    document = a_document(desk)
    body: JsonObject = {"search_text": "Rent", "order": 1, "field_type": kind}

    assert desk.ask("POST", f"{version}{document}/fields/autoplace", body).status_code == 400


@pytest.mark.parametrize("kind", ["TEXT", "DATE", "NUMBER"])
def test_version_4_places_texts_by_text_too(desk: Desk, kind: str) -> None:
    document = a_document(desk)
    body: JsonObject = {"search_text": "Rent", "order": 1, "field_type": kind}

    [made] = desk.ask("POST", f"/v4{document}/fields/autoplace", body).rows

    [placed] = fields(desk, document, "text", "/v4")
    assert placed["field_name"] == made["field_name"]
    assert placed["field_type"] == ("Number" if kind == "NUMBER" else "Text")


def test_who_acts_fills_in_what_is_mandatory(desk: Desk) -> None:
    package = desk.draft()
    document = document_of(desk, package)
    desk.ask("POST", f"{document}/fields/text", a_field(field_name="name", type="NAME"))
    optional = a_field(field_name="floor", type="TEXT", validation_rule="OPTIONAL")
    desk.ask("POST", f"{document}/fields/text", optional)
    desk.share(package)

    desk.act(package, "bo", "sign")

    filled = {one["field_name"]: one["value"] for one in fields(desk, document, "text")}
    assert filled == {"name": "Bo", "floor": ""}


def test_fields_are_drawn_in_a_draft_only(desk: Desk) -> None:
    document = document_of(desk, desk.shared())

    assert desk.ask("POST", f"{document}/fields/initials", a_field()).status_code == 403
    assert desk.ask("PUT", f"{document}/fields/assign", []).status_code == 403
