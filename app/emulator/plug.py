"""What an emulated service offers to the server: nothing else is needed to plug one in."""

from dataclasses import dataclass
from typing import Protocol

from werkzeug.wrappers import Request, Response

from app.emulator.json_value import JsonValue


class NotPlayable(Exception):
    """A person cannot do that now; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of an agreement, as the inbox page and the control API see him."""

    key: str
    """Names the person inside the agreement, stable for its life."""
    name: str
    status: str
    actions: tuple[str, ...]
    """What `Service.act` accepts for him now."""
    notes: tuple[str, ...] = ()
    """What he is asked for, in sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One agreement of a service, as the inbox page and the control API see it."""

    id: str
    title: str
    status: str
    people: tuple[Person, ...]
    documents: tuple[str, ...] = ()
    """Ids of its documents, where a client knows it by them."""


class Service(Protocol):
    """An emulated service. All its methods are called with `World.lock` held.

    It is made by `make_service(world)` of its package, starts empty, and keeps its state in memory.
    """

    @property
    def name(self) -> str:
        """`scrive` or `signinghub`: the name in journal, faults and control calls."""

    def handle(self, request: Request) -> Response:
        """Answer one request; the body has been read, errors come in the vendor's own shape."""

    def credentials(self) -> dict[str, str]:
        """What `account add` needs, without `base_url`; it follows from the seed alone."""

    def reset(self) -> None:
        """Forget everything and follow `World.seed` again."""

    def seed_demo(self) -> None:
        """Fill in the plausible agreements of the demo."""

    def agreements(self) -> list[Agreement]:
        """Everything that people can play with, newest first."""

    def act(self, agreement: str, person: str, action: str, **options: str) -> None:
        """Let a person do something that `Person.actions` lists.

        `open`, `authenticate` (option `code`), `sign`, `approve`, `decline` (option `reason`),
        `deliver_fail`, and whatever else the service has. Raises KeyError for an unknown
        agreement or person, NotPlayable for what cannot be done.
        """

    def configure(self, settings: dict[str, JsonValue]) -> None:
        """Switch peculiarities of the service; ValueError for one that it does not have."""

    def tick(self) -> None:
        """Carry out what time alone brings; called before each request and after clock changes."""
