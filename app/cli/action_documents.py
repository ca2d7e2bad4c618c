"""The JSON documents about what is done with sent agreements."""

from collections.abc import Sequence
from datetime import datetime

from app.domain.actions import ActionEffect, ActionRequest, Offer
from app.domain.json_value import JsonObject
from app.services.actions.records import ActionRecord
from app.services.words.action_effects import Days, effect_text
from app.services.words.actions import record_words, why_not_text


def record_document(record: ActionRecord) -> JsonObject:
    """What became of an action."""
    return {
        "id": record.id or None,
        "kind": record.kind.value,
        "person": record.person_name or record.request.person or None,
        "state": record.state.value,
        "message": record_words(record).paragraph(),
        "reason": record.family or None,
        "began_at": _time(record.began_at),
        "updated_at": _time(record.updated_at),
        "next_look_at": None if record.next_look_at is None else _time(record.next_look_at),
        "draft_id": record.draft_id or None,
    }


def offer_document(offer: Offer, name: str) -> JsonObject:
    """One entry of `actions`."""
    why_not = offer.why_not
    return {
        "kind": offer.kind.value,
        "person": name or offer.person or None,
        "offered": offer.offered,
        "why_not": None if why_not is None else why_not.value,
        "message": "" if why_not is None else why_not_text(why_not),
        "now": dict(offer.now),
        "most_days": offer.most_days or None,
        "choices": list(offer.choices),
    }


def effects_document(
    request: ActionRequest,
    effects: Sequence[ActionEffect],
    findings: Sequence[str],
    days: Days,
) -> JsonObject:
    """One entry of `--dry-run`."""
    return {
        "kind": request.kind.value,
        "person": request.person or None,
        "effects": [
            {
                "cause": each.cause.value,
                "facts": dict(each.facts),
                "message": " ".join(part for part in effect_text(each, days) if part),
            }
            for each in effects
        ],
        "findings": list(findings),
    }


def _time(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
