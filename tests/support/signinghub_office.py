"""An outbox that sends packages to the emulated SigningHub, over real sockets."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from requests import Response, request

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Document,
    Participant,
)
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Order, Role, ServiceKind, StepType
from app.domain.process import Branch, Step
from app.emulator.faults import Fault
from app.emulator.server import Emulator
from app.emulator.signinghub.service import SigningHub
from app.services.accounts import Account
from app.services.cancel import CancelToken
from app.services.clock import SystemClock
from app.services.http.client import HttpClient, NoAuth, Transport
from app.services.outbox.carrier import Parcel
from app.services.outbox.outbox import Outbox
from app.services.outbox.passwords import SendPasswords
from app.services.outbox.records import OutboxItem, StepRecord
from app.services.ports import Progress
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.signinghub import authentication
from app.services.signinghub.authentication import Credentials
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.refusals import refusal_reasons, refusal_text
from app.services.signinghub.sending import SigningHubCarrier
from app.services.signinghub.tokens import Tokens
from app.services.storage.database import MIGRATIONS, Database
from app.services.timing import Timing
from tests.support.agreements import DRAFT_ID
from tests.support.emulator import GUIDE_PDF

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.emulator.signinghub.records import Package
    from app.services.outbox.carrier import Arrival

SCALE = 0.02
A4 = (595.0, 842.0)
PACKAGES = "/packages$"
DOCUMENTS = r"/packages/\d+/documents$"
USERS = r"/packages/\d+/workflow/users$"
FIELDS = r"/fields/(electronic_)?signature$"
WORKFLOW = r"/packages/\d+/workflow$"


def a_signer(label: str, name: str, *, code_to: str = "") -> Participant:
    """Signs, invited by e-mail; with a number, a code is asked to sign."""
    method = AuthenticationMethod(label=f"{label}_sign", provider="sms_otp")
    return Participant(
        label=label,
        name=name,
        email=f"{label}@example.com",
        phone=code_to,
        authentication=Authentication(sign=(method,)) if code_to else Authentication(),
    )


def a_copy(label: str, name: str) -> Participant:
    """Only gets a copy."""
    return Participant(label=label, name=name, email=f"{label}@example.com", role=Role.COPY)


def a_package(order: Order = Order.SEQUENCE, *, signinghub: JsonObject | None = None) -> Agreement:
    """Two documents: Bodil and Karim sign both, Elin gets a copy when they have."""
    documents = ("contract", "annex")
    steps = tuple(
        Step(
            type=StepType.SIGN,
            participant=label,
            documents=documents,
            authentication="karim_sign" if label == "karim" else "",
        )
        for label in ("bodil", "karim")
    )
    return Agreement(
        id=DRAFT_ID,
        title="Lease 2031",
        message="Please sign.",
        documents=tuple(
            Document(label=each, file=f"{each}.pdf", name=each.title()) for each in documents
        ),
        participants=(
            a_signer("bodil", "Bodil Oskarsson"),
            a_signer("karim", "Karim Haddad", code_to="+46702254141"),
            a_copy("elin", "Elin Sund"),
        ),
        process=Branch(order=order, steps=steps),
        signinghub=signinghub or {},
    )


def a_package_for_each() -> Agreement:
    """The same documents, of which Bodil and Karim get a package each."""
    agreement = a_package(Order.PARALLEL, signinghub={"workflow_type": "INDIVIDUAL"})
    return replace(agreement, participants=agreement.participants[:2])


class _Carrier(SigningHubCarrier):
    """The carrier, with a moment before each step for others to work on the package."""

    def __init__(self, client: SigningHubClient, office: "Office") -> None:
        super().__init__(client, lambda _path: (A4,))
        self._office = office

    def perform(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        self._office.before_step.pop(step.kind, lambda: None)()
        return super().perform(step, parcel, progress, cancel)

    def verify(self, step: StepRecord, parcel: Parcel) -> None:
        self._office.before_sharing()
        super().verify(step, parcel)


class Office:
    """An outbox that sends to the emulator."""

    def __init__(self, folder: Path, emulator: Emulator, version: int = 3) -> None:
        self.folder = folder
        self.emulator = emulator
        self.version = version
        self.arrived: list[Arrival] = []
        self.before_sharing: Callable[[], None] = lambda: None
        """Happens before everything is compared for the last time."""
        self.before_step: dict[str, Callable[[], None]] = {}
        """What happens once, right before the requests of a step of that kind."""
        self.passwords: dict[str, Secret] = {}
        """What is chosen at Send, by label."""
        self.vault = MemoryVault()
        self.clock = SystemClock()
        self.timing = Timing(scale=SCALE)
        self.account = Account(
            id="h1",
            name="Office",
            service=ServiceKind.SIGNINGHUB,
            base_url=emulator.signinghub_url,
            api_version=version,
        )
        hub = emulator.services["signinghub"]
        assert isinstance(hub, SigningHub)
        self.hub = hub
        self.outbox = self.restarted()

    def restarted(self) -> Outbox:
        """The outbox as the next process on the same profile opens it."""
        self.outbox = Outbox(
            Database(self.folder / "c.db", MIGRATIONS / "countersign", self.clock),
            self.folder / "outbox",
            self.folder / "lock",
            lambda _item: self.carrier(),
            self.clock,
            lambda: self.timing,
            lambda _item, arrival: self.arrived.append(arrival),
            SendPasswords(self.vault),
        )
        return self.outbox

    def carrier(self) -> SigningHubCarrier:
        """The way in which everything is sent."""
        transport = Transport(clock=self.clock, timing=self.timing)
        url = self.emulator.signinghub_url
        http = HttpClient(
            url, NoAuth(), transport, read_text=refusal_text, read_reasons=refusal_reasons
        )
        secrets = {name: Secret(value) for name, value in self.hub.credentials().items()}
        credentials = Credentials(**secrets, api_version=self.version)  # type: ignore[arg-type]
        tokens = Tokens(authentication.Authentication(http, credentials, self.clock), self.clock)
        client = SigningHubClient(http, tokens, api_version=self.version)
        return _Carrier(client, self)

    def agreement(self) -> Agreement:
        """What is sent where a test names nothing else."""
        return a_package()

    def enqueue(self, agreement: Agreement | None = None, pdf: bytes = GUIDE_PDF) -> OutboxItem:
        wanted = agreement or self.agreement()
        paths = {}
        for document in wanted.documents:
            paths[document.label] = self.folder / document.file
            paths[document.label].write_bytes(pdf)
        return self.outbox.enqueue(wanted, paths, self.account, passwords=self.passwords)

    def send(self, agreement: Agreement | None = None, wait: float = 3000) -> OutboxItem:
        return self.outbox.run(self.enqueue(agreement).id, wait=wait)

    def fault(self, fault: Fault) -> None:
        self.emulator.world.faults.order(fault)

    def requests(self, path: str = "") -> list[str]:
        """Method and path of every request that the emulator saw, of those whose path fits."""
        return [
            f"{entry.method} {entry.path}"
            for entry in self.emulator.world.journal.entries("signinghub")
            if re.search(path, entry.path)
        ]

    def effects(self, path: str) -> int:
        """How many POST requests took effect, of those whose path fits."""
        return sum(
            entry.effect and entry.method == "POST" and re.search(path, entry.path) is not None
            for entry in self.emulator.world.journal.entries("signinghub")
        )

    def packages(self) -> "list[Package]":
        """Every package at the service, drafts included."""
        with self.emulator.world.lock:
            return list(self.hub.site.state.packages.values())

    def only_package(self) -> "Package":
        """The one package that there is."""
        [package] = self.packages()
        return package

    def agreements(self) -> int:
        """How often something was really sent."""
        return sum(
            entry.effect
            and entry.status == 200
            and entry.method == "POST"
            and re.search(WORKFLOW, entry.path) is not None
            for entry in self.emulator.world.journal.entries("signinghub")
        )

    def leftovers(self) -> list[str]:
        """Drafts with our mark that nobody needs."""
        return [
            package.name
            for package in self.packages()
            if package.status == "DRAFT"
            and (
                re.search(r"~[0-9a-f]{10}$", package.name)
                or any(each.source.startswith("Countersign/") for each in package.documents)
            )
        ]

    def doubles(self) -> list[str]:
        """What is there twice in any one package, or was written twice to anybody."""
        found: list[str] = []
        for package in self.packages():
            things = [f"document {each.source}" for each in package.documents]
            things += [
                f"recipient {each.email} {each.role} {each.signing_order}"
                for each in package.recipients
            ]
            for document in package.documents:
                things += [f"field {document.source} {each.name}" for each in document.fields]
                things += [
                    f"place {document.source} {each.page} {each.box}" for each in document.fields
                ]
            found += [f"{package.package_id}: {each}" for each in _twice(things)]
        with self.emulator.world.lock:
            messages = self.emulator.world.inbox.messages()
        return found + _twice(
            [f"message {each.channel} {each.to} {each.subject} {each.link}" for each in messages]
        )

    def share_by_hand(self, package_id: str) -> None:
        """Send a draft as its owner could in the web interface."""
        self.by_hand("POST", f"/packages/{package_id}/workflow")

    def by_hand(self, method: str, path: str, body: JsonValue = None) -> Response:
        """A request of the account's user beside Countersign."""
        form = {"grant_type": "password", **self.hub.credentials()}
        base = self.emulator.signinghub_url
        token = request("POST", f"{base}/authenticate", data=form, timeout=10).json()[
            "access_token"
        ]
        answer = request(
            method,
            f"{base}/v3{path}",
            json=body,
            headers={"Authorization": f"Bearer {token}"},
            timeout=10,
        )
        assert answer.ok, answer.text
        return answer


def _twice(things: list[str]) -> list[str]:
    return [each for each, count in Counter(things).items() if count > 1]
