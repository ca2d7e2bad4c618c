"""What `documents/{d}/update` changes, and what it refuses."""

import json

import pytest

from app.emulator.json_value import JsonObject, JsonValue
from tests.support.scrive_desk import (
    Desk,
    a_party,
    bodil,
    inga,
    opened,
    parties_of,
    refusal,
    value_of,
)

INVALID = (400, "request_parameters_parse_error")


def test_a_partial_update_leaves_the_rest(desk: Desk) -> None:
    document = desk.new()

    changed = opened(desk.update(document, title="Lease 2031"))

    assert changed["title"] == "Lease 2031"
    assert changed["parties"] == document["parties"]
    assert changed["object_version"] == 2


def test_empty_parties_are_signing_parties_with_blank_standard_fields(desk: Desk) -> None:
    document = desk.new()

    changed = opened(desk.update(document, parties=[parties_of(document)[0], {}, {}]))

    author, first, second = parties_of(changed)
    assert author["is_author"] is True
    for party in (first, second):
        assert party["is_author"] is False
        assert party["signatory_role"] == "signing_party"
        assert party["delivery_method"] == "email"
        assert value_of(party, "name", 1) == value_of(party, "email") == ""
    assert first["id"] != second["id"]


def test_signatory_ids_are_new_after_each_update_of_the_parties(desk: Desk) -> None:
    document = desk.new()
    once = opened(desk.update(document, parties=[parties_of(document)[0], {}]))
    twice = opened(desk.update(document, parties=once["parties"]))

    assert parties_of(once)[1]["id"] != parties_of(twice)[1]["id"]


def test_parties_that_are_not_listed_go_away(desk: Desk) -> None:
    document = desk.prepared(bodil(), inga())

    changed = opened(desk.update(document, parties=[*parties_of(document)[:2]]))

    assert len(parties_of(changed)) == 2


def test_without_the_author_the_first_counterparty_becomes_the_author(desk: Desk) -> None:
    document = desk.new()

    changed = opened(desk.update(document, parties=[bodil(), inga()]))

    first, second = parties_of(changed)
    assert first["is_author"] is True
    assert value_of(first, "name", 1) == "Maja"
    assert value_of(first, "email") == "maja.lindqvist@example.com"
    assert value_of(second, "name", 1) == "Inga"


def test_the_authors_contacts_revert_to_the_account(desk: Desk) -> None:
    document = desk.new()
    author = {**parties_of(document)[0], **a_party("Somebody Else", email="else@example.com")}

    changed = opened(desk.update(document, parties=[author]))

    assert value_of(parties_of(changed)[0], "email") == "maja.lindqvist@example.com"


@pytest.mark.parametrize(
    ("is_signatory", "role", "outcome"),
    [
        (True, "viewer", "signing_party"),
        (False, "signing_party", "viewer"),
        (False, "approver", "approver"),
    ],
)
def test_the_deprecated_is_signatory_wins(
    desk: Desk, is_signatory: bool, role: str, outcome: str
) -> None:
    party: JsonObject = {"is_signatory": is_signatory, "signatory_role": role}

    assert parties_of(desk.prepared(party))[1]["signatory_role"] == outcome


def test_unknown_and_read_only_members_are_ignored(desk: Desk) -> None:
    document = desk.new()

    changed = opened(desk.update(document, id="1", status="closed", shoe_size=43))

    assert changed["id"] == document["id"]
    assert changed["status"] == "preparation"


def test_tags_are_merged_and_null_removes_one(desk: Desk) -> None:
    document = desk.new()
    desk.update(document, tags=[{"name": "a", "value": "1"}, {"name": "b", "value": "2"}])

    tags: JsonValue = [{"name": "a", "value": None}, {"name": "c", "value": "3"}]
    changed = opened(desk.update(document, tags=tags))

    assert changed["tags"] == [{"name": "b", "value": "2"}, {"name": "c", "value": "3"}]


def test_display_options_are_merged(desk: Desk) -> None:
    document = desk.new()

    changed = opened(desk.update(document, display_options={"show_footer": False}))

    options = changed["display_options"]
    assert isinstance(options, dict)
    assert options["show_footer"] is False
    assert options["show_header"] is True


def test_a_template_stays_one(desk: Desk) -> None:
    document = desk.prepared(bodil(), is_template=True)

    changed = opened(desk.update(document, is_template=False))

    assert changed["is_template"] is True
    assert refusal(desk.do(document, "start")) == (409, "document_state_error")


@pytest.mark.parametrize(
    "changes",
    [
        {"title": 5},
        {"tags": [{"name": "a", "value": 1}]},
        {"tags": [{"name": "a"}]},
        {"tags": {"a": "1"}},
        {"days_to_sign": 0},
        {"days_to_sign": "90"},
        {"days_to_sign": True},
        {"days_to_sign": 10, "days_to_remind": 11},
        {"lang": "xx"},
        {"display_options": {"show_header": "yes"}},
        {"parties": []},
        {"parties": {}},
        {"parties": [{}, "Bodil"]},
        {"parties": [{}, {"signatory_role": "boss"}]},
        {"parties": [{}, {"delivery_method": "pigeon"}]},
        {"parties": [{}, {"authentication_method_to_view": "swisscom_qes"}]},
        {"parties": [{}, {"authentication_method_to_sign": "verimi"}]},
        {"parties": [{}, {"sign_order": 0}]},
        {"parties": [{}, {"is_visible": True}]},
        {"parties": [{}, {"attachments": [{"description": "no name"}]}]},
        {"parties": [{}, {"consent_module": {"title": "x"}}]},
    ],
)
def test_an_unfit_value_changes_nothing(desk: Desk, changes: JsonObject) -> None:
    document = desk.new()

    answer = desk.update(document, **{"title": "Changed", **changes})

    assert refusal(answer) == INVALID
    assert desk.read(document) == document


def test_json_as_a_body_is_refused(desk: Desk) -> None:
    document = desk.new()

    answer = desk.post_json(f"documents/{document['id']}/update", {"document": {"title": "x"}})

    assert refusal(answer) == (400, "request_parameters_missing")


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "null"])
def test_a_document_that_is_no_object_is_refused(desk: Desk, text: str) -> None:
    document = desk.new()

    assert refusal(desk.do(document, "update", document=text)) == INVALID


def test_unknown_form_parameters_are_refused_but_document_id_is_known(desk: Desk) -> None:
    document = desk.new()
    text = json.dumps({"title": "x"})

    repeated = desk.do(document, "update", document=text, document_id=str(document["id"]))
    strange = desk.do(document, "update", document=text, version="2")

    assert repeated.status_code == 200
    assert refusal(strange) == (400, "request_parameters_invalid")


def test_a_stale_object_version_changes_nothing(desk: Desk) -> None:
    document = desk.new()
    text = json.dumps({"title": "x"})

    first = desk.do(document, "update", document=text, object_version="1")
    second = desk.do(document, "update", document=text, object_version="1")
    odd = desk.do(document, "update", document=text, object_version="one")

    assert first.status_code == 200
    assert refusal(second) == (409, "document_object_version_mismatch")
    assert refusal(odd) == INVALID
    assert desk.read(document)["object_version"] == 2


def test_what_was_sent_cannot_be_updated(desk: Desk) -> None:
    document = desk.started(bodil())

    assert refusal(desk.update(document, title="x")) == (409, "document_state_error")
