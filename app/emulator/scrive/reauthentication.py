"""Changing how a party proves who he is while the document is being signed."""

from collections.abc import Mapping

from app.emulator.scrive import fields, vocabulary
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.records import Party

_WORDS = {
    "view": vocabulary.AUTHENTICATION_TO_VIEW,
    "sign": vocabulary.AUTHENTICATION_TO_SIGN,
    "view_archived": vocabulary.AUTHENTICATION_TO_VIEW,
}


def change(
    party: Party,
    purpose: str,
    method: str,
    values: Mapping[str, str | None],
    enabled: frozenset[str],
) -> None:
    """Let the party prove himself by `method` for `purpose` (`view`, `sign`, `view_archived`).

    `values` are what the call brought for fields (`mobile`, `personal_number`,
    `company_number`); a field that the method needs is added where it is missing.
    Raises ApiError, having changed nothing.
    """
    if method not in _WORDS[purpose]:
        raise ApiError("request_parameters_invalid", f"{method} is no method to {purpose}.")
    if method not in {"standard", *enabled}:
        raise ApiError("action_not_permitted", f"{method} is not enabled for this account.")
    _refuse_late(party, purpose)
    _refuse_mixture(party, purpose, method)
    mobile = values.get("mobile")
    by_phone = method in vocabulary.NEEDS_MOBILE
    if by_phone and not vocabulary.MOBILE.fullmatch(mobile or party.value("mobile")):
        raise ApiError("request_parameters_invalid", f"{method} needs a valid mobile number.")
    needed = {
        "mobile": by_phone,
        "personal_number": method in vocabulary.NEEDS_PERSONAL_NUMBER,
        "company_number": method in vocabulary.NEEDS_COMPANY_NUMBER,
    }
    for kind in (one for one, is_needed in needed.items() if is_needed):
        if not party.has(kind):
            party.fields.append(fields.standard(kind))
        value = values.get(kind)
        if value is not None:
            party.write(kind, value)
    party.settings[f"authentication_method_to_{purpose}"] = method


def _refuse_late(party: Party, purpose: str) -> None:
    if party.sign_time is not None:
        raise ApiError("signatory_state_error", "The party has signed already.")
    if purpose == "view" and party.has_authenticated_to_view:
        raise ApiError("signatory_state_error", "The party has authenticated to view already.")
    if purpose == "sign" and not party.acts:
        raise ApiError("signatory_state_error", "The party only views the document.")


def _refuse_mixture(party: Party, purpose: str, method: str) -> None:
    other = {"view": "sign", "sign": "view"}.get(purpose)
    if other is None:
        return
    present = str(party.settings[f"authentication_method_to_{other}"])
    if vocabulary.are_different_eids(method, present):
        raise ApiError("signatory_state_error", "Different eID providers cannot be mixed.")
