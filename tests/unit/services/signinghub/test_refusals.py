"""SigningHub's known refusals: their family, and sentences with a next step."""

import json
from collections.abc import Callable

import pytest
from pytest_httpserver import HTTPServer

from app.domain.json_value import JsonValue
from app.services.errors import (
    AccountDisabled,
    BadAnswer,
    Forbidden,
    Gone,
    Refused,
    ServiceError,
    Unauthorized,
    Uncertain,
)
from app.services.signinghub.refusals import known_refusal, reason_code, refusal_text
from app.services.words.errors import error_text
from app.services.words.signinghub_refusals import REFUSAL_CODES, refusal_words
from app.services.words.signinghub_sign_in import sign_in_words
from tests.support.signinghub_scripted import PACKAGE, ScriptedHub

ROWS: list[tuple[int, str, type[ServiceError], str, str]] = [
    (400, "Request does not contain document", Refused, "empty_document", "empty document"),
    (400, "Invalid request headers - file name not found", Refused, "no_file_name", "without a na"),
    (
        400,
        "Only XML document can be uploaded for a workflow which contains at least one XML document",
        Refused,
        "xml_only",
        "XML files",
    ),
    (
        400,
        "Recipient role is not supported for an XML type document",
        Refused,
        "role_not_for_xml",
        "role",
    ),
    (400, "You are not authorized to view this document", Forbidden, "not_owner", "somebody else"),
    (401, "Request authorization denied", Unauthorized, "not_signed_in", "sign-in"),
    (401, "User authentication required", Unauthorized, "not_signed_in", "sign-in"),
    (403, "Document does not belong to user", Forbidden, "not_owner", "somebody else"),
    (403, "Document is no longer in draft state", Forbidden, "not_a_draft", "no draft any more"),
    (
        403,
        "You are not allowed to perform this action on locked workflow",
        Forbidden,
        "locked",
        "locked by its template",
    ),
    (
        403,
        "You are not allowed to perform the requested operation",
        Forbidden,
        "not_in_plan",
        "may not do this",
    ),
    (
        403,
        "You are not allowed to change recipient",
        Forbidden,
        "may_not_change_recipient",
        "may not change recipients",
    ),
    (403, "Account is disabled", AccountDisabled, "account_disabled", "is disabled"),
    (
        403,
        "Enterprise admin's role does not allow managing integration",
        Forbidden,
        "no_integration",
        "act for other users",
    ),
    (403, "Your workflows limit has been reached", Forbidden, "no_workflows_left", "no workflow"),
    (403, "Your storage limit has been reached", Forbidden, "no_storage_left", "no room"),
    (
        403,
        "Your document upload size limit is 5 MB",
        Forbidden,
        "document_too_large",
        "too large",
    ),
    (
        403,
        "Could not upload file - it is infected by malware",
        Forbidden,
        "upload_refused",
        "does not store this file",
    ),
    (
        403,
        "Document should be recalled by owner in In Progress or Pending state",
        Forbidden,
        "not_under_way",
        "nothing to recall",
    ),
    (
        403,
        "You cannot access this document before the access period starts",
        Forbidden,
        "access_not_begun",
        "cannot be opened yet",
    ),
    (
        403,
        "You cannot access this document after the access period ends",
        Forbidden,
        "access_over",
        "cannot be opened any more",
    ),
    (
        403,
        "This document is no longer available for your review  -your signature delegation rights",
        Forbidden,
        "delegation_over",
        "not yours to see",
    ),
    (403, "The One Time Password (OTP) does not match", Forbidden, "wrong_code", "one-time code"),
    (
        403,
        "Downloading document is not allowed in draft mode",
        Forbidden,
        "no_download_of_draft",
        "draft cannot be downloaded",
    ),
    (404, "Document not found", Gone, "gone", "does not have this agreement"),
    (404, "Document does not exist", Gone, "gone", "does not have this agreement"),
    (404, "No user found at given order", Refused, "nobody_there", "nobody at this place"),
    (404, "Group or contact not found", Refused, "group_unknown", "this group or contact"),
    (404, "Signature field not found", Refused, "field_unknown", "signature field"),
    (
        404,
        "You must add 1 or more signers before sharing the document",
        Refused,
        "no_signers",
        "nobody who signs",
    ),
    (
        500,
        "An internal server error occurred while processing the request",
        BadAnswer,
        "server_error",
        "problem of its own",
    ),
]


@pytest.fixture
def hub(httpserver: HTTPServer) -> ScriptedHub:
    return ScriptedHub(httpserver)


def _refusal(hub: ScriptedHub, status: int, message: str) -> ServiceError:
    path = f"/packages/{PACKAGE}/workflow"
    hub.says("GET", path, {"Message": message}, status=status)
    with pytest.raises(ServiceError) as caught:
        hub.client().workflow(PACKAGE)
    return caught.value


@pytest.mark.parametrize(("status", "message", "family", "code", "words"), ROWS)
@pytest.mark.parametrize("spell", [str, str.upper, lambda text: f" {text} ."])
def test_each_known_refusal_says_what_it_means_and_what_to_do(
    hub: ScriptedHub,
    status: int,
    message: str,
    family: type[ServiceError],
    code: str,
    words: str,
    spell: type[str],
) -> None:
    refusal = _refusal(hub, status, spell(message))
    assert type(refusal) is family
    assert reason_code(refusal) == code
    told = error_text(refusal)
    assert words in told.title
    assert told.detail
    assert told.next_step
    assert told.service_text == spell(message).strip()
    assert refusal.status == status
    assert refusal.correlation_id


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"Error": "invalid_credentials", "Message": "No"}, "wrong_password"),
        ({"Error": "otp_required", "Message": "A code is needed"}, "code_required"),
        ({"Error": "password_required"}, "password_required"),
    ],
)
def test_protected_documents_say_what_opens_them(
    hub: ScriptedHub, told: dict[str, JsonValue], code: str
) -> None:
    hub.says("GET", f"/packages/{PACKAGE}/workflow", told, status=403)
    with pytest.raises(Forbidden) as caught:
        hub.client().workflow(PACKAGE)
    assert reason_code(caught.value) == code
    assert caught.value.next_step
    assert caught.value.service_text == told.get("Message", told["Error"])


def test_doubt_about_a_change_stays_doubt_whatever_the_words(hub: ScriptedHub) -> None:
    message = "An internal server error occurred while processing the request"
    path = f"/packages/{PACKAGE}/workflow"
    hub.says("DELETE", path, {"Message": message}, status=500)
    with pytest.raises(Uncertain) as caught:
        hub.client().recall(PACKAGE)
    assert "may have taken effect" in caught.value.detail
    assert "problem of its own" in caught.value.title


@pytest.mark.parametrize("status", [400, 403, 404, 418])
def test_an_unknown_refusal_keeps_the_services_words(hub: ScriptedHub, status: int) -> None:
    refusal = _refusal(hub, status, "Das Paket ist gesperrt")
    assert isinstance(refusal, Refused)
    assert reason_code(refusal) == ""
    assert refusal.service_text == "Das Paket ist gesperrt"


def test_every_name_of_a_refusal_has_all_its_sentences() -> None:
    for code in REFUSAL_CODES:
        words = refusal_words(code)
        assert words is not None
        assert words.title.endswith(".")
        assert words.detail.endswith(".")
        assert words.next_step.endswith(".")
    tested = {row[3] for row in ROWS}
    by_code = {"wrong_password", "code_required", "password_required"}
    assert tested | by_code == REFUSAL_CODES


SHAPES: list[Callable[[str], bytes]] = [
    lambda text: json.dumps({"Message": text}).encode(),
    lambda text: json.dumps({"message": text}).encode(),
    lambda text: json.dumps({"MESSAGE": text, "Other": [1]}).encode(),
    lambda text: json.dumps({"error": "invalid_request", "error_description": text}).encode(),
    lambda text: json.dumps({"Error": text}).encode(),
    lambda text: json.dumps({"Error": "failed", "Message": text}).encode(),
    lambda text: b"\xef\xbb\xbf" + json.dumps({"Message": text}).encode(),
    lambda text: json.dumps(text).encode(),
    lambda text: text.encode(),
]
"""Where a text was seen, or may stand."""
SPELLINGS: list[Callable[[str], str]] = [
    lambda text: text.replace(" - ", "\N{EN DASH}").replace(" ", "  "),
    lambda text: text.replace(" - ", "- ").replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
    lambda text: f"\t{text.title()}!".replace(" ", "\N{NO-BREAK SPACE}"),
]


@pytest.mark.parametrize(("status", "message", "family", "code", "words"), ROWS)
def test_a_known_refusal_is_known_in_every_shape_and_spelling(
    status: int, message: str, family: type[ServiceError], code: str, words: str
) -> None:
    del family, words
    for shape in SHAPES:
        for spell in SPELLINGS:
            body = shape(spell(message))
            assert known_refusal(body) == code, (status, body)
            assert refusal_text(body)


def test_the_faults_of_single_members_are_told_too() -> None:
    body = {
        "Message": "The request is invalid.",
        "ModelState": {"x": ["Order is missing."], "y": 1},
    }
    assert refusal_text(json.dumps(body).encode()) == "The request is invalid. Order is missing."


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"Message": null}',
        b'{"Message": 7, "error": {}}',
        b'{"ModelState": 5}',
        b"<html><body>Bad gateway</body></html>",
        b"\xff\xfe\x00",
        b"[" * 100_000,
    ],
)
def test_a_body_that_says_nothing_is_no_known_refusal(body: bytes) -> None:
    assert known_refusal(body) == ""
    assert len(refusal_text(body)) <= 300


@pytest.mark.parametrize(
    "code",
    [
        "invalid_client",
        "invalid_grant",
        "invalid_scope",
        "unauthorized_client",
        "unsupported_grant_type",
        "access_denied",
        "something_new",
        "",
    ],
)
def test_each_refused_sign_in_says_what_to_do(code: str) -> None:
    words = sign_in_words(code.upper())
    assert all(part.endswith(".") for part in (words.title, words.detail, words.next_step))


@pytest.mark.parametrize(
    "code", ["nobody_there", "group_unknown", "field_unknown", "no_signers", "gone"]
)
def test_a_404_to_a_change_means_gone_only_where_the_agreement_is_gone(
    hub: ScriptedHub, code: str
) -> None:
    message = next(row[1] for row in ROWS if row[3] == code)
    path = f"/packages/{PACKAGE}/workflow"
    hub.says("PUT", path, {"Message": message}, status=404)
    hub.says("GET", path, {"workflow": {}, "package_id": int(PACKAGE)})
    with pytest.raises(Refused) as caught:
        hub.client().update_workflow(PACKAGE, {"message": "x"})
    assert not isinstance(caught.value, Gone)
    assert caught.value.detail
    assert caught.value.next_step
