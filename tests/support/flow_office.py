"""An outbox that sends to the emulated Scrive, over real sockets."""

from pathlib import Path
from typing import TYPE_CHECKING

import requests

from app.domain.agreement import Agreement
from app.domain.draft_files import files_of
from app.domain.kinds import ServiceKind
from app.emulator.faults import Fault
from app.emulator.server import Emulator
from app.services.accounts import Account
from app.services.clock import SystemClock
from app.services.http.client import HttpClient, Transport
from app.services.outbox.outbox import Outbox
from app.services.outbox.records import OutboxItem
from app.services.scrive.auth import PlaintextAuth
from app.services.scrive.client import ScriveClient
from app.services.scrive.refusals import refusal_text
from app.services.scrive.sending import FlowCarrier
from app.services.secrets.secret import Secret
from app.services.storage.database import MIGRATIONS, Database
from app.services.timing import Timing
from tests.support.agreements import an_agreement
from tests.support.emulator import GUIDE_PDF
from tests.support.scrive_counts import doubled, left_over_drafts, started_agreements
from tests.support.scrive_desk import header

if TYPE_CHECKING:
    from app.services.outbox.carrier import Arrival, Carrier

START = "/flow/instances"
UPLOAD = "/api/v2/documents/new"
SCALE = 0.02


class Office:
    """An outbox that sends to the emulator."""

    def __init__(self, folder: Path, emulator: Emulator) -> None:
        self.folder = folder
        self.emulator = emulator
        self.arrived: list[Arrival] = []
        clock = SystemClock()
        secrets = {
            name: Secret(value) for name, value in emulator.services["scrive"].credentials().items()
        }
        timing = Timing(scale=SCALE)
        http = HttpClient(
            emulator.scrive_url,
            PlaintextAuth(secrets),
            Transport(clock=clock, timing=timing),
            read_text=refusal_text,
        )
        self.client = ScriveClient(http)
        self.account = Account(
            id="a1", name="Office", service=ServiceKind.SCRIVE, base_url=emulator.scrive_url
        )
        self.outbox = Outbox(
            Database(folder / "c.db", MIGRATIONS / "countersign", clock),
            folder / "outbox",
            folder / "lock",
            lambda _wanted: self.carrier(),
            clock,
            lambda: timing,
            lambda _item, arrival: self.arrived.append(arrival),
        )

    def carrier(self) -> "Carrier":
        """The way in which everything is sent."""
        return FlowCarrier(self.client, lambda _path: [(595.0, 842.0)])

    def agreement(self) -> Agreement:
        """What is sent where a test names nothing else."""
        return an_agreement()

    def enqueue(self, agreement: Agreement | None = None, pdf: bytes = GUIDE_PDF) -> OutboxItem:
        wanted = agreement or self.agreement()
        paths = {}
        for each in files_of(wanted):
            paths[each.key] = self.folder / each.file
            paths[each.key].write_bytes(pdf)
        return self.outbox.enqueue(wanted, paths, self.account)

    def send(self, agreement: Agreement | None = None, wait: float = 3000) -> OutboxItem:
        return self.outbox.run(self.enqueue(agreement).id, wait=wait)

    def requests(self, path: str) -> list[str]:
        """Method and path of every request that the emulator saw below a path."""
        return [
            f"{entry.method} {entry.path}"
            for entry in self.emulator.world.journal.entries()
            if entry.service == "scrive" and path in entry.path
        ]

    def instances(self) -> int:
        """How many agreements were really started."""
        return sum(
            entry.effect and entry.status == 201 and entry.path == START
            for entry in self.emulator.world.journal.entries("scrive")
        )

    def agreements(self) -> int:
        """How many agreements were really started, told by the emulator's own state."""
        return started_agreements(self.emulator)

    def leftovers(self) -> list[str]:
        """Ids of drafts that are not part of a sent agreement."""
        return left_over_drafts(self.emulator)

    def doubles(self) -> list[str]:
        """People and messages that are there twice."""
        return doubled(self.emulator)

    def documents(self) -> list[str]:
        """Every document at the service, drafts included."""
        return [each.id for each in self.client.listed().documents]

    def start_by_hand(self, document_id: str) -> None:
        """Start a draft as its owner could in the web interface."""
        answer = requests.post(
            f"{self.emulator.scrive_url}/api/v2/documents/{document_id}/start",
            headers={"Authorization": header(self.emulator.services["scrive"].credentials())},
            timeout=10,
        )
        assert answer.status_code == 200, answer.text

    def fault(self, fault: Fault) -> None:
        self.emulator.world.faults.order(fault)
