"""SigningHub behind the port of a signing service."""

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from typing_extensions import override

from app.domain.event_details import EventFact
from app.domain.kinds import ServiceKind
from app.domain.observation import Observation
from app.domain.signinghub_library import LibraryDocument
from app.domain.status import AgreementStatus, ParticipantStatus
from app.services.accounts import Account
from app.services.address_book import Contact, ContactGroup
from app.services.cancel import CancelToken
from app.services.errors import BadAnswer, Gone, Refused, Unauthorized
from app.services.http.client import HttpClient, NoAuth, Transport
from app.services.ports import (
    AccountCheck,
    Changes,
    Clock,
    DownloadedFile,
    DownloadKeys,
    KnownParticipant,
    Progress,
    SigningService,
)
from app.services.saving import FileTray
from app.services.secrets.secret import Secret
from app.services.shelf import PackageTemplate
from app.services.signinghub.acting import SigningHubActor
from app.services.signinghub.authentication import Authentication, Credentials
from app.services.signinghub.checking import checked
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.downloads import PackageDownload
from app.services.signinghub.history_details import HistoryDetails
from app.services.signinghub.ids import checked_id
from app.services.signinghub.mapping import decline_is_unexplained, observation_of
from app.services.signinghub.opening_codes import send_code
from app.services.signinghub.package_list import PackageList, auto_declined
from app.services.signinghub.past import Past, past_of
from app.services.signinghub.placing import PageSizes
from app.services.signinghub.refusals import refusal_reasons, refusal_text
from app.services.signinghub.sending import SigningHubCarrier
from app.services.signinghub.shelves import Shelves
from app.services.signinghub.signed_in import signed_in_as
from app.services.signinghub.tokens import Tokens

log = logging.getLogger(__name__)


class SigningHubService(SigningService):
    """One account at SigningHub; usable from any thread."""

    def __init__(
        self,
        connect: Callable[[int], tuple[SigningHubClient, Tokens]],
        version: int,
        clock: Clock,
        *,
        acts_for: str = "",
    ) -> None:
        """`connect` makes a client, with its tokens, for a version of the API.

        `acts_for`: the address of the user, for servers that do not tell it.
        """
        self._connect = connect
        self._client, self._tokens = connect(version)
        self._clock = clock
        self._acts_for = acts_for
        self._own = ""
        self._strange_words: set[str] = set()

    @property
    @override
    def kind(self) -> ServiceKind:
        """SigningHub."""
        return ServiceKind.SIGNINGHUB

    @override
    def check(self) -> AccountCheck:
        """Ask for the version without signing in, then sign in and ask who that is."""
        version, about = self._client.about()
        client, tokens = self._client, self._tokens
        if version != client.api_version:
            client, tokens = self._connect(version)
        return checked(client, tokens, version, about)

    @override
    def observe(self, service_id: str, known: Sequence[KnownParticipant] = ()) -> Observation:
        """The workflow of a package and, where the role may see it, its history.

        `known` is not needed: SigningHub tells every recipient back.
        """
        del known
        package_id = checked_id(service_id)
        details = self._client.workflow(package_id)
        observation = observation_of(
            details,
            service_id=package_id,
            observed_at=self._clock.now(),
            past=self._past(package_id),
            auto_declined=(
                auto_declined(self._client, package_id) if decline_is_unexplained(details) else None
            ),
        )
        self._log_strange_words(observation)
        return observation

    @override
    def changes(
        self, cursor: str, *, followed: int = 0, cancel: CancelToken | None = None
    ) -> Changes | None:
        """How all packages of the account stand; None where there are too many of them."""
        return self._list("").changes(cursor, cancel or CancelToken(), followed=followed)

    @override
    def open_agreements(
        self, *, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> tuple[Observation, ...] | None:
        """The packages that the account sent and that are not over, in all folders it tells of."""
        own = self._own_address()
        if not own:
            return None
        return self._list(own).open_agreements(progress, cancel or CancelToken())

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
        """Each document, and the evidence of a completed package; all files or none."""
        package_id = checked_id(service_id)
        details = self._client.workflow(package_id)
        with FileTray(folder) as tray:
            download = PackageDownload(
                self._client,
                tray,
                keys=keys,
                progress=progress,
                cancel=cancel or CancelToken(),
            )
            download.run(package_id, details)
            return tray.deliver()

    def contacts(self, search: str, cancel: CancelToken) -> tuple[Contact, ...]:
        """The user's address book and colleagues; see `HasAddressBook`."""
        return Shelves(client=self._client).contacts(search, cancel)

    def groups(self, search: str, cancel: CancelToken) -> tuple[ContactGroup, ...]:
        """Groups that can be recipients; see `HasAddressBook`."""
        return Shelves(client=self._client).groups(search, cancel)

    def library(self, cancel: CancelToken) -> tuple[LibraryDocument, ...]:
        """Documents that can be added to a package; see `HasShelf`."""
        return Shelves(client=self._client).library(cancel)

    def package_templates(self, cancel: CancelToken) -> tuple[PackageTemplate, ...]:
        """Templates that can be applied to a package; see `HasShelf`."""
        return Shelves(client=self._client).templates(cancel)

    def actor(self) -> SigningHubActor:
        """The account, acting on packages that were sent."""
        return SigningHubActor(self._client)

    def carrier(self, page_sizes: PageSizes) -> SigningHubCarrier:
        """The way of sending packages; `page_sizes` measures the documents."""
        return SigningHubCarrier(self._client, page_sizes)

    def event_details(self, service_id: str, event_id: str) -> tuple[EventFact, ...]:
        """All about one event of the history; see `HasEventDetails`."""
        return HistoryDetails(client=self._client).facts(checked_id(service_id), event_id)

    def signature_check(self, service_id: str) -> tuple[EventFact, ...]:
        """What SigningHub says of the signatures; see `HasEventDetails`."""
        return HistoryDetails(client=self._client).signature_check(checked_id(service_id))

    def save_certificate(
        self, service_id: str, event_id: str, place: tuple[int, ...], folder: Path
    ) -> DownloadedFile:
        """A certificate of the history as a file; see `HasEventDetails`."""
        details = HistoryDetails(client=self._client)
        return details.save_certificate(checked_id(service_id), event_id, place, folder)

    def copies_of(self, copy: Observation) -> tuple[Observation, ...]:
        """The other copies of an INDIVIDUAL package; see `HasCopies`."""
        return self._list("").copies_of(copy, CancelToken())

    def send_opening_code(self, service_id: str) -> str:
        """Have the account the code sent that opens a package for it; see `HasOpeningCodes`."""
        return send_code(self._client, checked_id(service_id), self._own_address())

    def _list(self, own_address: str) -> PackageList:
        return PackageList(self._client, self.observe, own_address)

    def _own_address(self) -> str:
        """Whom the account acts for; empty where a server has no page about that."""
        if not self._own:
            self._own = signed_in_as(self._client).email or self._acts_for
        return self._own

    def _past(self, package_id: str) -> Past | None:
        """The history; None where it is switched off, purged or withheld, which is no failure."""
        try:
            return past_of(self._client.history(package_id))
        except (Unauthorized, Gone):
            raise
        except (Refused, BadAnswer) as error:
            log.info("no history: %s [%s]", error.code, error.correlation_id)
            return None

    def _log_strange_words(self, observation: Observation) -> None:
        """Note each word of a status that we do not know, once."""
        words = {
            each.raw_status
            for each in observation.participants
            if each.status is ParticipantStatus.UNKNOWN
        }
        if observation.status is AgreementStatus.UNKNOWN:
            words.add(observation.raw_status)
        for word in sorted(words - self._strange_words):
            log.warning("SigningHub says a status that is not known here: %r", word)
        self._strange_words |= words


def signinghub_service(
    account: Account, secrets: Mapping[str, Secret], transport: Transport
) -> SigningHubService:
    """The service of an account; no request is made yet. Raises DomainError (base_url.*)."""
    http = HttpClient(
        account.base_url,
        NoAuth(),
        transport,
        read_text=refusal_text,
        read_reasons=refusal_reasons,
    )

    def connect(version: int) -> tuple[SigningHubClient, Tokens]:
        credentials = Credentials(
            client_id=secrets.get("client_id", Secret("")),
            client_secret=secrets.get("client_secret", Secret("")),
            username=secrets.get("username"),
            password=secrets.get("password"),
            scope=account.scope,
            api_version=version,
        )
        authentication = Authentication(http, credentials, transport.clock)
        tokens = Tokens(authentication, transport.clock)
        return SigningHubClient(http, tokens, api_version=version), tokens

    username = secrets.get("username", Secret("")).reveal()
    return SigningHubService(
        connect, account.api_version, transport.clock, acts_for=account.scope or username
    )
