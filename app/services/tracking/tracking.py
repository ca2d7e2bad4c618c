"""Following agreements: asking their services, remembering what they said, telling changes."""

import json
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.domain.errors import DomainError
from app.domain.observation import Observation
from app.domain.observed_parts import DocumentNote
from app.domain.status import Access
from app.services.account_book import AccountBook
from app.services.accounts import Account
from app.services.cancel import CancelToken
from app.services.errors import Forbidden, Gone, LocalError, ServiceError
from app.services.listeners import Listeners
from app.services.opening_codes import HasOpeningCodes
from app.services.ports import (
    Clock,
    DownloadedFile,
    DownloadKeys,
    KnownParticipant,
    Progress,
    SigningService,
)
from app.services.storage.database import Database
from app.services.storage.followed import Followed, FollowedTable
from app.services.storage.listings import ListingTable
from app.services.storage.observations import Cached, ObservationTable
from app.services.storage.saved_files import SavedFileTable
from app.services.texts import error_text
from app.services.tracking.copies import other_copies
from app.services.tracking.kept_history import with_kept_history
from app.services.tracking.rounds import Candidate, RoundResult, Rounds, RoundWish
from app.services.tracking.saved_copies import explained
from app.services.tracking.tracked import FollowedAll, TrackedAgreement


def _new_id() -> str:
    return str(uuid.uuid4())


class Tracking:
    """Every followed agreement; safe to use from any thread.

    That an agreement is followed is kept for good; what services say lies in a cache, which may be
    deleted and fills again. An id that is not followed is DomainError `tracking.unknown`.
    """

    def __init__(
        self,
        database: Database,
        cache: Database,
        accounts: AccountBook,
        clock: Clock,
        *,
        new_id: Callable[[], str] = _new_id,
    ) -> None:
        """`database` is countersign.db, `cache` is cache.db."""
        self._followed = FollowedTable(database)
        self._observations = ObservationTable(cache)
        self._saved = SavedFileTable(cache)
        self._rounds = Rounds(ListingTable(cache), self._observations, clock, self._failed)
        self._accounts = accounts
        self._clock = clock
        self._new_id = new_id
        self._listeners = Listeners[TrackedAgreement]()

    def all(self) -> tuple[TrackedAgreement, ...]:
        """Every followed agreement, the one followed last first; nobody is asked."""
        names = {each.id: each.name for each in self._accounts.all()}
        cached = self._observations.all()
        return tuple(
            _tracked(each, cached.get(each.id, Cached()), names.get(each.account_id))
            for each in self._followed.all()
        )

    def get(self, agreement_id: str) -> TrackedAgreement:
        """The agreement of that id of ours; nobody is asked."""
        return self._told(self._known(agreement_id))

    def find(self, wanted: str) -> TrackedAgreement | None:
        """The agreement of that id, be it ours or the service's.

        Raises DomainError `tracking.ambiguous` when several accounts follow that service id.
        """
        mine = self._followed.get(wanted)
        found = (mine,) if mine is not None else self._followed.by_service_id(_normal(wanted))
        if len(found) > 1:
            accounts = ", ".join(sorted(each.account_name for each in found))
            raise DomainError("tracking.ambiguous", facts={"id": wanted, "accounts": accounts})
        return self._told(found[0]) if found else None

    def follow(self, account: Account, service_id: str, title: str = "") -> TrackedAgreement:
        """Ask the service, then follow the agreement; one that is followed already is refreshed.

        Where everybody has a copy of their own, the others are followed with it. Raises
        ServiceError, and DomainError for an id that cannot be one; a new agreement is not followed
        then.
        """
        service_id = _normal(service_id)
        for known in self._followed.by_service_id(service_id, account.id):
            return self._asked(known, self._accounts.open(account))
        asked_at = self._clock.now()
        service = self._accounts.open(account)
        observation = service.observe(service_id)
        followed = self._add(account, service_id, observation.title or title, asked_at, ())
        tracked = self._keep(followed, asked_at, observation)
        for each in other_copies(service, observation):
            if not self._followed.by_service_id(each.service_id, account.id):
                copy = self._add(account, each.service_id, each.title, asked_at, ())
                self._keep(copy, asked_at, each)
        return tracked

    def adopt(
        self,
        account: Account,
        service_id: str,
        title: str,
        sent_at: datetime,
        known: Sequence[KnownParticipant] = (),
    ) -> TrackedAgreement:
        """Follow what was just sent, without asking; `known` are the participants as sent."""
        followed = self._add(account, _normal(service_id), title, sent_at, tuple(known))
        return self._announced(followed)

    def refresh(self, agreement_id: str) -> TrackedAgreement:
        """Ask the service anew; a failure is in `error` of the answer, what was known stays.

        Only UserCancelled and bugs are raised.
        """
        followed = self._known(agreement_id)
        asked_at = self._clock.now()
        try:
            return self._asked(followed, self._service_of(followed))
        except (ServiceError, DomainError) as error:
            return self._failed(followed, error, asked_at)

    def refresh_account(self, ids: Sequence[str], wish: RoundWish) -> RoundResult:
        """Bring agreements of one account up to date with as few requests as that takes.

        Those that are followed no more are left out. Failures are kept as by `refresh`. Only
        UserCancelled and bugs are raised.
        """
        followed = [each for each in map(self._followed.get, ids) if each is not None]
        if not followed:
            return RoundResult()
        candidates = [
            Candidate(followed=each, cached=self._observations.get(each.id)) for each in followed
        ]
        try:
            service = self._service_of(followed[0])
        except (ServiceError, DomainError) as error:
            for each in followed:
                self._failed(each, error)
            return RoundResult(trouble=True)

        def read(each: Followed) -> Observation | None:
            return self._asked(each, service).observation

        return self._rounds.run(service, candidates, read, wish)

    def follow_all(
        self,
        account: Account,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> FollowedAll:
        """Follow everything that the account sent and that is not over.

        What is followed already, be it as a part of an agreement, is left alone. Raises
        ServiceError, and DomainError `tracking.no_list` where the service has no such list.
        """
        asked_at = self._clock.now()
        service = self._accounts.open(account)
        found = service.open_agreements(progress=progress, cancel=cancel)
        if found is None:
            raise DomainError("tracking.no_list", facts={"account": account.name})
        known = {
            part
            for each in self._followed.all()
            if each.account_id == account.id
            for part in each.service_id.split(",")
        }
        fresh = [each for each in found if known.isdisjoint(each.service_id.split(","))]
        added = [
            self._keep(
                self._add(account, each.service_id, each.title, asked_at, ()), asked_at, each
            )
            for each in fresh
        ]
        return FollowedAll(added=tuple(added), already=len(found) - len(fresh))

    def mark_seen(self, agreement_id: str) -> TrackedAgreement:
        """The user has looked at it: changes count from here."""
        followed = self._known(agreement_id)
        observation = self._observations.get(followed.id).observation
        if observation is not None:
            statuses = _statuses(observation)
            self._observations.mark_seen(followed.id, statuses, self._clock.now())
        return self._announced(followed)

    def forget(self, agreement_id: str) -> None:
        """Follow it no more; nothing changes at the service."""
        followed = self._known(agreement_id)
        last = self._told(followed)
        self._followed.delete(followed.id)
        self._observations.delete(followed.id)
        self._saved.delete(followed.id)
        self._listeners.tell(last)

    def download(
        self,
        agreement_id: str,
        folder: Path,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
        *,
        keys: DownloadKeys | None = None,
    ) -> tuple[DownloadedFile, ...]:
        """Save the signed files and what belongs to them into a folder. Raises ServiceError.

        `keys` open what is protected for the account, which is `Locked` without them.

        A note explains a signed file whose bytes differ from a copy that was saved before.
        """
        followed = self._known(agreement_id)
        service = self._service_of(followed)
        files = service.download(
            followed.service_id, folder, keys=keys, progress=progress, cancel=cancel
        )
        self._look_at_seals(followed, service)
        return explained(self._saved, followed.id, files, self._clock)

    def _look_at_seals(self, followed: Followed, service: SigningService) -> None:
        """Ask again where the last answer tells of sealing: what was just saved is sealed."""
        last = self._observations.get(followed.id).observation
        if last is None or all(DocumentNote.SEALING not in each.notes for each in last.documents):
            return
        # The files are saved all the same; the next check asks again.
        with suppress(ServiceError, DomainError):
            self._asked(followed, service)

    def send_opening_code(self, agreement_id: str) -> str:
        """Have the account the code sent that opens the files; where it goes, if that is told.

        A message leaves, once. Raises ServiceError, and DomainError `tracking.no_codes`.
        """
        followed = self._known(agreement_id)
        service = self._service_of(followed)
        if not isinstance(service, HasOpeningCodes):
            raise DomainError("tracking.no_codes", facts={"account": followed.account_name})
        return service.send_opening_code(followed.service_id)

    def subscribe(self, callback: Callable[[TrackedAgreement], None]) -> Callable[[], None]:
        """Tell of every change, on the thread that made it, until the answer is called.

        An agreement that is followed no more is told once, as it was.
        """
        return self._listeners.add(callback)

    def _known(self, agreement_id: str) -> Followed:
        followed = self._followed.get(agreement_id)
        if followed is None:
            raise DomainError("tracking.unknown", facts={"id": agreement_id})
        return followed

    def _add(
        self,
        account: Account,
        service_id: str,
        title: str,
        at: datetime,
        known: tuple[KnownParticipant, ...],
    ) -> Followed:
        return self._followed.add(
            Followed(
                id=self._new_id(),
                account_id=account.id,
                account_name=account.name,
                service=account.service,
                service_id=service_id,
                title=title,
                known=known,
                followed_at=at,
            )
        )

    def _service_of(self, followed: Followed) -> SigningService:
        account = self._accounts.by_id(followed.account_id)
        if account is None:
            raise LocalError(
                f"The account {followed.account_name} is not there any more.",
                "Without it the service cannot be asked; what is shown is what it said last.",
                "Add the account again and follow the agreement with it.",
            )
        return self._accounts.open(account)

    def _failed(
        self,
        followed: Followed,
        error: ServiceError | DomainError,
        asked_at: datetime | None = None,
    ) -> TrackedAgreement:
        self._observations.keep_failure(
            followed.id, asked_at or self._clock.now(), _access(error), error_text(error)
        )
        return self._announced(followed)

    def _asked(self, followed: Followed, service: SigningService) -> TrackedAgreement:
        asked_at = self._clock.now()
        observation = service.observe(followed.service_id, followed.known)
        return self._keep(followed, asked_at, observation)

    def _keep(
        self, followed: Followed, asked_at: datetime, observation: Observation
    ) -> TrackedAgreement:
        observation = with_kept_history(
            self._observations.get(followed.id).observation, observation
        )
        self._observations.keep(followed.id, asked_at, observation, _statuses(observation))
        return self._announced(followed)

    def _announced(self, followed: Followed) -> TrackedAgreement:
        tracked = self._told(followed)
        self._listeners.tell(tracked)
        return tracked

    def _told(self, followed: Followed) -> TrackedAgreement:
        account = self._accounts.by_id(followed.account_id)
        name = None if account is None else account.name
        return _tracked(followed, self._observations.get(followed.id), name)


def _normal(service_id: str) -> str:
    """The ids without blanks around them, as they are pasted; the order is the user's."""
    parts = (part.strip() for part in service_id.split(","))
    return ",".join(dict.fromkeys(part for part in parts if part))


def _statuses(observation: Observation) -> str:
    """What counts as a change when it differs."""
    people = {each.key: each.status.value for each in observation.participants}
    return json.dumps([observation.status.value, people], sort_keys=True)


def _access(error: ServiceError | DomainError) -> Access | None:
    if isinstance(error, Gone):
        return Access.GONE
    return Access.FORBIDDEN if isinstance(error, Forbidden) else None


def _title(followed: Followed, told: str) -> str:
    """What we sent keeps its title: Scrive tells those of its documents only."""
    ours_first = (followed.title, told) if followed.known else (told, followed.title)
    return next(filter(None, ours_first), "")


def _tracked(followed: Followed, cached: Cached, account_name: str | None) -> TrackedAgreement:
    seen = cached.observation
    title = _title(followed, "" if seen is None else seen.title)
    if seen is not None:
        at = max(seen.observed_at, cached.confirmed_at or seen.observed_at)
        seen = replace(seen, access=cached.access, title=title, observed_at=at)
    return TrackedAgreement(
        id=followed.id,
        account_id=followed.account_id,
        account_name=account_name or followed.account_name,
        service=followed.service,
        service_id=followed.service_id,
        title=title,
        observation=seen,
        access=cached.access,
        error=cached.error,
        followed_at=followed.followed_at,
        observed_at=None if seen is None else seen.observed_at,
        last_seen_by_user_at=cached.seen_at,
        changed=seen is not None and bool(cached.seen) and _statuses(seen) != cached.seen,
    )
