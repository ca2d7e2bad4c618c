"""The values of a wished action: can they be used, and do they change anything."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from app.domain.action_offers import MOST_DAYS, days_left
from app.domain.actions import (
    PERSON_KINDS,
    PROOF_KINDS,
    ActionFinding,
    ActionKind,
    ActionRequest,
    Situation,
)
from app.domain.contacts import e164, normal_email
from app.domain.kinds import ServiceKind
from app.domain.package_values import is_package_unchanged, package_findings
from app.domain.scrive_parties import (
    STANDARD,
    ScriveParty,
    document_details,
    party_of,
    time_in,
)
from app.domain.scrive_proofs import document_word, our_word, proof_of
from app.domain.status import AgreementStatus

_LEAST_DAYS: Final = 1


def findings(request: ActionRequest, situation: Situation) -> tuple[ActionFinding, ...]:
    """What has to be corrected before a request can be carried out."""
    if situation.observation.service is ServiceKind.SIGNINGHUB:
        return tuple(package_findings(request, situation))
    if request.kind in {ActionKind.PROLONG, ActionKind.AUTO_REMINDER}:
        return tuple(_days(request, situation))
    if request.kind is ActionKind.FORWARD:
        return tuple(_address(request.email))
    return tuple(_about_person(request, situation)) if request.kind in PERSON_KINDS else ()


def is_unchanged(request: ActionRequest, situation: Situation) -> bool:
    """Whether all that is wished is so already: then nothing is asked of the service."""
    if situation.observation.service is ServiceKind.SIGNINGHUB:
        return is_package_unchanged(request, situation)
    return _is_document_unchanged(request, situation)


def _is_document_unchanged(request: ActionRequest, situation: Situation) -> bool:
    if request.kind is ActionKind.CANCEL:
        return situation.observation.status is AgreementStatus.CANCELLED
    if request.kind is ActionKind.AUTO_REMINDER:
        return _reminds_so(request, situation)
    party = _party(request, situation)
    if party is None:
        return False
    if request.kind is ActionKind.CHANGE_CONTACT:
        return not changed_contact(request, party)
    if request.kind in PROOF_KINDS and request.proof is not None:
        adds = request.personal_number or request.mobile
        return not adds and document_word(request.proof) == proof_now(request.kind, party)
    return False


def _reminds_so(request: ActionRequest, situation: Situation) -> bool:
    told = time_in(document_details(situation.observation), "auto_remind_time")
    if request.days is None or told is None:
        return request.days is None and told is None
    return told.date() == (situation.now + timedelta(days=request.days)).date()


def changed_contact(request: ActionRequest, party: ScriveParty) -> dict[str, str]:
    """The values that differ from those that the party has, by field: `email`, `mobile`."""
    wanted = {"email": _plain_email(request), "mobile": wanted_mobile(request)}
    return {
        name: value
        for name, value in wanted.items()
        if value is not None and not _same(name, value, party.fields.get(name, ""))
    }


def wanted_mobile(request: ActionRequest) -> str | None:
    """The number as `+` and digits; as typed where it cannot be made so."""
    if request.mobile is None:
        return None
    return e164(request.mobile) or request.mobile.strip()


def proof_now(kind: ActionKind, party: ScriveParty) -> str:
    """What has to be proven at that moment, the service's word."""
    return party.proof_to_view if kind is ActionKind.CHANGE_PROOF_TO_VIEW else party.proof_to_sign


def _about_person(request: ActionRequest, situation: Situation) -> Iterator[ActionFinding]:
    party = _party(request, situation)
    if party is None:
        yield ActionFinding(code="person.unknown", member="person")
    elif request.kind is ActionKind.CHANGE_CONTACT:
        yield from _contact(request, party)
    elif request.kind in PROOF_KINDS:
        yield from _proof(request, party)


def _days(request: ActionRequest, situation: Situation) -> Iterator[ActionFinding]:
    reminding = request.kind is ActionKind.AUTO_REMINDER
    if request.days is None:
        if not reminding:
            yield ActionFinding(code="days.missing", member="days")
        return
    left = days_left(situation.observation, situation.now) if reminding else MOST_DAYS
    if reminding and request.days > left:
        facts = {"left": str(left)}
        yield ActionFinding(code="days.past_deadline", member="days", facts=facts)
    elif not _LEAST_DAYS <= request.days <= MOST_DAYS:
        yield ActionFinding(code="days.range", member="days", facts={"most": str(MOST_DAYS)})


def _address(typed: str | None) -> Iterator[ActionFinding]:
    if typed is None or not typed.strip():
        yield ActionFinding(code="email.missing", member="email")
    elif normal_email(typed) is None:
        yield ActionFinding(code="email.malformed", member="email", facts={"typed": typed.strip()})


def _contact(request: ActionRequest, party: ScriveParty) -> Iterator[ActionFinding]:
    if request.email is None and request.mobile is None:
        yield ActionFinding(code="contact.missing", member="email")
    changed = changed_contact(request, party)
    for name, value in changed.items():
        if name not in party.fields:
            yield ActionFinding(code="contact.no_field", member=name)
        elif not value:
            yield ActionFinding(code=f"{name}.cleared", member=name)
        elif name == "email":
            yield from _address(value)
        else:
            yield from _number(value)


def _number(typed: str) -> Iterator[ActionFinding]:
    if e164(typed) is None:
        yield ActionFinding(code="mobile.malformed", member="mobile", facts={"typed": typed})


def _proof(request: ActionRequest, party: ScriveParty) -> Iterator[ActionFinding]:
    """What the proof needs (Document API v2, setauthenticationtoview and ...tosign)."""
    if not request.proof:
        yield ActionFinding(code="proof.missing", member="proof")
        return
    opening = request.kind is ActionKind.CHANGE_PROOF_TO_VIEW
    wanted, proof = our_word(request.proof) or STANDARD, proof_of(request.proof)
    if proof is None:
        return
    facts = {"proof": wanted}
    if not (proof.to_open if opening else proof.to_sign):
        yield ActionFinding(code="proof.not_here", member="proof", facts=facts)
    other = proof_of(party.proof_to_sign if opening else party.proof_to_view)
    if other is not None and other.is_eid and proof.is_eid and other.provider != proof.provider:
        also = {**facts, "other": other.provider}
        yield ActionFinding(code="proof.mixed", member="proof", facts=also)
    if "mobile" in proof.needs:
        number = request.mobile or party.fields.get("mobile", "")
        if not number:
            yield ActionFinding(code="proof.needs_mobile", member="mobile", facts=facts)
        else:
            yield from _number(number)
    number_known = request.personal_number.strip() or party.fields.get("personal_number", "")
    if "personal_number" in proof.needs and opening and not number_known:
        yield ActionFinding(code="proof.needs_number", member="personal_number", facts=facts)


def _party(request: ActionRequest, situation: Situation) -> ScriveParty | None:
    people = situation.observation.participants
    person = next((each for each in people if each.key == request.person), None)
    return None if person is None else party_of(person)


def _plain_email(request: ActionRequest) -> str | None:
    return None if request.email is None else request.email.strip()


def _same(name: str, wanted: str, now: str) -> bool:
    if name == "mobile":
        return (e164(wanted) or wanted) == (e164(now) or now)
    return wanted == now.strip()
