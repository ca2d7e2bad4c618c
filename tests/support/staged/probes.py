"""What really is at the emulated services: read from their own memory, never through an API."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Protocol

from app.emulator import page_tree
from app.emulator.scrive.records import Document
from app.emulator.scrive.service import ScriveService
from app.emulator.server import Emulator
from app.emulator.signinghub.records import Document as Paper
from app.emulator.signinghub.records import Package
from app.emulator.signinghub.service import SigningHub
from app.emulator.signinghub.words import Happening, WorkflowStatus, WorkflowType


class Probe(Protocol):
    """Looks at what came of one item, which is known by its reference."""

    def started(self, ref: str) -> list[str]:
        """Ids of the agreements that people really have."""
        ...

    def contents(self, agreement: str) -> Counter[str]:
        """Everything in an agreement and every message sent for it, each in words, counted."""
        ...

    def leftovers(self, ref: str) -> list[str]:
        """Drafts that carry our mark and belong to nothing."""
        ...


class ScriveProbe:
    """Looks into Scrive, at Flow instances and at documents started alone."""

    def __init__(self, emulator: Emulator) -> None:
        service = emulator.services["scrive"]
        assert isinstance(service, ScriveService)
        self._state = service._state
        self._inbox = emulator.world.inbox

    def started(self, ref: str) -> list[str]:
        running = [each for each in self._marked(ref) if each.status != "preparation"]
        return sorted({each.flow_id or each.id for each in running})

    def contents(self, agreement: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for document in self._state.documents.values():
            if agreement in (document.id, document.flow_id):
                found[f"document {document.title}: {_parties(document)}, {_files(document)}"] += 1
        instance = self._state.instances.get(agreement)
        if instance is not None:
            found.update(f"participant {label}" for label in instance.participants)
        for message in self._inbox.messages():
            if f"/{agreement}/" in f"{message.link}/":
                found[f"{message.channel} to {message.to}: {message.subject}"] += 1
        return found

    def leftovers(self, ref: str) -> list[str]:
        return [each.id for each in self._marked(ref) if each.status == "preparation"]

    def _marked(self, ref: str) -> list[Document]:
        return [
            each
            for each in self._state.documents.values()
            if not each.is_deleted
            and (each.tags.get("countersign-ref") == ref or f"-{ref}-" in each.title)
        ]


def _parties(document: Document) -> str:
    return ", ".join(
        f"{each.role} with {len(each.fields)} fields, {each.settings['delivery_method']}"
        for each in document.parties
    )


def _files(document: Document) -> str:
    pages = 0 if document.file is None else page_tree.count(document.file.data)
    along = [f"{each.name} of {len(each.file.data)} bytes" for each in document.attachments]
    return ", ".join([f"{pages} pages", *along])


class SigningHubProbe:
    """Looks into SigningHub, at packages."""

    def __init__(self, emulator: Emulator) -> None:
        hub = emulator.services["signinghub"]
        assert isinstance(hub, SigningHub)
        self._hub = hub
        self._inbox = emulator.world.inbox

    def started(self, ref: str) -> list[str]:
        """One for everybody; of copies, everybody's first, then everybody's second, and so on."""
        sent = [each for each in self._marked(ref) if each.status is not WorkflowStatus.DRAFT]
        found: list[list[Package]] = []
        for package in sent:
            place = next((each for each in found if _goes_to_others(package, each)), None)
            if place is None:
                place = []
                found.append(place)
            place.append(package)
        return ["+".join(str(each.package_id) for each in place) for place in found]

    def contents(self, agreement: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for package_id in agreement.split("+"):
            found += self._contents(package_id)
        return found

    def _contents(self, agreement: str) -> Counter[str]:
        package = self._hub.site.state.packages[int(agreement)]
        found = Counter(
            f"recipient {each.email}, {each.role}, {each.signing_order}"
            for each in package.recipients
        )
        found[f"package {package.name}, {package.type}"] += 1
        for document in package.documents:
            found[f"document {document.name}"] += 1
            found.update(_fields(document))
        for message in self._inbox.messages():
            if f"/{agreement}/" in f"{message.link}/":
                found[f"{message.channel} to {message.to}: {message.subject}"] += 1
        return found

    def leftovers(self, ref: str) -> list[str]:
        """Neither the original of copies that were sent, which the service keeps or does not, nor
        what was recalled: that belongs to whoever sent it first."""
        sent = bool(self.started(ref))
        return [
            str(each.package_id)
            for each in self._marked(ref)
            if each.status is WorkflowStatus.DRAFT
            and not any(entry.action is Happening.SHARED for entry in each.log)
            and not (sent and each.type is WorkflowType.INDIVIDUAL)
        ]

    def _marked(self, ref: str) -> list[Package]:
        return [
            each
            for each in self._hub.site.state.packages.values()
            if each.name.endswith(f"~{ref}")
            or any(f"/{ref}-" in document.source for document in each.documents)
        ]


def _goes_to_others(package: Package, copies: list[Package]) -> bool:
    """Whether it is one more copy beside these, which all go to somebody else."""
    people = {each.recipients[0].email for each in copies}
    return package.type is WorkflowType.INDIVIDUAL and package.recipients[0].email not in people


def _fields(document: Paper) -> list[str]:
    return [
        f"field {each.kind} of {each.recipient.email} in {document.name} on {each.page}: {each.box}"
        for each in document.fields
    ]


PROBES: Mapping[str, Callable[[Emulator], Probe]] = {
    "scrive": ScriveProbe,
    "signinghub": SigningHubProbe,
}
