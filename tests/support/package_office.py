"""A whole desk in front of the emulated SigningHub: compose, send, act, correct and send again."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import bootstrap
from app.domain.actions import ActionKind, ActionRequest, WhyNot
from app.domain.agreement import Agreement
from app.domain.kinds import ServiceKind
from app.domain.observation import Observation
from app.emulator.faults import Fault
from app.emulator.server import Emulator
from app.emulator.signinghub import drafting
from app.emulator.signinghub.drafting import NewRecipient, Upload
from app.emulator.signinghub.service import SigningHub
from app.emulator.signinghub.words import Role
from app.services.account_details import parse_details
from app.services.actions.records import ActionRecord
from app.services.outbox.records import OutboxItem
from app.services.paths import Profile
from app.services.secrets.memory import MemoryVault
from app.services.stored_drafts import StoredDraft
from app.services.tracking.tracked import TrackedAgreement
from tests.support.emulator import GUIDE_PDF

if TYPE_CHECKING:
    from app.emulator.signinghub.records import Package

A4 = (595.0, 842.0)
SCALE = "0.002"
PEOPLE = (
    ("Bodil Oskarsson", Role.SIGNER),
    ("Karim Haddad", Role.SIGNER),
    ("Elina Sund", Role.CARBON_COPY),
)


class PackageOffice:
    """One window or command of the program."""

    def __init__(
        self,
        folder: Path,
        emulator: Emulator,
        monkeypatch: pytest.MonkeyPatch,
        version: int = 3,
    ) -> None:
        monkeypatch.setenv("COUNTERSIGN_TIME_SCALE", SCALE)
        monkeypatch.setattr(bootstrap, "page_sizes", lambda _path: (A4,))
        self.folder = folder
        self.emulator = emulator
        hub = emulator.services["signinghub"]
        assert isinstance(hub, SigningHub)
        self.hub = hub
        profile = Profile(folder=folder / "profile")
        profile.create()
        self.desk = bootstrap.build_desk(profile, MemoryVault())
        values = emulator.ready_line()["signinghub"]
        assert isinstance(values, dict)
        details = parse_details("Hub", ServiceKind.SIGNINGHUB, {**values, "api_version": version})
        self.account, _ = self.desk.accounts.add(details)

    def send(self, agreement: Agreement, pdf: bytes = GUIDE_PDF) -> OutboxItem:
        """Send a draft that is no file of the window."""
        paths = {}
        for document in agreement.documents:
            paths[document.label] = self.folder / document.file
            paths[document.label].write_bytes(pdf)
        item = self.desk.outbox.enqueue(agreement, paths, self.account)
        return self.desk.outbox.run(item.id, wait=10_000)

    def sent(self, agreement: Agreement) -> TrackedAgreement:
        """The followed agreement after sending."""
        return self.tracked(self.send(agreement).service_id)

    def shared(self) -> TrackedAgreement:
        """What somebody sent in SigningHub's own pages, followed: Bodil, then Karim, then Elina.

        Much quicker than to send it.
        """
        state = self.hub.site.state
        user = state.user(self.account.identity.email)
        assert user is not None
        with self.emulator.world.lock:
            package = state.add_package(owner=user, name="Lease 2031")
            package.message = "Please sign."
            for name in ("Contract", "Annex"):
                state.upload(package, Upload(file_name=f"{name}.pdf", content=GUIDE_PDF))
            drafting.add_recipients(
                package,
                [
                    NewRecipient(role=role, name=name, email=f"{name[:5].lower()}@example.com")
                    for name, role in PEOPLE
                ],
            )
            state.share(user, package.package_id)
        return self.desk.tracking.follow(self.account, str(package.package_id))

    def send_draft(self, draft: StoredDraft, *, again: bool = False) -> OutboxItem:
        """Press Send in a draft of the window."""
        outbox, drafts = self.desk.outbox, self.desk.drafts
        item = outbox.enqueue(
            draft.agreement,
            drafts.paths(draft),
            self.account,
            expected=draft.digests,
            again=again,
        )
        return outbox.run(item.id, wait=10_000)

    def tracked(self, service_id: str) -> TrackedAgreement:
        found = self.desk.tracking.find(service_id)
        assert found is not None
        return found

    def seen(self, tracked: TrackedAgreement) -> Observation:
        """How it stands by the service's word of now."""
        fresh = self.desk.tracking.refresh(tracked.id)
        assert fresh.observation is not None
        return fresh.observation

    def key(self, tracked: TrackedAgreement, name: str) -> str:
        """Of a participant."""
        people = self.seen(tracked).participants
        return next(each.key for each in people if each.name.startswith(name))

    def perform(
        self, kind: ActionKind, tracked: TrackedAgreement, **values: object
    ) -> ActionRecord:
        request = ActionRequest(kind=kind, agreement_id=tracked.id, **values)  # type: ignore[arg-type]
        return self.desk.actions.perform(request, wait=10_000)

    def why_not(
        self, kind: ActionKind, tracked: TrackedAgreement, person: str = ""
    ) -> WhyNot | None:
        """Why something is not offered; None where it is."""
        offers = self.desk.actions.offers(self.desk.tracking.get(tracked.id))
        return next(each.why_not for each in offers if (each.kind, each.person) == (kind, person))

    def act(self, tracked: TrackedAgreement, name: str, action: str = "sign") -> None:
        """Let a recipient do something."""
        with self.emulator.world.lock:
            package = self.package(tracked)
            person = next(each for each in package.recipients if each.name.startswith(name))
            self.hub.act(str(package.package_id), str(person.key), action)

    def package(self, tracked: TrackedAgreement) -> "Package":
        """What the service has of it."""
        return self.hub.site.state.packages[int(tracked.service_id)]

    def fault(self, **values: object) -> None:
        """Let a request go wrong."""
        self.emulator.world.faults.order(Fault(service="signinghub", **values))  # type: ignore[arg-type]

    def changes(self) -> list[str]:
        """Method and last part of the path of each request that was to change something."""
        return [
            f"{each.method} {each.path.rsplit('/', 1)[-1]}"
            for each in self.emulator.world.journal.entries("signinghub")
            if each.method != "GET" and "authenticate" not in each.path
        ]
