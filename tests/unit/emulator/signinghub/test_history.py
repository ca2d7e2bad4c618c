"""Tests of what the history proves: details of entries, certificates, and its end."""

import ssl

from app.emulator.json_value import JsonObject
from tests.support.signinghub_desk import DAY, Desk, items, member


def an_entry(desk: Desk, package: int, action: str) -> str:
    entries = items(desk.read(f"/packages/{package}/log"), "actions")
    log_id = next(entry["log_id"] for entry in entries if entry["action_type"] == action)
    return f"/packages/{package}/log/{log_id}/details"


def node(tree: JsonObject, *keys: str) -> JsonObject:
    for key in keys:
        tree = next(part for part in items(tree, "data") if part["key"] == key)
    return tree


def signed(desk: Desk) -> int:
    package = desk.shared()
    desk.act(package, "bo", "sign")
    return package


def test_the_details_are_a_tree_of_labelled_values(desk: Desk) -> None:
    details = desk.read(an_entry(desk, signed(desk), "SIGNED"))

    assert details["key"] == "SIGNED"
    assert node(details, "USER_NAME")["value"] == "Bo"
    assert node(details, "SIGNING_METHOD")["value"] == "SERVER"
    assert node(details, "DOCUMENTS", "DOCUMENT_NAME")["value_label"] == "Lease"


def test_the_certificate_is_fetched_where_the_details_say(desk: Desk) -> None:
    details = desk.read(an_entry(desk, signed(desk), "SIGNED"))
    found = node(details, "SIGNATURE", "CERTIFICATE")
    assert found["certificate_base64"] == ""
    url = member(found, "certificate_base64_url", str)

    path = "/v3" + url.partition("/v3")[2]
    answer = desk.get(path)

    assert ssl.DER_cert_to_PEM_cert(answer.data).startswith("-----BEGIN CERTIFICATE-----")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert desk.get(path[:-1]).status_code == 404


def test_the_certificate_can_come_with_the_details(desk: Desk) -> None:
    where = an_entry(desk, signed(desk), "SIGNED")

    details = desk.get(where, x_base64="true").json

    assert member(node(details, "SIGNATURE", "CERTIFICATE"), "certificate_base64", str) != ""
    assert desk.get(where, x_base64="yes").status_code == 400


def test_an_unknown_entry_is_not_found(desk: Desk) -> None:
    assert desk.get(f"/packages/{desk.shared()}/log/5/details").status_code == 404


def test_the_service_may_purge_the_history_of_what_is_over(desk: Desk) -> None:
    over, open_ = signed(desk), desk.shared()
    where = an_entry(desk, over, "SIGNED")
    desk.hub.configure({"history": "purged"})

    assert desk.read(f"/packages/{over}/log")["actions"] == []
    assert desk.get(where).status_code == 404
    assert len(items(desk.read(f"/packages/{open_}/log"), "actions")) == 1


def test_the_role_may_hide_the_history(desk: Desk) -> None:
    package = desk.shared()
    desk.hub.configure({"history": "refused"})

    answer = desk.get(f"/packages/{package}/log")

    assert answer.status_code == 403
    assert answer.json == {"Message": "You are not allowed to perform the requested operation"}


def test_v4_searches_the_history(desk: Desk) -> None:
    package = signed(desk)

    answer = desk.get(f"/v4/packages/{package}/log/1/10", x_search_text="Ym8=")

    assert [entry["user_name"] for entry in items(answer.json, "actions")] == ["Bo", "Bo"]
    assert answer.headers["x-total-records"] == "2"


def test_the_history_tells_what_the_owner_did_afterwards(desk: Desk) -> None:
    package = desk.shared()
    change: JsonObject = {"user_email": "cy@example.com", "user_name": "Cy"}
    desk.ask("PUT", f"/packages/{package}/workflow/1/user", change)
    desk.wait(DAY)
    desk.ask("POST", f"/v4/packages/{package}/workflow/1/remind")

    actions = items(desk.read(f"/packages/{package}/log"), "actions")

    assert [one["action_type"] for one in actions] == ["SHARED", "REPLACED", "REMINDED"]
