"""Tests of documents: upload, details, another name, signature fields."""

import pytest

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.sealing import write_pdf
from tests.support.signinghub_desk import PDF, Desk, a_user, items, member

BOX: JsonObject = {"x": 56, "y": 90, "width": 200, "height": 80}


def a_field(**changes: object) -> JsonObject:
    return {"order": 1, "page_no": 1, "field_name": "sig", "dimensions": BOX, **changes}  # type: ignore[dict-item]


def document_of(desk: Desk, package: int) -> str:
    document = items(desk.workflow(package), "documents")[0]["document_id"]
    return f"/packages/{package}/documents/{document}"


def test_an_upload_is_created_and_answers_the_id_without_underscore(desk: Desk) -> None:
    package = desk.add_package()

    answer = desk.upload(package, "Lease unit 7.pdf", write_pdf([("A", []), ("B", [])]))

    assert answer.status_code == 201
    assert set(answer.json) == {"documentid"}
    document = items(desk.workflow(package), "documents")[0]
    assert document["document_id"] == answer.json["documentid"]
    assert document["document_name"] == "Lease unit 7"
    assert document["document_type"] == "PDF"
    assert document["document_source"] == "Countersign/7f3a9c"
    assert (document["document_width"], document["document_height"]) == (595, 842)
    assert (document["document_pages"], document["document_order"]) == (2, 1)


def test_v4_answers_the_id_three_times_with_the_whole_document(desk: Desk) -> None:
    package = desk.add_package()

    answer = desk.ask(
        "POST",
        f"/v4/packages/{package}/documents",
        data=PDF,
        content_type="application/octet-stream",
        headers={"x-file-name": "Lease.pdf", "x-convert-document": "false"},
    )

    ids = {answer.number(name) for name in ("document_id", "documentid", "documentId")}
    assert len(ids) == 1
    assert answer.json["document_size"] == len(PDF)
    assert set(member(answer.json, "certify", dict)) == {
        "enabled",
        "allowed_permissions",
        "default_permission",
    }


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("", PDF, "Invalid request headers - file name not found"),
        ("Lease.pdf", b"", "Request does not contain document"),
        ("Lease.pdf", b"<html>", "Document is not a valid PDF"),
        ("Lease.exe", b"MZ", "Document type is not supported"),
        ("Lease", PDF, "Document type is not supported"),
    ],
)
def test_an_upload_that_cannot_work_is_refused(
    desk: Desk, name: str, data: bytes, message: str
) -> None:
    answer = desk.upload(desk.add_package(), name, data)

    assert (answer.status_code, answer.json) == (400, {"Message": message})


def test_an_upload_is_raw_bytes(desk: Desk) -> None:
    package = desk.add_package()

    answer = desk.ask(
        "POST", f"/packages/{package}/documents", data=PDF, content_type="application/pdf"
    )

    assert answer.status_code == 415


def test_the_conversion_switch_is_true_or_false(desk: Desk) -> None:
    answer = desk.ask(
        "POST",
        f"/packages/{desk.add_package()}/documents",
        data=PDF,
        content_type="application/octet-stream",
        headers={"x-file-name": "Lease.pdf", "x-convert-document": "yes"},
    )

    assert answer.status_code == 400


def test_other_files_are_converted_to_pdf(desk: Desk) -> None:
    package = desk.draft()
    desk.upload(package, "Letter.docx", b"PK whatever")
    details = items(desk.workflow(package), "documents")[1]
    desk.share(package)

    content = desk.get(f"/packages/{package}/documents/{details['document_id']}").data

    assert details["document_type"] == "DOCX"
    assert content.startswith(b"%PDF-")


def test_xml_does_not_mix_with_other_types_or_with_editors(desk: Desk) -> None:
    package = desk.add_package()
    desk.upload(package, "Order.xml", b"<order/>")

    mixed = desk.upload(package)
    editor = desk.add_users(package, a_user("bo", "EDITOR"))

    assert mixed.status_code == editor.status_code == 400
    assert mixed.word("Message").startswith("Only XML document can be uploaded")
    assert editor.word("Message") == "Recipient role is not supported for an XML type document"


def test_the_size_of_an_upload_can_be_limited(desk: Desk) -> None:
    desk.hub.configure({"max_upload_bytes": 100})
    package = desk.add_package()

    assert desk.upload(package).status_code == 403
    assert desk.workflow(package)["documents"] == []


def test_a_shared_package_takes_no_more_documents(desk: Desk) -> None:
    assert desk.upload(desk.shared()).status_code == 403


def test_a_document_takes_another_name(desk: Desk) -> None:
    package = desk.draft()
    path = document_of(desk, package)
    desk.world.clock.advance(60)

    answer = desk.ask("PUT", path, {"document_name": "Löneavtal 7"})

    assert answer.status_code == 200
    details = desk.read(f"{path}/details")
    assert details["document_name"] == "Löneavtal 7"
    assert details["modified_on"] == "2031-03-01T12:01:00"


def test_the_details_of_a_document_have_every_documented_member(desk: Desk) -> None:
    details = desk.read(f"{document_of(desk, desk.draft())}/details")

    assert set(details) == {
        "document_id",
        "document_name",
        "document_order",
        "document_type",
        "document_source",
        "document_width",
        "document_height",
        "document_pages",
        "uploaded_on",
        "modified_on",
        "form_fields",
        "lock_form_fields",
        "certify",
        "template",
    }


def test_a_field_belongs_to_the_recipient_at_its_order(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"))
    path = document_of(desk, package)

    answer = desk.ask("POST", f"{path}/fields/electronic_signature", a_field(order=2))
    fields = desk.read(f"{path}/fields/1")

    assert answer.json == {"field_name": "sig"}
    found = items(fields, "electronic_signature")[0]
    assert (found["order"], found["field_name"], found["type"]) == (2, "sig", "ASSIGNED")
    assert member(found["dimensions"], "field", dict) == BOX
    assert member(found["dimensions"], "page", dict) == {"width": 595, "height": 842}
    assert fields["digital_signature"] == []


def test_a_field_without_a_name_gets_one(desk: Desk) -> None:
    path = document_of(desk, desk.draft())
    body = a_field()
    del body["field_name"]

    given = [
        desk.ask("POST", f"{path}/fields/digital_signature", body).word("field_name")
        for _ in range(2)
    ]

    assert len(set(given)) == 2


def test_an_electronic_signature_may_ask_for_a_code(desk: Desk) -> None:
    path = document_of(desk, desk.draft())
    code = {"enabled": True, "sms_otp": {"enabled": True, "mobile_number": "+46701740605"}}

    desk.ask("POST", f"{path}/fields/electronic_signature", a_field(authentication=code))

    found = items(desk.read(f"{path}/fields/1"), "electronic_signature")[0]
    assert found["authentication"] == code


def test_v4_has_one_kind_of_signature(desk: Desk) -> None:
    path = document_of(desk, desk.draft())
    body = a_field(level_of_assurance=["ELECTRONIC_SIGNATURE"])

    assert desk.ask("POST", f"{path}/fields/signature", body).status_code == 404
    assert desk.ask("POST", f"/v4{path}/fields/signature", body).status_code == 200
    assert len(items(desk.read(f"/v4{path}/fields/1"), "signature")) == 1
    assert len(items(desk.read(f"{path}/fields/1"), "electronic_signature")) == 1


@pytest.mark.parametrize("levels", [None, [], "ELECTRONIC_SIGNATURE", ["LOW"], [1]])
def test_v4_wants_known_levels_of_assurance(desk: Desk, levels: JsonValue) -> None:
    path = document_of(desk, desk.draft())

    answer = desk.ask("POST", f"/v4{path}/fields/signature", a_field(level_of_assurance=levels))

    assert answer.status_code == 400


def test_a_code_that_is_switched_off_is_not_asked(desk: Desk) -> None:
    path = document_of(desk, desk.draft())
    off = {"enabled": True, "sms_otp": {"enabled": False, "mobile_number": "+46701740605"}}

    desk.ask("POST", f"{path}/fields/electronic_signature", a_field(authentication=off))

    found = items(desk.read(f"{path}/fields/1"), "electronic_signature")[0]
    assert member(found["authentication"], "enabled", bool) is False


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"order": 2}, 404),
        ({"order": 0}, 400),
        ({"page_no": 2}, 400),
        ({"dimensions": {**BOX, "x": 500}}, 400),
        ({"dimensions": {**BOX, "width": 0}}, 400),
        ({"dimensions": {"x": 1}}, 400),
        ({"dimensions": None}, 400),
        ({"display": "HIDDEN"}, 400),
        ({"colour": "red"}, 400),
    ],
)
def test_a_field_that_cannot_be_is_refused(
    desk: Desk, changes: dict[str, object], status: int
) -> None:
    path = document_of(desk, desk.draft())

    answer = desk.ask("POST", f"{path}/fields/digital_signature", a_field(**changes))

    assert answer.status_code == status


@pytest.mark.parametrize(("repeated", "status", "count"), [("added", 200, 2), ("refused", 400, 1)])
def test_a_field_that_is_asked_for_twice_is_there_twice_or_refused(
    desk: Desk, repeated: str, status: int, count: int
) -> None:
    desk.hub.configure({"repeated_fields": repeated})
    path = document_of(desk, desk.draft())
    desk.ask("POST", f"{path}/fields/digital_signature", a_field())

    answer = desk.ask("POST", f"{path}/fields/digital_signature", a_field())

    assert answer.status_code == status
    assert len(items(desk.read(f"{path}/fields/1"), "digital_signature")) == count


def test_a_field_is_deleted_by_its_name_the_newest_of_several_first(desk: Desk) -> None:
    path = document_of(desk, desk.draft(a_user("bo"), a_user("cy")))
    desk.ask("POST", f"{path}/fields/digital_signature", a_field())
    desk.ask("POST", f"{path}/fields/digital_signature", a_field(order=2))

    assert desk.ask("DELETE", f"{path}/fields", {"field_name": "sig"}).status_code == 200

    found = items(desk.read(f"{path}/fields/1"), "digital_signature")
    assert [each["order"] for each in found] == [1]
    assert desk.ask("DELETE", f"{path}/fields", {"field_name": "sig"}).status_code == 200
    missing = desk.ask("DELETE", f"{path}/fields", {"field_name": "sig"})
    assert (missing.status_code, missing.word("Message")) == (404, "Signature field not found")


def test_a_deleted_document_is_gone_and_the_others_move_up(desk: Desk) -> None:
    package = desk.draft()
    path = document_of(desk, package)
    desk.upload(package, "Annex.pdf")

    assert desk.ask("DELETE", path).status_code == 200

    left = items(desk.workflow(package), "documents")
    assert [(each["document_name"], each["document_order"]) for each in left] == [("Annex", 1)]
    assert desk.ask("DELETE", path).status_code == 404


def test_v4_tells_the_package_of_a_deleted_document(desk: Desk) -> None:
    path = document_of(desk, desk.draft())

    assert desk.ask("DELETE", f"/v4{path}").json == {"package_name": "Lease"}


@pytest.mark.parametrize("part", ["", "/fields"])
def test_nothing_is_deleted_from_what_was_sent(desk: Desk, part: str) -> None:
    package = desk.draft()
    path = document_of(desk, package)
    desk.ask("POST", f"{path}/fields/digital_signature", a_field())
    desk.share(package)

    body: JsonObject | None = {"field_name": "sig"} if part else None
    refused = desk.ask("DELETE", f"{path}{part}", body)

    assert (refused.status_code, refused.word("Message")) == (
        403,
        "Document is no longer in draft state",
    )


def test_a_field_is_signed_when_its_recipient_has(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    path = document_of(desk, package)
    desk.ask("POST", f"{path}/fields/digital_signature", a_field())
    desk.share(package)
    desk.act(package, "bo", "sign")

    found = items(desk.read(f"{path}/fields/1"), "digital_signature")[0]

    assert (found["type"], found["process_status"]) == ("SIGNED", "PROCESSED")
    assert found["processed_by"] == "bo@example.com"


def test_there_are_no_fields_beyond_the_last_page(desk: Desk) -> None:
    assert desk.get(f"{document_of(desk, desk.draft())}/fields/2").status_code == 400
