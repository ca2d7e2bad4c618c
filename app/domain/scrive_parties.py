"""What a Scrive document says of its parties beyond what both services tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.domain.json_value import JsonObject, JsonValue
from app.domain.observation import Observation, ObservedParticipant

STANDARD = "standard"
"""Nothing is proven (Document API v2, Signatory, `authentication_method_to_sign`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriveParty:
    """One party of one document, as it was observed."""

    document_id: str
    id: str
    is_author: bool
    role: str
    """`signing_party`, `viewer`, `approver`."""
    delivery: str
    """`email`, `mobile`, `email_mobile`, `pad`, `api`."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Values by type, of those that a party has once: `email`, `mobile`, `personal_number` ..."""
    proof_to_view: str = STANDARD
    proof_to_sign: str = STANDARD
    has_proven: bool = False
    """Proved their identity to open the document."""
    has_acted: bool = False
    """Signed, approved or declined."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing to reach the party by; in Flow, all parties are so."""
        return not (self.fields.get("email") or self.fields.get("mobile"))


def parties_of(person: ObservedParticipant) -> tuple[ScriveParty, ...]:
    """The parties that stand for a participant, one in each document."""
    told = person.details.get("parties")
    return tuple(_party(each) for each in _objects(told))


def party_of(person: ObservedParticipant) -> ScriveParty | None:
    """The only party of a participant; None where there are several, or none."""
    parties = parties_of(person)
    return parties[0] if len(parties) == 1 else None


def document_details(observation: Observation) -> JsonObject:
    """All that Scrive said of the only document; empty where there are several."""
    documents = observation.documents
    return documents[0].details if len(documents) == 1 else {}


def time_in(details: JsonObject, name: str) -> datetime | None:
    """A time among the members of a document (ISO 8601), aware; None where there is none."""
    told = details.get(name)
    try:
        moment = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def _party(told: JsonObject) -> ScriveParty:
    return ScriveParty(
        document_id=_text(told.get("document_id")),
        id=_text(told.get("id")),
        is_author=told.get("is_author") is True,
        role=_text(told.get("signatory_role")),
        delivery=_text(told.get("delivery_method")),
        fields={
            _text(each.get("type")): _text(each.get("value")).strip()
            for each in _objects(told.get("fields"))
            if _text(each.get("type")) in _ONCE
        },
        proof_to_view=_proof(told, "view"),
        proof_to_sign=_proof(told, "sign"),
        has_proven=told.get("has_authenticated_to_view") is True,
        has_acted=bool(told.get("sign_time") or told.get("rejected_time")),
    )


_ONCE = frozenset({"email", "mobile", "company", "company_number", "personal_number"})


def _proof(told: JsonObject, moment: str) -> str:
    """The older member, which all versions have, else the newer one."""
    older = _text(told.get(f"authentication_method_to_{moment}"))
    newer = told.get("authentications")
    method = newer.get(moment) if isinstance(newer, dict) else None
    return older or (_text(method.get("type")) if isinstance(method, dict) else "") or STANDARD


def _objects(told: JsonValue) -> Iterator[JsonObject]:
    yield from (each for each in told if isinstance(each, dict)) if isinstance(told, list) else ()


def _text(told: JsonValue) -> str:
    """Ids may come as numbers (Document API v2, conventions)."""
    if isinstance(told, int) and not isinstance(told, bool):
        return str(told)
    return told if isinstance(told, str) else ""
