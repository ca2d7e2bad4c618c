"""What the SigningHub emulator remembers: users, packages, documents, recipients, history."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.emulator.signinghub.options import (
    AccessWindow,
    Box,
    Certify,
    FieldContent,
    Opening,
    Permission,
    PostProcess,
    Reminder,
    Template,
)
from app.emulator.signinghub.words import (
    Happening,
    PackageStatus,
    ProcessedAs,
    ProcessStatus,
    Role,
    WorkflowMode,
    WorkflowStatus,
    WorkflowType,
)


@dataclass(slots=True, kw_only=True)
class User:
    """A registered user of the enterprise."""

    email: str
    name: str
    password: str
    job_title: str = ""
    mobile_number: str = ""
    national_id: str = ""
    may_integrate: bool = False
    """An enterprise admin whose role allows integration: may use a scope."""
    disabled: bool = False
    must_change_password: bool = False
    login_otp: bool = False


@dataclass(slots=True, kw_only=True)
class Field:
    """A place in a document that belongs to the recipient at position `order`."""

    name: str
    kind: str
    """The key under which the field list files it: `digital_signature`, ..."""
    recipient: "Recipient"
    page: int
    box: Box
    visible: bool = True
    otp_mobile_number: str | None = None
    """Where the signing code goes; None: no code is asked."""
    totp: bool = False
    """v4: whether an authenticator's code is asked too."""
    levels: tuple[str, ...] = ()
    """v4: the levels of assurance of a signature."""
    content: FieldContent = field(default_factory=FieldContent)


@dataclass(slots=True, kw_only=True)
class Document:
    """One file of a package."""

    document_id: int
    name: str
    kind: str
    """Extension of the uploaded file in capitals, before conversion."""
    source: str
    content: bytes
    width: int
    height: int
    pages: int
    uploaded_on: datetime
    modified_on: datetime
    form_fields: bool = False
    lock_form_fields: bool = False
    certify: Certify = field(default_factory=Certify)
    template: Template | None = None
    fields: list[Field] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Recipient:
    """A person, a group or a placeholder in the workflow of a package.

    `key` numbers the recipients of a package in the order in which they were added and, unlike
    the position, never changes.
    """

    key: int
    role: Role
    signing_order: int
    email: str = ""
    name: str = ""
    group_name: str = ""
    group_members: tuple[str, ...] = ()
    placeholder: str = ""
    email_notification: bool = True
    delegator: str = ""
    national_id: str = ""
    delivery_method: str = "EMAIL"
    mobile_number: str = ""
    permission: Permission = field(default_factory=Permission)
    opening: Opening = field(default_factory=Opening)
    window: AccessWindow = field(default_factory=AccessWindow)
    reminder: Reminder = field(default_factory=Reminder)
    status: ProcessStatus = ProcessStatus.UN_PROCESSED
    invited_on: datetime | None = None
    opened: bool = False
    authenticated: bool = False
    otp: str = ""
    """The code that was last sent for opening."""
    processed_on: datetime | None = None
    processed_as: ProcessedAs | None = None
    processed_by: str = ""
    reason: str = ""
    reminders_sent: int = 0
    signed_fields: set[str] = field(default_factory=set)
    """Signed by the API, and not finished yet."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Who may be written to for this recipient: the person, or every member of the group."""
        if self.group_name:
            return self.group_members
        return (self.email,) if self.email else ()

    @property
    def label(self) -> str:
        """What to call the recipient."""
        return self.name or self.group_name or self.placeholder

    @property
    def access_start(self) -> datetime | None:
        """When the access window begins; None when nothing keeps the recipient waiting."""
        if self.window.enabled and self.window.by_date:
            return self.window.start
        return None

    @property
    def access_end(self) -> datetime | None:
        """When the access window ends; None without a window, or while the days do not count."""
        if not self.window.enabled:
            return None
        if self.window.by_date:
            return self.window.end
        if self.window.by_days and self.invited_on is not None:
            return self.invited_on + timedelta(days=self.window.total_days)
        return None

    def may_enter(self, at: datetime) -> bool:
        """Whether the access window is open."""
        start, end = self.access_start, self.access_end
        return (start is None or at >= start) and (end is None or at < end)

    def is_played_by(self, email: str) -> bool:
        """Whether this address may act for the recipient."""
        wanted = email.casefold()
        candidates = (*self.addresses, self.delegator)
        return bool(wanted) and wanted in {address.casefold() for address in candidates}

    def wait_again(self) -> None:
        """Forget everything that happened, as after a recall."""
        self.status = ProcessStatus.UN_PROCESSED
        self.invited_on = self.processed_on = None
        self.opened = self.authenticated = False
        self.processed_as = None
        self.processed_by = self.reason = self.otp = ""
        self.reminders_sent = 0
        self.signed_fields.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One line of the history of a package."""

    log_id: int
    at: datetime
    action: Happening
    email: str
    name: str
    information: tuple[str, str] | None = None
    """Type and value of a remark."""


@dataclass(slots=True, kw_only=True)
class Package:
    """Documents with one workflow."""

    package_id: int
    name: str
    owner: User
    mode: WorkflowMode
    uploaded_on: datetime
    modified_on: datetime
    folder: str = "INBOX"
    type: WorkflowType = WorkflowType.SERIAL
    continue_on_decline: bool = False
    status: WorkflowStatus = WorkflowStatus.DRAFT
    read_only: bool = False
    message: str = ""
    comments: bool = True
    """v4: whether recipients may comment."""
    post_process: PostProcess = field(default_factory=PostProcess)
    documents: list[Document] = field(default_factory=list)
    recipients: list[Recipient] = field(default_factory=list)
    log: list[LogEntry] = field(default_factory=list)
    read_by: set[str] = field(default_factory=set)
    hidden_from: set[str] = field(default_factory=set)
    """Who deleted it from the own inbox (addresses in lower case)."""
    last_key: int = 0

    def position(self, recipient: Recipient) -> int:
        """The `order` of a recipient, from 1."""
        return next(n for n, other in enumerate(self.recipients, 1) if other is recipient)

    def is_owned_by(self, email: str) -> bool:
        """Whether this address owns the package."""
        return self.owner.email.casefold() == email.casefold()

    def in_turn(self) -> Iterator[Recipient]:
        """The recipients for whom everybody waits, in their order."""
        return (r for r in self.recipients if r.status is ProcessStatus.IN_PROGRESS)

    def is_visible_to(self, email: str) -> bool:
        """Whether this address sees the package: as owner, or as recipient whose turn came."""
        if email.casefold() in self.hidden_from:
            return False
        if self.is_owned_by(email):
            return True
        return self.status is not WorkflowStatus.DRAFT and any(
            r.invited_on is not None and r.is_played_by(email) for r in self.recipients
        )

    def status_for(self, email: str) -> PackageStatus:
        """The `package_status` that this address reads."""
        if self.status is WorkflowStatus.DRAFT:
            return PackageStatus.DRAFT
        own = [r for r in self.recipients if r.is_played_by(email)]
        if not self.status.over and any(r.status is ProcessStatus.IN_PROGRESS for r in own):
            return PackageStatus.PENDING
        if self.status is WorkflowStatus.COMPLETED:
            return PackageStatus.COMPLETED
        if self.status is WorkflowStatus.DECLINED:
            return PackageStatus.DECLINED
        if self.is_owned_by(email):
            return PackageStatus.IN_PROGRESS
        acted = (_AS_PACKAGE[r.status] for r in own if r.status in _AS_PACKAGE)
        return next(acted, PackageStatus.IN_PROGRESS)


_AS_PACKAGE = {
    ProcessStatus.SIGNED: PackageStatus.SIGNED,
    ProcessStatus.REVIEWED: PackageStatus.REVIEWED,
    ProcessStatus.EDITED: PackageStatus.EDITED,
    ProcessStatus.DECLINED: PackageStatus.DECLINED,
}
