"""What tracking keeps, as text."""

import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import TypeVar

from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, ParticipantKind, Role, ServiceKind
from app.domain.observation import (
    HistoryEvent,
    Moment,
    Observation,
    ObservedDocument,
    ObservedParticipant,
)
from app.domain.observed_parts import (
    Attachment,
    Channel,
    ConsentAnswer,
    DeliveryReport,
    DocumentNote,
    DocumentPart,
    Letter,
    RequestedFile,
)
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from app.services.ports import KnownParticipant

Built = TypeVar("Built")


class UnreadableObservation(Exception):
    """Another version of the program wrote it; the service has to be asked again."""


def encode(observation: Observation) -> str:
    """The observation as JSON in ASCII, whatever has its default left out."""
    return json.dumps(_plain(observation), separators=(",", ":"))


def decode(text: str) -> Observation:
    """The observation in such a text. Raises UnreadableObservation.

    Members that this version does not know are left out, absent ones have their defaults.
    """
    try:
        return _observation(json.loads(text))
    except (ValueError, TypeError, AttributeError) as error:
        raise UnreadableObservation from error


def encode_known(known: Sequence[KnownParticipant]) -> str:
    """Participants as we sent them, as JSON in ASCII."""
    return json.dumps([_plain(each) for each in known], separators=(",", ":"))


def decode_known(text: str) -> tuple[KnownParticipant, ...]:
    """The participants in such a text."""
    return _all(_known)(json.loads(text))


def _plain(value: object) -> JsonValue:
    if is_dataclass(value):
        members = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: _plain(member) for each, member in members if member != each.default}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value  # type: ignore[return-value]  # what is left in an observation is JSON


def _reading(
    make: Callable[..., Built], readers: Mapping[str, Callable[..., object]]
) -> Callable[[JsonObject], Built]:
    """A function that builds from decoded JSON; members without a reader are taken as they are."""
    names = frozenset(inspect.signature(make).parameters)

    def read(members: JsonObject) -> Built:
        return make(
            **{
                name: value if value is None or name not in readers else readers[name](value)
                for name, value in members.items()
                if name in names
            }
        )

    return read


def _all(read: Callable[[JsonObject], Built]) -> Callable[[list[JsonObject]], tuple[Built, ...]]:
    return lambda values: tuple(read(each) for each in values)


def _tuple_of(enumeration: Callable[[str], Built]) -> Callable[[list[str]], tuple[Built, ...]]:
    return lambda words: tuple(enumeration(each) for each in words)


_moment = _reading(Moment, {"at": datetime.fromisoformat})
_document = _reading(
    ObservedDocument,
    {
        "status": AgreementStatus,
        "notes": _tuple_of(DocumentNote),
        "attachments": _all(_reading(Attachment, {})),
        "deadline": _moment,
        "remind_at": _moment,
        "tags": tuple,
    },
)
_participant = _reading(
    ObservedParticipant,
    {
        "kind": ParticipantKind,
        "status": ParticipantStatus,
        "delivery": Delivery,
        "deliveries": _all(_reading(DeliveryReport, {"channel": Channel, "letter": Letter})),
        "invited_at": _moment,
        "delivered_at": _moment,
        "invitation_read_at": _moment,
        "opened_at": _moment,
        "authenticated_at": _moment,
        "acted_at": _moment,
        "parts": _all(
            _reading(
                DocumentPart, {"opened_at": _moment, "acted_at": _moment, "declined_at": _moment}
            )
        ),
        "requested_files": _all(_reading(RequestedFile, {})),
        "answers": _all(_reading(ConsentAnswer, {})),
        "deadline": _moment,
        "members": tuple,
    },
)
_event = _reading(HistoryEvent, {"at": _moment, "documents": tuple})
_observation = _reading(
    Observation,
    {
        "service": ServiceKind,
        "status": AgreementStatus,
        "observed_at": datetime.fromisoformat,
        "documents": _all(_document),
        "participants": _all(_participant),
        "waiting_for_names": tuple,
        "sent_at": _moment,
        "modified_at": _moment,
        "deadline": _moment,
        "completed_at": _moment,
        "history": _all(_event),
        "history_kept_at": datetime.fromisoformat,
        "access": Access,
    },
)
_known = _reading(KnownParticipant, {"role": Role, "delivery": Delivery, "signatory_ids": tuple})
