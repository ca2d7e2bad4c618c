"""The emulated SigningHub on a loopback port, and our service in front of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from app.domain.kinds import ServiceKind
from app.emulator.gateway import Gateway
from app.emulator.journal import Entry
from app.emulator.json_value import JsonValue
from app.emulator.listener import Listener
from app.services.accounts import Account
from app.services.http.client import Transport
from app.services.ports import Clock
from app.services.secrets.secret import Secret
from app.services.signinghub.service import SigningHubService, signinghub_service
from app.services.timing import Timing
from tests.support.clocks import WorldClock
from tests.support.signinghub_desk import Desk

QUICK = Timing(scale=0.02)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningHubServer:
    """A desk for playing everybody, and the address at which the service answers."""

    desk: Desk
    url: str
    clock: Clock

    def service(
        self, *, version: int = 3, scope: str = "", **changed: str | None
    ) -> SigningHubService:
        """Our service with the right credentials, some of them changed or (None) left out."""
        return self.service_with(changed, version=version, scope=scope)

    def service_with(
        self, changed: Mapping[str, str | None], *, version: int = 3, scope: str = ""
    ) -> SigningHubService:
        """The same, with the changes as one mapping."""
        values = {**self.desk.hub.credentials(), **changed}
        return a_service(
            self.url,
            {name: value for name, value in values.items() if value is not None},
            version=version,
            scope=scope,
            clock=self.clock,
        )

    def configure(self, **settings: JsonValue) -> None:
        """Switch something of the emulated SigningHub."""
        self.desk.hub.configure(settings)

    def requests(self, since: int = 0) -> list[Entry]:
        """What reached the port, without what the desk did by itself before."""
        return self.desk.world.journal.entries("signinghub", since)


@contextmanager
def a_signinghub() -> Iterator[SigningHubServer]:
    """Serve until the end of the block."""
    desk = Desk()
    listener = Listener("signinghub", Gateway(desk.world, desk.hub))
    listener.open()
    try:
        yield SigningHubServer(desk=desk, url=listener.url, clock=WorldClock(desk.world.clock))
    finally:
        listener.close()


def a_service(
    url: str,
    secrets: dict[str, str],
    *,
    clock: Clock,
    version: int = 3,
    scope: str = "",
    timing: Timing = QUICK,
) -> SigningHubService:
    """Our service for an account at any address."""
    account = Account(
        id="8f1c36f2-6a40-4a4e-9f0e-3f0f1d5c7b11",
        name="Office",
        service=ServiceKind.SIGNINGHUB,
        base_url=url,
        api_version=version,
        scope=scope,
    )
    transport = Transport(clock=clock, timing=timing, user_agent="Countersign/test")
    return signinghub_service(
        account, {name: Secret(value) for name, value in secrets.items()}, transport
    )
