"""Changes to what SigningHub alone is told of a recipient, written in the service's own shapes.

Members that nobody here knows stay as they are, for the draft may know more than the program.
"""

from collections.abc import Mapping
from dataclasses import replace

from app.domain.agreement import Agreement, Participant
from app.domain.editing import with_changed_participant
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, ParticipantKind
from app.domain.participant_members import members_of
from app.domain.signinghub_people import (
    FLAGS,
    OPENING,
    PERMISSION,
    REMINDER,
    WINDOW,
    Opening,
    Permissions,
    Reminders,
    Window,
    as_utc,
    with_recipient_member,
)

_BY_DATE, _BY_DAYS = "duration_by_date", "duration_by_days"


def with_kind(agreement: Agreement, label: str, kind: ParticipantKind) -> Agreement:
    """The agreement where somebody else stands behind a participant.

    Only a person has an address and a number of their own; steps and fields stay.
    """
    person = agreement.participant(label)
    if person is None or person.kind is kind:
        return agreement
    changed = replace(person, kind=kind)
    if kind is not ParticipantKind.PERSON:
        silent = person.delivery is Delivery.NONE
        changed = replace(changed, email="", phone="", delivery=Delivery.NONE if silent else None)
    return with_changed_participant(agreement, changed)


def with_placeholder_filled(
    agreement: Agreement, label: str, *, name: str, email: str, phone: str = ""
) -> Agreement:
    """The agreement where a person stands in the place that was kept for them."""
    kept = agreement.participant(label)
    if kept is None:
        return agreement
    person: Participant = replace(
        kept, kind=ParticipantKind.PERSON, name=name, email=email, phone=phone
    )
    return with_changed_participant(agreement, person)


def with_flags(before: Permissions, flags: Mapping[str, bool | None]) -> Permissions:
    """The permissions with other flags, by their names; the notice stays."""
    return Permissions(
        print=flags.get("print"),
        download=flags.get("download"),
        add_text=flags.get("add_text"),
        add_attachment=flags.get("add_attachment"),
        change_recipients=flags.get("change_recipients"),
        notice=before.notice,
        notice_name=before.notice_name,
    )


def with_permissions(agreement: Agreement, label: str, wanted: Permissions | None) -> Agreement:
    """The agreement with these permissions; what is None leaves the service's own."""
    if wanted is None:
        return with_recipient_member(agreement, label, PERMISSION, None)
    before = _own(agreement, label, PERMISSION)
    notice: JsonValue = None
    if wanted.notice is not None:
        notice = _onto(
            before.get("legal_notice"),
            {"enabled": wanted.notice, "legal_notice_name": wanted.notice_name or None},
        )
    flags: dict[str, JsonValue] = {name: getattr(wanted, name) for name in FLAGS}
    value = _onto(before, {**flags, "legal_notice": notice})
    return with_recipient_member(agreement, label, PERMISSION, value)


def with_window(agreement: Agreement, label: str, wanted: Window | None) -> Agreement:
    """The agreement with this window; None leaves the service's own."""
    if wanted is None:
        return with_recipient_member(agreement, label, WINDOW, None)
    before = _own(agreement, label, WINDOW)
    dates: JsonValue = None
    days: JsonValue = None
    if wanted.enabled and wanted.by_date:
        start = None if wanted.start is None else as_utc(wanted.start)
        end = None if wanted.end is None else as_utc(wanted.end)
        dates = _within(before.get(_BY_DATE), {"start_date_time": start, "end_date_time": end})
    if wanted.enabled and wanted.by_days:
        days = _within(before.get(_BY_DAYS), {"total_days": wanted.days})
    value = _onto(before, {"enabled": wanted.enabled, _BY_DATE: dates, _BY_DAYS: days})
    return with_recipient_member(agreement, label, WINDOW, value)


def with_reminders(agreement: Agreement, label: str, wanted: Reminders | None) -> Agreement:
    """The agreement with these reminders; None leaves the service's own."""
    if wanted is None:
        return with_recipient_member(agreement, label, REMINDER, None)
    before = _own(agreement, label, REMINDER)
    repeat: JsonValue = None
    if wanted.enabled:
        repeated: dict[str, JsonValue] = {
            "enabled": wanted.repeated,
            "keep_reminding_after": wanted.every if wanted.repeated else None,
            "total_reminders": wanted.total if wanted.repeated else None,
            "frequency": (wanted.repeat_frequency or None) if wanted.repeated else None,
        }
        repeat = _onto(before.get("repeat"), repeated)
    value = _onto(
        before,
        {
            "enabled": wanted.enabled,
            "remind_after": wanted.after if wanted.enabled else None,
            "frequency": (wanted.frequency or None) if wanted.enabled else None,
            "repeat": repeat,
        },
    )
    return with_recipient_member(agreement, label, REMINDER, value)


def with_opening(agreement: Agreement, label: str, wanted: Opening | None) -> Agreement:
    """The agreement with this proof before opening; None goes back to the participant's own."""
    if wanted is None:
        return with_recipient_member(agreement, label, OPENING, None)
    before = _own(agreement, label, OPENING)
    code: dict[str, JsonValue] = {"enabled": wanted.code, "mobile_number": wanted.number or None}
    value = _onto(
        before,
        {
            "enabled": wanted.enabled,
            "password": _onto(before.get("password"), {"enabled": wanted.password}),
            "sms_otp": _onto(before.get("sms_otp"), code),
        },
    )
    return with_recipient_member(agreement, label, OPENING, value)


def _own(agreement: Agreement, label: str, name: str) -> JsonObject:
    value = members_of(agreement.signinghub, label).get(name)
    return value if isinstance(value, dict) else {}


def _onto(before: JsonValue, known: Mapping[str, JsonValue]) -> JsonObject:
    """The members that are known, without those that are None, then what was there beside them."""
    rest = before if isinstance(before, dict) else {}
    kept = {name: value for name, value in rest.items() if name not in known}
    return {**{name: value for name, value in known.items() if value is not None}, **kept}


def _within(before: JsonValue, known: Mapping[str, JsonValue]) -> JsonObject:
    """A way to limit access, switched on, with its `duration`."""
    inner = before.get("duration") if isinstance(before, dict) else None
    return _onto(before, {"enabled": True, "duration": _onto(inner, known)})
