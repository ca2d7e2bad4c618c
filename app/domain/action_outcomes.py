"""Whether an action took effect, as far as the service's word for the agreement tells."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from app.domain.action_values import changed_contact, proof_now
from app.domain.actions import PROOF_KINDS, ActionKind, ActionRequest
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import ServiceKind
from app.domain.observation import Observation
from app.domain.package_values import is_package_as_wished, reminders
from app.domain.scrive_parties import document_details, parties_of, time_in
from app.domain.scrive_proofs import document_word
from app.domain.status import OVER, AgreementStatus

SENT: Final = "sent"
"""A line of the history that tells of a message (Document API v2, documents/{id}/history)."""
UNREADABLE: Final = frozenset(
    {ActionKind.REMIND, ActionKind.FORWARD, ActionKind.RESEND, ActionKind.REMIND_PERSON}
)
"""Nothing that the service tells afterwards says for sure whether they were carried out."""
_AFTER_PROLONGING: Final = frozenset(
    {
        AgreementStatus.IN_PROGRESS,
        AgreementStatus.COMPLETED,
        AgreementStatus.DECLINED,
        AgreementStatus.CANCELLED,
    }
)
"""What has expired comes to none of these unless it was opened again."""
_ABOUT_A_DAY: Final = timedelta(hours=30)
"""Reminders and deadlines come at some hour of their day, in the zone of the account."""


class Outcome(StrEnum):
    """What was found of an action."""

    DONE = "done"
    NOT_YET = "not_yet"
    """It is not so; a lost request may still make it so for a while."""
    OTHERWISE = "otherwise"
    """The agreement took another turn, so that it can never be so."""
    UNKNOWN = "unknown"


def facts_before(observation: Observation) -> JsonObject:
    """What has to be known from before an action, to tell later whether it took effect."""
    return {"messages": messages(observation), "reminder": _reminder_told(observation)}


def messages(observation: Observation) -> int:
    """How many messages to people the history tells of."""
    if observation.service is ServiceKind.SIGNINGHUB:
        return reminders(observation)
    return sum(each.raw_type == SENT for each in observation.history)


def outcome(
    request: ActionRequest,
    observation: Observation,
    began_at: datetime,
    party_id: str = "",
    before: JsonValue = None,
) -> Outcome:
    """What the service's word says of an action that was begun at a time.

    `party_id`: the service's number of the person, who may be known by the changed address;
    `before`: what `facts_before` told.
    """
    if request.kind in UNREADABLE:
        return Outcome.UNKNOWN
    if observation.service is ServiceKind.SIGNINGHUB:
        done = is_package_as_wished(request, observation, party_id)
        return Outcome.DONE if done else _still(observation)
    if request.kind is ActionKind.CANCEL:
        return _stopped(observation)
    if request.kind is ActionKind.PROLONG:
        return _prolonged(request, observation, began_at)
    if request.kind is ActionKind.AUTO_REMINDER:
        known = before.get("reminder") if isinstance(before, dict) else None
        return _reminder(request, observation, began_at, known)
    return _changed(request, observation, party_id)


def _stopped(observation: Observation) -> Outcome:
    """In Flow, documents that are completed already stay so: the first stop of any counts."""
    if observation.status is AgreementStatus.CANCELLED:
        return Outcome.DONE
    return Outcome.OTHERWISE if observation.status in OVER else Outcome.NOT_YET


def _prolonged(request: ActionRequest, observation: Observation, began_at: datetime) -> Outcome:
    """With another end than the wished one it was opened again by somebody else."""
    if observation.status not in _AFTER_PROLONGING:
        return Outcome.NOT_YET
    end = observation.deadline
    if observation.status is AgreementStatus.IN_PROGRESS and end is not None and request.days:
        wanted = began_at + timedelta(days=request.days)
        return Outcome.DONE if abs(end.at - wanted) <= _ABOUT_A_DAY else Outcome.OTHERWISE
    return Outcome.DONE


def _reminder(
    request: ActionRequest, observation: Observation, began_at: datetime, before: JsonValue
) -> Outcome:
    """A reminder near the wanted day that was there before shows nothing."""
    told = time_in(document_details(observation), "auto_remind_time")
    if request.days is None:
        is_so = told is None
    else:
        wanted = began_at + timedelta(days=request.days)
        is_near = told is not None and abs(told - wanted) <= _ABOUT_A_DAY
        is_so = is_near and _reminder_told(observation) != before
    return Outcome.DONE if is_so else _still(observation)


def _reminder_told(observation: Observation) -> JsonValue:
    told = time_in(document_details(observation), "auto_remind_time")
    return None if told is None else told.isoformat()


def _changed(request: ActionRequest, observation: Observation, party_id: str) -> Outcome:
    parties = (each for person in observation.participants for each in parties_of(person))
    party = next((each for each in parties if each.id == party_id), None)
    if party is None:
        return _still(observation)
    if request.kind in PROOF_KINDS:
        is_so = document_word(request.proof or "") == proof_now(request.kind, party)
    else:
        is_so = not changed_contact(request, party)
    return Outcome.DONE if is_so else _still(observation)


def _still(observation: Observation) -> Outcome:
    return Outcome.OTHERWISE if observation.status in OVER else Outcome.NOT_YET
