"""Filters, sorting and pages of `documents/list`."""

import json

import pytest

from app.emulator.json_value import JsonObject, JsonValue
from tests.support.scrive_desk import Desk, bodil, inga, opened, refusal


def titles(page: JsonObject) -> list[JsonValue]:
    """The titles on a page."""
    documents = page["documents"]
    assert isinstance(documents, list)
    return [one["title"] for one in documents if isinstance(one, dict)]


def three(desk: Desk) -> tuple[JsonObject, JsonObject, JsonObject]:
    """A draft, a pending and a closed document, a minute apart."""
    draft = opened(desk.update(desk.new(), title="Beta", tags=[{"name": "ref", "value": "7"}]))
    desk.wait(60)
    pending = desk.started(inga(), title="Alpha")
    desk.wait(60)
    closed = desk.started(bodil(), title="Gamma")
    desk.act(closed, "Bodil Oskarsson", "open")
    desk.act(closed, "Bodil Oskarsson", "sign")
    return draft, pending, closed


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([], ["Gamma", "Alpha", "Beta"]),
        ([{"filter_by": "status", "statuses": ["pending", "closed"]}], ["Gamma", "Alpha"]),
        ([{"filter_by": "tag", "name": "ref", "value": "7"}], ["Beta"]),
        ([{"filter_by": "tag", "name": "ref", "value": "8"}], []),
        ([{"filter_by": "text", "text": "bodil@"}], ["Gamma"]),
        ([{"filter_by": "text", "text": "ALPH"}], ["Alpha"]),
        (
            [{"filter_by": "is_author"}, {"filter_by": "is_not_template"}],
            ["Gamma", "Alpha", "Beta"],
        ),
        ([{"filter_by": "is_template"}], []),
        ([{"filter_by": "is_in_trash"}], []),
        ([{"filter_by": "is_not_in_trash"}, {"filter_by": "text", "text": "beta"}], ["Beta"]),
        ([{"filter_by": "author", "user_id": "1"}], []),
        ([{"filter_by": "is_signable_on_pad"}], []),
        ([{"filter_by": "mtime", "start_time": "2031-03-01T12:00:30Z"}], ["Gamma", "Alpha"]),
        (
            [
                {
                    "filter_by": "mtime",
                    "start_time": "2031-03-01T12:00:30Z",
                    "end_time": "2031-03-01T12:01:30.5Z",
                }
            ],
            ["Alpha"],
        ),
        (
            [
                {"filter_by": "status", "statuses": ["preparation", "pending"]},
                {"filter_by": "text", "text": "beta"},
            ],
            ["Beta"],
        ),
    ],
)
def test_all_filters_have_to_match(
    desk: Desk, filters: list[JsonValue], found: list[JsonValue]
) -> None:
    three(desk)

    page = desk.listed(filters)

    assert titles(page) == found
    assert page["total_matching"] == len(found)


@pytest.mark.parametrize(
    "filters",
    [
        {"filter_by": "is_author"},
        [{"filter_by": "colour"}],
        [{"filter_by": "is_part_of_a_flow"}],
        [{"filter_by": "status"}],
        [{"filter_by": "status", "statuses": ["cancelled"]}],
        [{"filter_by": "text", "text": "a", "lang": "en"}],
        [{"filter_by": "mtime", "start_time": "yesterday"}],
        ["is_author"],
    ],
)
def test_an_unknown_filter_is_refused(desk: Desk, filters: JsonValue) -> None:
    answer = desk.get("documents/list", filter=json.dumps(filters))

    assert refusal(answer) == (400, "request_parameters_parse_error")


@pytest.mark.parametrize(
    ("sorting", "found"),
    [
        ([{"sort_by": "title"}], ["Alpha", "Beta", "Gamma"]),
        ([{"sort_by": "title", "order": "descending"}], ["Gamma", "Beta", "Alpha"]),
        ([{"sort_by": "mtime", "order": "ascending"}], ["Beta", "Alpha", "Gamma"]),
        ([{"sort_by": "author"}, {"sort_by": "status"}], ["Gamma", "Alpha", "Beta"]),
    ],
)
def test_sorting(desk: Desk, sorting: JsonValue, found: list[JsonValue]) -> None:
    three(desk)

    assert titles(desk.listed(sorting=json.dumps(sorting))) == found


@pytest.mark.parametrize("sorting", [[{"sort_by": "size"}], [{"order": "ascending"}], {}])
def test_unknown_sorting_is_refused(desk: Desk, sorting: JsonValue) -> None:
    answer = desk.get("documents/list", sorting=json.dumps(sorting or "title"))

    assert refusal(answer) == (400, "request_parameters_parse_error")


def test_a_page_may_be_shorter_than_what_was_asked_for(desk: Desk) -> None:
    desk.scrive.configure({"list_cap": 2})
    three(desk)

    first = desk.listed(max="50")
    second = desk.listed(max="50", offset="2")

    assert titles(first) == ["Gamma", "Alpha"]
    assert titles(second) == ["Beta"]
    assert first["total_matching"] == 3
    assert titles(desk.listed(max="1")) == ["Gamma"]
    assert titles(desk.listed(max="0")) == []


def test_the_total_is_capped(desk: Desk) -> None:
    for _ in range(1002):
        desk.post("documents/new")

    assert desk.listed(max="1")["total_matching"] == 1000
    assert desk.listed(max="1", offset="1")["total_matching"] == 1001


def test_new_documents_may_be_missing_for_a_while(desk: Desk) -> None:
    desk.scrive.configure({"list_lag_seconds": 10})
    desk.new()

    assert desk.listed()["total_matching"] == 0
    desk.wait(10)
    assert desk.listed()["total_matching"] == 1


def test_deleted_documents_are_gone_and_trashed_ones_are_listed(desk: Desk) -> None:
    trashed, deleted = desk.new("Trashed.pdf"), desk.new("Deleted.pdf")
    for document in (trashed, deleted):
        desk.do(document, "trash")
    desk.do(deleted, "delete")

    assert titles(desk.listed([{"filter_by": "is_in_trash"}])) == ["Trashed"]


@pytest.mark.parametrize("query", [{"maximum": "5"}, {"max": "many"}, {"offset": "-1"}])
def test_an_unfit_query_is_refused(desk: Desk, query: dict[str, str]) -> None:
    status, kind = refusal(desk.get("documents/list", **query))

    assert status == 400
    assert kind.startswith("request_parameters_")


@pytest.mark.parametrize(
    "settings",
    [{"list_cap": "2"}, {"list_cap": True}, {"colour": "red"}, {"flow_answer": "uuid"}],
)
def test_a_setting_that_does_not_exist_is_refused(desk: Desk, settings: JsonObject) -> None:
    with pytest.raises(ValueError, match=next(iter(settings))):
        desk.scrive.configure(settings)
