"""Everything that the emulated Scrive remembers."""

from dataclasses import dataclass, field, fields
from datetime import datetime

from app.emulator.json_value import JsonValue
from app.emulator.scrive import parties, updating
from app.emulator.scrive.authorization import Credentials
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.flow_records import Instance
from app.emulator.scrive.records import Account, Document, StoredFile
from app.emulator.world import World

NAME = "scrive"
FLOW_ANSWERS = frozenset({"id", "instance_id", "flow_id", "nested", "location", "empty"})
_CHOICES = {
    "flow_answer": FLOW_ANSWERS,
    "author_role": frozenset({"signing_party", "viewer"}),
}


@dataclass(slots=True, kw_only=True)
class Settings:
    """Peculiarities that a test or the control API can switch."""

    author_role: str = "signing_party"
    """The role that a fresh author has."""
    flow_answer: str = "id"
    """How the 201 of a new Flow instance names it: one of FLOW_ANSWERS."""
    flow_enabled: bool = True
    """Whether the account may use Flow at all."""
    copies_participants: bool = True
    """Whether a Flow instance writes names and contacts into blank fields of its documents."""
    sealing_seconds: float = 5.0
    """How long a closed document has no sealed file, by the world's clock."""
    list_cap: int = 100
    """The most documents that one page of the list holds."""
    list_lag_seconds: float = 0.0
    """How long a new document is missing from the list, by the world's clock."""

    def change(self, values: dict[str, JsonValue]) -> None:
        """Set some of them; ValueError for an unknown name or an unfit value."""
        kinds = {one.name: type(one.default) for one in fields(self)}
        for name, value in values.items():
            kind = kinds.get(name)
            if kind is None:
                raise ValueError(f"there is no setting {name}")
            if kind is float and type(value) is int:
                value = float(value)  # noqa: PLW2901 - whole seconds are seconds too
            if type(value) is not kind or value not in _CHOICES.get(name, (value,)):
                raise ValueError(f"{name} cannot be {value!r}")
            setattr(self, name, value)


@dataclass(slots=True, kw_only=True)
class Challenge:
    """A one-time code that somebody was sent and has not entered yet."""

    purpose: str
    """`open`, `sign` or `approve`: what the right code lets him do."""
    code: str
    attempts_left: int


@dataclass(slots=True, kw_only=True)
class _Kept:
    documents: dict[str, Document] = field(default_factory=dict)
    instances: dict[str, Instance] = field(default_factory=dict)
    challenges: dict[tuple[str, str], Challenge] = field(default_factory=dict)


class State:
    """The account, its documents and its Flow instances, in memory."""

    def __init__(self, world: World) -> None:
        """Live in `world`."""
        self.world = world
        self.reset()

    def reset(self) -> None:
        """Forget everything and follow the world's seed again."""
        self.ids = self.world.ids.child(NAME)
        self.settings = Settings()
        self.credentials = Credentials(
            apitoken=f"{self.ids.secret()}_{self.ids.small()}",
            apisecret=self.ids.secret(),
            accesstoken=f"{self.ids.secret()}_{self.ids.small()}",
            accesssecret=self.ids.secret(),
        )
        self.account = Account(
            user_id=self.ids.scrive_id(),
            first_name="Maja",
            last_name="Lindqvist",
            email="maja.lindqvist@example.com",
            phone="+46701740605",
            company="Lindqvist Fastigheter AB",
            company_id=self.ids.scrive_id(),
        )
        self._kept = _Kept()

    @property
    def now(self) -> datetime:
        """The present moment of the world."""
        return self.world.clock.now()

    @property
    def documents(self) -> dict[str, Document]:
        """All documents by id, oldest first."""
        return self._kept.documents

    @property
    def instances(self) -> dict[str, Instance]:
        """All Flow instances by id, oldest first."""
        return self._kept.instances

    @property
    def challenges(self) -> dict[tuple[str, str], Challenge]:
        """The codes under way, by agreement and person."""
        return self._kept.challenges

    def new_document(self, title: str, file: StoredFile | None, *, saved: bool = True) -> Document:
        """A fresh draft of the account."""
        now = self.now
        document = Document(
            id=self.ids.scrive_id(),
            title=title,
            parties=[parties.new_author(self.account, self.ids, self.settings.author_role)],
            settings={**updating.default_settings(), "is_saved": saved},
            ctime=now,
            mtime=now,
            access_token=self.ids.secret(),
            file=file,
            object_version=1 if file else 0,
        )
        document.note("initiated", now, "The document was created.", document.author.name)
        self.documents[document.id] = document
        return document

    def store(self, name: str, data: bytes) -> StoredFile:
        """A file with an id of its own."""
        return StoredFile(id=self.ids.scrive_id(), name=name, data=data)

    def document(self, document_id: str) -> Document:
        """The document with this id, unless it was deleted."""
        document = self.documents.get(document_id)
        if document is None or document.is_deleted:
            raise ApiError("resource_not_found", f"No document with id {document_id} was found.")
        return document
