"""Scrive behind the port of a signing service."""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from typing_extensions import override

from app.domain.kinds import SendWith, ServiceKind
from app.domain.observation import Observation
from app.services.accounts import Account, Identity
from app.services.actions.port import Actor
from app.services.cancel import CancelToken
from app.services.errors import (
    BadAnswer,
    Forbidden,
    Gone,
    Refused,
    ServiceError,
    Unauthorized,
)
from app.services.http.client import HttpClient, Transport
from app.services.outbox.carrier import Carrier
from app.services.ports import (
    AccountCheck,
    Changes,
    CheckItem,
    CheckState,
    Clock,
    DownloadedFile,
    DownloadKeys,
    KnownParticipant,
    Progress,
    SigningService,
)
from app.services.saving import FileTray
from app.services.scrive.acting import ScriveActor
from app.services.scrive.auth import PlaintextAuth
from app.services.scrive.client import ScriveClient
from app.services.scrive.document_sending import DocumentsCarrier
from app.services.scrive.downloads import DocumentDownload
from app.services.scrive.ids import document_ids
from app.services.scrive.listing import Listing
from app.services.scrive.mapping import observation_of
from app.services.scrive.page_door import PageDoor
from app.services.scrive.placements import Measure
from app.services.scrive.refusals import refusal_reasons, refusal_text
from app.services.scrive.sending import FlowCarrier
from app.services.scrive.templates import fetched_template, templates_of
from app.services.scrive.wire import Document, History, Profile
from app.services.secrets.secret import Secret
from app.services.templates import FetchedTemplate, MeasurePages, Template

log = logging.getLogger(__name__)


class ScriveService(SigningService):
    """One account at Scrive; usable from any thread."""

    def __init__(self, client: ScriveClient, clock: Clock, door: PageDoor | None = None) -> None:
        """Ask with `client`; `clock` says when; `door` leads into the web pages."""
        self._client = client
        self._door = door
        self._clock = clock
        self._listing = Listing(client, clock)

    @property
    @override
    def kind(self) -> ServiceKind:
        """Scrive."""
        return ServiceKind.SCRIVE

    @override
    def check(self) -> AccountCheck:
        """Ask for the server, then who is signed in, then for documents and Flow.

        Only a 401 says that the sign-in is wrong; what else fails says nothing about it.
        """
        server = self._server()
        identity, sign_in = self._sign_in()
        return AccountCheck(
            items=(
                server,
                sign_in,
                self._reading(),
                self._flow(),
                _item(
                    "sending",
                    CheckState.NOT_TESTED,
                    "Sending was not tried: it would write to people.",
                ),
            ),
            identity=identity,
        )

    def carrier(self, way: SendWith, measure: Measure) -> Carrier:
        """One of the two ways in which this account sends; `measure` is for fields on pages."""
        if way is SendWith.DOCUMENTS:
            return DocumentsCarrier(self._client, measure)
        return FlowCarrier(self._client, measure)

    def actor(self) -> Actor:
        """This account, acting on agreements that were sent."""
        return ScriveActor(self._client)

    @override
    def observe(self, service_id: str, known: Sequence[KnownParticipant] = ()) -> Observation:
        """Each document, and its history where that can be had."""
        documents = [self._client.get(each) for each in document_ids(service_id)]
        return observation_of(
            documents,
            service_id=",".join(document_ids(service_id)),
            observed_at=self._clock.now(),
            known=known,
            histories=[self._history(each) for each in documents],
        )

    @override
    def changes(
        self, cursor: str, *, followed: int = 0, cancel: CancelToken | None = None
    ) -> Changes | None:
        """The account's own documents that changed, from the list of documents."""
        del followed
        return self._listing.changes(cursor, cancel or CancelToken())

    @override
    def open_agreements(
        self, *, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> tuple[Observation, ...] | None:
        """What was sent and is still open, grouped by Flow as far as that is told."""
        token = cancel or CancelToken()
        return self._listing.open_agreements(self._history, progress, token)

    @override
    def download(
        self,
        service_id: str,
        folder: Path,
        *,
        keys: DownloadKeys | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> tuple[DownloadedFile, ...]:
        """Each document, and what belongs to it; the evidence is inside once it is sealed.

        All files or none. What is still being sealed is waited for. Scrive protects none of them.
        """
        del keys
        ids = document_ids(service_id)
        with FileTray(folder) as tray:
            download = DocumentDownload(
                self._client, tray, progress=progress, cancel=cancel or CancelToken()
            )
            download.run(ids)
            return tray.deliver()

    def web_page(self, service_id: str) -> Secret:
        """The page of the agreement's first document, see `PageDoor.address`."""
        document_id = document_ids(service_id)[0]
        if self._door is None:
            return Secret(f"{self._client.base_url}/d/{document_id}")
        return self._door.address(document_id)

    def templates(self, cancel: CancelToken) -> tuple[Template, ...]:
        """All templates that the account may use."""
        return templates_of(self._client, cancel)

    def fetch_template(
        self,
        template_id: str,
        folder: Path,
        measure: MeasurePages,
        *,
        progress: Progress | None = None,
        cancel: CancelToken,
    ) -> FetchedTemplate:
        """A template with its files; see `fetched_template`."""
        return fetched_template(
            self._client, template_id, folder, measure, progress=progress, cancel=cancel
        )

    def _server(self) -> CheckItem:
        """Raises Unreachable and Throttled; a server without the status page may be all right."""
        try:
            self._client.status()
        except (Refused, BadAnswer) as error:
            log.info("no status: %s [%s]", error.code, error.correlation_id)
            sentence = f"{self._client.host} answers, though not as Scrive does."
            return _item("server", CheckState.NOT_TESTED, sentence)
        return _item("server", CheckState.GOOD, f"{self._client.host} answers.")

    def _sign_in(self) -> tuple[Identity, CheckItem]:
        """Raises Unauthorized, and what else leaves the sign-in unchecked."""
        try:
            profile = self._client.profile()
        except (Forbidden, Gone):
            # Privileges for documents alone do not reveal the user; the list of documents tells.
            self._client.listed(most=1)
            sentence = "Signed in; the account may not see who that is."
            return Identity(), _item("sign_in", CheckState.GOOD, sentence)
        identity = _identity(profile)
        who = ", ".join(filter(None, (identity.name, identity.email)))
        sentence = f"Signed in as {who}." if who else "Signed in."
        return identity, _item("sign_in", CheckState.GOOD, sentence)

    def _reading(self) -> CheckItem:
        try:
            self._client.listed(most=1)
        except Unauthorized:
            raise
        except (Forbidden, Gone) as error:
            return _item("read", CheckState.BAD, f"Documents cannot be read: {error.title}")
        except ServiceError as error:
            return _item("read", CheckState.NOT_TESTED, f"Could not be checked: {error.title}")
        return _item("read", CheckState.GOOD, "Documents can be read and followed.")

    def _flow(self) -> CheckItem:
        try:
            self._client.flow_ready()
        except (Unauthorized, Forbidden, Gone):
            sentence = "This account cannot use Flow, with which most agreements are sent."
            return _item("flow", CheckState.BAD, sentence)
        except ServiceError as error:
            sentence = f"Flow could not be checked: {error.title}"
            return _item("flow", CheckState.NOT_TESTED, sentence)
        return _item("flow", CheckState.GOOD, "Flow accepts the sign-in.")

    def _history(self, document: Document) -> History:
        """Nothing where it cannot be had, which is no failure: the state is in the document."""
        try:
            return self._client.history(document.id)
        except Unauthorized:
            raise
        except (Refused, BadAnswer) as error:
            log.info("no history: %s [%s]", error.code, error.correlation_id)
            return History()


def scrive_service(
    account: Account, secrets: Mapping[str, Secret], transport: Transport
) -> ScriveService:
    """The service of an account; no request is made yet.

    Raises DomainError (base_url.*, credentials.*).
    """
    client = scrive_client(account, secrets, transport)
    door = PageDoor(account.base_url, secrets, transport)
    return ScriveService(client, transport.clock, door)


def scrive_client(
    account: Account, secrets: Mapping[str, Secret], transport: Transport
) -> ScriveClient:
    """The endpoints for an account; no request is made yet.

    Raises DomainError (base_url.*, credentials.*).
    """
    auth = PlaintextAuth(secrets)
    return ScriveClient(
        HttpClient(
            account.base_url,
            auth,
            transport,
            read_text=refusal_text,
            read_reasons=refusal_reasons,
        )
    )


def _identity(profile: Profile) -> Identity:
    return Identity(
        name=" ".join(filter(None, (profile.fstname, profile.sndname))),
        email=profile.email,
        user_id=profile.id,
        organisation=profile.company.companyname,
    )


def _item(code: str, state: CheckState, sentence: str) -> CheckItem:
    return CheckItem(code=code, state=state, sentence=sentence)
