"""SigningHub's own words in the body of a refusal, and which of its known refusals they are."""

import re
from typing import Final

from app.services.errors import (
    Forbidden,
    Gone,
    Reason,
    Refused,
    ServiceError,
    Throttled,
    Uncertain,
)
from app.services.http.answers import excerpt, json_or_none
from app.services.words.signinghub_refusals import refusal_words

_PLACES: Final = ("Message", "message", "error_description", "Error", "error")
"""Members that carry a text, best first (SigningHub reference, error shapes)."""
_LONGEST: Final = 300

_KNOWN: Final = {
    "request does not contain document": "empty_document",
    "invalid request headers file name not found": "no_file_name",
    "only xml document can be uploaded": "xml_only",
    "recipient role is not supported for an xml": "role_not_for_xml",
    "you are not authorized to view this document": "not_owner",
    "request authorization denied": "not_signed_in",
    "user authentication required": "not_signed_in",
    "document does not belong to user": "not_owner",
    "document is no longer in draft state": "not_a_draft",
    "you are not allowed to perform this action on locked workflow": "locked",
    "you are not allowed to perform the requested operation": "not_in_plan",
    "you are not allowed to change recipient": "may_not_change_recipient",
    "account is disabled": "account_disabled",
    "enterprise admin s role does not allow managing integration": "no_integration",
    "your workflows limit has been reached": "no_workflows_left",
    "your storage limit has been reached": "no_storage_left",
    "your document upload size limit": "document_too_large",
    "could not upload file": "upload_refused",
    "document should be recalled by owner": "not_under_way",
    "you cannot access this document before": "access_not_begun",
    "you cannot access this document after": "access_over",
    "this document is no longer available for your review": "delegation_over",
    "the one time password otp does not match": "wrong_code",
    "downloading document is not allowed in draft": "no_download_of_draft",
    "document not found": "gone",
    "document does not exist": "gone",
    "no user found at given order": "nobody_there",
    "group or contact not found": "group_unknown",
    "signature field not found": "field_unknown",
    "you must add 1 or more signers": "no_signers",
    "an internal server error occurred": "server_error",
    "invalid_credentials": "wrong_password",
    "otp_required": "code_required",
    "password_required": "password_required",
}
"""Beginnings of messages, folded, with the name under which each is explained; words that stand in
`Error` alone too."""
_ABOUT_A_PART: Final = frozenset({"nobody_there", "group_unknown", "field_unknown", "no_signers"})
"""Reported as 404 though the package is there."""


def refusal_text(body: bytes) -> str:
    """What to show of a refusal: its message, else the beginning of whatever came instead."""
    told = json_or_none(body)
    if isinstance(told, dict):
        for place in _PLACES:
            text = told.get(place)
            if isinstance(text, str) and text.strip():
                return text.strip()[:_LONGEST]
    return excerpt(body)[:_LONGEST]


def refusal_reasons(body: bytes) -> tuple[Reason, ...]:
    """Which of the known refusals it is; none for an unknown one.

    Texts may be translated or punctuated otherwise: nothing but explanations relies on them.
    """
    told = json_or_none(body)
    texts = [told.get(place) for place in _PLACES] if isinstance(told, dict) else []
    for text in texts:
        code = _code_of(text) if isinstance(text, str) else ""
        if code:
            return (Reason(text=str(text).strip()[:_LONGEST], code=code),)
    return ()


def reason_code(error: ServiceError) -> str:
    """The name of a known refusal; empty for an unknown one."""
    return error.reasons[0].code if error.reasons else ""


def explained(error: ServiceError) -> ServiceError:
    """The error with sentences for a known refusal: what it means and what to do next.

    A refusal that only wears a wrong status gets its right family; doubt always stays doubt.
    """
    words = refusal_words(reason_code(error))
    if words is None or isinstance(error, Throttled):
        return error
    family = _family(error)
    doubt = error.detail if isinstance(error, Uncertain) else ""
    found = family(
        words.title,
        doubt or words.detail,
        words.next_step,
        service_text=error.service_text,
        status=error.status,
        correlation_id=error.correlation_id,
    )
    found.reasons = error.reasons
    return found


def _family(error: ServiceError) -> type[ServiceError]:
    if isinstance(error, Gone) and reason_code(error) in _ABOUT_A_PART:
        return Refused
    if type(error) is Refused and reason_code(error) == "not_owner":
        return Forbidden
    return type(error)


def _code_of(text: str) -> str:
    folded = " ".join(re.findall(r"[a-z0-9_]+", text.casefold()))
    return next((code for start, code in _KNOWN.items() if folded.startswith(start)), "")
