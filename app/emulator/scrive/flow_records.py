"""What the emulated Scrive keeps about a Flow instance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.emulator.json_value import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """One way in which a participant proves who he is."""

    provider: str
    max_attempts: int


@dataclass(slots=True, kw_only=True)
class Step:
    """One participant signing some documents, or filling in a form."""

    participant: str
    documents: tuple[str, ...] = ()
    """Labels of the documents that are signed."""
    form: str = ""
    """Label of the form that is filled in; empty for a step that signs."""
    authentication: str | None = None
    """Label of one of the participant's ways to sign."""
    announced: bool = False
    """Whether the participant was told that it is his turn."""
    done: bool = False

    def open_steps(self) -> Iterator["Step"]:
        """This step, as long as it is not done."""
        if not self.done:
            yield self

    def all_steps(self) -> Iterator["Step"]:
        """This step."""
        yield self

    def json(self) -> JsonObject:
        """As it stands in a request."""
        if self.form:
            return {"type": "form", "participant": self.participant, "form": self.form}
        made: JsonObject = {"type": "sign", "participant": self.participant}
        made["documents"] = list(self.documents)
        if self.authentication is not None:
            made["authentication"] = self.authentication
        return made


@dataclass(slots=True, kw_only=True)
class Group:
    """Steps together: `parallel_all` runs all at once, `sequence` one after the other."""

    kind: str
    steps: list["Step | Group"]

    def open_steps(self) -> Iterator[Step]:
        """The steps whose turn it is."""
        for node in self.steps:
            found = list(node.open_steps())
            yield from found
            if found and self.kind == "sequence":
                return

    def all_steps(self) -> Iterator[Step]:
        """Every step below."""
        for node in self.steps:
            yield from node.all_steps()

    def json(self) -> JsonObject:
        """As it stands in a request."""
        return {"type": self.kind, "steps": [node.json() for node in self.steps]}


@dataclass(slots=True, kw_only=True)
class Participant:
    """A person of an instance."""

    label: str
    name: str
    email: str
    phone: str
    view: Authentication | None
    sign: dict[str, Authentication]
    link_token: str = ""
    invited_at: datetime | None = None
    opened_at: datetime | None = None
    declined_at: datetime | None = None
    delivery_failed: bool = False


@dataclass(slots=True, kw_only=True)
class Part:
    """One document of an instance: which participant is which of its parties."""

    document_id: str
    parties: dict[str, str]
    """Participant label to signatory id."""


@dataclass(slots=True, kw_only=True)
class Instance:
    """A running or ended process over several documents."""

    id: str
    title: str
    documents: dict[str, Part]
    """By document label."""
    participants: dict[str, Participant]
    process: Step | Group
    forms: tuple[str, ...] = ()
    """Labels of the forms that it has."""
    started: datetime
    status: str = "in_progress"
