"""What belongs to the account rather than to a document: users, attachments, folders, figures."""

import json
from io import BytesIO

import pytest

from app.emulator.json_value import JsonObject
from app.emulator.scrive.records import objects
from tests.support.scrive_desk import PDF, Desk, bodil, opened, refusal

INVALID = (400, "request_parameters_parse_error")
MISSING = (404, "resource_not_found")


def kept(desk: Desk, *titles: str) -> list[JsonObject]:
    """The library with these in it, newest first."""
    for title in titles:
        answer = desk.post("attachments/new", title=title, file=(BytesIO(PDF), "x.pdf"))
        assert (answer.status_code, answer.data) == (201, b"")
    return objects(opened(desk.get("attachments/list", domain="All"))["attachments"])


def a_folder(desk: Desk, name: str, parent: object = None) -> JsonObject:
    wanted = json.dumps({"name": name, "parent_id": parent})
    return opened(desk.post("folders/create", folder=wanted), 201)


def test_the_user_is_in_his_group(desk: Desk) -> None:
    profile = opened(desk.get("getprofile"))
    company = profile["company"]
    assert isinstance(company, dict)

    [user] = objects(opened(desk.get(f"usergroups/{company['companyid']}/users"))["users"])

    assert user["email"] == profile["email"]
    assert refusal(desk.get("usergroups/7/users")) == MISSING


def test_attachments_are_kept_listed_and_used(desk: Desk) -> None:
    [prices, terms] = kept(desk, "Terms", "Prices")
    assert [prices["title"], terms["title"]] == ["Prices", "Terms"]
    filters = json.dumps([{"filter_by": "text", "text": "term"}])
    found = opened(desk.get("attachments/list", filter=filters))
    assert (found["total_matching"], found["attachments"]) == (1, [terms])
    order = json.dumps([{"sort_by": "title", "order": "descending"}])
    assert opened(desk.get("attachments/list", sorting=order))["attachments"] == [terms, prices]
    assert desk.get(f"attachments/{terms['id']}/download/Terms.pdf").data == PDF

    entry = {"name": "Terms", "required": True, "add_to_sealed_file": False}
    listed = json.dumps([{**entry, "file_id": terms["file"]}])
    document = desk.prepared(bodil())
    changed = opened(desk.do(document, "setattachments", attachments=listed))

    assert objects(changed["author_attachments"])[0]["file_id"] == terms["file"]


def test_attachments_are_shared_and_deleted(desk: Desk) -> None:
    [prices, terms] = kept(desk, "Terms", "Prices")
    one = json.dumps([terms["id"]])

    shared = desk.post("attachments/setsharing", attachment_ids=one, shared="true")
    deleted = desk.post("attachments/delete", attachment_ids=json.dumps([prices["id"]]))

    assert (shared.status_code, deleted.status_code) == (202, 202)
    assert kept(desk) == [{**terms, "is_shared": True}]
    assert refusal(desk.post("attachments/delete", attachment_ids='["7"]')) == MISSING
    assert refusal(desk.post("attachments/new")) == (400, "request_parameters_missing")


@pytest.mark.parametrize(
    "query",
    [
        {"domain": "Mine"},
        {"sorting": '[{"sort_by": "colour"}]'},
        {"filter": '[{"filter_by": "colour", "text": "red"}]'},
    ],
)
def test_the_library_is_asked_in_known_ways(desk: Desk, query: dict[str, str]) -> None:
    kept(desk, "Terms")

    assert refusal(desk.get("attachments/list", **query)) == INVALID


def test_new_documents_lie_in_the_home_folder(desk: Desk) -> None:
    document = desk.new()
    home = opened(desk.get("getprofile"))["home_folder_id"]

    listed = opened(desk.get(f"folders/{home}/list"))

    assert listed["total_matching"] == 1
    assert objects(listed["documents"])[0]["id"] == document["id"]
    refused = desk.post(f"folders/{home}/delete")
    assert refusal(refused) == (409, "conflict_error")


def test_folders_are_made_renamed_moved_and_deleted(desk: Desk) -> None:
    leases = a_folder(desk, "Leases")
    old = a_folder(desk, "Old", leases["id"])
    older = a_folder(desk, "Older", old["id"])

    found = opened(desk.get(f"folders/{leases['id']}", recursive="true"))
    assert objects(objects(found["children"])[0]["children"])[0]["name"] == "Older"
    assert opened(desk.get(f"folders/{leases['id']}"))["children"] == [
        {"id": old["id"], "name": "Old"}
    ]
    inside = json.dumps({"parent_id": older["id"]})
    moved = desk.post(f"folders/{leases['id']}/update", folder=inside)
    assert refusal(moved) == (409, "conflict_error")
    renamed = json.dumps({"name": "Very old", "parent_id": None})
    changed = opened(desk.post(f"folders/{older['id']}/update", folder=renamed))
    assert (changed["name"], changed["parent_id"]) == ("Very old", None)
    assert desk.post(f"folders/{old['id']}/delete").status_code == 200
    assert refusal(desk.get(f"folders/{old['id']}")) == MISSING
    unnamed = desk.post("folders/create", folder='{"name": " "}')
    assert refusal(unnamed) == INVALID


def test_documents_are_counted_by_days_and_months(desk: Desk) -> None:
    document = desk.started(bodil())
    desk.do(document, "remind")
    desk.act(document, "Bodil Oskarsson", "open")
    desk.act(document, "Bodil Oskarsson", "sign")

    days = opened(desk.get("usagestats/days"))["stats"]
    months = opened(desk.get("usagestats/months"))["stats"]

    assert days == [{"date": "2031-03-01", "sent": 1, "closed": 1}]
    assert months == [{"date": "2031-03", "sent": 1, "closed": 1}]


def test_filters_by_flow_exist_where_the_server_has_them(desk: Desk) -> None:
    desk.new()
    asked = json.dumps([{"filter_by": "is_not_part_of_a_flow"}])
    assert refusal(desk.get("documents/list", filter=asked)) == INVALID
    desk.scrive.configure({"flow_filters": True})

    assert desk.listed([{"filter_by": "is_not_part_of_a_flow"}])["total_matching"] == 1
    assert desk.listed([{"filter_by": "is_part_of_a_flow"}])["total_matching"] == 0
