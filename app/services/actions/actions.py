"""Doing something with sent agreements: what window and command line use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from app.domain.action_effects import effects as effects_of
from app.domain.action_values import findings as findings_of
from app.domain.actions import (
    DRAFT_KINDS,
    PERSON_KINDS,
    ActionEffect,
    ActionFinding,
    ActionKind,
    ActionRequest,
    Cause,
    Offer,
    Situation,
    WhyNot,
    kinds_of,
)
from app.domain.errors import DomainError, UserCancelled
from app.domain.kinds import ServiceKind
from app.domain.status import AgreementStatus
from app.services.account_book import AccountBook
from app.services.accounts import Account, Identity
from app.services.actions.doubts import Doubts
from app.services.actions.drafting import Drafting
from app.services.actions.journal import ActionJournal
from app.services.actions.origins import Origins
from app.services.actions.performing import Performing, check, under_way
from app.services.actions.port import Actor, ActorMaker
from app.services.actions.records import ActionRecord, ActionState
from app.services.actions.situations import Situations, call_of, offers_with
from app.services.cancel import CancelToken
from app.services.drafts import DraftBook
from app.services.errors import LocalError, ServiceError
from app.services.listeners import Listeners
from app.services.outbox.lock import WriterLock
from app.services.ports import Clock
from app.services.secrets.secret import Secret
from app.services.storage.database import Database
from app.services.storage.followed import FollowedTable
from app.services.timing import Timing
from app.services.tracking.tracked import TrackedAgreement
from app.services.tracking.tracking import Tracking
from app.services.words.actions import account_is_busy, drafted_words, not_done_words
from app.services.words.errors import error_text

DEFAULT_WAIT = 10.0
"""Seconds from a lost answer for which a caller stays to see it settled."""
_FOR_THE_LANE = 10.0
"""Seconds for whoever sends something with the account to be done."""
_TURN = 0.1
_BETWEEN_TURNS = 2.0
_REPEATED = {
    ActionKind.REMIND,
    ActionKind.REMIND_PERSON,
    ActionKind.RESEND,
    ActionKind.FORWARD,
}


class Actions:
    """Each action is done once, or it is told. Every method may block; all are thread-safe.

    An id that is not followed is DomainError `tracking.unknown`.
    """

    def __init__(
        self,
        database: Database,
        tracking: Tracking,
        accounts: AccountBook,
        drafts: DraftBook,
        actors: ActorMaker,
        lock: WriterLock,
        clock: Clock,
        timing: Callable[[], Timing],
    ) -> None:
        """Records in `database` (countersign.db); `lock` is the one of the outbox.

        Whatever is observed of an agreement later settles what was in doubt.
        """
        self._journal = ActionJournal(database, clock)
        self._origins = Origins(database)
        self._followed = FollowedTable(database)
        self._situations = Situations(self._journal, self._origins, clock)
        self._tracking = tracking
        self._accounts = accounts
        self._drafting = Drafting(drafts, self._origins)
        self._actors = actors
        self._lock = lock
        self._clock = clock
        self._timing = timing
        self._listeners = Listeners[ActionRecord]()
        self._performing = Performing(
            journal=self._journal,
            clock=clock,
            timing=timing,
            asked=self._asked,
            show=self._show,
            changed=self._tell,
        )
        self._doubts = Doubts(self._journal, self._performing, accounts, lock)
        tracking.subscribe(self._on_observed)

    # ── what could be done ───────────────────────────────────────────────────────────────────────

    def offers(self, tracked: TrackedAgreement) -> tuple[Offer, ...]:
        """What can be done with an agreement as it was observed last; nobody is asked."""
        situation = self.situation(tracked)
        if situation is None:
            whole = kinds_of(tracked.service) - PERSON_KINDS
            kinds = (kind for kind in ActionKind if kind in whole)
            return tuple(Offer(kind=kind, why_not=WhyNot.UNKNOWN_STATE) for kind in kinds)
        return offers_with(situation, self._journal.of_agreement(tracked.id))

    def situation(self, tracked: TrackedAgreement) -> Situation | None:
        """What decides about the actions; None where the service has not been asked yet."""
        account, seen = self._accounts.by_id(tracked.account_id), tracked.observation
        return None if account is None or seen is None else self._situations.of(seen, account)

    def effects(self, request: ActionRequest) -> tuple[ActionEffect, ...]:
        """What a request will cause, and whether it was done before; nobody is asked."""
        situation = self.situation(self._tracking.get(request.agreement_id))
        caused = () if situation is None else effects_of(request, situation)
        return (*self._done_before(request), *caused)

    def findings(self, request: ActionRequest) -> tuple[ActionFinding, ...]:
        """What has to be corrected in a request; nobody is asked."""
        situation = self.situation(self._tracking.get(request.agreement_id))
        return () if situation is None else findings_of(request, situation)

    # ── doing it ─────────────────────────────────────────────────────────────────────────────────

    def perform(
        self,
        request: ActionRequest,
        *,
        wait: float = DEFAULT_WAIT,
        cancel: CancelToken | None = None,
    ) -> ActionRecord:
        """Do it, with at most one request that changes anything, and see what became of it.

        A lost answer is settled by looking for `wait` seconds; then the record says that it is
        being found out, or that nobody can tell. What is so already is answered with `UNCHANGED`.
        Raises DomainError (`action.*`: it does not fit, or is under way already) and ServiceError
        where nothing was asked for, and UserCancelled before the request leaves.
        """
        token = cancel or CancelToken()
        tracked = self._tracking.get(request.agreement_id)
        account = self._account_of(tracked)
        self._refuse_second(request)
        with self._lane(account, token):
            if request.kind in DRAFT_KINDS:
                return self._draft(request, tracked, account, token)
            record = self._perform(request, tracked, account, token)
        if record.state is not ActionState.FINDING_OUT:
            return record
        try:
            return self.settle(record.id, wait=wait, cancel=token)
        except UserCancelled:
            return self.record(record.id)

    def link(self, agreement_id: str, person: str) -> Secret:
        """The signing link of a person who is to get it from the owner. Nothing of it is kept."""
        request = ActionRequest(kind=ActionKind.LINK, agreement_id=agreement_id, person=person)
        actor, situation, service_id = self._for_secret(request)
        return actor.link(call_of(request, situation, service_id))

    def qr(self, agreement_id: str, person: str) -> bytes:
        """The signing link of a person as a picture (PNG). Nothing of it is kept."""
        request = ActionRequest(kind=ActionKind.QR, agreement_id=agreement_id, person=person)
        actor, situation, service_id = self._for_secret(request)
        return actor.qr(call_of(request, situation, service_id))

    # ── what was done ────────────────────────────────────────────────────────────────────────────

    def records(self, agreement_id: str) -> tuple[ActionRecord, ...]:
        """What was done with an agreement, the newest first.

        What was under way when its process ended is being found out from now on.
        """
        found = self._journal.of_agreement(agreement_id)
        taken_over = [self._doubts.take_over(each) for each in found]
        if any(taken_over):
            found = self._journal.of_agreement(agreement_id)
        return found

    def record(self, record_id: str) -> ActionRecord:
        """One record. Raises DomainError `action.unknown`."""
        record = self._journal.record(record_id)
        if record is None:
            raise DomainError("action.unknown")
        return record

    def settle(
        self, record_id: str, *, wait: float = 0.0, cancel: CancelToken | None = None
    ) -> ActionRecord:
        """Look whether a doubtful action took effect: once, and further for `wait` seconds."""
        return self._doubts.settle(self.record(record_id), wait, cancel or CancelToken())

    def settle_due(self, cancel: CancelToken) -> None:
        """One turn of a background worker: look at what is due. Raises UserCancelled."""
        self._doubts.settle_due(cancel)

    def pause(self) -> float:
        """Seconds between two turns of a background worker."""
        return self._timing().scaled(_BETWEEN_TURNS)

    def subscribe(self, callback: Callable[[ActionRecord], None]) -> Callable[[], None]:
        """Tell of every change of a record, on the thread that made it; the answer ends that."""
        return self._listeners.add(callback)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────

    def _done_before(self, request: ActionRequest) -> Iterator[ActionEffect]:
        """Whether the same may have been done, or was, as far as this computer knows."""
        same = self._alike(request)
        doubtful = next((each for each in same if each.is_open), None)
        done = next((each for each in same if each.state is ActionState.DONE), None)
        if doubtful is not None:
            facts = {"at": doubtful.began_at.isoformat()}
            yield ActionEffect(cause=Cause.MAYBE_BEFORE, facts=facts)
        elif done is not None and request.kind in _REPEATED:
            facts = {"at": done.began_at.isoformat()}
            yield ActionEffect(cause=Cause.REMINDED_BEFORE, facts=facts)

    def _refuse_second(self, request: ActionRequest) -> None:
        """Raise DomainError while the same is under way, or may have been done."""
        for record in self._alike(request):
            if record.is_open:
                self._doubts.refuse_second(record, again=request.again)

    def _alike(self, request: ActionRequest) -> tuple[ActionRecord, ...]:
        tracked = self._tracking.get(request.agreement_id)
        account = self._accounts.by_id(tracked.account_id)
        base_url = "" if account is None else account.base_url
        return self._journal.alike(request, base_url, tracked.service_id)

    @contextmanager
    def _lane(self, account: Account, cancel: CancelToken) -> Iterator[None]:
        """Be the only one that writes with the account. Raises LocalError and UserCancelled."""
        ends = self._clock.monotonic() + self._timing().scaled(_FOR_THE_LANE)
        while True:
            cancel.raise_if_cancelled()
            with self._lock.try_hold(account.id) as held:
                if held:
                    yield
                    return
            if self._clock.monotonic() >= ends:
                raise account_is_busy()
            cancel.wait(_TURN)

    def _perform(
        self,
        request: ActionRequest,
        tracked: TrackedAgreement,
        account: Account,
        cancel: CancelToken,
    ) -> ActionRecord:
        """Do it; before a recall the documents are saved, which SigningHub keeps back after it."""
        actor = self._actors(account)
        origin = self._origins.of(account.base_url, tracked.service_id)
        sent = Identity() if origin is None else origin.identity
        saved = None
        if request.kind is ActionKind.RECALL:
            seen = self._asked(tracked.id).observation
            if seen.status is AgreementStatus.IN_PROGRESS:
                saved = self._drafting.saved_before_recall(actor, seen, account, cancel)
        done = False
        try:
            record = self._performing.perform(request, actor, account, tracked.service_id, sent)
            done = record.state is ActionState.DONE or record.is_open
        finally:
            if not done:
                self._drafting.drop(saved)
        return record

    def _draft(
        self,
        request: ActionRequest,
        tracked: TrackedAgreement,
        account: Account,
        cancel: CancelToken,
    ) -> ActionRecord:
        """Make a draft on this computer; nothing is made at the service."""
        if request.kind is ActionKind.CORRECT:
            self._doubts.refuse_beside_doubts(tracked.id)
        situation = self._asked(tracked.id)
        check(request, situation)
        record = under_way(request, account, tracked.service_id, self._clock.now())
        self._journal.enter(record)
        try:
            make = self._drafting.correcting
            if request.kind is ActionKind.RESTART:
                make = self._drafting.restarted
            draft = make(self._actors(account), situation.observation, account, cancel)
        except (ServiceError, DomainError, UserCancelled) as error:
            stopped = isinstance(error, UserCancelled)
            words = not_done_words(None) if stopped else error_text(error)
            self._journal.settle(record.id, ActionState.NOT_DONE, words)
            raise
        ours = self._origins.of(account.base_url, tracked.service_id) is not None
        words = drafted_words(
            request.kind,
            complete=bool(draft.agreement.documents),
            placed=ours or tracked.service is not ServiceKind.SIGNINGHUB,
        )
        self._journal.settle(record.id, ActionState.DONE, words, draft_id=draft.id)
        self._tell(record.id)
        return self.record(record.id)

    def _for_secret(self, request: ActionRequest) -> tuple[Actor, Situation, str]:
        tracked = self._tracking.get(request.agreement_id)
        actor = self._actors(self._account_of(tracked))
        situation = self._asked(tracked.id)
        check(request, situation)
        return actor, situation, tracked.service_id

    def _account_of(self, tracked: TrackedAgreement) -> Account:
        account = self._accounts.by_id(tracked.account_id)
        if account is None:
            raise LocalError(
                f"The account {tracked.account_name} is not there any more.",
                "Without it nothing can be asked of the service. Nothing was changed.",
                "Add the account again and follow the agreement with it.",
            )
        return account

    def _asked(self, agreement_id: str) -> Situation:
        """How an agreement stands now, by the service's word. Raises ServiceError."""
        tracked = self._tracking.get(agreement_id)
        account = self._account_of(tracked)
        followed = self._followed.get(agreement_id)
        known = () if followed is None else followed.known
        seen = self._accounts.open(account).observe(tracked.service_id, known)
        return self._situations.of(seen, account)

    def _on_observed(self, tracked: TrackedAgreement) -> None:
        self._doubts.observed(tracked, self.situation)

    def _show(self, agreement_id: str) -> None:
        """Let everybody see how the agreement stands now."""
        with suppress(DomainError):  # followed no more
            self._tracking.refresh(agreement_id)

    def _tell(self, record_id: str) -> None:
        record = self._journal.record(record_id)
        if record is not None:
            self._listeners.tell(record)
