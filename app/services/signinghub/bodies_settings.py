"""What is written about the settings of recipients, in the words of each version of the API."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.json_value import JsonObject, JsonValue
from app.services.secrets.secret import Secret
from app.services.signinghub.bodies import told_only, unmasked_number


@dataclass(frozen=True, slots=True, kw_only=True)
class PostProcessBody:
    """What happens after completion: PUT workflow/post_process.

    Everything is sent each time: what the service does with a member that is left out is not known.
    """

    enabled: bool
    recipients: Sequence[tuple[str, str]] = ()
    """Name and e-mail address of each who gets the result."""
    message: str = ""
    workflow_recipients: bool = False
    """The report goes to all recipients, too."""
    google_drive: bool = False
    dropbox: bool = False
    one_drive: bool = False
    """v4."""

    def body(self, *, v4: bool) -> JsonObject:
        """As the version takes it."""
        people: list[JsonValue] = [
            {"name": name, "email": email} for name, email in self.recipients
        ]
        found: JsonObject = {
            "enabled": self.enabled,
            "recipients": people,
            "message": self.message,
            "workflow_recipients": self.workflow_recipients,
            "google_drive": self.google_drive,
            "dropbox": self.dropbox,
        }
        if v4:
            found["contacts"] = [email for _name, email in self.recipients]
            found["onedrive"] = self.one_drive
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionBody:
    """What a recipient may do with the documents: PUT workflow/{order}/permissions."""

    print: bool | None
    download: bool | None
    add_text: bool | None
    add_attachment: bool | None
    change_recipients: bool | None
    legal_notice: str | None = ""
    """Its name, one of those that are allowed for the recipient; empty: none is shown."""
    apply_to_all: bool = False

    def body(self, *, v4: bool) -> JsonObject:
        """Alike in both versions; what is None is left out, as where nobody knows what it is."""
        del v4
        notice: JsonObject | None = None
        if self.legal_notice is not None:
            notice = {"enabled": bool(self.legal_notice)}
            notice |= {"legal_notice_name": self.legal_notice} if self.legal_notice else {}
        permissions: dict[str, JsonValue] = {
            "print": self.print,
            "download": self.download,
            "add_text": self.add_text,
            "add_attachment": self.add_attachment,
            "change_recipients": self.change_recipients,
            "legal_notice": notice,
        }
        return {"apply_to_all": self.apply_to_all, "permissions": told_only(permissions)}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningBody:
    """How a recipient opens the documents, and when: PUT workflow/{order}/authentication."""

    by_password: bool = False
    password: Secret | None = field(default=None, repr=False)
    """None keeps the one that is set; the service never tells it."""
    by_code: bool = False
    """By a code that comes by SMS."""
    mobile_number: str = ""
    """Digits after + or 00; one that is masked is not written, so that the old one stays."""
    start: str = ""
    """First moment of access, `YYYY-MM-DDTHH:MM:SSZ`; with `end`."""
    end: str = ""
    days: int | None = None
    """Days of access after receipt; not together with `start` and `end`."""
    apply_to_all: bool = False

    def body(self, *, v4: bool) -> JsonObject:
        """Alike in both versions."""
        del v4
        password = self.password.reveal() if self.password is not None else None
        authentication: JsonObject = {
            "enabled": self.by_password or self.by_code,
            "password": told_only({"enabled": self.by_password, "user_password": password}),
            "sms_otp": told_only(
                {"enabled": self.by_code, "mobile_number": unmasked_number(self.mobile_number)}
            ),
        }
        return {
            "apply_to_all": self.apply_to_all,
            "authentication": authentication,
            "access_duration": self._window(),
        }

    def _window(self) -> JsonObject:
        by_date: JsonObject = {"enabled": bool(self.end)}
        if self.end:
            by_date["duration"] = {"start_date_time": self.start, "end_date_time": self.end}
        by_days: JsonObject = {"enabled": self.days is not None}
        if self.days is not None:
            by_days["duration"] = {"total_days": self.days}
        return {
            "enabled": bool(self.end) or self.days is not None,
            "duration_by_date": by_date,
            "duration_by_days": by_days,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderBody:
    """When a recipient is reminded: PUT workflow/{order}/reminders."""

    remind_after: int | None = None
    """Days after receipt (v4: or hours) of the first mail; None: nobody is reminded."""
    keep_reminding_after: int | None = None
    """Days (v4: or hours) between the mails that follow; None: there is one only."""
    total_reminders: int | None = None
    frequency: str = ""
    """v4: DAYS or HOURS; empty leaves it to the service."""
    repeat_frequency: str = ""
    """v4: the same between the mails that follow; empty: as before the first."""
    apply_to_all: bool = False

    def body(self, *, v4: bool) -> JsonObject:
        """As the version takes it."""
        unit = self.frequency if v4 and self.frequency else None
        between = (self.repeat_frequency or unit) if v4 else None
        repeat: dict[str, JsonValue] = {
            "enabled": self.keep_reminding_after is not None,
            "keep_reminding_after": self.keep_reminding_after,
            "total_reminders": self.total_reminders,
            "frequency": between,
        }
        return told_only(
            {
                "apply_to_all": self.apply_to_all,
                "enabled": self.remind_after is not None,
                "remind_after": self.remind_after,
                "frequency": unit,
                "repeat": told_only(repeat),
            }
        )
