"""The ports: what the services need from each other, without saying who provides it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from app.domain.kinds import Delivery, Role, ServiceKind
from app.domain.observation import Observation
from app.services.accounts import Account, Identity
from app.services.cancel import CancelToken
from app.services.secrets.secret import Secret

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all (0 where unknown)."""


class Clock(Protocol):
    """What time it is; replaced in tests."""

    def now(self) -> datetime:
        """The wall clock, aware, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that only grow, for measuring."""
        ...


class CheckState(StrEnum):
    """What a test of an account found out about one thing."""

    GOOD = "good"
    BAD = "bad"
    ADVICE = "advice"
    """It works, and somebody should do something about it."""
    NOT_TESTED = "not_tested"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckItem:
    """One line of the test of an account: what was looked at and what came out."""

    code: str
    """`server`, `sign_in`, `read`, `flow`, `sending` ..."""
    state: CheckState
    sentence: str
    """For people, e.g. `Signed in as Maja Lindqvist, maja@example.com.`"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCheck:
    """What a test of an account found; sign-in failures are raised instead."""

    items: tuple[CheckItem, ...]
    identity: Identity
    api_version: int = 3
    """SigningHub: the version that the server speaks."""

    @property
    def advice(self) -> tuple[str, ...]:
        """What somebody should do though the account works."""
        return tuple(each.sentence for each in self.items if each.state is CheckState.ADVICE)


class SavedKind(StrEnum):
    """What a saved file is."""

    SIGNED = "signed"
    """The document as everybody signed it."""
    UNSIGNED = "unsigned"
    """The document while it is not complete, or not sealed yet."""
    ATTACHMENT = "attachment"
    """What the sender put beside the document."""
    HANDED_IN = "handed_in"
    """What a participant was asked for."""
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadedFile:
    """One file that was saved."""

    path: Path
    sha256: str
    kind: SavedKind = SavedKind.SIGNED
    source: str = ""
    """What it was at the service, unlike any other file there; empty where that is not known."""
    note: str = ""
    """For people: what is worth knowing about it; mostly nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadKeys:
    """What opens files that their owner protected for this account; it is kept nowhere."""

    password: Secret | None = None
    code: Secret | None = None
    """The one-time code that the service sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownParticipant:
    """A participant as we sent them, for services that do not tell names and steps back.

    In Scrive Flow the parties of a document are blank (as in the Flow guide); who stands behind a
    signatory is known only to whoever sent it.
    """

    label: str
    name: str
    email: str = ""
    phone: str = ""
    role: Role = Role.SIGNER
    delivery: Delivery = Delivery.EMAIL
    signing_order: int = 1
    """The stage of the process in which the participant's step comes up, from 1."""
    authentication_to_view: str = ""
    authentication_to_sign: str = ""
    signatory_ids: tuple[str, ...] = ()
    """Scrive: the party of this participant in each document, over all documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a list of changes told."""

    cursor: str
    """Where the next list is to begin; the service's own affair."""
    versions: Mapping[str, str]
    """The present version of everything that changed, as in `Observation.versions`."""
    whole: bool = False
    """Whether `versions` names all that there is, not only what changed: what it does not name has
    to be asked for by itself."""
    is_coarse: bool = False
    """Whether not everything makes another version, e.g. not that somebody opened it."""


class SigningService(Protocol):
    """One account at one signing service: everything that works alike at both."""

    @property
    def kind(self) -> ServiceKind:
        """Which service it is."""
        ...

    def check(self) -> AccountCheck:
        """Sign in and read, change nothing, send nothing. Raises ServiceError."""
        ...

    def observe(self, service_id: str, known: Sequence[KnownParticipant] = ()) -> Observation:
        """What the service says now. Raises Gone, Forbidden and the other families.

        `known` are the participants as we sent them; empty for an agreement made elsewhere.
        """
        ...

    def changes(
        self, cursor: str, *, followed: int = 0, cancel: CancelToken | None = None
    ) -> Changes | None:
        """What of the account's own changed since `cursor`, in a few requests.

        An empty cursor only asks where to begin. None where there is no such list, or where reading
        it is more than asking for each of the `followed` (0: not said); then every agreement has to
        be asked for by itself. Raises ServiceError.
        """
        ...

    def open_agreements(
        self, *, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> tuple[Observation, ...] | None:
        """Everything that this account sent and that is not over, or is a copy of such a thing.

        `progress` is called with how many were found, and 0. None where there is no such list.
        Raises ServiceError.
        """
        ...

    def download(
        self,
        service_id: str,
        folder: Path,
        *,
        keys: DownloadKeys | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> tuple[DownloadedFile, ...]:
        """Save the signed files, with attachments and evidence where there are some, into `folder`.

        `progress` counts the bytes of all of them; how many there will be is a guess until the
        last one comes. Existing files are never written over: a number is added to the name.
        Names from the service never become paths. Raises ServiceError, `Locked` where `keys` do not
        open what is protected.
        """
        ...


class Vault(Protocol):
    """Where secrets live: the OS keyring, or memory for practice and tests."""

    def store(self, account: Account, secrets: Mapping[str, Secret]) -> None:
        """Keep the secrets of an account, replacing what was there. Raises NoKeyring."""
        ...

    def load(self, account: Account) -> Mapping[str, Secret]:
        """The secrets of an account. Raises NoKeyring; KeyError-free: missing is NoKeyring too."""
        ...

    def remove(self, account: Account) -> None:
        """Forget the secrets of an account; no complaint when there are none."""
        ...

    def describe(self) -> str:
        """The name of the store for people, e.g. `GNOME Keyring`."""
        ...


class ServiceMaker(Protocol):
    """Builds the service of an account; given to whoever must sign in."""

    def __call__(self, account: Account, secrets: Mapping[str, Secret]) -> SigningService:
        """A service ready to be asked; no request is made yet."""
        ...


class AccountStore(Protocol):
    """Accounts without secrets."""

    def all(self) -> Sequence[Account]:
        """Every account, by name."""
        ...

    def by_name(self, name: str) -> Account | None:
        """The account of that name; names differ in more than case."""
        ...

    def by_id(self, account_id: str) -> Account | None:
        """The account of that id."""
        ...

    def save(self, account: Account) -> None:
        """Add or replace."""
        ...

    def delete(self, account_id: str) -> None:
        """Forget the row."""
        ...
