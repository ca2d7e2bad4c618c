"""What Scrive says when it refuses."""

import json

import pytest

from app.domain.json_value import JsonObject
from app.services.errors import Reason
from app.services.scrive.refusals import refusal_reasons, refusal_text


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({"code": 400, "message": "Invalid content"}, "Invalid content."),
        (
            {"code": 400, "message": "Invalid content", "explanation": "label `x` is unknown"},
            "Invalid content. label `x` is unknown.",
        ),
        (
            {"error_type": "resource_not_found", "error_message": "No document", "http_code": 404},
            "No document.",
        ),
        ({"error_type": "endpoint_not_found", "http_code": 404}, "endpoint_not_found."),
        ({"error": "nope!"}, "nope!"),
        ({"errors": ["one", {"detail": "two"}, {"message": "three."}]}, "one. two. three."),
        ({"detail": "d", "title": "t"}, "d. t."),
        ({"error_message": "", "detail": "behind an empty one"}, "behind an empty one."),
    ],
)
def test_the_reason_is_found_in_each_known_shape(told: object, text: str) -> None:
    assert refusal_text(json.dumps(told).encode()) == text


def test_a_failed_start_tells_all_its_reasons_once() -> None:
    told = {
        "error_type": "document_state_error",
        "http_code": 409,
        "error_message": "Invitation for participant #2 requires an email",
        "error_details": {
            "document_id": "8123",
            "errors": [{"type": "invalid_invitation_delivery_info", "details": {}}],
            "explanations": [
                "Invitation for participant #2 requires an email",
                "Authentication for participant #3 is disabled",
            ],
        },
    }
    assert refusal_text(json.dumps(told).encode()) == (
        "Invitation for participant #2 requires an email. "
        "Authentication for participant #3 is disabled."
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"No valid access credentials were provided.", None),
        (b"", None),
        (b"<html><body>502</body></html>", "an HTML page"),
        (b'{"unknown": {"deep": 1}}', None),
        (b'["a list"]', None),
        (b"\xff\xfe", "\ufffd\ufffd"),
    ],
)
def test_anything_else_is_shown_as_it_came(body: bytes, text: str | None) -> None:
    assert refusal_text(body) == (body.decode() if text is None else text)


def test_a_reason_without_end_is_cut() -> None:
    assert len(refusal_text(json.dumps({"message": "x" * 9000}).encode())) == 500


EMAIL: JsonObject = {
    "type": "invalid_invitation_delivery_info",
    "details": {"field": {"type": "email"}, "participant": 2},
}
DISABLED: JsonObject = {
    "type": "authentication_to_sign_method_disabled",
    "details": {"participant": 3},
}


def test_each_reason_is_told_with_the_participant_whom_it_concerns() -> None:
    details: JsonObject = {"errors": [EMAIL, DISABLED], "explanations": ["One", "Two"]}
    expected = (
        Reason(text="One", code=str(EMAIL["type"]), participant=2, field="email"),
        Reason(text="Two", code=str(DISABLED["type"]), participant=3),
    )
    failed_start = {"error_type": "document_state_error", "error_details": details}
    assert refusal_reasons(json.dumps(failed_start).encode()) == expected
    assert refusal_reasons(json.dumps({"can_start": False, **details}).encode()) == expected


def test_words_alone_still_name_the_participant() -> None:
    details = {"explanations": ["Delivery for participant #12 is not possible", "No file"]}
    assert refusal_reasons(json.dumps({"error_details": details}).encode()) == (
        Reason(text="Delivery for participant #12 is not possible", participant=12),
        Reason(text="No file"),
    )


def test_a_reason_without_words_is_told_by_its_name() -> None:
    told = {"error_details": {"errors": [DISABLED, "something else"]}}
    assert refusal_reasons(json.dumps(told).encode()) == (
        Reason(
            text="authentication to sign method disabled",
            code=str(DISABLED["type"]),
            participant=3,
        ),
        Reason(text="something else"),
    )


@pytest.mark.parametrize("body", [b"", b"No valid access credentials", b"[]", b'{"error": "no"}'])
def test_other_refusals_tell_no_single_reasons(body: bytes) -> None:
    assert refusal_reasons(body) == ()
