"""What can be done now with a followed agreement, put together from all that is known of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from app.domain.action_offers import offers, way_seen
from app.domain.action_values import changed_contact, wanted_mobile
from app.domain.actions import PROOF_KINDS, ActionKind, ActionRequest, Offer, Situation, WhyNot
from app.domain.kinds import SendWith, ServiceKind
from app.domain.observation import Observation, ObservedParticipant
from app.domain.package_actions import seat_of
from app.domain.package_values import replaced_members
from app.domain.scrive_parties import party_of
from app.domain.scrive_proofs import document_word
from app.domain.status import normal_word
from app.services.accounts import Account
from app.services.actions.journal import ActionJournal
from app.services.actions.origins import Origins
from app.services.actions.port import ActionCall
from app.services.actions.records import ActionRecord, ActionState
from app.services.ports import Clock

_LASTING: Final = timedelta(days=30)
"""So long it is taken for granted that a server still lacks what it lacked: it may be updated."""


class Situations:
    """Makes situations; asks nobody."""

    def __init__(self, journal: ActionJournal, origins: Origins, clock: Clock) -> None:
        """From what was done and what was sent from this computer."""
        self._journal = journal
        self._origins = origins
        self._clock = clock

    def of(self, seen: Observation, account: Account) -> Situation:
        """The situation of an agreement as it was observed with an account."""
        origin = self._origins.of(account.base_url, seen.service_id)
        way = way_seen(seen) if origin is None else origin.way
        flows, now = way is SendWith.FLOW, self._clock.now()
        return Situation(
            observation=seen,
            way=way,
            now=now,
            instance_id=origin.instance_id if origin is not None and flows else "",
            flow_cancels=not (
                flows and self._journal.flow_refused(account.base_url, now - _LASTING)
            ),
            api_version=account.api_version,
            account_email=account.identity.email or account.scope,
            reminds=way is not SendWith.PACKAGE
            or not self._journal.not_offered(
                ActionKind.REMIND_PERSON, account.base_url, now - _LASTING
            ),
        )


def offers_with(situation: Situation, records: tuple[ActionRecord, ...]) -> tuple[Offer, ...]:
    """The offers of a situation, without those that are under way or being found out."""
    busy = {
        (each.kind, each.request.person)
        for each in records
        if each.is_open and each.state is not ActionState.MAYBE
    }
    return tuple(
        replace(each, why_not=WhyNot.UNDER_WAY)
        if each.offered and (each.kind, each.person) in busy
        else each
        for each in offers(situation)
    )


def person_in(situation: Situation, key: str) -> ObservedParticipant | None:
    """The participant of that key."""
    people = situation.observation.participants
    return next((each for each in people if each.key == key), None)


def call_of(request: ActionRequest, situation: Situation, service_id: str) -> ActionCall:
    """What is asked of the service: its own numbers, and only what changes."""
    person = person_in(situation, request.person)
    if situation.observation.service is ServiceKind.SIGNINGHUB:
        return _package_call(request, situation, service_id, person)
    party = None if person is None else party_of(person)
    email, mobile = (request.email or "").strip(), ""
    if request.kind is ActionKind.CHANGE_CONTACT and party is not None:
        changed = changed_contact(request, party)
        email, mobile = changed.get("email", ""), changed.get("mobile", "")
    elif request.kind in PROOF_KINDS:
        email, mobile = "", wanted_mobile(request) or ""
    return ActionCall(
        kind=request.kind,
        service_id=service_id,
        instance_id=situation.instance_id,
        party_id="" if party is None else party.id,
        days=request.days,
        email=email,
        mobile=mobile,
        proof=document_word(request.proof) if request.proof else "",
        personal_number=request.personal_number.strip(),
        attachments=request.attachments,
    )


def _package_call(
    request: ActionRequest,
    situation: Situation,
    service_id: str,
    person: ObservedParticipant | None,
) -> ActionCall:
    """Of a person: their position, and who was seen there."""
    call = ActionCall(
        kind=request.kind, service_id=service_id, email=" ".join((request.email or "").split())
    )
    if person is None:
        return call
    seat = seat_of(situation.observation, person)
    changed = replaced_members(request, person)
    return replace(
        call,
        party_id=str(seat.order),
        expected=seat.email,
        group=seat.group,
        placeholder=seat.placeholder,
        role=normal_word(seat.role),
        stage=seat.stage,
        email=changed.get("email", ""),
        name=changed.get("name", ""),
        mobile=changed.get("mobile", ""),
    )
