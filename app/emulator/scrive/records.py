"""What the emulated Scrive keeps about a document, its parties and its files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from app.emulator.json_value import JsonObject, JsonValue


def objects(value: JsonValue) -> list[JsonObject]:
    """The objects in a list that was checked before it was kept; each can be changed in place."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """Bytes under an id of their own."""

    id: str
    name: str
    data: bytes
    content_type: str = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorAttachment:
    """A file that the author sends along with the main one."""

    name: str
    required: bool
    """Whether those who sign must accept it."""
    add_to_sealed_file: bool
    file: StoredFile


@dataclass(slots=True, kw_only=True)
class Party:
    """One entry of `parties`."""

    id: str
    is_author: bool
    link_token: str
    settings: dict[str, JsonValue]
    """The writable members, complete."""
    fields: list[JsonObject]
    user_id: str | None = None
    sign_time: datetime | None = None
    seen_time: datetime | None = None
    read_invitation_time: datetime | None = None
    rejected_time: datetime | None = None
    rejection_reason: str | None = None
    email_delivery_status: str = "unknown"
    mobile_delivery_status: str = "unknown"
    has_authenticated_to_view: bool = False
    invited_at: datetime | None = None

    @property
    def role(self) -> str:
        """`signing_party`, `viewer` or `approver`."""
        return str(self.settings["signatory_role"])

    @property
    def sign_order(self) -> int:
        """Lower numbers act first."""
        order = self.settings["sign_order"]
        return order if isinstance(order, int) else 1

    @property
    def acts(self) -> bool:
        """Whether the document waits for this party."""
        return self.role != "viewer"

    def value(self, kind: str, order: int = 0) -> str:
        """The value of one of the standard fields, empty when blank or absent."""
        for one in self.fields:
            if one["type"] == kind and one.get("order", 0) == order:
                return str(one.get("value") or "")
        return ""

    def fill(self, kind: str, value: str, order: int = 0) -> None:
        """Write into a standard field if it is there and blank."""
        if not self.value(kind, order):
            self.write(kind, value, order)

    def write(self, kind: str, value: str, order: int = 0) -> None:
        """Write into a standard field if it is there."""
        for one in self.fields:
            if one["type"] == kind and one.get("order", 0) == order:
                one["value"] = value

    def has(self, kind: str) -> bool:
        """Whether there is a field of this type, blank or not."""
        return any(one["type"] == kind for one in self.fields)

    @property
    def wanted_files(self) -> list[JsonObject]:
        """The entries of `attachments`: what the party is asked to upload."""
        return objects(self.settings["attachments"])

    @property
    def questions(self) -> list[JsonObject]:
        """The questions of the party's `consent_module`."""
        module = self.settings["consent_module"]
        return objects(module.get("questions")) if isinstance(module, dict) else []

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.value('name', 1)} {self.value('name', 2)}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a document's history."""

    status: str
    time: datetime
    text: str
    party: str


@dataclass(slots=True, kw_only=True)
class Document:
    """One document with everything that happened to it."""

    id: str
    title: str
    parties: list[Party]
    settings: dict[str, JsonValue]
    """The writable members apart from title, parties and tags, complete."""
    ctime: datetime
    mtime: datetime
    access_token: str
    tags: dict[str, str] = field(default_factory=dict)
    status: str = "preparation"
    file: StoredFile | None = None
    sealed_file: StoredFile | None = None
    attachments: list[AuthorAttachment] = field(default_factory=list)
    uploads: list[StoredFile] = field(default_factory=list)
    """What those who sign have added."""
    evidence: list[StoredFile] = field(default_factory=list)
    """What the service has written down about the signing."""
    timeout_time: datetime | None = None
    remind_at: datetime | None = None
    """When those who have not acted are reminded by themselves."""
    closed_at: datetime | None = None
    sealed_again: bool = False
    """Whether the second, stronger seal has replaced the first."""
    object_version: int = 0
    is_shared: bool = False
    is_trashed: bool = False
    is_deleted: bool = False
    flow_id: str | None = None
    """The Flow instance that manages this document."""
    template_id: str | None = None
    """The template that it was made from."""
    folder_id: str = ""
    history: list[Event] = field(default_factory=list)

    @property
    def author(self) -> Party:
        """The first party."""
        return self.parties[0]

    def party(self, party_id: str) -> Party | None:
        """The party with this id."""
        return next((one for one in self.parties if one.id == party_id), None)

    def files(self) -> Iterator[StoredFile]:
        """Every file that belongs to the document."""
        yield from (file for file in (self.file, self.sealed_file) if file)
        yield from (one.file for one in self.attachments)
        yield from self.uploads
        yield from self.evidence

    def touch(self, now: datetime) -> None:
        """Count one action on the document."""
        self.mtime = now
        self.object_version += 1

    def note(self, status: str, now: datetime, text: str, party: str = "") -> None:
        """Add a line to the history."""
        self.history.append(Event(status=status, time=now, text=text, party=party))
