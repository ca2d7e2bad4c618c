"""The port between actions and a signing service: who signs in, what is done, what is shown."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.domain.actions import ActionKind
from app.services.accounts import Account, Identity
from app.services.cancel import CancelToken
from app.services.errors import Refused
from app.services.secrets.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCall:
    """An action as it is asked of the service: numbers of there, and only what changes."""

    kind: ActionKind
    service_id: str
    """Of the agreement; in the Document API that of its only document."""
    instance_id: str = ""
    """Flow: the number of the whole; the agreement is stopped through it where it is there."""
    party_id: str = ""
    """SigningHub: the position in the workflow."""
    expected: str = ""
    """SigningHub: the address of who was seen at that position; somebody else is left alone."""
    group: str = ""
    """SigningHub: the group that was seen there."""
    placeholder: str = ""
    """SigningHub: what stands there while nobody is named."""
    role: str = ""
    """SigningHub: the role of that position, in the service's word."""
    stage: int | None = None
    """SigningHub: the stage of that position."""
    name: str = ""
    days: int | None = None
    email: str = ""
    mobile: str = ""
    proof: str = ""
    """The service's word."""
    personal_number: str = field(default="", repr=False)
    attachments: bool = True


class NotOffered(Refused):
    """The server does not know this call: some have it, others do not."""

    code = "not_offered"


class Actor(Protocol):
    """One account, acting on agreements that were sent. Every method raises ServiceError."""

    def signed_in_as(self) -> Identity:
        """Who the account is; untold where the service does not let it know."""
        ...

    def act(self, call: ActionCall) -> None:
        """Do it, with one request that is never repeated. Raises Uncertain and the families."""
        ...

    def link(self, call: ActionCall) -> Secret:
        """The signing link of a party."""
        ...

    def qr(self, call: ActionCall) -> bytes:
        """The signing link of a party as a picture (PNG): a secret."""
        ...

    def working_files(self, service_id: str, folder: Path, cancel: CancelToken) -> tuple[Path, ...]:
        """Save the files of an agreement that is over but not completed, in its order."""
        ...


ActorMaker = Callable[[Account], Actor]
"""Signs in an account; raises ServiceError (no keyring)."""
