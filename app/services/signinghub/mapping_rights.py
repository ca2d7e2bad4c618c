"""What a draft wants of each recipient's rights, opening, access and reminders.

Beside each body that would be written stands whether what the service tells is just that. The
service tells no password back, may show numbers with stars, and some servers leave out what is not
set: then the answer is UNTOLD.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Final

from app.domain.agreement import Agreement
from app.domain.contacts import e164
from app.domain.signinghub_people import (
    DAYS,
    FLAGS,
    Opening,
    Permissions,
    Reminders,
    Window,
    as_utc,
    opening_of,
    recipient_settings,
)
from app.domain.status import normal_word
from app.services.dates import read_moment
from app.services.secrets.secret import Secret
from app.services.signinghub.bodies import unmasked_number
from app.services.signinghub.bodies_settings import OpeningBody, PermissionBody, ReminderBody
from app.services.signinghub.mapping_package import BY_EMAIL, Wanted
from app.services.signinghub.wire import Recipient
from app.services.signinghub.wire_settings import (
    AccessDuration,
    Authentication,
    Authentications,
    LegalNoticeRule,
    Permission,
    Reminder,
)

_ROUNDED: Final = timedelta(minutes=1)
"""By which servers change a moment; some drop the seconds."""
_ANY_ZONE: Final = timedelta(hours=14)
"""By which a moment differs that is told without its zone."""


class Told(Enum):
    """How what the service tells stands to what the draft wants."""

    SAME = auto()
    OTHER = auto()
    UNTOLD = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What a draft wants of one recipient; None leaves it as the service has it."""

    label: str
    name: str
    permission: Permissions | None = None
    opening: Opening | None = None
    window: Window | None = None
    reminder: Reminders | None = None

    @property
    def asks_password(self) -> bool:
        """Whether a password is asked before the documents open."""
        return self.opening is not None and self.opening.enabled and self.opening.password


def rights_of(agreement: Agreement) -> tuple[Rights, ...]:
    """Everybody of whom the draft says something, in its order."""
    found = []
    for person in agreement.participants:
        own = recipient_settings(agreement, person.label)
        opening = opening_of(agreement, person)
        if own.permission or opening or own.window or own.reminder:
            found.append(
                Rights(
                    label=person.label,
                    name=person.shown_name,
                    permission=own.permission,
                    opening=opening,
                    window=own.window,
                    reminder=own.reminder,
                )
            )
    return tuple(found)


def permission_body(wanted: Permissions, told: Permission) -> PermissionBody:
    """PUT permissions: what the draft does not say stays as it is told."""
    if wanted.notice is None:
        notice = _kept_notice(told.legal_notice)
    else:
        notice = wanted.notice_name.strip() if wanted.notice else ""
    return PermissionBody(
        print=_either(wanted.print, told.print),
        download=_either(wanted.download, told.download),
        add_text=_either(wanted.add_text, told.add_text),
        add_attachment=_either(wanted.add_attachment, told.add_attachment),
        change_recipients=_either(wanted.change_recipients, told.change_recipients),
        legal_notice=notice,
    )


def permission_told(wanted: Permissions, told: Permission) -> Told:
    """Whether somebody may do just what the draft says."""
    said = [(getattr(wanted, name), getattr(told, name)) for name in FLAGS]
    found = [_flag(own, there) for own, there in said if own is not None]
    if wanted.notice is not None:
        found.append(_notice_told(wanted, told.legal_notice))
    return _worst(found)


def notices_offered(told: Permission) -> tuple[str, ...]:
    """The names of the legal notices that can be chosen; empty where they are not told."""
    names = (each.legal_notice_name for each in told.legal_notice.allowed_notices)
    return tuple(name for name in names if name)


def opening_body(
    wanted: Opening | None, window: Window | None, told: Authentications, password: Secret | None
) -> OpeningBody:
    """PUT authentication, which holds both: what the draft does not say stays as it is told."""
    kept = told.authentication
    if wanted is None:
        by_password, by_code = _asks(kept, "password"), _asks(kept, "sms_otp")
        number = kept.sms_otp.mobile_number
    else:
        by_password = wanted.enabled and wanted.password
        by_code = wanted.enabled and wanted.code
        number = e164(wanted.number) or wanted.number
    start, end, days = _span(told.access_duration) if window is None else _wanted_span(window)
    return OpeningBody(
        by_password=bool(by_password),
        password=password if by_password else None,
        by_code=bool(by_code),
        mobile_number=number if by_code else "",
        start=start,
        end=end,
        days=days,
    )


def opening_told(wanted: Opening | None, window: Window | None, told: Authentications) -> Told:
    """Whether somebody opens the documents just as the draft says, and when."""
    found: list[Told] = []
    if wanted is not None:
        there = told.authentication
        found.append(_flag(wanted.enabled and wanted.password, _asks(there, "password")))
        found.append(_flag(wanted.enabled and wanted.code, _asks(there, "sms_otp")))
        if wanted.enabled and wanted.code:
            found.append(_number_told(wanted.number, there.sms_otp.mobile_number))
    if window is not None:
        found.append(_window_told(window, told.access_duration))
    return _worst(found)


def reminder_body(wanted: Reminders) -> ReminderBody:
    """PUT reminders, which replaces what was there."""
    if not wanted.enabled:
        return ReminderBody()
    return ReminderBody(
        remind_after=wanted.after,
        keep_reminding_after=wanted.every if wanted.repeated else None,
        total_reminders=wanted.total if wanted.repeated else None,
        frequency=wanted.frequency,
        repeat_frequency=wanted.repeat_frequency if wanted.repeated else "",
    )


def reminder_told(wanted: Reminders, told: Reminder) -> Told:
    """Whether somebody is reminded just as the draft says."""
    found = [_flag(wanted.enabled, told.enabled)]
    if wanted.enabled:
        found.append(_value(wanted.after, told.remind_after))
        found.append(_unit(wanted.frequency, told.frequency))
        found.append(_flag(wanted.repeated, told.repeat.enabled))
    if wanted.enabled and wanted.repeated:
        found.append(_value(wanted.every, told.repeat.keep_reminding_after))
        found.append(_value(wanted.total, told.repeat.total_reminders))
        found.append(_unit(wanted.repeat_frequency or wanted.frequency, told.repeat.frequency))
    return _worst(found)


def invitation_told(wanted: Wanted, told: Recipient) -> Told:
    """Whether somebody is invited just as the draft says; only version 4 tells it."""
    method = normal_word(told.delivery_method)
    if not method:
        return Told.UNTOLD
    if method != normal_word(wanted.delivery_method):
        return Told.OTHER
    by_sms = method != normal_word(BY_EMAIL)
    return _number_told(wanted.mobile_number, told.mobile_number) if by_sms else Told.SAME


def _worst(found: Iterable[Told]) -> Told:
    all_of_them = set(found)
    for each in (Told.OTHER, Told.UNTOLD):
        if each in all_of_them:
            return each
    return Told.SAME


def _either(wanted: bool | None, told: bool | None) -> bool | None:  # noqa: FBT001 - values
    return told if wanted is None else wanted


def _flag(wanted: bool, told: bool | None) -> Told:  # noqa: FBT001 - both are values
    return _value(wanted, told)


def _value(wanted: int | None, told: int | None) -> Told:
    if told is None:
        return Told.UNTOLD
    return Told.SAME if wanted == told else Told.OTHER


def _unit(wanted: str, told: str) -> Told:
    """Days where neither says it; version 3 knows nothing else."""
    if not told:
        return Told.SAME if wanted in ("", DAYS) else Told.UNTOLD
    return Told.SAME if normal_word(wanted or DAYS) == normal_word(told) else Told.OTHER


def _notice_told(wanted: Permissions, told: LegalNoticeRule) -> Told:
    """Which notice was chosen is told by some servers only, as the default one."""
    enabled = _flag(bool(wanted.notice), told.enabled)
    if enabled is not Told.SAME or not wanted.notice:
        return enabled
    chosen = {each.legal_notice_name for each in told.default_notice}
    return Told.SAME if wanted.notice_name.strip() in chosen else Told.UNTOLD


def _kept_notice(told: LegalNoticeRule) -> str | None:
    """The notice that is shown now; None where that cannot be said."""
    if told.enabled is False:
        return ""
    names = [each.legal_notice_name for each in told.default_notice if each.legal_notice_name]
    return names[0] if told.enabled and len(names) == 1 else None


def _asks(told: Authentication, proof: str) -> bool | None:
    """Whether that proof is asked for; None where it is not told."""
    part = told.password if proof == "password" else told.sms_otp
    if told.enabled is False:
        return False
    return part.enabled if told.enabled else None


def _number_told(wanted: str, told: str) -> Told:
    if not told or unmasked_number(told) is None:
        return Told.UNTOLD
    return Told.SAME if (e164(wanted) or wanted) == (e164(told) or told) else Told.OTHER


def _wanted_span(window: Window) -> tuple[str, str, int | None]:
    """First and last moment, or days."""
    if not window.enabled:
        return "", "", None
    if window.by_date and window.start is not None and window.end is not None:
        return as_utc(window.start), as_utc(window.end), None
    return "", "", window.days


def _span(told: AccessDuration) -> tuple[str, str, int | None]:
    """The window as it is told, in the spelling that is written."""
    if not told.enabled:
        return "", "", None
    if told.duration_by_date.enabled:
        span = told.duration_by_date.duration
        moments = read_moment(span.start_date_time), read_moment(span.end_date_time)
        if moments[0] is not None and moments[1] is not None:
            return as_utc(moments[0].at), as_utc(moments[1].at), None
    return "", "", told.duration_by_days.duration.total_days


def _window_told(wanted: Window, told: AccessDuration) -> Told:
    enabled = _flag(wanted.enabled, told.enabled)
    if enabled is not Told.SAME or not wanted.enabled:
        return enabled
    found = [
        _flag(wanted.by_date, told.duration_by_date.enabled),
        _flag(wanted.by_days, told.duration_by_days.enabled),
    ]
    if wanted.by_days:
        found.append(_value(wanted.days, told.duration_by_days.duration.total_days))
    elif wanted.start is not None and wanted.end is not None:
        span = told.duration_by_date.duration
        found.append(_moment_told(as_utc(wanted.start), span.start_date_time))
        found.append(_moment_told(as_utc(wanted.end), span.end_date_time))
    return _worst(found)


def _moment_told(wanted: str, told: str) -> Told:
    own, there = read_moment(wanted), read_moment(told)
    if own is None or there is None:
        return Told.UNTOLD
    away = abs(own.at - there.at)
    if away < _ROUNDED:
        return Told.SAME
    return Told.OTHER if there.zone_known or away > _ANY_ZONE else Told.UNTOLD
