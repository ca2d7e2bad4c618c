"""What can be set on a package, a document or a recipient of the SigningHub emulator."""

from dataclasses import dataclass
from datetime import datetime

from app.emulator.signinghub.words import CertifyPermission


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalNotice:
    """A text that a recipient accepts before acting."""

    name: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What a recipient may do besides the task of the role."""

    print: bool = True
    download: bool = True
    add_text: bool = False
    add_attachment: bool = False
    change_recipients: bool = False
    notice_enabled: bool = False
    allowed_notices: tuple[LegalNotice, ...] = ()
    default_notice: LegalNotice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is asked before the documents open; length and wait come from the service plan."""

    enabled: bool = False
    password_enabled: bool = False
    password: str = ""
    otp_enabled: bool = False
    otp_length: int = 6
    retry_seconds: int = 60
    mobile_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessWindow:
    """When a recipient may open the documents: between two moments, or so many days."""

    enabled: bool = False
    by_date: bool = False
    start: datetime | None = None
    end: datetime | None = None
    by_days: bool = False
    total_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """When a recipient is reminded after the turn came; v4 counts days or hours, v3 days."""

    enabled: bool = False
    remind_after: int = 0
    frequency: str = "DAYS"
    repeat: bool = False
    keep_reminding_after: int = 0
    repeat_frequency: str = "DAYS"
    total_reminders: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A name with its address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostProcess:
    """What happens with a package when it is completed."""

    enabled: bool = False
    contacts: tuple[str, ...] = ()
    recipients: tuple[Contact, ...] = ()
    workflow_recipients: bool = False
    message: str = ""
    google_drive: bool = False
    dropbox: bool = False
    one_drive: bool = False
    processing_report: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Certify:
    """Whether a document is certified, and what it then allows."""

    enabled: bool = False
    permission: CertifyPermission = CertifyPermission.NO_CHANGES_ALLOWED


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The template that was applied to a document."""

    template_id: int
    name: str
    read_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldContent:
    """What a text, radio or checkbox field holds, and how it is filled."""

    type: str = ""
    """Of a text: TEXT, NAME, EMAIL, COMPANY, JOBTITLE or DATE."""
    field_type: str = ""
    """Of a text in v4: Number or Text."""
    format: str = ""
    placeholder: str = ""
    value: str = ""
    max_length: int | None = None
    multiline: bool = False
    mandatory: bool = True
    radio_group: str = ""
    font: tuple[str, int, int | None] | None = None
    """Name, size and embedded size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A place on a page in the pixels of the service, from the top left."""

    x: float
    y: float
    width: float
    height: float
