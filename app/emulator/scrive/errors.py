"""Failures in the shapes in which Scrive answers them."""

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.json_value import JsonObject

_STATUS = {
    "request_parameters_missing": 400,
    "request_parameters_parse_error": 400,
    "request_parameters_invalid": 400,
    "invalid_authorisation": 401,
    "insufficient_privileges": 403,
    "document_action_forbidden": 403,
    "action_not_permitted": 403,
    "endpoint_not_found": 404,
    "resource_not_found": 404,
    "document_object_version_mismatch": 409,
    "document_state_error": 409,
    "signatory_state_error": 409,
    "conflict_error": 409,
    "request_failed": 503,
}


class ApiError(Exception):
    """A refusal of the Document API: `error_type`, a message, perhaps `error_details`."""

    def __init__(self, error_type: str, message: str, details: JsonObject | None = None) -> None:
        super().__init__(message)
        self._error_type = error_type
        self._details = details
        self.status = _STATUS[error_type]

    def answer(self) -> Response:
        """The body that the Document API documents for errors."""
        body: JsonObject = {
            "error_type": self._error_type,
            "error_message": str(self),
            "http_code": self.status,
        }
        if self._details is not None:
            body["error_details"] = self._details
        return json_answer(body, self.status)


class FlowError(Exception):
    """A refusal of the Flow API: `code`, `message` and an explanation."""

    def __init__(self, status: int, message: str, explanation: str = "") -> None:
        super().__init__(message)
        self._status = status
        self._explanation = explanation

    def answer(self) -> Response:
        """The body of a Flow error, as the older version of that API wrote it."""
        body: JsonObject = {"code": self._status, "message": str(self)}
        if self._explanation:
            body["explanation"] = self._explanation
        return json_answer(body, self._status)


def unauthorized() -> Response:
    """The answer to missing or wrong credentials, which is not JSON (seen on the testbed)."""
    return Response(
        "No valid access credentials were provided. Please refer to our API documentation.",
        status=401,
        content_type="text/plain; charset=utf-8",
    )
