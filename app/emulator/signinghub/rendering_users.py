"""The JSON of recipients, as the details of a workflow and its list of users show them."""

from datetime import datetime

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.signinghub.options import AccessWindow, LegalNotice, Opening, Permission, Reminder
from app.emulator.signinghub.pen import Pen
from app.emulator.signinghub.records import Package, Recipient
from app.emulator.signinghub.words import ProcessStatus, Role

_ACTED = (ProcessStatus.SIGNED, ProcessStatus.REVIEWED, ProcessStatus.EDITED)


def detailed(package: Package, recipient: Recipient, pen: Pen) -> JsonObject:
    """An entry of `users` in GET workflow."""
    members: list[JsonValue] = list(recipient.group_members)
    body: JsonObject = {
        **_person(package, recipient),
        "group_members": members,
        "delegator": recipient.delegator,
        "process_status": pen.process_status(recipient.status),
        **_outcome(recipient, pen),
        "permission": permissions(recipient.permission, pen),
        "authentications": _authentications(recipient, pen),
        "reminder": reminders(recipient.reminder, pen),
    }
    if pen.v4:
        body |= _newer(recipient, pen)
    return body


def listed(package: Package, recipient: Recipient, pen: Pen) -> JsonObject:
    """An entry of GET workflow/users, which says PROCESSED of whoever acted."""
    acted = recipient.status in _ACTED
    status = "PROCESSED" if acted else pen.process_status(recipient.status)
    body: JsonObject = {
        **_person(package, recipient),
        "group_members": [
            {"user_email": email, "user_name": ""} for email in recipient.group_members
        ],
        "delegatee": recipient.delegator,
        "delegatee_name": "",
        "process_status": status,
        **_outcome(recipient, pen),
    }
    if pen.v4:
        body |= _newer(recipient, pen)
    return body


def added(recipient: Recipient, pen: Pen) -> JsonObject:
    """What v4 answers for each user that was added; the position is not among it."""
    return {
        "user_email": recipient.email,
        "signing_order": recipient.signing_order,
        "guest_user": True,
        "email_language_code": "en-US",
        "permission": permissions(recipient.permission, pen),
        "reminder": reminders(recipient.reminder, pen),
    }


def _person(package: Package, recipient: Recipient) -> JsonObject:
    return {
        "order": package.position(recipient),
        "user_email": recipient.email,
        "user_name": recipient.name or recipient.placeholder,
        "group_name": recipient.group_name,
        "role": recipient.role.value,
        "placeholder": recipient.placeholder,
        "signing_order": recipient.signing_order,
        "user_national_id": recipient.national_id,
    }


def _outcome(recipient: Recipient, pen: Pen) -> JsonObject:
    return {
        "processed_on": pen.date(recipient.processed_on),
        "processed_as": recipient.processed_as.value if recipient.processed_as else "",
        "processed_by": recipient.processed_by,
        "reason": recipient.reason,
    }


def permissions(permission: Permission, pen: Pen) -> JsonObject:
    """What a recipient may do, as GET permissions answers it."""
    default: JsonValue = (
        _notice(permission.default_notice) if permission.default_notice is not None else None
    )
    notice: JsonObject = {
        "enabled": permission.notice_enabled,
        "allowed_notices": [_notice(one) for one in permission.allowed_notices],
        "default_notice": default,
    }
    body: JsonObject = {
        "print": permission.print,
        "download": permission.download,
        "add_text": permission.add_text,
        "add_attachment": permission.add_attachment,
        "change_recipients": permission.change_recipients,
        "legal_notice": notice,
    }
    if pen.v4:
        notice["default_notice"] = [default] if default else []
        body["attachment"] = {"enabled": permission.add_attachment}
    return body


def _notice(notice: LegalNotice) -> JsonObject:
    return {"legal_notice_name": notice.name, "legal_notice_html": notice.html}


def _authentications(recipient: Recipient, pen: Pen) -> JsonObject:
    body: JsonObject = {
        "authentication": _opening(recipient.opening, pen),
        "access_duration": _window(recipient.window, pen),
    }
    if pen.v4:
        body["authentication_signing"] = {
            "enabled": False,
            "otp": {"enabled": False, "mobile_number": ""},
            "totp": {"enabled": False},
        }
    return body


def _opening(opening: Opening, pen: Pen) -> JsonObject:
    otp: JsonObject = {
        "enabled": opening.otp_enabled,
        "otp_length": opening.otp_length,
        "retry_duration": opening.retry_seconds,
        "mobile_number": pen.mobile_number(opening.mobile_number),
    }
    body: JsonObject = {
        "enabled": opening.enabled,
        "password": {"enabled": opening.password_enabled},
        "sms_otp": otp,
    }
    if pen.v4:
        otp["methods"] = ["SMS"] if opening.otp_enabled else []
        body["totp"] = {"enabled": False}
    return body


def _window(window: AccessWindow, pen: Pen) -> JsonObject:
    return {
        "enabled": window.enabled,
        "duration_by_date": {
            "enabled": window.by_date,
            "duration": {
                "start_date_time": pen.access_date(window.start),
                "end_date_time": pen.access_date(window.end),
            },
        },
        "duration_by_days": {
            "enabled": window.by_days,
            "duration": {"total_days": window.total_days},
        },
    }


def reminders(reminder: Reminder, pen: Pen) -> JsonObject:
    """When a recipient is reminded, as GET reminders answers it."""
    repeat: JsonObject = {
        "enabled": reminder.repeat,
        "keep_reminding_after": reminder.keep_reminding_after,
        "total_reminders": reminder.total_reminders,
    }
    body: JsonObject = {
        "enabled": reminder.enabled,
        "remind_after": reminder.remind_after,
        "repeat": repeat,
    }
    if pen.v4:
        body["frequency"] = reminder.frequency
        repeat["frequency"] = reminder.repeat_frequency
    return body


def opening(recipient: Recipient, pen: Pen, at: datetime) -> JsonObject:
    """What guards the documents, as GET authentication answers it; says what is open at `at`."""
    window = _window(recipient.window, pen)
    for name in ("duration_by_date", "duration_by_days"):
        part = window[name]
        if isinstance(part, dict):
            part["accessible"] = recipient.may_enter(at)
    return {"authentication": _opening(recipient.opening, pen), "access_duration": window}


def _newer(recipient: Recipient, pen: Pen) -> JsonObject:
    """The members that v4 added."""
    return {
        "mobile_number": pen.mobile_number(recipient.mobile_number),
        "delivery_method": recipient.delivery_method,
        "user_photo_url": "",
        "guest_user": not recipient.group_name,
        "gatekeeper": False,
        "gatekeepers": [],
        "electronic_seal": recipient.role is Role.ELECTRONIC_SEAL,
        "email_language_code": "en-US",
    }
