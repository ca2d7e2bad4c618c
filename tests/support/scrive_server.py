"""The emulated Scrive on a loopback port, and our room in front of it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from app.domain.kinds import ServiceKind
from app.emulator.gateway import Gateway
from app.emulator.journal import Entry
from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.listener import Listener
from app.services.accounts import Account
from app.services.http.client import Transport
from app.services.ports import Clock
from app.services.scrive.client import ScriveClient
from app.services.scrive.service import ScriveService, scrive_client
from app.services.secrets.secret import Secret
from app.services.timing import Timing
from tests.support.clocks import WorldClock
from tests.support.scrive_desk import Desk, opened

QUICK = Timing(scale=0.02)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriveServer:
    """A desk for playing everybody, and the address at which the service answers."""

    desk: Desk
    url: str

    def client(self, changes: Mapping[str, str] | None = None) -> ScriveClient:
        """Our client with the right credentials, some of them changed."""
        values = {**self.desk.scrive.credentials(), **(changes or {})}
        return a_scrive_client(self.url, values, WorldClock(self.desk.world.clock))

    def service(self, changes: Mapping[str, str] | None = None) -> ScriveService:
        """Our service with the right credentials, some of them changed."""
        return ScriveService(self.client(changes), WorldClock(self.desk.world.clock))

    def configure(self, **settings: JsonValue) -> None:
        """Switch something of the emulated Scrive."""
        self.desk.scrive.configure(settings)

    def requests(self, since: int = 0) -> list[Entry]:
        """What reached the service."""
        return self.desk.world.journal.entries("scrive", since)

    def flow(self, *people: JsonObject, documents: int = 1, order: str = "parallel_all") -> str:
        """A started Flow instance that all these people sign, as in the guide; its document ids."""
        ids: list[str] = []
        entries: list[JsonValue] = []
        for number in range(1, documents + 1):
            document = self.desk.new(f"Contract {number}.pdf")
            author = document["parties"]
            assert isinstance(author, list)
            blank: list[JsonValue] = [{} for _ in people]
            written = opened(self.desk.update(document, parties=[author[0], *blank]))
            ids.append(str(document["id"]))
            entries.append(
                {
                    "document_id": ids[-1],
                    "label": f"doc{number}",
                    "type": "esign",
                    "parties": [
                        {"participant": person["label"], "signatory_id": signatory}
                        for person, signatory in zip(people, signatories(written), strict=True)
                    ],
                }
            )
        labels: list[JsonValue] = [f"doc{number}" for number in range(1, documents + 1)]
        steps: list[JsonValue] = [
            {"type": "sign", "participant": person["label"], "documents": labels}
            for person in people
        ]
        body: JsonObject = {
            "title": "Framework contract",
            "documents": entries,
            "participants": list(people),
            "process": {"type": order, "steps": steps},
        }
        assert self.desk.post_json("/flow/instances", body).status_code == 201
        return ",".join(ids)


def signatories(document: JsonObject) -> list[str]:
    """The ids of the parties behind the author."""
    parties = document["parties"]
    assert isinstance(parties, list)
    return [str(party["id"]) for party in parties[1:] if isinstance(party, dict)]


@contextmanager
def a_scrive() -> Iterator[ScriveServer]:
    """Serve until the end of the block."""
    desk = Desk()
    listener = Listener("scrive", Gateway(desk.world, desk.scrive))
    listener.open()
    try:
        yield ScriveServer(desk=desk, url=listener.url)
    finally:
        listener.close()


def a_scrive_client(url: str, values: Mapping[str, str], clock: Clock) -> ScriveClient:
    """Our client for an account at any address."""
    account = Account(
        id="5b1d9a1e-8d0b-4a36-8a1f-5f5b7a3a9c10",
        name="Office",
        service=ServiceKind.SCRIVE,
        base_url=url,
    )
    secrets = {name: Secret(value) for name, value in values.items()}
    transport = Transport(clock=clock, timing=QUICK, user_agent="Countersign/test")
    return scrive_client(account, secrets, transport)


def journal_of(server: ScriveServer) -> list[str]:
    """Method and path of all that reached the service, in order."""
    return [f"{each.method} {each.path}" for each in server.requests()]


def shown(value: object) -> str:
    """Anything as JSON text, to look for what must not be in it."""
    return json.dumps(value, default=str)
