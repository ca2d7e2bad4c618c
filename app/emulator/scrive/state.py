"""Everything that the emulated Scrive remembers."""

from dataclasses import dataclass, field
from datetime import datetime

from app.emulator.scrive import parties, updating
from app.emulator.scrive.account_records import Account, Folder, LibraryFile
from app.emulator.scrive.authorization import Credentials, Grant
from app.emulator.scrive.endpoints import PRIVILEGES
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.flow_records import Instance
from app.emulator.scrive.records import Document, Party, StoredFile
from app.emulator.scrive.settings import Settings
from app.emulator.scrive.sign_in import SignIns
from app.emulator.world import World

NAME = "scrive"


@dataclass(slots=True, kw_only=True)
class Challenge:
    """A proof of identity that somebody was asked for and has not given yet."""

    purpose: str
    """`open`, `sign` or `approve`: what the proof lets him do."""
    attempts_left: int
    code: str = ""
    """The one-time code that he was sent; empty where he is to show an electronic ID."""


@dataclass(slots=True, kw_only=True)
class _Kept:
    documents: dict[str, Document] = field(default_factory=dict)
    instances: dict[str, Instance] = field(default_factory=dict)
    challenges: dict[tuple[str, str], Challenge] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    library: dict[str, LibraryFile] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)
    sign_ins: SignIns = field(default_factory=SignIns)


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
        self.grants[self.credentials.accesstoken] = Grant(
            credentials=self.credentials, privileges=PRIVILEGES
        )
        home = Folder(
            id=self.ids.scrive_id(), name=self.account.email, parent_id=None, is_home=True
        )
        self.folders[home.id] = home

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
        """The proofs of identity under way, by agreement and person."""
        return self._kept.challenges

    @property
    def grants(self) -> dict[str, Grant]:
        """What was granted, by access token; the personal one comes first."""
        return self._kept.grants

    @property
    def sign_ins(self) -> SignIns:
        """People and programs on their way in."""
        return self._kept.sign_ins

    @property
    def folders(self) -> dict[str, Folder]:
        """The folders by id; the user's home folder comes first."""
        return self._kept.folders

    @property
    def library(self) -> dict[str, LibraryFile]:
        """The account's own attachments by id, oldest first."""
        return self._kept.library

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
            folder_id=next(iter(self.folders)),
        )
        document.note("initiated", now, "The document was created.", document.author.name)
        self.documents[document.id] = document
        return document

    def store(self, name: str, data: bytes, content_type: str = "application/pdf") -> StoredFile:
        """A file with an id of its own."""
        return StoredFile(id=self.ids.scrive_id(), name=name, data=data, content_type=content_type)

    def document(self, document_id: str) -> Document:
        """The document with this id, unless it was deleted or is somebody else's."""
        if document_id in self.settings.foreign_documents:
            raise ApiError("document_action_forbidden", "The document is not yours.")
        document = self.documents.get(document_id)
        if document is None or document.is_deleted:
            raise ApiError("resource_not_found", f"No document with id {document_id} was found.")
        return document

    def party(self, document: Document, party_id: str) -> Party:
        """The party of a document with this id."""
        party = document.party(party_id)
        if party is None:
            raise ApiError("resource_not_found", f"No party with id {party_id} was found.")
        return party
