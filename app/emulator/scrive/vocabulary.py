"""The values that the Document API knows for its enumerations."""

import re

EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
MOBILE = re.compile(r"\+[1-9][0-9]{6,14}")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


LANGUAGES = _words("da de el en es et fi fr is it lt lv nl no pt sv cs hu pl")
ROLES = frozenset({"signing_party", "viewer", "approver"})
DELIVERY = frozenset({"email", "mobile", "email_mobile", "pad", "api"})
CONFIRMATION = frozenset(
    {"email", "mobile", "email_mobile", "email_link", "email_link_mobile", "none"}
)
NOTIFICATION = frozenset({"email", "mobile", "email_mobile", "none"})
_BOTH = _words(
    "standard sms_pin se_bankid no_bankid dk_mitid dk_mitid_erhverv fi_tupas nl_idin freja "
    "freja_orgid oneid onfido onfido_document_check onfido_document_and_photo_check"
)
AUTHENTICATION_TO_VIEW = _BOTH | {"verimi"}
AUTHENTICATION_TO_SIGN = _BOTH | _words(
    "sms_otp swisscom_qes swisscom_qes_with_srs verimi_qes no_bankid_qes itsme_qes smart_id_qes "
    "scrive_qes scrive_qes_global"
)
ENABLED_AUTHENTICATION = _words("standard sms_pin sms_otp se_bankid no_bankid dk_mitid fi_tupas")
"""What an account has switched on unless it says otherwise; the rest is refused at start."""
NEEDS_MOBILE = frozenset({"sms_pin", "sms_otp"})
NEEDS_PERSONAL_NUMBER = frozenset({"se_bankid", "no_bankid", "dk_mitid", "fi_tupas"})
NEEDS_COMPANY_NUMBER = frozenset({"dk_mitid_erhverv"})
WITH_EID = (AUTHENTICATION_TO_VIEW | AUTHENTICATION_TO_SIGN) - {"standard"} - NEEDS_MOBILE
DISPLAY_OPTIONS = {
    "show_header": True,
    "show_pdf_download": True,
    "show_reject_option": True,
    "allow_reject_reason": True,
    "show_footer": True,
    "document_is_receipt": False,
    "show_arrow": True,
    "show_form": True,
    "show_form_arrow": True,
}
STATUSES = _words(
    "preparation awaiting_start pending closed canceled timedout rejected document_error"
)


def are_different_eids(view: str, sign: str) -> bool:
    """Whether a party would open with one electronic ID and sign with another."""
    return len({view, sign} & (NEEDS_PERSONAL_NUMBER | NEEDS_COMPANY_NUMBER)) > 1
