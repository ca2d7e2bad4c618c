"""Tests of packages as a whole: list, add, rename, delete, download, report."""

import base64
import io
import zipfile

import pytest
from pypdf import PdfReader

from tests.support.signinghub_desk import PDF, Desk, a_user, items, member


def coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def names(desk: Desk, path: str, **headers: str) -> list[str]:
    answer = desk.get(path, **headers)
    assert answer.status_code == 200
    return [member(row, "package_name", str) for row in answer.rows]


def test_a_new_package_is_an_own_draft(desk: Desk) -> None:
    answer = desk.ask(
        "POST", "/packages", {"package_name": "Lease", "workflow_mode": "ME_AND_OTHERS"}
    )

    assert answer.status_code == 200
    package = answer.number("package_id")
    assert answer.json == {
        "package_id": package,
        "workflow_mode": "ME_AND_OTHERS",
        "workflow_type": "SERIAL",
    }
    details = desk.workflow(package)
    assert details["package_status"] == "DRAFT"
    assert details["uploaded_on"] == "2031-03-01T12:00:00"


def test_a_package_without_a_name_is_called_untitled(desk: Desk) -> None:
    package = desk.ask("POST", "/packages", {}).number("package_id")

    assert desk.workflow(package)["package_name"] == "Untitled"


@pytest.mark.parametrize(
    "body",
    [
        {"name": "Lease"},
        {"package_name": 7},
        {"workflow_mode": "OTHERS"},
        {"workflow_mode": "only_others"},
        {"folder_name": "Leases"},
        [],
        "Lease",
    ],
)
def test_a_body_that_no_page_describes_is_refused(desk: Desk, body: object) -> None:
    answer = desk.ask("POST", "/packages", body)  # type: ignore[arg-type] # that is the point

    assert answer.status_code == 400
    assert set(answer.json) == {"Message"}


def test_a_body_must_be_json_and_say_so(desk: Desk) -> None:
    broken = desk.ask("POST", "/packages", data='{"pack', content_type="application/json")
    undeclared = desk.ask("POST", "/packages", data="{}", content_type="text/plain")

    assert (broken.status_code, undeclared.status_code) == (400, 415)


def test_two_packages_may_have_one_name(desk: Desk) -> None:
    assert desk.add_package("Lease") != desk.add_package("Lease")


def test_v4_takes_a_folder(desk: Desk) -> None:
    answer = desk.ask("POST", "/v4/packages", {"package_name": "A", "folder_name": "Leases"})

    assert desk.workflow(answer.number("package_id"))["folder"] == "Leases"


def test_the_list_is_paged_and_tells_the_total(desk: Desk) -> None:
    for number in range(5):
        desk.world.clock.advance(60)
        desk.add_package(f"Lease {number}")

    answer = desk.get("/packages/ALL/2/2")

    assert [row["package_name"] for row in answer.rows] == ["Lease 2", "Lease 1"]
    assert answer.headers["x-total-records"] == "5"
    assert names(desk, "/packages/ALL/4/2") == []


def test_the_list_is_filtered_by_the_status_for_the_user(desk: Desk) -> None:
    desk.add_package("Idea")
    desk.shared()

    assert names(desk, "/packages/DRAFT/1/10") == ["Idea"]
    assert names(desk, "/packages/INPROGRESS/1/10") == ["Lease"]
    assert names(desk, "/packages/PENDING/1/10") == []
    assert desk.get("/packages/SHARED/1/10").status_code == 400
    assert desk.get("/packages/ALL/0/10").status_code == 400


def test_the_list_is_filtered_by_coded_headers(desk: Desk) -> None:
    desk.add_package("Löneavtal ~7f3a9c")
    desk.add_package("Lease")

    assert names(desk, "/packages/ALL/1/10", x_search_text=coded("avtal ~7F3")) == [
        "Löneavtal ~7f3a9c"
    ]
    assert len(names(desk, "/packages/ALL/1/10", x_folder=coded("INBOX"))) == 2
    assert names(desk, "/packages/ALL/1/10", x_folder=coded("ARCHIVE")) == []
    assert len(names(desk, "/packages/ALL/1/10", x_folder="in-box")) == 0


def test_a_row_of_the_list_has_every_documented_member(desk: Desk) -> None:
    desk.shared(a_user("bo"))

    row = desk.get("/packages/ALL/1/10").rows[0]

    assert set(row) == {
        "package_id",
        "package_name",
        "package_owner",
        "owner_name",
        "package_status",
        "folder",
        "unread",
        "next_signer",
        "next_signer_email",
        "uploaded_on",
        "modified_on",
    }
    assert row["next_signer"] == "Bo"
    assert row["next_signer_email"] == [{"user_email": "bo@example.com", "user_name": "Bo"}]


def test_the_list_of_v4_tells_who_declined(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))
    desk.act(package, "bo", "decline", reason="Too dear")

    row = desk.get("/v4/packages/DECLINED/1/10").rows[0]

    assert row["decline"] == {
        "reason": "Too dear",
        "auto_decline": False,
        "declined_by": {"user_name": "Bo", "user_email": "bo@example.com"},
    }


def test_a_draft_takes_another_name(desk: Desk) -> None:
    package = desk.add_package("Lease ~7f3a9c")

    assert desk.ask("PUT", f"/packages/{package}", {"package_name": "Lease"}).status_code == 200
    assert desk.workflow(package)["package_name"] == "Lease"
    assert desk.ask("PUT", f"/packages/{package}", {"package_name": " "}).status_code == 400


def test_a_shared_package_keeps_its_name(desk: Desk) -> None:
    package = desk.shared()

    answer = desk.ask("PUT", f"/packages/{package}", {"package_name": "Other"})

    assert answer.status_code == 403
    assert answer.json == {"Message": "Document is no longer in draft state"}


def test_an_unknown_package_is_not_found(desk: Desk) -> None:
    for path in ("", "/workflow", "/workflow/users", "/log", "/report", "/documents/1"):
        answer = desk.get(f"/packages/4711{path}")
        assert (answer.status_code, answer.json) == (404, {"Message": "Document not found"})


def test_other_people_neither_see_nor_change_a_package(desk: Desk) -> None:
    package = desk.shared()
    desk.sign_in_as("henrik.dahl@example.com")

    assert desk.get(f"/packages/{package}/workflow").status_code == 404
    assert names(desk, "/packages/ALL/1/10") == []
    refused = desk.ask("DELETE", f"/packages/{package}/workflow")
    assert refused.status_code == 403
    assert refused.json == {"Message": "Document does not belong to user"}


def test_a_deleted_draft_is_gone(desk: Desk) -> None:
    package = desk.add_package()

    assert desk.ask("DELETE", f"/packages/{package}").status_code == 200
    assert desk.get(f"/packages/{package}/workflow").status_code == 404
    assert desk.ask("DELETE", f"/packages/{package}").status_code == 404


def test_deleting_a_shared_package_recalls_it_first(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))

    assert desk.ask("DELETE", f"/packages/{package}").status_code == 200
    assert desk.get(f"/packages/{package}/workflow").status_code == 404
    assert desk.mail("bo") == ["Please sign: Lease", "Recalled: Lease"]


def test_a_completed_package_is_deleted_for_its_owner_alone(desk: Desk) -> None:
    package = desk.shared(a_user("omar.haddad"))
    desk.act(package, "omar.haddad", "sign")

    desk.ask("DELETE", f"/packages/{package}")

    assert desk.get(f"/packages/{package}/workflow").status_code == 404
    desk.sign_in_as("omar.haddad@example.com")
    assert desk.workflow(package)["package_status"] == "COMPLETED"


def test_deleting_what_waits_for_oneself_declines_it(desk: Desk) -> None:
    package = desk.shared(a_user("omar.haddad"))
    desk.sign_in_as("omar.haddad@example.com")

    desk.ask("DELETE", f"/packages/{package}")

    desk.sign_in()
    assert desk.status(package) == "DECLINED"


def test_a_draft_cannot_be_downloaded(desk: Desk) -> None:
    package = desk.draft()

    answer = desk.get(f"/packages/{package}")

    assert answer.status_code == 403
    assert answer.json == {"Message": "Downloading document is not allowed in draft mode"}


def test_one_document_downloads_as_the_very_pdf_until_somebody_signs(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("cy"))
    assert desk.get(f"/packages/{package}").data == PDF

    desk.act(package, "bo", "sign")
    signed = desk.get(f"/packages/{package}").data

    assert signed.startswith(PDF)
    text = PdfReader(io.BytesIO(signed)).pages[-1].extract_text()
    assert "Signed by Bo <bo@example.com>, 2031-03-01 12:00:00 UTC" in text


def test_several_documents_download_as_a_zip(desk: Desk) -> None:
    package = desk.draft()
    desk.upload(package, "Plan.pdf")
    desk.share(package)

    with zipfile.ZipFile(io.BytesIO(desk.get(f"/packages/{package}").data)) as archive:
        assert archive.namelist() == ["1 Lease.pdf", "2 Plan.pdf"]
        assert archive.read("2 Plan.pdf") == PDF


def test_a_single_document_downloads_alone(desk: Desk) -> None:
    package = desk.shared()
    document = items(desk.workflow(package), "documents")[0]["document_id"]

    assert desk.get(f"/packages/{package}/documents/{document}").data == PDF
    assert desk.get(f"/packages/{package}/documents/1").status_code == 404


def test_the_report_needs_a_completed_package(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))
    early = desk.get(f"/packages/{package}/report")
    desk.act(package, "bo", "sign")

    report = desk.get(f"/packages/{package}/report")

    assert early.status_code == 403
    text = PdfReader(io.BytesIO(report.data)).pages[0].extract_text()
    assert "Process evidence: Lease" in text
    assert "SIGNED  Bo <bo@example.com>" in text


def test_the_report_can_be_forbidden_by_the_service_plan(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))
    desk.act(package, "bo", "sign")
    desk.hub.configure({"evidence_reports": False})

    assert desk.get(f"/packages/{package}/report").status_code == 403
