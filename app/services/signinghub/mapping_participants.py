"""From a recipient of SigningHub to an observed participant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.kinds import Delivery, ParticipantKind
from app.domain.observation import Moment, ObservedParticipant
from app.domain.status import AgreementStatus, ParticipantStatus, signinghub_process_status
from app.services.dates import read_moment
from app.services.signinghub.enumerations import delivery, role
from app.services.signinghub.past import Past
from app.services.signinghub.wire import Recipient
from app.services.signinghub.wire_settings import Authentication


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A recipient with what only the whole workflow tells about them."""

    recipient: Recipient
    stage: int
    status: ParticipantStatus
    """While the workflow is under way, so that nobody counts as skipped."""
    access_end: Moment | None
    missed: bool = False
    """If they have not acted: whether that is because their access window ended."""


def observed_participants(
    seats: Sequence[Seat], status: AgreementStatus, past: Past
) -> tuple[ObservedParticipant, ...]:
    """Everybody in the workflow, in the service's order."""
    keys = distinct(f"{seat.recipient.order}/{_identity(seat.recipient)}" for seat in seats)
    return tuple(
        _participant(seat, key, status, past) for seat, key in zip(seats, keys, strict=True)
    )


def _participant(
    seat: Seat, key: str, workflow: AgreementStatus, past: Past
) -> ObservedParticipant:
    user = seat.recipient
    known_role = role(user.role)
    addresses = frozenset(each.casefold() for each in _addresses(user))
    opened_at = past.opened_by(addresses)
    authenticated_at = past.authenticated_by(addresses)
    status = _status(seat, workflow)
    if status is ParticipantStatus.INVITED and opened_at is not None:
        status = ParticipantStatus.OPENED
    acted_by_other = user.processed_by.casefold() not in {"", user.user_email.casefold()}
    authentications = user.authentications
    return ObservedParticipant(
        key=key,
        name=_name(user),
        email=user.user_email,
        phone=user.mobile_number,
        kind=_kind(user),
        role=user.role if known_role is None else known_role.value,
        raw_role=user.role,
        status=status,
        raw_status=user.process_status,
        signing_order=seat.stage,
        delivery=_delivery(user),
        opened_at=opened_at,
        authenticated_at=authenticated_at,
        authenticated=authenticated_at is not None,
        acted_at=read_moment(user.processed_on),
        acted_by=user.processed_by if acted_by_other else "",
        reason=user.reason,
        authentication_to_view=_asked(authentications.authentication),
        authentication_to_sign=_asked(authentications.authentication_signing),
        deadline=seat.access_end,
        members=tuple(each.user_name or each.user_email for each in user.group_members),
        details=user.raw,
    )


def _status(seat: Seat, workflow: AgreementStatus) -> ParticipantStatus:
    """Where they stand; the end of their access is not their refusal, whatever the service says."""
    if seat.missed and seat.status is ParticipantStatus.DECLINED:
        return ParticipantStatus.EXPIRED
    if (
        seat.missed
        and seat.status is ParticipantStatus.INVITED
        and workflow is AgreementStatus.EXPIRED
    ):
        return ParticipantStatus.EXPIRED
    return signinghub_process_status(seat.recipient.process_status, workflow)


def distinct(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys, each made unlike those before it: services repeat ids and people."""
    used: dict[str, None] = {}
    for key in keys:
        number, free = 1, key
        while free in used:
            number += 1
            free = f"{key}#{number}"
        used[free] = None
    return tuple(used)


def _identity(user: Recipient) -> str:
    """What keeps naming the same recipient when the positions change."""
    return user.user_email or user.group_name or user.placeholder or user.user_name


def _name(user: Recipient) -> str:
    return user.group_name or user.user_name or user.placeholder or user.user_email


def _kind(user: Recipient) -> ParticipantKind:
    if user.group_name:
        return ParticipantKind.GROUP
    if user.placeholder and not user.user_email:
        return ParticipantKind.PLACEHOLDER
    return ParticipantKind.PERSON


def _addresses(user: Recipient) -> tuple[str, ...]:
    """Who may act for the recipient: themselves, the members of a group, a delegate."""
    people = (user.user_email, user.delegator, user.delegatee)
    return tuple(filter(None, (*people, *(each.user_email for each in user.group_members))))


def _delivery(user: Recipient) -> Delivery | None:
    """v4 says how; before it there was e-mail only."""
    if user.delivery_method:
        return delivery(user.delivery_method)
    return Delivery.EMAIL if user.user_email or user.group_name else None


def _asked(authentication: Authentication) -> str:
    """What is asked, in the service's words; both where a password and a code are."""
    if not authentication.enabled:
        return ""
    ways = {
        "password": authentication.password.enabled,
        "sms_otp": authentication.sms_otp.enabled,
        "totp": authentication.totp.enabled,
    }
    return ", ".join(name for name, enabled in ways.items() if enabled)
