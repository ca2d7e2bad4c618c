"""SigningHub's own words in the body of a refusal, and which of its known refusals they are."""

import re
from typing import Final

from app.domain.json_value import JsonObject
from app.services.errors import (
    AccountDisabled,
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

ACCOUNT_DISABLED: Final = "account_disabled"
"""The refusal after which the account can do nothing at all."""
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
    "account is disabled": ACCOUNT_DISABLED,
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
    """What to show of a refusal: its message, else the beginning of whatever came instead.

    A message that names no fault is followed by those of the single members (`ModelState`).
    """
    told = json_or_none(_plain(body))
    if isinstance(told, str) and told.strip():
        return told.strip()[:_LONGEST]
    if isinstance(told, dict) and text_in(told):
        return " ".join((text_in(told), *_faults_in(told)))[:_LONGEST]
    return excerpt(body)[:_LONGEST]


def text_in(told: JsonObject) -> str:
    """The best of the texts of a refusal; empty where there is none."""
    return next(iter(_texts_in(told)), "")


def refusal_reasons(body: bytes) -> tuple[Reason, ...]:
    """Which of the known refusals it is; none for an unknown one.

    Texts may be translated or punctuated otherwise: nothing but explanations relies on them.
    """
    told = json_or_none(_plain(body))
    texts = _texts_in(told) if isinstance(told, dict) else [refusal_text(body)]
    for text in texts:
        if code := _code_of(text):
            return (Reason(text=text[:_LONGEST], code=code),)
    return ()


def known_refusal(body: bytes) -> str:
    """The name of the known refusal that a body is; empty for an unknown one."""
    return next((each.code for each in refusal_reasons(body)), "")


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
    if isinstance(error, Refused) and reason_code(error) == ACCOUNT_DISABLED:
        return AccountDisabled
    if type(error) is Refused and reason_code(error) == "not_owner":
        return Forbidden
    return type(error)


def _code_of(text: str) -> str:
    folded = " ".join(re.findall(r"[a-z0-9_]+", text.casefold()))
    return next((code for start, code in _KNOWN.items() if folded.startswith(start)), "")


def _texts_in(told: JsonObject) -> list[str]:
    """The texts of a refusal, best first, however their members are written."""
    by_name = {name.casefold(): value for name, value in told.items()}
    texts = [told.get(place) for place in _PLACES] + [
        by_name.get(each.casefold()) for each in _PLACES
    ]
    return [text.strip() for text in texts if isinstance(text, str) and text.strip()]


def _faults_in(told: JsonObject) -> list[str]:
    """What is said of single members, in the shape of ASP.NET: a list of texts for each."""
    state = told.get("ModelState")
    listed = state.values() if isinstance(state, dict) else ()
    faults = [each for texts in listed for each in (texts if isinstance(texts, list) else [texts])]
    return [each.strip() for each in faults if isinstance(each, str) and each.strip()]


def _plain(body: bytes) -> bytes:
    """Without the mark that some servers put before their texts."""
    return body.removeprefix(b"\xef\xbb\xbf")
