"""Making, reading and throwing away drafts."""

from datetime import timedelta
from io import BytesIO

import pytest

from app.emulator.scrive.moments import written
from tests.support.scrive_desk import (
    NOON,
    PDF,
    Desk,
    bodil,
    opened,
    parties_of,
    refusal,
    value_of,
)


def test_a_new_document_is_named_after_its_file(desk: Desk) -> None:
    document = desk.new("Lease 2031 åäö.pdf")

    assert document["title"] == "Lease 2031 åäö"
    assert document["status"] == "preparation"
    assert document["object_version"] == 1
    assert document["days_to_sign"] == 90
    assert document["sealed_file"] is None


def test_ids_are_strings_of_nineteen_digits(desk: Desk) -> None:
    document = desk.new()
    file = document["file"]
    assert isinstance(file, dict)

    for identifier in (document["id"], file["id"], parties_of(document)[0]["id"]):
        assert isinstance(identifier, str)
        assert len(identifier) == 19
        assert identifier.isdecimal()


def test_a_new_document_has_the_account_as_a_signing_author(desk: Desk) -> None:
    (author,) = parties_of(desk.new())

    assert author["is_author"] is True
    assert author["is_signatory"] is True
    assert author["signatory_role"] == "signing_party"
    assert value_of(author, "name", 1) == "Maja"
    assert value_of(author, "email") == "maja.lindqvist@example.com"


def test_the_role_of_a_new_author_can_be_switched(desk: Desk) -> None:
    desk.scrive.configure({"author_role": "viewer"})

    assert parties_of(desk.new())[0]["signatory_role"] == "viewer"


def test_a_new_document_may_lack_a_file(desk: Desk) -> None:
    document = opened(desk.post("documents/new"), 201)

    assert document["file"] is None
    assert document["object_version"] == 0
    assert str(document["title"]).startswith("Untitled 2031-03-01")


def test_the_file_part_needs_no_content_type(desk: Desk) -> None:
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="Deed.pdf"\r\n\r\n'
        + PDF
        + b"\r\n--x--\r\n"
    )

    answer = desk.post_body("documents/new", body, "multipart/form-data; boundary=x")

    assert opened(answer, 201)["title"] == "Deed"


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"%PDF-1.7 without an end", PDF.replace(b"/Root", b"/Encrypt 9 0 R /Root")],
)
def test_what_is_no_readable_pdf_is_refused(desk: Desk, data: bytes) -> None:
    answer = desk.post("documents/new", file=(BytesIO(data), "x.pdf"))

    assert refusal(answer) == (400, "request_parameters_parse_error")
    assert desk.listed()["total_matching"] == 0


@pytest.mark.parametrize("form", [{"titel": "x"}, {"saved": "true", "file_name": "x"}])
def test_an_unknown_parameter_is_refused(desk: Desk, form: dict[str, str]) -> None:
    answer = desk.post("documents/new", **form)

    assert refusal(answer) == (400, "request_parameters_invalid")


def test_a_flag_is_true_or_false(desk: Desk) -> None:
    answer = desk.post("documents/new", saved="yes")

    assert refusal(answer) == (400, "request_parameters_parse_error")
    assert opened(desk.post("documents/new", saved="false"), 201)["is_saved"] is False


def test_a_draft_gives_back_its_file_under_any_name(desk: Desk) -> None:
    document = desk.new()
    file = document["file"]
    assert isinstance(file, dict)

    for path in ("main", "main/whatever.pdf", f"{file['id']}", f"{file['id']}/x.pdf"):
        answer = desk.get(f"documents/{document['id']}/files/{path}")
        assert answer.data == PDF
        assert answer.mimetype == "application/pdf"


def test_the_file_can_be_replaced_and_removed(desk: Desk) -> None:
    document = desk.new()

    replaced = opened(
        desk.post(f"documents/{document['id']}/setfile", file=(BytesIO(PDF), "B.pdf"))
    )
    removed = opened(desk.do(document, "setfile"))

    assert replaced["file"] != document["file"]
    assert replaced["title"] == "Lease"
    assert removed["file"] is None
    missing = desk.get(f"documents/{document['id']}/files/main")
    assert refusal(missing) == (404, "resource_not_found")


def test_an_unknown_document_is_not_found(desk: Desk) -> None:
    assert refusal(desk.get("documents/8111111111111111111/get")) == (404, "resource_not_found")


def test_trash_comes_before_deletion(desk: Desk) -> None:
    document = desk.new()

    too_early = desk.do(document, "delete")
    trashed = opened(desk.do(document, "trash"))
    again = desk.do(document, "trash")
    deleted = opened(desk.do(document, "delete"))

    assert refusal(too_early) == (409, "document_state_error")
    assert trashed["is_trashed"] is True
    assert refusal(again) == (409, "document_state_error")
    assert deleted["is_deleted"] is True
    assert refusal(desk.get(f"documents/{document['id']}/get")) == (404, "resource_not_found")


def test_what_was_sent_cannot_be_trashed(desk: Desk) -> None:
    document = desk.started(bodil())

    assert refusal(desk.do(document, "trash")) == (409, "document_state_error")


def test_a_trashed_draft_can_be_neither_changed_nor_started(desk: Desk) -> None:
    document = desk.prepared(bodil())
    desk.do(document, "trash")

    assert refusal(desk.update(document, title="x")) == (409, "document_state_error")
    assert refusal(desk.do(document, "start")) == (409, "document_state_error")


def test_the_number_of_fractional_digits_varies() -> None:
    lengths = {len(written(NOON + timedelta(microseconds=step)) or "") for step in range(14)}

    assert len(lengths) > 4
    assert written(None) is None
    assert (written(NOON) or "").startswith("2031-03-01T12:00:00")
