"""One action, from its intent to what is known of it afterwards."""

import json
import logging
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from app.domain.action_offers import offer_of
from app.domain.action_outcomes import UNREADABLE, Outcome, facts_before, messages, outcome
from app.domain.action_values import findings, is_unchanged
from app.domain.actions import HIDING_KINDS, ActionRequest, Situation, WhyNot
from app.domain.errors import DomainError
from app.domain.json_value import JsonObject
from app.services.accounts import Account, Identity
from app.services.actions.journal import FLOW_UNAVAILABLE, ActionJournal
from app.services.actions.port import ActionCall, Actor, NotOffered
from app.services.actions.records import ActionRecord, ActionState
from app.services.actions.situations import call_of, person_in
from app.services.errors import (
    Gone,
    LocalError,
    Refused,
    ServiceError,
    Unauthorized,
    Unreachable,
)
from app.services.outbox.endings import SERVICE_NAMES
from app.services.outbox.settle import FIRING_LOOKS, LONGEST_REQUEST, doubted_for
from app.services.ports import Clock
from app.services.timing import Timing
from app.services.words.actions import (
    AnotherPersonActs,
    action_finding_text,
    done_words,
    finding_out_words,
    maybe_words,
    not_done_words,
    state_words,
    unchanged_words,
    why_not_text,
)
from app.services.words.errors import error_text

log = logging.getLogger(__name__)

LOOKS = (*FIRING_LOOKS, LONGEST_REQUEST)
"""Seconds after a lost answer at which its effect is looked for; after the last none can come."""
_REFUSALS = frozenset(range(400, 500)) - {408}
"""Statuses with which the service itself says no; a 408 comes from whoever lost patience."""

_NOBODY = frozenset({WhyNot.NOBODY_LEFT, WhyNot.NOBODY_WRITTEN_TO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Performing:
    """Does one action; the caller holds the lane of the account."""

    journal: ActionJournal
    clock: Clock
    timing: Callable[[], Timing]
    asked: Callable[[str], Situation]
    """Asks the service how an agreement stands; raises ServiceError."""
    show: Callable[[str], None]
    """Has an agreement observed for everybody to see; raises nothing that is expected."""
    changed: Callable[[str], None]
    """Told of each change of a record."""

    def perform(
        self,
        request: ActionRequest,
        actor: Actor,
        account: Account,
        service_id: str,
        sent: Identity,
    ) -> ActionRecord:
        """Do it once, unless it is so already; `sent`: who sent the agreement, as far as known.

        Raises DomainError `action.*` and ServiceError where nothing was asked for.
        """
        identity = _same_person(actor.signed_in_as(), account, sent)
        situation = self.asked(request.agreement_id)
        if is_unchanged(request, situation):
            asked = under_way(request, account, service_id, self.clock.now())
            so_already = unchanged_words()
            return replace(asked, id="", state=ActionState.UNCHANGED, message=so_already)
        check(request, situation)
        call = call_of(request, situation, service_id)
        now = self.clock.now()
        person = person_in(situation, request.person)
        record = replace(
            under_way(request, account, service_id, now),
            identity=identity,
            person_name="" if person is None else person.name or person.email or person.phone,
            call={**plain(call), "before": facts_before(situation.observation)},
        )
        self.journal.enter(record)
        self.changed(record.id)
        self._act(actor, call, record)
        self.changed(record.id)
        return self.journal.record(record.id) or record

    def judge(self, record: ActionRecord, situation: Situation) -> None:
        """Settle a doubtful action by what was observed after its answer was lost, if that can."""
        seen = situation.observation
        found = _outcome(record, situation)
        service = SERVICE_NAMES[seen.service]
        if record.state is ActionState.MAYBE:
            words = maybe_words(service, seen=_tells_of_message(record, situation))
            if words != record.message:
                self.journal.looked(record.id, words, None)
                self.changed(record.id)
            return
        if found is Outcome.DONE:
            self.journal.settle(record.id, ActionState.DONE, done_words(record.request))
        elif found is Outcome.OTHERWISE or self._is_too_late(record):
            self.journal.settle(record.id, ActionState.NOT_DONE, not_done_words(seen))
        else:
            self.journal.looked(record.id, None, self.next_look(record))
        self.changed(record.id)

    def doubt(self, record: ActionRecord, service: str) -> None:
        """From now on nobody knows whether it was done."""
        if record.kind in UNREADABLE:
            words = maybe_words(service)
            self.journal.doubt(record.id, ActionState.MAYBE, words, next_look_at=None)
        else:
            words = finding_out_words(service)
            at = self.clock.now()
            self.journal.doubt(record.id, ActionState.FINDING_OUT, words, next_look_at=at)
        self.changed(record.id)

    def next_look(self, record: ActionRecord) -> datetime | None:
        """When the next look is due."""
        scale = self.timing().scale
        doubted = doubted_for(record, self.clock) or 0.0
        due = next((each * scale for each in LOOKS if each * scale > doubted), None)
        seconds = LONGEST_REQUEST * scale if due is None else due - doubted
        return self.clock.now() + timedelta(seconds=seconds)

    def _act(self, actor: Actor, call: ActionCall, record: ActionRecord) -> None:
        try:
            actor.act(call)
        except Unreachable as error:
            self.journal.settle(
                record.id, ActionState.NOT_DONE, error_text(error), family=error.code
            )
        except DomainError as error:  # the call could not even be written down as a request
            self.journal.settle(record.id, ActionState.NOT_DONE, error_text(error))
            raise
        except ServiceError as error:
            self._failed(record, error)
        else:
            self.journal.settle(record.id, ActionState.DONE, done_words(record.request))
        self.show(record.request.agreement_id)

    def _failed(self, record: ActionRecord, error: ServiceError) -> None:
        """A refusal, or a lost answer: what the service says now decides where it can."""
        try:
            situation = self._look_again(record)
        except Gone:  # also after a refusal: it answered a second delivery, by a proxy
            self.judge_gone(record)
            return
        found = Outcome.UNKNOWN if situation is None else _outcome(record, situation)
        if found is Outcome.DONE:
            self.journal.settle(record.id, ActionState.DONE, done_words(record.request))
        elif _is_no(error) or (_is_answer(error) and _tells_why(record, found, situation)):
            self._refused(record, error, situation)
        else:
            log.info("action in doubt: %s [%s]", error.code, error.correlation_id)
            seen = situation.observation if situation is not None else None
            name = SERVICE_NAMES[seen.service] if seen is not None else "the service"
            self.doubt(record, name)
            fresh = self.journal.record(record.id)
            if fresh is not None and situation is not None:
                self.judge(fresh, situation)

    def _refused(
        self, record: ActionRecord, error: ServiceError, situation: Situation | None
    ) -> None:
        words = error_text(error)
        state = state_words(situation.observation if situation is not None else None)
        told = " ".join(part for part in (words.detail, state) if part)
        words = replace(words, detail=told)
        missing = isinstance(error, NotOffered) and record.call.get("instance_id")
        family = FLOW_UNAVAILABLE if missing else error.code
        self.journal.settle(record.id, ActionState.REFUSED, words, family=family)

    def judge_gone(self, record: ActionRecord) -> None:
        """Settle an action after which the agreement is not to be seen any more, as intended."""
        self.journal.settle(record.id, ActionState.DONE, done_words(record.request))
        self.changed(record.id)

    def _look_again(self, record: ActionRecord) -> Situation | None:
        """How the agreement stands now, where that can be read. Raises Gone where that is done."""
        try:
            return self.asked(record.request.agreement_id)
        except Gone:
            if record.kind in HIDING_KINDS:
                raise
            return None
        except (ServiceError, DomainError) as error:  # also where it is followed no more
            log.info("action not looked at: %s", error.code)
            return None

    def _is_too_late(self, record: ActionRecord) -> bool:
        doubted = doubted_for(record, self.clock)
        return doubted is not None and doubted >= LONGEST_REQUEST * self.timing().scale


def under_way(
    request: ActionRequest, account: Account, service_id: str, now: datetime
) -> ActionRecord:
    """A new record of an action that is about to be done."""
    return ActionRecord(
        id=str(uuid.uuid4()),
        request=request,
        state=ActionState.UNDER_WAY,
        account_id=account.id,
        base_url=account.base_url,
        service_id=service_id,
        began_at=now,
        updated_at=now,
    )


def check(request: ActionRequest, situation: Situation) -> None:
    """Raise DomainError where a request cannot be carried out as the agreement stands."""
    offer = offer_of(situation, request.kind, request.person)
    why_not = None if offer is None else offer.why_not
    if offer is None or why_not is not None:
        sentence = why_not_text(why_not) if why_not else "This person does not take part."
        raise DomainError(
            f"action.{why_not.value if why_not else 'no_person'}",
            facts={"sentence": sentence, "detail": state_words(situation.observation)},
        )
    for finding in findings(request, situation):
        raise DomainError(
            f"action.{finding.code}",
            where=finding.member,
            facts={"sentence": action_finding_text(finding)},
        )


def plain(call: ActionCall) -> JsonObject:
    """A call as JSON."""
    told: JsonObject = json.loads(json.dumps(asdict(call)))
    return told


def _outcome(record: ActionRecord, situation: Situation) -> Outcome:
    party = record.call.get("party_id")
    return outcome(
        record.request,
        situation.observation,
        record.began_at,
        party if isinstance(party, str) else "",
        record.call.get("before"),
    )


def _tells_of_message(record: ActionRecord, situation: Situation) -> bool:
    before = record.call.get("before")
    counted = before.get("messages") if isinstance(before, dict) else None
    return isinstance(counted, int) and messages(situation.observation) > counted


def _is_no(error: ServiceError) -> bool:
    """A refusal that proves that nothing happened; a 401 proves nothing before a read does."""
    return isinstance(error, Refused | LocalError) and not isinstance(error, Unauthorized)


def _is_answer(error: ServiceError) -> bool:
    """Whether the service itself said no, so that no effect is still under way."""
    return error.status in _REFUSALS


def _tells_why(record: ActionRecord, found: Outcome, situation: Situation | None) -> bool:
    """Whether what is observed after a refusal shows that nothing happened."""
    if found in {Outcome.NOT_YET, Outcome.OTHERWISE}:
        return True
    if situation is None:
        return False
    offer = offer_of(situation, record.kind, record.request.person)
    # Somebody may have signed because of it, or meanwhile.
    return offer is None or offer.why_not not in {None, *_NOBODY}


def _same_person(found: Identity, account: Account, sent: Identity) -> Identity:
    """Raise AnotherPersonActs where the account is not who sent the agreement any more."""
    expected = sent if sent.is_told else account.identity
    if expected.is_told and not expected.is_same_as(found):
        raise AnotherPersonActs(account.name, _who(expected), _who(found))
    return found


def _who(identity: Identity) -> str:
    return identity.email or identity.name or identity.user_id
