"""What an action will cause, said before it is done."""

from collections.abc import Iterator
from datetime import timedelta

from app.domain.action_offers import unfinished
from app.domain.action_values import changed_contact, wanted_mobile
from app.domain.actions import ActionEffect, ActionKind, ActionRequest, Cause, Situation
from app.domain.kinds import Delivery, SendWith, ServiceKind
from app.domain.observation import Observation, ObservedParticipant
from app.domain.package_effects import named, package_effects
from app.domain.progress import is_written_to, must_act
from app.domain.scrive_parties import STANDARD, ScriveParty, document_details, party_of, time_in
from app.domain.scrive_proofs import our_word, proof_of
from app.domain.status import AgreementStatus, ParticipantStatus


def effects(request: ActionRequest, situation: Situation) -> tuple[ActionEffect, ...]:
    """What a request will cause, the gravest first, what is kept last.

    Nothing is said that the vendor does not document; empty for what only shows something to the
    owner, but for the warning that it is a secret.
    """
    if situation.observation.service is ServiceKind.SIGNINGHUB:
        return package_effects(request, situation)
    return tuple(_CAUSES[request.kind](request, situation))


def _remind(_request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    left = unfinished(situation.observation)
    yield named(Cause.REMINDER_TO, tuple(filter(is_written_to, left)))
    yield ActionEffect(cause=Cause.IRREVERSIBLE)


def _auto_reminder(request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    before = time_in(document_details(situation.observation), "auto_remind_time")
    if request.days is None:
        facts = {"at": before.isoformat()} if before is not None else {}
        yield ActionEffect(cause=Cause.NO_REMINDER, facts=facts)
    else:
        at = situation.now + timedelta(days=request.days)
        facts = {"days": str(request.days), "at": at.isoformat()}
        yield ActionEffect(cause=Cause.REMINDER_AT, facts=facts)
    yield ActionEffect(cause=Cause.REVERSIBLE)


def _prolong(request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    if request.days is not None:
        at = situation.now + timedelta(days=request.days)
        facts = {"days": str(request.days), "at": at.isoformat()}
        yield ActionEffect(cause=Cause.DEADLINE_AT, facts=facts)
    yield named(Cause.MAY_BE_INVITED, unacted(situation.observation))
    yield from _kept(situation.observation)
    yield ActionEffect(cause=Cause.IRREVERSIBLE)


def _cancel(_request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    seen = situation.observation
    yield named(Cause.SIGNING_STOPS, unfinished(seen))
    done = _done(seen)
    if done:
        yield named(Cause.SIGNATURES_LAPSE, done)
    sealed = [each for each in seen.documents if each.status is AgreementStatus.COMPLETED]
    if sealed and situation.way is SendWith.FLOW:
        yield ActionEffect(cause=Cause.SEALED_KEPT, facts={"count": str(len(sealed))})
    yield ActionEffect(cause=Cause.RESTARTABLE)


def _restart(_request: ActionRequest, _situation: Situation) -> Iterator[ActionEffect]:
    yield ActionEffect(cause=Cause.NEW_DRAFT)
    yield ActionEffect(cause=Cause.OLD_STAYS)


def _change_contact(request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    person, party = _person(request, situation)
    if person is None or party is None or not changed_contact(request, party):
        return
    invited = person.status is not ParticipantStatus.NOT_YET
    if invited:
        email = request.email if request.email is not None else party.fields.get("email", "")
        number = wanted_mobile(request) or party.fields.get("mobile", "")
        facts = {"name": _name(person), "channel": _channel(person)}
        yield ActionEffect(
            cause=Cause.INVITATION_TO,
            facts={**facts, "address": email.strip(), "number": number},
        )
        yield ActionEffect(cause=Cause.LINK_DIES, facts={"name": _name(person)})
    number = changed_contact(request, party).get("mobile", "")
    if number and _takes_codes(party):
        facts = {"name": _name(person), "number": number}
        yield ActionEffect(cause=Cause.CODES_TO, facts=facts)
    yield from _kept(situation.observation, besides=person)
    yield ActionEffect(cause=Cause.CHANGE_BACK if invited else Cause.REVERSIBLE)


def _change_proof(request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    person, party = _person(request, situation)
    if person is None or party is None or request.proof is None:
        return
    opening = request.kind is ActionKind.CHANGE_PROOF_TO_VIEW
    before = our_word(party.proof_to_view if opening else party.proof_to_sign) or STANDARD
    wanted = our_word(request.proof) or STANDARD
    if wanted == before:
        return
    facts = {
        "name": _name(person),
        "proof": wanted,
        "before": before,
        "moment": "view" if opening else "sign",
    }
    dropped = wanted == STANDARD
    yield ActionEffect(cause=Cause.PROOF_DROPPED if dropped else Cause.PROOF_ASKED, facts=facts)
    proof = proof_of(wanted)
    for needed in () if proof is None else proof.needs:
        if needed not in party.fields:
            facts = {"name": _name(person), "field": needed}
            yield ActionEffect(cause=Cause.FIELD_ADDED, facts=facts)
    yield from _kept(situation.observation, besides=person)
    yield ActionEffect(cause=Cause.REVERSIBLE)


def _forward(request: ActionRequest, _situation: Situation) -> Iterator[ActionEffect]:
    yield ActionEffect(cause=Cause.COPY_TO, facts={"address": (request.email or "").strip()})
    too = Cause.ATTACHMENTS_TOO if request.attachments else Cause.NO_ATTACHMENTS
    yield ActionEffect(cause=too)
    yield ActionEffect(cause=Cause.IRREVERSIBLE)


def _resend(request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    person, party = _person(request, situation)
    if person is None or party is None:
        return
    yield ActionEffect(
        cause=Cause.INVITATION_TO,
        facts={
            "name": _name(person),
            "channel": _channel(person),
            "address": party.fields.get("email", ""),
            "number": party.fields.get("mobile", ""),
        },
    )
    yield from _kept(situation.observation, besides=person)
    yield ActionEffect(cause=Cause.IRREVERSIBLE)


def _secret(request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    person, _ = _person(request, situation)
    name = "" if person is None else _name(person)
    yield ActionEffect(cause=Cause.KEEP_TO_PERSON, facts={"name": name})


_CAUSES = {
    ActionKind.REMIND: _remind,
    ActionKind.AUTO_REMINDER: _auto_reminder,
    ActionKind.PROLONG: _prolong,
    ActionKind.CANCEL: _cancel,
    ActionKind.RESTART: _restart,
    ActionKind.CHANGE_CONTACT: _change_contact,
    ActionKind.CHANGE_PROOF_TO_VIEW: _change_proof,
    ActionKind.CHANGE_PROOF_TO_SIGN: _change_proof,
    ActionKind.FORWARD: _forward,
    ActionKind.RESEND: _resend,
    ActionKind.LINK: _secret,
    ActionKind.QR: _secret,
}


def unacted(observation: Observation) -> tuple[ObservedParticipant, ...]:
    """Everybody who must act and has not, also where the agreement is over."""
    done = {ParticipantStatus.ACTED, ParticipantStatus.DECLINED}
    return tuple(
        each for each in observation.participants if must_act(each) and each.status not in done
    )


def _kept(
    observation: Observation, besides: ObservedParticipant | None = None
) -> Iterator[ActionEffect]:
    others = [each for each in _done(observation) if besides is None or each.key != besides.key]
    if others:
        yield named(Cause.WORK_KEPT, others)


def _done(observation: Observation) -> tuple[ObservedParticipant, ...]:
    return tuple(
        each
        for each in observation.participants
        if must_act(each) and each.status is ParticipantStatus.ACTED
    )


def _person(
    request: ActionRequest, situation: Situation
) -> tuple[ObservedParticipant | None, ScriveParty | None]:
    people = situation.observation.participants
    person = next((each for each in people if each.key == request.person), None)
    return person, None if person is None else party_of(person)


def _takes_codes(party: ScriveParty) -> bool:
    proofs = map(proof_of, (party.proof_to_view, party.proof_to_sign))
    return any(each is not None and "mobile" in each.needs for each in proofs)


def _channel(person: ObservedParticipant) -> str:
    return (person.delivery or Delivery.EMAIL).value


def _name(person: ObservedParticipant) -> str:
    return person.name or person.email or person.phone or person.key
