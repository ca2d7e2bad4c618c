"""Tests of the account's contacts, groups, documents and templates, and of their use."""

from typing import TYPE_CHECKING

import pytest

from app.emulator.sealing import write_pdf
from tests.support.signinghub_desk import Desk, items, member

if TYPE_CHECKING:
    from app.emulator.json_value import JsonObject


def document_of(desk: Desk, package: int) -> str:
    document = items(desk.workflow(package), "documents")[0]["document_id"]
    return f"/packages/{package}/documents/{document}"


def an_upload(desk: Desk) -> int:
    package = desk.add_package()
    assert desk.upload(package, data=write_pdf([("Lease", ["Rent"])])).status_code == 201
    return package


def apply(desk: Desk, package: int, name: str, **more: bool) -> int:
    body: JsonObject = {"template_name": name, **more}
    return desk.ask("POST", f"{document_of(desk, package)}/template", body).status_code


@pytest.mark.parametrize("what", ["contacts", "groups", "templates", "library"])
def test_lists_give_the_number_of_records_first_and_the_page_after_it(
    desk: Desk, what: str
) -> None:
    first = desk.get(f"/settings/{what}/1/1")
    second = desk.get(f"/settings/{what}/1/2")

    assert len(first.rows) == len(second.rows) == 1
    assert first.rows != second.rows
    assert int(first.headers["x-total-records"]) > 1
    assert desk.get(f"/settings/{what}/1/0").status_code == 400
    assert desk.get(f"/settings/{what}/1/99").rows == []


def test_contacts_are_searched_and_added(desk: Desk) -> None:
    body: JsonObject = {"user_email": "new@example.com", "user_name": "Åsa New"}
    assert desk.ask("POST", "/settings/contacts", body).status_code == 200

    found = desk.get("/settings/contacts/10/1", x_search_text="w4VTQQ==")

    assert [row["user_email"] for row in found.rows] == ["new@example.com"]
    assert desk.ask("POST", "/settings/contacts", body).status_code == 400


def test_colleagues_are_contacts_of_the_enterprise(desk: Desk) -> None:
    rows = desk.get("/v4/settings/contacts/50/1", x_enterprise="true").rows

    assert "henrik.dahl@example.com" in {row["user_email"] for row in rows}
    assert all(row["enterprise"] is True for row in rows)


def test_the_versions_write_groups_and_templates_differently(desk: Desk) -> None:
    assert desk.get("/settings/groups/1/1").rows[0]["group_name"] == "Legal"
    assert desk.get("/v4/settings/groups/1/1").rows[0]["Name"] == "Legal"
    assert "description" not in desk.get("/settings/templates/1/1").rows[0]
    assert desk.get("/v4/settings/templates/1/1").rows[0]["description"]


def test_a_library_document_joins_the_package(desk: Desk) -> None:
    package = desk.add_package()
    shelved = desk.get("/settings/library/10/1").rows[0]

    answer = desk.ask("POST", f"/packages/{package}/documents/library/{shelved['document_id']}")

    assert answer.status_code == 201
    document = items(desk.workflow(package), "documents")[0]
    assert answer.json["document_id"] == document["document_id"]
    assert (document["document_name"], document["document_pages"]) == ("Standard terms", 2)
    assert desk.ask("POST", f"/packages/{package}/documents/library/1").status_code == 404


def test_a_template_brings_recipients_and_fields(desk: Desk) -> None:
    package = an_upload(desk)

    assert apply(desk, package, "House lease") == 200

    users = items(desk.workflow(package), "users")
    assert [(one["placeholder"], one["group_name"]) for one in users] == [
        ("Tenant", ""),
        ("", "Legal"),
    ]
    page = desk.read(f"{document_of(desk, package)}/fields/1")
    assert [one["order"] for one in items(page, "electronic_signature")] == [1, 2]
    document = items(desk.workflow(package), "documents")[0]
    assert member(document["template"], "template_name", str) == "House lease"


def test_a_template_applied_twice_brings_everything_twice(desk: Desk) -> None:
    package = an_upload(desk)

    apply(desk, package, "House lease")
    apply(desk, package, "House lease")

    assert len(items(desk.workflow(package), "users")) == 4
    page = desk.read(f"{document_of(desk, package)}/fields/1")
    assert len(items(page, "electronic_signature")) == 4


def test_a_template_draws_on_all_documents_but_adds_people_once(desk: Desk) -> None:
    package = an_upload(desk)
    desk.upload(package, "Annex.pdf")

    apply(desk, package, "House lease", apply_to_all=True)

    details = desk.workflow(package)
    assert len(items(details, "users")) == 2
    for document in items(details, "documents"):
        path = f"/packages/{package}/documents/{document['document_id']}"
        assert len(items(desk.read(f"{path}/fields/1"), "electronic_signature")) == 2


def test_v4_names_all_documents_by_zero(desk: Desk) -> None:
    package = an_upload(desk)
    desk.upload(package, "Annex.pdf")
    body: JsonObject = {"template_name": "House lease"}

    answer = desk.ask("POST", f"/v4/packages/{package}/documents/0/template", body)

    assert answer.status_code == 200
    documents = items(desk.workflow(package), "documents")
    assert all(document["template"] for document in documents)


def test_a_locked_template_locks_the_workflow(desk: Desk) -> None:
    package = an_upload(desk)

    apply(desk, package, "Standard terms, locked")

    assert member(desk.workflow(package)["workflow"], "read_only", bool) is True
    assert apply(desk, package, "House lease") == 403
    fill: JsonObject = {"user_email": "bo@example.com", "user_name": "Bo"}
    assert desk.ask("PUT", f"/packages/{package}/workflow/1/user", fill).status_code == 200
    assert desk.share(package).status_code == 200


@pytest.mark.parametrize(("name", "status"), [("Nothing", 404), ("Expense form", 400)])
def test_a_template_that_does_not_fit_changes_nothing(desk: Desk, name: str, status: int) -> None:
    package = an_upload(desk)
    before = desk.workflow(package)

    assert apply(desk, package, name) == status
    assert desk.workflow(package) == before


def test_the_account_tells_its_use(desk: Desk) -> None:
    package = desk.shared()
    desk.act(package, "bo", "sign")

    assert desk.read("/account/statistics/documents")["completed"] == 1
    usage = desk.read("/account/statistics/usage")
    assert member(usage["workflows"], "remaining", int) == 999
    assert desk.get("/account/notifications/1/1").rows[0]["package_id"] == package
