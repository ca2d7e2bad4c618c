"""The ways of sending that are tried on the stage."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.agreement import Agreement
from app.domain.attachments import Attachment, with_attachments
from app.domain.continued import Continued, continuing
from app.domain.draft_files import files_of
from app.domain.json_value import JsonObject
from app.domain.kinds import Order, ServiceKind
from app.domain.page_removal import with_removed_pages
from app.domain.process import Branch, Step
from app.emulator.server import Emulator
from app.services.http.client import NoAuth, Transport
from app.services.outbox.carrier import Carrier
from app.services.scrive.auth import PlaintextAuth
from app.services.scrive.client import ScriveClient
from app.services.scrive.document_sending import DocumentsCarrier
from app.services.scrive.refusals import refusal_text
from app.services.scrive.sending import FlowCarrier
from app.services.secrets.secret import Secret
from app.services.signinghub import refusals as signinghub_refusals
from app.services.signinghub.authentication import Authentication, Credentials
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.sending import SigningHubCarrier
from app.services.signinghub.tokens import Tokens
from tests.support.agreements import a_document, a_step, an_agreement
from tests.support.documents_office import a_document_agreement
from tests.support.signinghub_office import a_package, a_package_for_each
from tests.support.staged.careless import CarelessCarrier
from tests.support.staged.hooks import Moments, StagedHttp
from tests.support.staged.papers import LONG, SHORT
from tests.support.staged.recalled import RECALLED_ON, recalled_id, recalled_package

AGAIN = "signinghub, again"
_A4 = (595.0, 842.0)
_ALONG = (
    Attachment(file="terms.pdf", name="Terms", required=True),
    Attachment(file="plan.pdf", name="Plan", add_to_sealed_file=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of sending: what is sent, and who carries it."""

    service: ServiceKind
    carrier: Callable[[Mapping[str, str], Transport, Moments], Carrier]
    draft: Callable[[str], Agreement]
    """A draft by its id."""
    settings: JsonObject = field(default_factory=dict)
    """How the emulated service behaves, where that is not its habit."""
    prepare: Callable[[Emulator, int], None] = lambda _emulator, _number: None
    """Makes what the draft of that number continues."""
    guarded: bool = True
    """Whether the service carries out a start only once; else a lost one waits for its user."""

    def numbered(self, number: int) -> Agreement:
        """The draft of that number."""
        return self.draft(f"00000000-0000-4000-8000-{number:012d}")

    def paths(self, number: int, folder: Path) -> dict[str, Path]:
        """All documents of a draft, and what goes along, are the same file.

        SigningHub is asked page by page, so that its file is a short one.
        """
        pdf = folder / (SHORT if self.service is ServiceKind.SIGNINGHUB else LONG)
        return {each.key: pdf for each in files_of(self.numbered(number))}


def _scrive(values: Mapping[str, str], transport: Transport, moments: Moments) -> ScriveClient:
    secrets = {name: Secret(value) for name, value in values.items() if name != "base_url"}
    http = StagedHttp(values["base_url"], PlaintextAuth(secrets), transport, read_text=refusal_text)
    http.moments = moments
    return ScriveClient(http)


def _flow_draft(*labels: str) -> Callable[[str], Agreement]:
    """The two people of the Flow guide, who sign all documents."""

    def draft(draft_id: str) -> Agreement:
        """One document alone; several with a file that goes along."""
        steps = (
            a_step("bodil", *labels),
            a_step("inga", *labels, authentication="inga_sign"),
        )
        agreement = an_agreement(
            id=draft_id,
            documents=tuple(map(a_document, labels)),
            process=Branch(order=Order.PARALLEL, steps=steps),
        )
        return agreement if len(labels) == 1 else with_attachments(agreement, _ALONG)

    return draft


def _documents_with_files(draft_id: str) -> Agreement:
    """A plain document with two pages left out, and two files that go along."""
    whole = with_attachments(a_document_agreement(id=draft_id), _ALONG)
    return with_removed_pages(whole, "contract", (2, 3))


def _package_of_one(draft_id: str) -> Agreement:
    """A package with three people and a single document."""
    whole = a_package()
    assert isinstance(whole.process, Branch)
    steps = tuple(
        replace(each, documents=("contract",))
        for each in whole.process.steps
        if isinstance(each, Step)
    )
    return replace(
        whole,
        id=draft_id,
        documents=whole.documents[:1],
        process=replace(whole.process, steps=steps),
    )


def _recalled_draft(draft_id: str) -> Agreement:
    """The same, in a package that was sent and recalled."""
    number = int(draft_id[-12:])
    package = Continued(
        package_id=str(recalled_id(number)),
        modified_on=RECALLED_ON.isoformat().removesuffix("+00:00"),
    )
    return continuing(_package_of_one(draft_id), package)


def _copies_of_one(draft_id: str) -> Agreement:
    """A single document of which two people get a package each."""
    both, whole = a_package_for_each(), _package_of_one(draft_id)
    assert isinstance(both.process, Branch)
    assert isinstance(whole.process, Branch)
    return replace(
        both,
        id=draft_id,
        documents=whole.documents,
        process=replace(both.process, steps=whole.process.steps),
    )


def _flow(values: Mapping[str, str], transport: Transport, moments: Moments) -> Carrier:
    return FlowCarrier(_scrive(values, transport, moments), lambda _path: [_A4])


def _careless(values: Mapping[str, str], transport: Transport, moments: Moments) -> Carrier:
    return CarelessCarrier(_scrive(values, transport, moments), lambda _path: [_A4])


def _documents(values: Mapping[str, str], transport: Transport, moments: Moments) -> Carrier:
    return DocumentsCarrier(_scrive(values, transport, moments), lambda _path: [_A4])


def _signinghub(values: Mapping[str, str], transport: Transport, moments: Moments) -> Carrier:
    http = StagedHttp(
        values["base_url"], NoAuth(), transport, read_text=signinghub_refusals.refusal_text
    )
    http.moments = moments
    secrets = {name: Secret(value) for name, value in values.items() if name != "base_url"}
    credentials = Credentials(**secrets, scope="", api_version=3)
    tokens = Tokens(Authentication(http, credentials, transport.clock), transport.clock)
    client = SigningHubClient(http, tokens, api_version=3)
    return SigningHubCarrier(client, lambda _path: (_A4,))


WAYS: Mapping[str, Way] = {
    "flow": Way(service=ServiceKind.SCRIVE, carrier=_flow, draft=_flow_draft("contract")),
    "documents": Way(
        service=ServiceKind.SCRIVE,
        carrier=_documents,
        draft=lambda draft_id: a_document_agreement(id=draft_id),
    ),
    "documents, with files": Way(
        service=ServiceKind.SCRIVE, carrier=_documents, draft=_documents_with_files
    ),
    "signinghub": Way(
        service=ServiceKind.SIGNINGHUB,
        carrier=_signinghub,
        draft=_package_of_one,
    ),
    "copies": Way(
        service=ServiceKind.SIGNINGHUB,
        carrier=_signinghub,
        draft=_copies_of_one,
        settings={"individual_original": "draft"},
        guarded=False,
    ),
    "copies, original gone": Way(
        service=ServiceKind.SIGNINGHUB,
        carrier=_signinghub,
        draft=_copies_of_one,
        guarded=False,
    ),
    "careless": Way(service=ServiceKind.SCRIVE, carrier=_careless, draft=_flow_draft("contract")),
    "flow, two documents": Way(
        service=ServiceKind.SCRIVE, carrier=_flow, draft=_flow_draft("contract", "rules")
    ),
    AGAIN: Way(
        service=ServiceKind.SIGNINGHUB,
        carrier=_signinghub,
        draft=_recalled_draft,
        prepare=recalled_package,
    ),
    "signinghub, two documents": Way(
        service=ServiceKind.SIGNINGHUB,
        carrier=_signinghub,
        draft=lambda draft_id: replace(a_package(), id=draft_id),
    ),
}
