"""Preparing a document: templates, copies, attachments, and pages that come and go."""

import json
from io import BytesIO

import pytest

from app.emulator import page_tree
from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive.records import objects
from app.emulator.sealing import write_pdf
from tests.support.scrive_desk import (
    PDF,
    Desk,
    bodil,
    opened,
    parties_of,
    refusal,
    value_of,
)

STATE_ERROR = (409, "document_state_error")
UNREADABLE = (400, "request_parameters_parse_error")
THREE = write_pdf([(f"Page {number}", []) for number in (1, 2, 3)])


def templates(desk: Desk) -> list[JsonObject]:
    desk.scrive.seed_templates()
    return objects(desk.listed([{"filter_by": "is_template"}])["documents"])


def attach(desk: Desk, document: JsonObject, *entries: JsonObject, **form: str) -> JsonObject:
    """Set attachments whose files are all the same PDF."""
    files = {str(one["file_param"]): (BytesIO(PDF), "x.pdf") for one in entries}
    path = f"documents/{document['id']}/setattachments"
    return opened(desk.post(path, attachments=json.dumps(entries), **form, **files))


def entry(name: str, *, part: str = "att_1", required: bool = True) -> JsonObject:
    return {"name": name, "required": required, "add_to_sealed_file": False, "file_param": part}


def attached(document: JsonObject) -> list[JsonValue]:
    return [one["name"] for one in objects(document["author_attachments"])]


def test_a_template_is_never_started_but_drafts_are_made_from_it(desk: Desk) -> None:
    template = next(one for one in templates(desk) if one["title"] == "Residential lease")
    assert refusal(desk.do(template, "start")) == STATE_ERROR
    assert desk.scrive.agreements() == []

    draft = opened(desk.post(f"documents/newfromtemplate/{template['id']}"), 201)

    assert draft["id"] != template["id"]
    assert (draft["is_template"], draft["template_id"]) == (False, template["id"])
    assert draft["title"] == "Residential lease"
    fields = [parties_of(one)[1]["fields"] for one in (draft, template)]
    assert fields[0] == fields[1]
    refused = desk.do(draft, "start").json
    assert refused is not None
    assert refused["error_details"]["errors"][0]["details"]["participant"] == 2


def test_only_templates_have_drafts_made_from_them(desk: Desk) -> None:
    document = desk.prepared(bodil())

    made = desk.post(f"documents/newfromtemplate/{document['id']}")

    assert refusal(made) == STATE_ERROR
    ids = json.dumps([document["id"]])
    shared = desk.post("documents/templates/setsharing", document_ids=ids, shared="true")
    assert refusal(shared) == STATE_ERROR


def test_templates_are_shared(desk: Desk) -> None:
    found = templates(desk)
    ids = json.dumps([one["id"] for one in found])

    answer = desk.post("documents/templates/setsharing", document_ids=ids, shared="true")

    assert (len(found), answer.status_code, answer.data) == (2, 202, b"")
    assert [desk.read(one)["is_shared"] for one in found] == [True, True]


def test_a_document_of_any_status_is_copied_with_the_authors_present_contacts(desk: Desk) -> None:
    document = desk.started(bodil(consent_module=None))

    copy = opened(desk.do(document, "clone"), 201)

    assert (copy["status"], copy["object_version"]) == ("preparation", 1)
    assert value_of(parties_of(copy)[0], "email") == "maja.lindqvist@example.com"
    assert value_of(parties_of(copy)[1], "email") == "bodil@example.com"
    assert desk.get(f"documents/{copy['id']}/files/main").data == PDF


def test_attachments_are_replaced_or_added_by_name(desk: Desk) -> None:
    document = desk.prepared(bodil())

    first = attach(desk, document, entry("Terms"), entry("Prices", part="att_2"))
    assert attached(first) == ["Terms", "Prices"]
    more = attach(desk, document, entry("Prices"), entry("Map", part="b"), incremental="true")
    assert attached(more) == ["Terms", "Prices", "Map"]
    found = objects(more["author_attachments"])
    data = desk.get(f"documents/{document['id']}/files/{found[0]['file_id']}/Terms.pdf")
    assert data.data == PDF

    again = {**entry("Kept"), "file_id": found[0]["file_id"]}
    del again["file_param"]
    changed = opened(desk.do(document, "setattachments", attachments=json.dumps([again])))
    assert attached(changed) == ["Kept"]
    assert attached(opened(desk.do(document, "setattachments", attachments="[]"))) == []


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([entry("Terms"), entry("Map", part="b")], "request_parameters_missing"),
        ([{**entry("Terms"), "file_id": "7"}], "request_parameters_parse_error"),
        ([{**entry("Terms"), "required": 1}], "request_parameters_parse_error"),
        ([{**entry("Terms"), "colour": "red"}], "request_parameters_parse_error"),
        ([entry("Terms"), entry("Terms")], "request_parameters_parse_error"),
        ([{"file_param": "att_1"}], "request_parameters_parse_error"),
        ([], "request_parameters_invalid"),
        ({}, "request_parameters_parse_error"),
    ],
)
def test_unfit_attachments_are_refused(desk: Desk, entries: JsonValue, expected: str) -> None:
    document = desk.prepared(bodil())
    path = f"documents/{document['id']}/setattachments"

    answer = desk.post(path, attachments=json.dumps(entries), att_1=(BytesIO(PDF), "x.pdf"))

    assert refusal(answer) == (400, expected)
    assert attached(desk.read(document)) == []


def test_an_unknown_file_cannot_be_attached(desk: Desk) -> None:
    document = desk.prepared(bodil())
    unknown = [{"name": "T", "required": True, "add_to_sealed_file": True, "file_id": "7"}]

    answer = desk.do(document, "setattachments", attachments=json.dumps(unknown))

    assert refusal(answer) == (404, "resource_not_found")


def test_removed_pages_take_their_placements_with_them(desk: Desk) -> None:
    document = opened(desk.post("documents/new", file=(BytesIO(THREE), "three.pdf")), 201)
    size: JsonObject = {"xrel": 0.1, "yrel": 0.1, "wrel": 0.2, "hrel": 0.1, "fsrel": 0.0168}
    spots: list[JsonValue] = [{**size, "page": page} for page in (1, 2, 3)]
    field: JsonObject = {"type": "signature", "name": "S", "placements": spots}
    desk.update(document, parties=[{}, {"fields": [field]}])

    changed = opened(desk.do(document, "removepages", pages="[2]"))

    field = objects(parties_of(changed)[1]["fields"])[-1]
    assert [one["page"] for one in objects(field["placements"])] == [1, 2]
    assert page_tree.count(desk.get(f"documents/{document['id']}/files/main").data) == 2


@pytest.mark.parametrize("pages", ["[]", "[1,1]", "[0]", "[4]", "[1,2,3]", "[true]", '["1"]', "1"])
def test_pages_to_remove_are_pages_that_there_are(desk: Desk, pages: str) -> None:
    document = opened(desk.post("documents/new", file=(BytesIO(THREE), "three.pdf")), 201)

    assert refusal(desk.do(document, "removepages", pages=pages)) == UNREADABLE
    assert desk.read(document)["object_version"] == document["object_version"]


def test_pages_are_appended(desk: Desk) -> None:
    document = desk.new()
    path = f"documents/{document['id']}/appendfile"

    opened(desk.post(path, file=(BytesIO(THREE), "three.pdf")))

    assert page_tree.count(desk.get(f"documents/{document['id']}/files/main").data) == 4
    assert refusal(desk.post(path)) == (400, "request_parameters_missing")


def test_what_was_started_or_has_no_file_keeps_its_pages(desk: Desk) -> None:
    document = desk.started(bodil())
    empty = opened(desk.post("documents/new"), 201)

    assert refusal(desk.do(empty, "removepages", pages="[1]")) == STATE_ERROR
    for call, form in (
        ("removepages", {"pages": "[1]"}),
        ("setattachments", {"attachments": "[]"}),
    ):
        assert refusal(desk.do(document, call, **form)) == STATE_ERROR
