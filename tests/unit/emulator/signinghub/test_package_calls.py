"""Tests of packages and documents as a whole: owner, reading, order, certificates, pictures."""

import base64

import pytest

from app.emulator.json_value import JsonObject
from tests.support.signinghub_desk import DAY, PDF, Desk, a_user, items, member


def documents(desk: Desk, package: int) -> list[JsonObject]:
    return items(desk.workflow(package), "documents")


def path(desk: Desk, package: int, number: int = 0) -> str:
    return f"/packages/{package}/documents/{documents(desk, package)[number]['document_id']}"


def titles(desk: Desk, where: str, **headers: str) -> list[object]:
    return [row["package_name"] for row in desk.get(where, **headers).rows]


def test_documents_change_places(desk: Desk) -> None:
    package = desk.draft()
    desk.upload(package, "Annex.pdf")

    assert desk.ask("PUT", f"{path(desk, package, 1)}/reorder", {"order": 1}).status_code == 200

    shown = [(one["document_name"], one["document_order"]) for one in documents(desk, package)]
    assert shown == [("Annex", 1), ("Lease", 2)]
    assert desk.ask("PUT", f"{path(desk, package)}/reorder", {"order": 3}).status_code == 400


def test_a_document_is_certified_and_its_form_fields_locked(desk: Desk) -> None:
    package = desk.draft()
    where = f"{path(desk, package)}/certify"
    certify: JsonObject = {"enabled": True, "permission": "FORM_FILLING_ALLOWED"}

    body: JsonObject = {"certify": certify, "lock_form_fields": True}
    assert desk.ask("PUT", where, body).status_code == 200

    assert desk.read(where) == body
    document = documents(desk, package)[0]
    assert (document["certify"], document["lock_form_fields"]) == (certify, True)
    newer = member(desk.read(f"/v4{where}"), "certify", dict)
    assert newer["default_permission"] == "FORM_FILLING_ALLOWED"
    wrong: JsonObject = {"certify": {"permission": "ALL"}}
    assert desk.ask("PUT", where, wrong).status_code == 400


def test_a_package_is_given_to_a_colleague(desk: Desk) -> None:
    package = desk.draft()

    body: JsonObject = {"owner": "henrik.dahl@example.com"}
    assert desk.ask("PUT", f"/packages/{package}/owner", body).status_code == 200

    assert desk.get(f"/packages/{package}/workflow").status_code == 404
    desk.sign_in_as("henrik.dahl@example.com")
    assert desk.workflow(package)["owner_name"] == "Henrik Dahl"
    unknown: JsonObject = {"owner": "nobody@example.com"}
    assert desk.ask("PUT", f"/packages/{package}/owner", unknown).status_code == 404


def test_opening_a_package_leaves_a_trace(desk: Desk) -> None:
    package = desk.shared()
    assert desk.workflow(package)["unread"] is True

    assert desk.get(f"/packages/{package}/open").status_code == 200
    assert desk.get(f"/packages/{package}/close").status_code == 200

    assert desk.workflow(package)["unread"] is False
    actions = items(desk.read(f"/packages/{package}/log"), "actions")
    assert [one["action_type"] for one in actions] == ["SHARED", "OPENED"]


def test_v4_has_short_details_of_a_package(desk: Desk) -> None:
    package = desk.draft()

    details = desk.read(f"/v4/packages/{package}/details")

    assert (details["name"], details["document_status"]) == ("Lease", "DRAFT")
    assert items(details, "documents")[0]["name"] == "Lease"
    assert desk.get(f"/packages/{package}/details").status_code == 404


def test_signatures_are_verified(desk: Desk) -> None:
    package = desk.draft()
    box: JsonObject = {"x": 1, "y": 1, "width": 9, "height": 9}
    field: JsonObject = {"order": 1, "page_no": 1, "field_name": "sig", "dimensions": box}
    desk.ask("POST", f"{path(desk, package)}/fields/electronic_signature", field)
    desk.share(package)
    desk.act(package, "bo", "sign")

    verification = desk.read(f"{path(desk, package)}/verification")

    assert items(verification, "signatures")[0]["signer_name"] == "Bo"
    assert desk.get(f"/packages/{package}/verification").rows == [verification]


def test_pages_are_pictures(desk: Desk) -> None:
    where = f"{path(desk, desk.draft())}/images"

    assert desk.get(f"{where}/1/30x40").data.startswith(b"\x89PNG")
    assert desk.read(f"{where}/1/30x40/base64")["base64"]
    assert desk.get(f"{where}/2/30x40").status_code == 400
    assert desk.get(f"{where}/1/large").status_code == 400


def test_downloads_also_come_as_text(desk: Desk) -> None:
    package = desk.shared()

    whole = base64.b64decode(desk.read(f"/packages/{package}/base64")["base64"].__str__())

    assert whole == desk.get(f"/packages/{package}").data == PDF
    assert desk.read(f"{path(desk, package)}/base64")["base64"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("package-name=tenancy", ["Tenancy"]),
        ("owned-by=OTHERS", []),
        ("sort-by=TITLE&asc=true", ["Lease", "Tenancy"]),
        ("sort-by=TITLE&asc=false", ["Tenancy", "Lease"]),
        ("document-type=PDF&recipient-from=1", ["Lease"]),
        ("modified-from=2031-03-02T00:00:00", []),
        ("document-statuses=DRAFT,COMPLETED&size-from=1", ["Lease"]),
    ],
)
def test_v4_filters_and_sorts_the_list(desk: Desk, query: str, found: list[str]) -> None:
    desk.draft()
    desk.add_package("Tenancy")

    assert titles(desk, f"/v4/packages/ALL/1/10?{query}") == found


@pytest.mark.parametrize(
    "query", ["name=x", "sort-by=AGE", "owned-by=me", "size-from=big", "modified-to=soon"]
)
def test_a_query_that_no_page_describes_is_refused(desk: Desk, query: str) -> None:
    desk.draft()

    assert desk.get(f"/v4/packages/ALL/1/10?{query}").status_code == 400
    assert desk.get("/packages/ALL/1/10?package-name=x").status_code == 400


def test_v4_lists_what_expires_soon(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    window: JsonObject = {
        "access_duration": {
            "enabled": True,
            "duration_by_days": {"enabled": True, "duration": {"total_days": 9}},
        }
    }
    desk.ask("PUT", f"/packages/{package}/workflow/1/authentication", window)
    desk.share(package)
    where = "/v4/packages/EXPIRING_IN_SEVEN_DAYS/1/10"
    assert titles(desk, where) == []

    desk.wait(3 * DAY)

    assert titles(desk, where) == ["Lease"]
    assert desk.get(where.replace("v4", "v3")).status_code == 400


def test_a_list_without_folder_may_hide_what_is_archived(desk: Desk) -> None:
    package = desk.shared()
    desk.act_as_owner(package, "archive")

    assert titles(desk, "/packages/ALL/1/10") == ["Lease"]
    desk.hub.configure({"list_without_folder": "inbox"})
    assert titles(desk, "/packages/ALL/1/10") == []
    assert titles(desk, "/packages/ALL/1/10", x_folder="QVJDSElWRQ==") == ["Lease"]


def test_uploads_meet_the_limits_of_the_plan_and_the_scanner(desk: Desk) -> None:
    package = desk.add_package()
    virus = PDF + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"

    infected = desk.upload(package, data=virus)
    desk.hub.configure({"storage_left": 10})
    full = desk.upload(package)

    assert infected.json == {"Message": "Could not upload file - it is infected by malware"}
    assert full.json == {"Message": "Your storage limit has been reached"}


def test_only_the_owner_ends_a_workflow(desk: Desk) -> None:
    colleague: JsonObject = {
        "user_email": "henrik.dahl@example.com",
        "user_name": "Henrik",
        "role": "SIGNER",
    }
    package = desk.shared(colleague)
    desk.sign_in_as("henrik.dahl@example.com")

    answer = desk.ask("POST", f"/packages/{package}/complete")

    assert answer.status_code == 400
    assert answer.json == {"Message": "You are not authorized to view this document"}


def me(desk: Desk, role: str) -> JsonObject:
    owner = desk.hub.site.administrator
    return {"user_email": owner.email, "user_name": owner.name, "role": role}


def test_an_owner_signs_field_by_field_and_finishes(desk: Desk) -> None:
    package = desk.draft(me(desk, "SIGNER"), workflow_mode="ONLY_ME")
    box: JsonObject = {"x": 1, "y": 1, "width": 9, "height": 9}
    field: JsonObject = {"order": 1, "page_no": 1, "field_name": "sig", "dimensions": box}
    document = path(desk, package)
    desk.ask("POST", f"{document}/fields/digital_signature", field)
    desk.share(package)

    assert desk.ask("POST", f"/packages/{package}/finish").status_code == 403
    assert desk.ask("POST", f"{document}/sign", {"field_name": "other"}).status_code == 404
    assert desk.ask("POST", f"{document}/sign", {"field_name": "sig"}).status_code == 200
    assert desk.workflow(package)["package_status"] == "PENDING"
    assert desk.ask("POST", f"/packages/{package}/finish").status_code == 200

    assert desk.status(package) == "COMPLETED"


@pytest.mark.parametrize(
    ("role", "call", "status"),
    [("REVIEWER", "approve", "REVIEWED"), ("EDITOR", "submit", "EDITED")],
)
def test_an_owner_does_what_his_role_asks(desk: Desk, role: str, call: str, status: str) -> None:
    package = desk.shared(me(desk, role), a_user("bo"), workflow_mode="ME_AND_OTHERS")

    assert desk.ask("POST", f"/packages/{package}/finish").status_code == 403
    assert desk.ask("POST", f"/packages/{package}/{call}").status_code == 200

    assert desk.turns(package) == {"maja.lindqvist": status, "bo": "IN_PROGRESS"}
    assert desk.ask("POST", f"/packages/{package}/{call}").status_code == 403


def test_an_owner_declines_with_a_reason(desk: Desk) -> None:
    package = desk.shared(me(desk, "REVIEWER"), a_user("bo"), workflow_mode="ME_AND_OTHERS")

    body: JsonObject = {"reason": "Too early"}
    assert desk.ask("POST", f"/packages/{package}/decline", body).status_code == 200

    assert desk.status(package) == "DECLINED"
    assert items(desk.workflow(package), "users")[0]["reason"] == "Too early"


def test_the_role_decides_what_a_new_package_is(desk: Desk) -> None:
    desk.hub.configure({"default_type": "PARALLEL", "default_mode": "ME_AND_OTHERS"})

    answer = desk.ask("POST", "/packages", {})

    assert answer.json["workflow_type"] == "PARALLEL"
    assert answer.json["workflow_mode"] == "ME_AND_OTHERS"


@pytest.mark.parametrize(("method", "status"), [("GET", 404), ("PATCH", 405)])
def test_a_web_server_may_answer_with_a_page(desk: Desk, method: str, status: int) -> None:
    desk.hub.configure({"missing_paths": "html"})
    where = "/packages" if method == "PATCH" else "/nowhere"

    answer = desk.ask(method, where)

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>" in answer.text


def test_to_individual_the_fields_about_people_are_gone(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"))
    box: JsonObject = {"x": 1, "y": 1, "width": 90, "height": 20}
    document = path(desk, package)
    for kind in ("NAME", "TEXT"):
        field: JsonObject = {"order": 2, "page_no": 1, "field_name": kind, "type": kind}
        desk.ask("POST", f"{document}/fields/text", {**field, "dimensions": box})

    for kind in ("INDIVIDUAL", "SERIAL"):
        desk.ask("PUT", f"/packages/{package}/workflow", {"workflow_type": kind})

    left = items(desk.read(f"{document}/fields/1"), "text")
    assert [(one["field_name"], one["order"]) for one in left] == [("TEXT", 1)]
