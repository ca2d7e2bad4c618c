"""Answers of SigningHub's workflow call, generated from the table of its members."""

from typing import Final, cast

from hypothesis import strategies as st

from app.domain.json_value import JsonObject, JsonValue

TEXT: Final = st.text(max_size=12) | st.sampled_from(
    ["SIGNED", "IN_PRGORESS", "SHARED", "GROUP MEMBER", "<b>House</b> rules", "bo@example.com"]
)
NUMBER: Final = st.integers(-1, 99_999) | st.integers(0, 99).map(str)
FLAG: Final = st.booleans() | st.sampled_from(["true", "No", 1])
DATE: Final = st.sampled_from(
    [
        "2015-01-12T11:12:13",
        "2012-04-23T18:25:43.511Z",
        "2015-02-13T12:10:000Z",
        "2031-03-01T09:10:11+0000",
        "2031-03-01T09:10:11.1234567+00:00",
        "0001-01-01T00:00:00",
        "",
    ]
)
_NOTICE: Final = {
    "legal_notice_id": NUMBER,
    "legal_notice_name": TEXT,
    "legal_notice_html": st.sampled_from(["<p>Read <b>this</b>.</p>", "<img src=x>", "Plain"]),
}
_PERSON: Final = {"user_email": TEXT, "user_name": TEXT}
_CHECKS: Final = {
    "enabled": FLAG,
    "password": {"enabled": FLAG},
    "sms_otp": {
        "enabled": FLAG,
        "otp_length": NUMBER,
        "retry_duration": NUMBER,
        "mobile_number": TEXT,
        "methods": [TEXT],
    },
    "totp": {"enabled": FLAG},
}
USER: Final = {
    "order": NUMBER,
    "signing_order": NUMBER,
    "user_email": TEXT,
    "user_name": TEXT,
    "group_name": TEXT,
    "group_members": ([_PERSON], [TEXT]),
    "delegator": TEXT,
    "delegatee": TEXT,
    "delegatee_name": TEXT,
    "role": TEXT,
    "process_status": TEXT,
    "processed_on": DATE,
    "processed_as": TEXT,
    "processed_by": TEXT,
    "reason": TEXT,
    "placeholder": TEXT,
    "user_national_id": TEXT,
    "permission": {
        "print": FLAG,
        "download": FLAG,
        "add_text": FLAG,
        "add_attachment": FLAG,
        "attachment": {"enabled": FLAG},
        "change_recipients": FLAG,
        "legal_notice": {
            "enabled": FLAG,
            "allowed_notices": [_NOTICE],
            "default_notice": (_NOTICE, [_NOTICE]),
            "legal_notice_id": NUMBER,
        },
    },
    "authentications": {
        "authentication": _CHECKS,
        "authentication_signing": _CHECKS,
        "access_duration": {
            "enabled": FLAG,
            "accessible": FLAG,
            "duration_by_date": {
                "enabled": FLAG,
                "duration": {"start_date_time": DATE, "end_date_time": DATE},
            },
            "duration_by_days": {"enabled": FLAG, "duration": {"total_days": NUMBER}},
        },
    },
    "reminder": {
        "enabled": FLAG,
        "remind_after": NUMBER,
        "frequency": TEXT,
        "repeat": {
            "enabled": FLAG,
            "keep_reminding_after": NUMBER,
            "total_reminders": NUMBER,
            "frequency": TEXT,
        },
    },
    "mobile_number": TEXT,
    "delivery_method": TEXT,
    "guest_user": FLAG,
    "user_photo_url": TEXT,
    "gatekeeper": (FLAG, _PERSON),
    "gatekeepers": [_PERSON],
    "electronic_seal": (FLAG, {"name": TEXT}),
    "email_language_code": TEXT,
}
DOCUMENT: Final = {
    "document_id": NUMBER,
    "document_name": TEXT,
    "document_order": NUMBER,
    "document_type": TEXT,
    "document_source": TEXT,
    "document_width": NUMBER,
    "document_height": NUMBER,
    "document_pages": NUMBER,
    "document_size": NUMBER,
    "uploaded_on": DATE,
    "created_on": DATE,
    "modified_on": DATE,
    "form_fields": FLAG,
    "lock_form_fields": FLAG,
    "locked": FLAG,
    "template": {"template_id": NUMBER, "template_name": TEXT, "read_only": FLAG},
    "certify": {
        "enabled": FLAG,
        "permission": TEXT,
        "allowed_permissions": [TEXT],
        "default_permission": TEXT,
    },
    "attachments": (NUMBER, [{"name": TEXT}]),
    "conformance_level": TEXT,
    "formatted": FLAG,
    "update_required": FLAG,
    "has_signed_signature_fields": FLAG,
}
PACKAGE: Final = {
    "package_id": NUMBER,
    "package_name": TEXT,
    "package_owner": TEXT,
    "owner_name": TEXT,
    "package_status": TEXT,
    "folder": TEXT,
    "unread": FLAG,
    "next_signer": TEXT,
    "next_signer_email": [_PERSON],
    "uploaded_on": DATE,
    "modified_on": DATE,
    "shared_package": FLAG,
    "folder_id": NUMBER,
    "gatekeeper": (FLAG, [_PERSON]),
    "workflow": {
        "workflow_type": TEXT,
        "workflow_mode": TEXT,
        "continue_on_decline": FLAG,
        "workflow_status": TEXT,
        "read_only": FLAG,
        "message": TEXT,
        "comments": TEXT,
        "post_process": {
            "enabled": FLAG,
            "contacts": [TEXT],
            "recipients": [{"name": TEXT, "email": TEXT}],
            "workflow_recipients": FLAG,
            "message": TEXT,
            "google_drive": FLAG,
            "dropbox": FLAG,
            "one_drive": FLAG,
            "document_processing_report": FLAG,
        },
    },
    "documents": [DOCUMENT],
    "users": [USER],
}
_UNKNOWN: Final = st.dictionaries(
    st.text("abcxyz_", min_size=1, max_size=6).map("new_{}".format),
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT,
        lambda inner: (
            st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
        ),
        max_leaves=4,
    ),
    max_size=2,
)


def bodies() -> st.SearchStrategy[JsonObject]:
    """Any answer that the table allows: members missing, null, odd or new."""
    return cast("st.SearchStrategy[JsonObject]", _of(PACKAGE))


def _of(table: object) -> st.SearchStrategy[JsonValue]:
    """A value of the table; a tuple has its shapes; null and missing are always possible."""
    if isinstance(table, dict):
        known = st.fixed_dictionaries(
            {}, optional={name: _of(each) for name, each in table.items()}
        )
        return st.builds(lambda said, new: {**new, **said}, known, _UNKNOWN)
    if isinstance(table, tuple):
        return st.one_of(*map(_of, table))
    if isinstance(table, list):
        return st.lists(_of(table[0]), max_size=2)
    return st.none() | cast("st.SearchStrategy[JsonValue]", table)
