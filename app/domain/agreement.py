"""The agreement as it is composed: documents, participants, a process and fields."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.json_value import JsonObject
from app.domain.kinds import (
    Delivery,
    FieldType,
    ParticipantKind,
    Role,
    SendWith,
    ServiceKind,
)
from app.domain.process import Node, Step, walk_steps
from app.domain.scrive_ways import way_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file to sign."""

    label: str
    file: str
    """Path relative to the folder of the draft, with `/`; never absolute, never with `..`."""
    name: str = ""
    """What people read; the file's stem where empty."""

    @property
    def shown_name(self) -> str:
        """The name for people."""
        if self.name:
            return self.name
        last = self.file.rsplit("/", 1)[-1]
        return last.rsplit(".", 1)[0] or last


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticationMethod:
    """One way in which a participant proves who they are."""

    provider: str
    """`sms_otp`, `password`, `se_bankid` ...; unknown ones pass verbatim."""
    max_attempts: int | None = None
    """Tries before the participant is locked out; None leaves it to the service."""
    label: str = ""
    """By which a sign step refers to it; only methods to sign have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """What a participant has to prove to open, and to sign."""

    view: AuthenticationMethod | None = None
    sign: tuple[AuthenticationMethod, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked at all."""
        return self.view is not None or bool(self.sign)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person, group or placeholder with a role, a way of delivery and authentication."""

    label: str
    kind: ParticipantKind = ParticipantKind.PERSON
    name: str = ""
    email: str = ""
    phone: str = ""
    role: Role = Role.SIGNER
    delivery: Delivery | None = None
    """None: e-mail if there is one, else SMS."""
    authentication: Authentication = field(default_factory=Authentication)

    @property
    def effective_delivery(self) -> Delivery:
        """The delivery that applies when none was chosen."""
        if self.delivery is not None:
            return self.delivery
        return Delivery.SMS if self.phone and not self.email else Delivery.EMAIL

    @property
    def shown_name(self) -> str:
        """The name, or the best that stands for it: the label as people write, as in `Person 2`."""
        words = self.label.replace("_", " ").replace("-", " ").strip().capitalize()
        return self.name or self.email or self.phone or words


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A place on a page for one participant; in PDF points from the top left as displayed."""

    type: FieldType
    participant: str
    document: str
    page: int
    """From 1."""
    x: float
    y: float
    width: float
    height: float
    id: str = ""
    group: str = ""
    """Radio buttons of one group exclude each other."""
    value: str = ""
    options: tuple[str, ...] = ()
    required: bool = True
    max_length: int | None = None
    anchor: str = ""
    """A phrase in the PDF that the field follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What is composed once and sent through one of the services."""

    id: str = ""
    """A UUID, written when the program saves the draft; empty in a file made by hand."""
    title: str = ""
    message: str = ""
    language: str = ""
    documents: tuple[Document, ...] = ()
    participants: tuple[Participant, ...] = ()
    process: Node | None = None
    fields: tuple[Field, ...] = ()
    scrive: JsonObject = field(default_factory=dict)
    """What only Scrive knows, in Scrive's own spelling; `send_with` is ours."""
    signinghub: JsonObject = field(default_factory=dict)
    """What only SigningHub knows, in SigningHub's own spelling."""

    def document(self, label: str) -> Document | None:
        """The document of that label."""
        return next((each for each in self.documents if each.label == label), None)

    def participant(self, label: str) -> Participant | None:
        """The participant of that label."""
        return next((each for each in self.participants if each.label == label), None)

    def steps(self) -> Iterator[Step]:
        """Every step of the process, from first to last."""
        if self.process is not None:
            yield from (step for _, step in walk_steps(self.process))

    def documents_of(self, label: str) -> tuple[str, ...]:
        """Labels of the documents that a participant acts on, in the order of the agreement."""
        wanted = {
            doc for step in self.steps() if step.participant == label for doc in step.documents
        }
        return tuple(each.label for each in self.documents if each.label in wanted)

    def labels(self) -> frozenset[str]:
        """Every label in use: documents, participants, authentications."""
        documents = {each.label for each in self.documents}
        people = {each.label for each in self.participants}
        methods = {
            method.label
            for each in self.participants
            for method in each.authentication.sign
            if method.label
        }
        return frozenset(documents | people | methods)

    def send_with(self, service: ServiceKind) -> SendWith:
        """The way that the draft asks for or needs; Flow is the default at Scrive."""
        return SendWith.PACKAGE if service is ServiceKind.SIGNINGHUB else way_of(self)
