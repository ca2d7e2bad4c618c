"""What `signinghub.participants` says of one recipient, read in the service's own shapes.

A member with a value that cannot be is noted in `misfits`, one that is not known in `unknown`, both
by their path below the participant: nothing of them is sent.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from app.domain.agreement import Agreement, Participant
from app.domain.json_value import JsonValue
from app.domain.participant_members import members_of, with_member_of
from app.domain.signinghub_members import Members

PERMISSION: Final = "permission"
WINDOW: Final = "access_duration"
REMINDER: Final = "reminder"
OPENING: Final = "authentication"
NATIONAL_ID: Final = "user_national_id"
ROLE: Final = "role"
SEAL: Final = "ELECTRONIC_SEAL"
"""The only role that a draft has no word of its own for (v4)."""
PASSWORD: Final = "password"  # noqa: S105 - the word of a provider
CODE: Final = "sms_otp"
DAYS: Final = "DAYS"
HOURS: Final = "HOURS"
FLAGS: Final = ("print", "download", "add_text", "add_attachment", "change_recipients")
"""What can be permitted (PUT workflow/{order}/permissions)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """What a recipient may do; None leaves a flag as the service has it."""

    print: bool | None = None
    download: bool | None = None
    add_text: bool | None = None
    add_attachment: bool | None = None
    change_recipients: bool | None = None
    notice: bool | None = None
    """Whether a legal notice has to be accepted before acting."""
    notice_name: str = ""
    """One of those that the account offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When the documents can be opened: between two moments, or for some days after receipt."""

    enabled: bool = False
    by_date: bool = False
    start: datetime | None = None
    end: datetime | None = None
    by_days: bool = False
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """When a recipient is reminded, counted in days or (v4) in hours."""

    enabled: bool = False
    after: int | None = None
    frequency: str = ""
    """Empty: days."""
    repeated: bool = False
    every: int | None = None
    total: int | None = None
    repeat_frequency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is asked before the documents open; a password is never part of a draft."""

    enabled: bool = True
    password: bool = False
    code: bool = False
    """By SMS."""
    number: str = ""
    """Where the code goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientSettings:
    """All that a draft says of one recipient to SigningHub alone; None: nothing."""

    permission: Permissions | None = None
    window: Window | None = None
    reminder: Reminders | None = None
    opening: Opening | None = None
    national_id: str = ""
    electronic_seal: bool = False
    unknown: tuple[str, ...] = ()
    misfits: tuple[str, ...] = ()


def recipient_settings(agreement: Agreement, label: str) -> RecipientSettings:
    """What is said of the recipient of that label."""
    own = members_of(agreement.signinghub, label)
    members = Members.of(own)
    role = members.text(ROLE)
    if role not in ("", SEAL):
        members.misfits.append(ROLE)
    return RecipientSettings(
        permission=_permission(members.section(PERMISSION)),
        window=_window(members.section(WINDOW)),
        reminder=_reminder(members.section(REMINDER)),
        opening=_opening(members.section(OPENING)),
        national_id=members.text(NATIONAL_ID),
        electronic_seal=role == SEAL,
        unknown=members.left(),
        misfits=tuple(members.misfits),
    )


def with_recipient_member(
    agreement: Agreement, label: str, name: str, value: JsonValue
) -> Agreement:
    """The agreement with one member of a recipient set; what is empty is taken away."""
    return replace(agreement, signinghub=with_member_of(agreement.signinghub, label, name, value))


def opening_of(agreement: Agreement, person: Participant) -> Opening | None:
    """What the person has to prove to open: as SigningHub's part says, else as `view` does."""
    own = recipient_settings(agreement, person.label).opening
    if own is not None:
        return replace(own, number=own.number or person.phone)
    view = person.authentication.view
    if view is None:
        return None
    return Opening(
        password=view.provider == PASSWORD, code=view.provider == CODE, number=person.phone
    )


def needs_opening_password(agreement: Agreement) -> tuple[Participant, ...]:
    """Those for whom a password has to be chosen at Send."""
    openings = ((each, opening_of(agreement, each)) for each in agreement.participants)
    return tuple(
        each
        for each, opening in openings
        if opening is not None and opening.enabled and opening.password
    )


def _permission(members: Members | None) -> Permissions | None:
    if members is None:
        return None
    notice = members.section("legal_notice")
    return Permissions(
        **{name: members.flag(name) for name in FLAGS},
        notice=None if notice is None else notice.flag("enabled") is not False,
        notice_name="" if notice is None else notice.text("legal_notice_name"),
    )


def _window(members: Members | None) -> Window | None:
    if members is None:
        return None
    enabled = members.flag("enabled")
    by_date, by_days = members.section("duration_by_date"), members.section("duration_by_days")
    span = None if by_date is None else by_date.section("duration")
    count = None if by_days is None else by_days.section("duration")
    return Window(
        enabled=enabled is not False,
        by_date=by_date is not None and by_date.flag("enabled") is not False,
        start=None if span is None else span.moment("start_date_time"),
        end=None if span is None else span.moment("end_date_time"),
        by_days=by_days is not None and by_days.flag("enabled") is not False,
        days=None if count is None else count.number("total_days"),
    )


def _reminder(members: Members | None) -> Reminders | None:
    if members is None:
        return None
    repeat = members.section("repeat")
    return Reminders(
        enabled=members.flag("enabled") is not False,
        after=members.number("remind_after"),
        frequency=members.word("frequency", (DAYS, HOURS)),
        repeated=repeat is not None and repeat.flag("enabled") is not False,
        every=None if repeat is None else repeat.number("keep_reminding_after"),
        total=None if repeat is None else repeat.number("total_reminders"),
        repeat_frequency="" if repeat is None else repeat.word("frequency", (DAYS, HOURS)),
    )


def _opening(members: Members | None) -> Opening | None:
    if members is None:
        return None
    password, code = members.section("password"), members.section("sms_otp")
    return Opening(
        enabled=members.flag("enabled") is not False,
        password=password is not None and password.flag("enabled") is not False,
        code=code is not None and code.flag("enabled") is not False,
        number="" if code is None else code.text("mobile_number").strip(),
    )


def as_utc(moment: datetime) -> str:
    """A moment as the service takes it: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
