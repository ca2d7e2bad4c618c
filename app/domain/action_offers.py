"""What can be done with a sent agreement as it stands, and why the rest cannot."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from app.domain.actions import (
    KINDS_OF_SCRIVE,
    PERSON_KINDS,
    ActionKind,
    Offer,
    Situation,
    WhyNot,
    kinds_of,
)
from app.domain.kinds import SendWith, ServiceKind
from app.domain.observation import Observation, ObservedParticipant
from app.domain.package_actions import package_offers
from app.domain.progress import is_written_to, must_act
from app.domain.scrive_parties import (
    STANDARD,
    ScriveParty,
    document_details,
    parties_of,
    party_of,
    time_in,
)
from app.domain.scrive_proofs import ADVANCED, SHORT_LIST, our_word, proof_of
from app.domain.status import Access, AgreementStatus, ParticipantStatus

MOST_DAYS: Final = 90
"""The longest that an agreement can be prolonged by (Document API v2, documents/{id}/prolong)."""
PENDING: Final = "pending"
_BY_MESSAGE: Final = frozenset({"email", "mobile", "email_mobile"})
_NEEDED: Final[Mapping[ActionKind, WhyNot]] = {
    ActionKind.REMIND: WhyNot.NOT_PENDING,
    ActionKind.AUTO_REMINDER: WhyNot.NOT_PENDING,
    ActionKind.CANCEL: WhyNot.NOT_PENDING,
    ActionKind.PROLONG: WhyNot.NOT_EXPIRED,
    ActionKind.RESTART: WhyNot.NOT_STOPPED,
    ActionKind.FORWARD: WhyNot.NOT_COMPLETED,
}
"""Whole agreements: what is missing where the status is another one."""
_STATUSES: Final[Mapping[WhyNot, frozenset[str]]] = {
    WhyNot.NOT_PENDING: frozenset({PENDING}),
    WhyNot.NOT_EXPIRED: frozenset({"timedout"}),
    WhyNot.NOT_STOPPED: frozenset({"canceled", "timedout", "rejected"}),
    WhyNot.NOT_COMPLETED: frozenset({"closed"}),
}
"""The statuses of a document in which each can be done (Document API v2, after the start)."""
_STOPPED: Final = frozenset(
    {AgreementStatus.CANCELLED, AgreementStatus.EXPIRED, AgreementStatus.DECLINED}
)


def way_seen(observation: Observation) -> SendWith:
    """How an agreement was sent, as far as what the service says of it tells.

    Several documents are one agreement only in Flow; so is one that was started though nothing
    tells how to reach a person, which the Document API refuses.
    """
    if observation.service is not ServiceKind.SCRIVE:
        return SendWith.PACKAGE
    started = observation.status is not AgreementStatus.DRAFT
    parties = [each for person in observation.participants for each in parties_of(person)]
    blank = any(
        each.blank and not each.is_author and each.delivery in _BY_MESSAGE | {""}
        for each in parties
    )
    return (
        SendWith.FLOW
        if len(observation.documents) > 1 or (started and blank)
        else SendWith.DOCUMENTS
    )


def offers(situation: Situation) -> tuple[Offer, ...]:
    """Every action, first on the whole agreement, then on each participant in their order."""
    if situation.observation.service is ServiceKind.SIGNINGHUB:
        return package_offers(situation)
    kinds = [each for each in ActionKind if each in KINDS_OF_SCRIVE]
    whole = (_on_whole(situation, kind) for kind in kinds if kind not in PERSON_KINDS)
    people = (
        _on_person(situation, kind, person)
        for person in situation.observation.participants
        for kind in kinds
        if kind in PERSON_KINDS
    )
    return (*whole, *people)


def offer_of(situation: Situation, kind: ActionKind, person: str = "") -> Offer | None:
    """The offer of one action; None for a person who takes no part."""
    if kind not in kinds_of(situation.observation.service):
        return Offer(kind=kind, person=person, why_not=WhyNot.SERVICE)
    return next(
        (each for each in offers(situation) if (each.kind, each.person) == (kind, person)), None
    )


def days_left(observation: Observation, now: datetime) -> int:
    """Whole days until the only document expires; 0 where that is not known, or today."""
    end = time_in(document_details(observation), "timeout_time")
    return 0 if end is None else max(0, (end - now).days)


def _on_whole(situation: Situation, kind: ActionKind) -> Offer:
    seen = situation.observation
    why_not = _never(situation, kind) or _not_now(situation, kind)
    if why_not is not None:
        return Offer(kind=kind, why_not=why_not)
    now: dict[str, str] = {}
    most = 0
    if kind is ActionKind.AUTO_REMINDER:
        most = days_left(seen, situation.now)
        now = _times(seen, reminder_at="auto_remind_time", deadline="timeout_time")
    elif kind is ActionKind.PROLONG:
        most = MOST_DAYS
        now = _times(seen, deadline="timeout_time")
    return Offer(kind=kind, now=now, most_days=most)


def _on_person(situation: Situation, kind: ActionKind, person: ObservedParticipant) -> Offer:
    party = party_of(person)
    why_not = _never(situation, kind)
    if why_not is None and (party is None or _raw_status(situation) != PENDING):
        why_not = WhyNot.NOT_PENDING
    if why_not is None and party is not None:
        why_not = _hinders(kind, person, party)
    if why_not is not None or party is None:
        return Offer(kind=kind, person=person.key, why_not=why_not)
    return Offer(
        kind=kind, person=person.key, now=_set_now(kind, party), choices=_choices(kind, party)
    )


def _never(situation: Situation, kind: ActionKind) -> WhyNot | None:
    """Why an action is out of the question whatever the status."""
    seen = situation.observation
    if seen.access is not Access.OK:
        return WhyNot.NO_ACCESS
    if kind is ActionKind.RESTART:
        return None
    return WhyNot.NOT_OWNER if _is_guest(seen) else _flow_forbids(situation, kind)


def _flow_forbids(situation: Situation, kind: ActionKind) -> WhyNot | None:
    """Flow refuses whatever is asked of its documents; all it takes is to be stopped."""
    if situation.way is not SendWith.FLOW:
        return None
    if kind is not ActionKind.CANCEL:
        return WhyNot.FLOW
    if not situation.instance_id:
        return WhyNot.FLOW_NO_INSTANCE
    return None if situation.flow_cancels else WhyNot.FLOW_UNAVAILABLE


def _not_now(situation: Situation, kind: ActionKind) -> WhyNot | None:
    """Why an action on the whole agreement does not fit its status."""
    seen = situation.observation
    missing = _NEEDED[kind]
    if situation.way is SendWith.FLOW:
        fits = (
            seen.status is AgreementStatus.IN_PROGRESS
            if kind is ActionKind.CANCEL
            else seen.status in _STOPPED
        )
    else:
        fits = _raw_status(situation) in _STATUSES[missing]
    if not fits:
        return missing
    if kind in {ActionKind.REMIND, ActionKind.AUTO_REMINDER}:
        left = unfinished(seen)
        if not any(map(is_written_to, left)):
            return WhyNot.NOBODY_WRITTEN_TO if left else WhyNot.NOBODY_LEFT
    return None


def unfinished(observation: Observation) -> tuple[ObservedParticipant, ...]:
    """Everybody who has yet to act, whether or not their turn has come."""
    over = {
        ParticipantStatus.ACTED,
        ParticipantStatus.DECLINED,
        ParticipantStatus.SKIPPED,
        ParticipantStatus.EXPIRED,
    }
    return tuple(
        each for each in observation.participants if must_act(each) and each.status not in over
    )


def _hinders(kind: ActionKind, person: ObservedParticipant, party: ScriveParty) -> WhyNot | None:
    """What about the person stands in the way (Document API v2, documents/{d}/{s}/...)."""
    if party.is_author and kind in {ActionKind.CHANGE_CONTACT, ActionKind.RESEND}:
        return WhyNot.IS_OWNER
    if party.has_acted:
        return WhyNot.ACTED
    hindered: Mapping[ActionKind, tuple[tuple[bool, WhyNot], ...]] = {
        ActionKind.CHANGE_CONTACT: (
            (not {"email", "mobile"} & set(party.fields), WhyNot.NO_CONTACT_FIELD),
        ),
        ActionKind.RESEND: (
            (party.delivery not in _BY_MESSAGE, WhyNot.NO_MESSAGE),
            (person.status is ParticipantStatus.NOT_YET, WhyNot.NOT_THEIR_TURN),
        ),
        ActionKind.CHANGE_PROOF_TO_VIEW: ((party.has_proven, WhyNot.ALREADY_PROVEN),),
        ActionKind.CHANGE_PROOF_TO_SIGN: ((party.role != "signing_party", WhyNot.ONLY_SIGNERS),),
        ActionKind.LINK: ((party.delivery != "api", WhyNot.NOT_BY_LINK),),
    }
    return next((why for is_so, why in hindered.get(kind, ()) if is_so), None)


def _set_now(kind: ActionKind, party: ScriveParty) -> dict[str, str]:
    if kind is ActionKind.CHANGE_CONTACT:
        return {name: party.fields[name] for name in ("email", "mobile") if name in party.fields}
    if kind is ActionKind.CHANGE_PROOF_TO_VIEW:
        return {"proof": our_word(party.proof_to_view) or STANDARD}
    if kind is ActionKind.CHANGE_PROOF_TO_SIGN:
        return {"proof": our_word(party.proof_to_sign) or STANDARD}
    return {}


def _choices(kind: ActionKind, party: ScriveParty) -> tuple[str, ...]:
    """What can be proven at this moment; what is set now is among them, even when it is unknown."""
    if kind is ActionKind.CHANGE_PROOF_TO_VIEW:
        fitting = [each for each in _usual() if _fits(each, to_open=True)]
        now = our_word(party.proof_to_view)
    elif kind is ActionKind.CHANGE_PROOF_TO_SIGN:
        fitting = [each for each in _usual() if _fits(each, to_open=False)]
        now = our_word(party.proof_to_sign)
    else:
        return ()
    return tuple(dict.fromkeys((STANDARD, *fitting, *filter(None, (now,)))))


def _usual() -> Iterator[str]:
    yield from SHORT_LIST
    yield from (each.provider for each in ADVANCED)


def _fits(provider: str, *, to_open: bool) -> bool:
    proof = proof_of(provider)
    return proof is not None and (proof.to_open if to_open else proof.to_sign)


def _raw_status(situation: Situation) -> str:
    return situation.observation.raw_status.strip().lower()


def _is_guest(observation: Observation) -> bool:
    """Whether the account is only a party of the document, which somebody else sent."""
    viewer = document_details(observation).get("viewer")
    if not isinstance(viewer, dict) or viewer.get("role") != "signatory":
        return False
    mine = str(viewer.get("signatory_id"))
    parties = [each for person in observation.participants for each in parties_of(person)]
    return any(each.id == mine and not each.is_author for each in parties)


def _times(observation: Observation, **members: str) -> dict[str, str]:
    details = document_details(observation)
    found = {ours: time_in(details, theirs) for ours, theirs in members.items()}
    return {ours: moment.isoformat() for ours, moment in found.items() if moment is not None}
