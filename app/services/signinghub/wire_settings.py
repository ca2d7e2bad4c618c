"""What is set for each recipient, in SigningHub's JSON (REST API v3, with what v4 adds).

A flag or number is None when it was absent, null or unreadable; a text is empty then.
"""

from typing import ClassVar

from typing_extensions import override

from app.domain.json_value import JsonObject
from app.services.lenient import Section


class LegalNotice(Section, frozen=True, kw_only=True):
    """A text to accept before acting; the HTML comes from the server and is never rendered."""

    legal_notice_id: str = ""
    legal_notice_name: str = ""
    legal_notice_html: str = ""

    @override
    @classmethod
    def from_text(cls, text: str) -> JsonObject:
        """A bare text is the name of a notice."""
        return {"legal_notice_name": text}


class LegalNoticeRule(Section, frozen=True, kw_only=True):
    """Which legal notices a recipient may be shown; `default_notice` is a list in v4."""

    enabled: bool | None = None
    allowed_notices: tuple[LegalNotice, ...] = ()
    default_notice: tuple[LegalNotice, ...] = ()


class Switch(Section, frozen=True, kw_only=True):
    """A setting that is only on or off."""

    enabled: bool | None = None


class Permission(Section, frozen=True, kw_only=True):
    """What a recipient may do with the documents."""

    print: bool | None = None
    download: bool | None = None
    add_text: bool | None = None
    add_attachment: bool | None = None
    attachment: Switch = Switch()
    change_recipients: bool | None = None
    legal_notice: LegalNoticeRule = LegalNoticeRule()


class SmsOtp(Section, frozen=True, kw_only=True):
    """A one-time code: number of digits, seconds between two codes, the number (maybe masked)."""

    enabled: bool | None = None
    otp_length: int | None = None
    retry_duration: int | None = None
    mobile_number: str = ""
    methods: tuple[str, ...] = ()


class Authentication(Section, frozen=True, kw_only=True):
    """Checks before a document opens, or before a signature; `otp` is v4's word at signing."""

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {"sms_otp": ("otp",)}
    enabled: bool | None = None
    password: Switch = Switch()
    sms_otp: SmsOtp = SmsOtp()
    totp: Switch = Switch()


class DateSpan(Section, frozen=True, kw_only=True):
    """First and last moment of access."""

    start_date_time: str = ""
    end_date_time: str = ""


class DaySpan(Section, frozen=True, kw_only=True):
    """Days of access after receipt."""

    total_days: int | None = None


class DurationByDate(Section, frozen=True, kw_only=True):
    """Access between two moments."""

    enabled: bool | None = None
    accessible: bool | None = None
    duration: DateSpan = DateSpan()


class DurationByDays(Section, frozen=True, kw_only=True):
    """Access for some days after receipt."""

    enabled: bool | None = None
    accessible: bool | None = None
    duration: DaySpan = DaySpan()


class AccessDuration(Section, frozen=True, kw_only=True):
    """The window in which a recipient can open the documents."""

    enabled: bool | None = None
    accessible: bool | None = None
    duration_by_date: DurationByDate = DurationByDate()
    duration_by_days: DurationByDays = DurationByDays()


class Authentications(Section, frozen=True, kw_only=True):
    """Opening authentication and access window of a recipient."""

    authentication: Authentication = Authentication()
    authentication_signing: Authentication = Authentication()
    access_duration: AccessDuration = AccessDuration()


class Repeat(Section, frozen=True, kw_only=True):
    """Reminders after the first one."""

    enabled: bool | None = None
    keep_reminding_after: int | None = None
    total_reminders: int | None = None
    frequency: str = ""


class Reminder(Section, frozen=True, kw_only=True):
    """When a recipient is reminded: in days, or in what v4 names as `frequency`."""

    enabled: bool | None = None
    remind_after: int | None = None
    frequency: str = ""
    repeat: Repeat = Repeat()
