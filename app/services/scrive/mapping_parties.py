"""From the parties of Scrive documents to observed participants."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery
from app.domain.observation import Moment, ObservedParticipant
from app.domain.observed_parts import (
    Channel,
    ConsentAnswer,
    DeliveryReport,
    DocumentPart,
    Letter,
    RequestedFile,
)
from app.domain.status import ParticipantStatus
from app.services.dates import read_moment
from app.services.scrive.mapping_seats import NOT_STARTED, Seat, role_word
from app.services.scrive.secrecy import without_secrets
from app.services.scrive.wire import Document
from app.services.scrive.wire_party import ConsentQuestion, Signatory

_DELIVERIES: Final[Mapping[str, Delivery]] = {
    "email": Delivery.EMAIL,
    "mobile": Delivery.SMS,
    "email_mobile": Delivery.EMAIL_SMS,
    "pad": Delivery.IN_PERSON,
    "api": Delivery.LINK,
}
_UNASKED: Final = frozenset({"", "standard"})
_UNTOLD: Final = frozenset({"", "unknown"})
_ARRIVED: Final = {"delivered": True, "not_delivered": False}


def observed_participants(
    documents: Sequence[Document], seats: Sequence[Seat]
) -> tuple[ObservedParticipant, ...]:
    """Everybody who takes part, with where they stand."""
    started = any(each.status not in NOT_STARTED for each in documents)
    open_stages = [seat.order for seat in seats if seat.acts and not seat.done]
    turn = min(open_stages, default=0) if started else -1
    return tuple(_participant(seat, turn) for seat in seats)


def _participant(seat: Seat, turn: int) -> ObservedParticipant:
    parties, known = seat.parties, seat.known
    first = parties[0] if parties else Signatory()
    status = _status(seat, turn)
    acting = seat.acts and bool(parties)
    role = seat.role
    return ObservedParticipant(
        key=seat.key,
        name=seat.who.name,
        email=seat.who.email,
        phone=seat.who.phone,
        role=role_word(first) if role is None else role.value,
        raw_role=role_word(first),
        status=status,
        raw_status=_raw_status(seat),
        signing_order=seat.order,
        delivery=known.delivery if known else _DELIVERIES.get(first.delivery_method),
        raw_delivery=first.delivery_method,
        confirmation=first.confirmation_delivery_method,
        deliveries=_deliveries(parties),
        invitation_read_at=_first(party.read_invitation_time for party in parties),
        opened_at=_first(party.seen_time for party in parties),
        authenticated=any(party.has_authenticated_to_view for party in parties),
        acted_at=_acted_at(seat, status),
        reason=next((each.rejection_reason for each in parties if each.rejection_reason), ""),
        documents_done=sum(bool(party.sign_time) for party in parties) if acting else None,
        documents_total=len(parties) if acting else None,
        authentication_to_view=_asked(
            known.authentication_to_view if known else "", (party.to_view for party in parties)
        ),
        authentication_to_sign=_asked(
            known.authentication_to_sign if known else "", (party.to_sign for party in parties)
        ),
        authentication_to_view_archived=_asked("", (each.to_view_archived for each in parties)),
        parts=tuple(_part(document, party) for document, party in seat.places),
        requested_files=tuple(_requested_files(parties)),
        answers=tuple(_answers(parties)),
        details={"parties": [_detail(document, party) for document, party in seat.places]},
    )


def _status(seat: Seat, turn: int) -> ParticipantStatus:
    """Our word for a participant; `turn` is the stage that is up, -1 before the start."""
    parties = seat.parties
    if not parties:
        return ParticipantStatus.UNKNOWN
    if any(party.rejected_time for party in parties):
        return ParticipantStatus.DECLINED
    if seat.done:
        return ParticipantStatus.ACTED
    if any(party.seen_time for party in parties):
        return ParticipantStatus.OPENED
    if any(map(_is_lost, parties)):
        return ParticipantStatus.FAILED
    waits = turn < 0 or (seat.acts and seat.order > turn)
    return ParticipantStatus.NOT_YET if waits else ParticipantStatus.INVITED


def _is_lost(party: Signatory) -> bool:
    """Whether no invitation arrived: of mail and SMS, one is enough."""
    arrived = {_ARRIVED.get(word) for _, word in _invitations(party)}
    return False in arrived and True not in arrived


def _raw_status(seat: Seat) -> str:
    """The member that decided: Scrive has times and delivery statuses instead of one word."""
    parties = seat.parties
    if any(party.rejected_time for party in parties):
        return "rejected_time"
    if seat.done:
        return "sign_time"
    if any(party.seen_time for party in parties):
        return "seen_time"
    told = [word for party in parties for _, word in _invitations(party)]
    return next(iter(sorted(told, key=lambda word: _ARRIVED.get(word) is not False)), "")


def _invitations(party: Signatory) -> Iterator[tuple[Channel, str]]:
    """What is told of the delivery of invitations."""
    for channel, word in (
        (Channel.EMAIL, party.email_delivery_status),
        (Channel.SMS, party.mobile_delivery_status),
    ):
        if word not in _UNTOLD:
            yield channel, word


def _deliveries(parties: Iterable[Signatory]) -> tuple[DeliveryReport, ...]:
    """Every report once; the parties of one person mostly say the same."""
    told: dict[tuple[Letter, Channel, str], None] = {}
    for party in parties:
        told |= {(Letter.INVITATION, channel, word): None for channel, word in _invitations(party)}
        copy = party.confirmation_email_delivery_status
        if copy not in _UNTOLD:
            told[Letter.CONFIRMATION, Channel.EMAIL, copy] = None
    return tuple(
        DeliveryReport(channel=channel, letter=letter, arrived=_ARRIVED.get(word), raw_status=word)
        for letter, channel, word in told
    )


def _part(document: Document, party: Signatory) -> DocumentPart:
    return DocumentPart(
        document=document.id,
        opened_at=read_moment(party.seen_time),
        acted_at=read_moment(party.sign_time),
        declined_at=read_moment(party.rejected_time),
    )


def _requested_files(parties: Iterable[Signatory]) -> Iterator[RequestedFile]:
    for party in parties:
        for each in party.attachments:
            yield RequestedFile(
                name=each.name,
                description=each.description,
                required=each.required is not False,
                file_name=each.file_name,
                handed_in=bool(each.file_id or each.file_name),
            )


def _answers(parties: Iterable[Signatory]) -> Iterator[ConsentAnswer]:
    for party in parties:
        if party.consent_module is not None:
            for each in party.consent_module.questions:
                yield ConsentAnswer(question=each.title, answer=_answer(each))


def _answer(question: ConsentQuestion) -> str:
    if question.response is None:
        return ""
    chosen = question.positive_option if question.response else question.negative_option
    return chosen or ("Yes" if question.response else "No")


def _acted_at(seat: Seat, status: ParticipantStatus) -> Moment | None:
    if status is ParticipantStatus.DECLINED:
        return _first(party.rejected_time for party in seat.parties)
    if status is ParticipantStatus.ACTED:
        times = [read_moment(party.sign_time) for party in seat.parties]
        return max(filter(None, times), key=lambda moment: moment.at, default=None)
    return None


def _asked(sent: str, told: Iterable[str]) -> str:
    """What has to be proven, as we sent it, else as the document says."""
    return sent or next((word for word in told if word not in _UNASKED), "")


def _detail(document: Document, party: Signatory) -> JsonObject:
    return {"document_id": document.id, **without_secrets(party.raw)}


def _first(times: Iterable[str]) -> Moment | None:
    moments = filter(None, map(read_moment, times))
    return min(moments, key=lambda moment: moment.at, default=None)
