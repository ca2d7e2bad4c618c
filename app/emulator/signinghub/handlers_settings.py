"""What is set for single recipients: permissions, opening, access window, reminders."""

from collections.abc import Callable
from dataclasses import replace

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.signinghub import drafting, errors, rendering_users
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.journey import check_opening, check_window
from app.emulator.signinghub.options import (
    AccessWindow,
    LegalNotice,
    Opening,
    Permission,
    Reminder,
)
from app.emulator.signinghub.reading import Members
from app.emulator.signinghub.records import Package, Recipient
from app.emulator.signinghub.words import WorkflowStatus

_RIGHTS = ("print", "download", "add_text", "add_attachment", "change_recipients")
_SHORTEST_PASSWORD = 8
_FREQUENCIES = ("DAYS", "HOURS")


def permissions(call: Call) -> Response:
    """GET permissions, of a draft only."""
    return json_answer(rendering_users.permissions(_drafted(call).permission, call.pen))


def update_permissions(call: Call) -> Response:
    """PUT permissions: what is left out stays; a notice must be one of those allowed."""
    body = call.members("apply_to_all", "permissions")
    names = (*_RIGHTS, "legal_notice", *(("attachment",) if call.v4 else ()))
    wanted = body.required_part("permissions", frozenset(names))

    def apply(recipient: Recipient) -> None:
        recipient.permission = _permission(recipient.permission, wanted, v4=call.v4)

    return _set(call, body, apply)


def opening(call: Call) -> Response:
    """GET authentication: password or code, and the access window; of a draft only."""
    return json_answer(rendering_users.opening(_drafted(call), call.pen, call.site.state.now()))


def update_opening(call: Call) -> Response:
    """PUT authentication; a password that is set already stays when none is given."""
    body = call.members("apply_to_all", "authentication", "access_duration")
    guard = body.part("authentication", frozenset({"enabled", "password", "sms_otp"}))
    window = body.part(
        "access_duration", frozenset({"enabled", "duration_by_date", "duration_by_days"})
    )

    def apply(recipient: Recipient) -> None:
        opening = recipient.opening if guard is None else _opening(recipient.opening, guard)
        span = recipient.window if window is None else _window(window)
        if span.enabled and span.end is not None and span.end <= call.site.state.now():
            raise errors.invalid("end_date_time is in the past")
        recipient.opening, recipient.window = opening, span

    return _set(call, body, apply)


def update_enterprise_opening(call: Call) -> Response:
    """PUT enterprise/packages/{id}/workflow/{order}/authentication, for administrators."""
    if not call.user.may_integrate:
        raise errors.not_allowed()
    return update_opening(call)


def reminders(call: Call) -> Response:
    """GET reminders."""
    recipient = drafting.recipient_at(call.owned(), call.number("order"))
    return json_answer(rendering_users.reminders(recipient.reminder, call.pen))


def update_reminders(call: Call) -> Response:
    """PUT reminders: when the first comes and how often it is repeated."""
    newer = ("frequency",) if call.v4 else ()
    body = call.members("apply_to_all", "enabled", "remind_after", "repeat", *newer)
    repeat = body.part(
        "repeat", frozenset({"enabled", "keep_reminding_after", "total_reminders", *newer})
    )
    wanted = _reminder(body, repeat, v4=call.v4)

    def apply(recipient: Recipient) -> None:
        recipient.reminder = wanted

    return _set(call, body, apply)


def send_code(call: Call) -> Response:
    """POST authentication/otp: a code goes to the recipient, who must be the one that asks."""
    package, recipient = _asked(call)
    call.site.state.journey(package).send_code(recipient, by=call.user.email)
    return Response()


def check_password(call: Call) -> Response:
    """POST authentication/password: whether it opens the documents for the recipient."""
    password = call.members("password").required_text("password")
    package, recipient = _asked(call)
    if package.status is WorkflowStatus.DRAFT or not recipient.opening.password_enabled:
        raise errors.not_allowed()
    check_window(recipient, call.site.state.now())
    guard = replace(recipient, opening=replace(recipient.opening, otp_enabled=False))
    check_opening(guard, password=password, otp=None)
    return json_answer({"Message": "Access to the document is granted"})


def remind_now(call: Call) -> Response:
    """POST remind: the recipient whose turn it is gets a message at once."""
    if not call.site.settings.remind_now:
        raise errors.no_resource(call.request.url)
    package = call.owned()
    recipient = drafting.recipient_at(package, call.number("order"))
    call.site.state.journey(package).remind_now(recipient)
    return Response()


def _asked(call: Call) -> tuple[Package, Recipient]:
    """The package and the recipient of the path, who must be the user."""
    package = call.visible()
    recipient = drafting.recipient_at(package, call.number("order"))
    if not recipient.is_played_by(call.user.email):
        raise errors.not_allowed()
    return package, recipient


def _drafted(call: Call) -> Recipient:
    package = call.site.state.unsent(call.user, call.package_id)
    return drafting.recipient_at(package, call.number("order"))


def _set(call: Call, body: Members, apply: Callable[[Recipient], None]) -> Response:
    """Set it for the recipient of the path, or for everybody."""
    package = call.draft()
    recipient = drafting.recipient_at(package, call.number("order"))
    chosen = package.recipients if body.flag("apply_to_all") else [recipient]
    for one in chosen:
        apply(one)
    call.site.state.touch(package)
    return Response()


def _permission(before: Permission, wanted: Members, *, v4: bool) -> Permission:
    def right(name: str, *, kept: bool) -> bool:
        given = wanted.flag(name)
        return kept if given is None else given

    attachment = wanted.part("attachment", frozenset({"enabled"})) if v4 else None
    attaching = None if attachment is None else attachment.flag("enabled")
    after = replace(
        before,
        print=right("print", kept=before.print),
        download=right("download", kept=before.download),
        add_text=right("add_text", kept=before.add_text),
        add_attachment=attaching or right("add_attachment", kept=before.add_attachment),
        change_recipients=right("change_recipients", kept=before.change_recipients),
    )
    notice = wanted.part("legal_notice", frozenset({"enabled", "legal_notice_name"}))
    if notice is None:
        return after
    enabled = notice.flag("enabled") or False
    name = notice.text("legal_notice_name")
    chosen = before.default_notice if name is None else _notice(before, name)
    if enabled and chosen is None:
        raise errors.invalid("legal_notice_name is required")
    return replace(after, notice_enabled=enabled, default_notice=chosen)


def _notice(permission: Permission, name: str) -> LegalNotice | None:
    if not name:
        return None
    for notice in permission.allowed_notices:
        if notice.name == name:
            return notice
    raise errors.invalid("legal_notice_name is not one of the allowed notices")


def _opening(before: Opening, wanted: Members) -> Opening:
    enabled = wanted.flag("enabled") or False
    secret = wanted.part("password", frozenset({"enabled", "user_password"}))
    otp = wanted.part("sms_otp", frozenset({"enabled", "mobile_number"}))
    by_password = secret is not None and bool(secret.flag("enabled"))
    by_code = otp is not None and bool(otp.flag("enabled"))
    password = (secret.text("user_password") if secret is not None else None) or before.password
    number = otp.text("mobile_number") if otp is not None else ""
    number = before.mobile_number if number is None else number
    if enabled and not (by_password or by_code):
        raise errors.invalid("password or sms_otp must be enabled")
    if enabled and by_password and len(password) < _SHORTEST_PASSWORD:
        raise errors.invalid("user_password does not meet the password policy")
    if enabled and by_code and not _is_number(number):
        raise errors.invalid("mobile_number is not a mobile number")
    return replace(
        before,
        enabled=enabled,
        password_enabled=by_password,
        password=password if by_password else "",
        otp_enabled=by_code,
        mobile_number=number,
    )


def _is_number(text: str) -> bool:
    digits = text.removeprefix("+") if text.startswith("+") else text.removeprefix("00")
    return digits != text and digits.isdecimal()


def _window(wanted: Members) -> AccessWindow:
    if not wanted.flag("enabled"):
        return AccessWindow()
    duration = frozenset({"enabled", "duration"})
    by_date = wanted.part("duration_by_date", duration)
    by_days = wanted.part("duration_by_days", duration)
    dated = by_date if by_date is not None and by_date.flag("enabled") else None
    counted = by_days if by_days is not None and by_days.flag("enabled") else None
    if dated is not None and counted is None:
        part = dated.required_part("duration", frozenset({"start_date_time", "end_date_time"}))
        start, end = part.moment("start_date_time"), part.moment("end_date_time")
        if start >= end:
            raise errors.invalid("start_date_time is not before end_date_time")
        return AccessWindow(enabled=True, by_date=True, start=start, end=end)
    if counted is not None and dated is None:
        days = counted.required_part("duration", frozenset({"total_days"})).positive("total_days")
        return AccessWindow(enabled=True, by_days=True, total_days=days)
    raise errors.invalid("one of duration_by_date and duration_by_days must be enabled")


def _reminder(body: Members, repeat: Members | None, *, v4: bool) -> Reminder:
    enabled = body.flag("enabled") or False
    repeated = repeat is not None and bool(repeat.flag("enabled"))
    return Reminder(
        enabled=enabled,
        remind_after=body.positive("remind_after") if enabled else body.number("remind_after") or 0,
        frequency=_frequency(body, v4=v4),
        repeat=repeated,
        keep_reminding_after=_count(repeat, "keep_reminding_after", needed=enabled and repeated),
        repeat_frequency="DAYS" if repeat is None else _frequency(repeat, v4=v4),
        total_reminders=_count(repeat, "total_reminders", needed=enabled and repeated),
    )


def _count(repeat: Members | None, name: str, *, needed: bool) -> int:
    if repeat is None:
        return 0
    return repeat.positive(name) if needed else repeat.number(name) or 0


def _frequency(body: Members, *, v4: bool) -> str:
    frequency = (body.text("frequency") if v4 else None) or "DAYS"
    if frequency not in _FREQUENCIES:
        raise errors.invalid(f"frequency is not one of {', '.join(_FREQUENCIES)}")
    return frequency
