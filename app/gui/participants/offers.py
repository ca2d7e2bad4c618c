"""Which kinds, roles and ways of delivery a participant is offered, by the chosen account."""

from collections.abc import Sequence
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Participant
from app.domain.kinds import Delivery, ParticipantKind, Role, SendWith, ServiceKind
from app.domain.rules_service import can_deliver, can_play
from app.domain.scrive_ways import Ways, open_ways
from app.gui.composer.session import Session
from app.gui.participants.reasoned_choice import Offer
from app.gui.participants.words import (
    DELIVERY_ICONS,
    KIND_ICONS,
    ROLE_ICONS,
    SELDOM_DELIVERIES,
    USUAL_DELIVERIES,
    USUAL_ROLES,
    kind_word,
    not_possible,
)
from app.gui.widgets.choice import Option
from app.services.texts import delivery_word, does_word

T = TypeVar("T", bound=Role | Delivery)

_ROLES_THERE: Final = (Role.SIGNER, Role.APPROVER, Role.EDITOR, Role.COPY)
"""The usual ones at SigningHub."""
_SELDOM_ROLES_THERE: Final = (Role.HOST,)
_DELIVERIES_THERE: Final = (Delivery.EMAIL, Delivery.SMS, Delivery.EMAIL_SMS)
_BY_SMS: Final = frozenset({Delivery.SMS, Delivery.EMAIL_SMS})


def kinds_matter(session: Session, person: Participant) -> bool:
    """Whether there is a choice of who stands behind a participant."""
    return session.service is ServiceKind.SIGNINGHUB or person.kind is not ParticipantKind.PERSON


def kind_offer(session: Session, person: Participant) -> Offer:
    """Who may stand behind a participant; only SigningHub knows others than people."""
    there = session.service in (ServiceKind.SIGNINGHUB, None)
    reason = not_possible(open_ways(session.agreement, session.service))
    return Offer(
        usual=tuple(
            Option(
                key=kind.value,
                text=kind_word(kind),
                icon=KIND_ICONS[kind],
                reason="" if there or kind in (ParticipantKind.PERSON, person.kind) else reason,
            )
            for kind in ParticipantKind
        )
    )


def role_offer(session: Session, person: Participant) -> Offer:
    """What a participant may do; a role that they have is always among it."""
    ways = open_ways(session.agreement, session.service)
    packed = SendWith.PACKAGE in ways
    usual = _with_chosen(_ROLES_THERE if packed else USUAL_ROLES, person.role)
    seldom = _SELDOM_ROLES_THERE if packed else ()
    if person.role in seldom:
        # There is room for four words side by side.
        *usual_there, last = _ROLES_THERE
        usual, seldom = (*usual_there, person.role), (last,)
    return Offer(
        usual=tuple(
            _role(role, "" if role is person.role or can_play(ways, role) else not_possible(ways))
            for role in usual
        ),
        seldom=tuple(_role(role) for role in seldom if can_play(ways, role)),
    )


def delivery_offer(session: Session, person: Participant) -> Offer:
    """How a participant may be invited; the way that they have is always among it."""
    ways, chosen = open_ways(session.agreement, session.service), person.effective_delivery
    packed = SendWith.PACKAGE in ways
    usual: tuple[Delivery, ...] = _DELIVERIES_THERE if packed else USUAL_DELIVERIES
    if packed and person.kind is not ParticipantKind.PERSON:
        usual = (Delivery.EMAIL, Delivery.NONE)
    return Offer(
        usual=tuple(
            _delivery(way, "" if way is chosen else _against(way, ways, session.api_version))
            for way in _with_chosen(usual, chosen)
        ),
        seldom=tuple(
            _delivery(way)
            for way in SELDOM_DELIVERIES
            if way not in (*usual, chosen) and can_deliver(ways, way, session.api_version)
        ),
    )


def _with_chosen(usual: Sequence[T], chosen: T) -> tuple[T, ...]:
    return tuple(usual) if chosen in usual else (*usual, chosen)


def _role(role: Role, reason: str = "") -> Option:
    return Option(key=role.value, text=does_word(role), icon=ROLE_ICONS[role], reason=reason)


def _delivery(way: Delivery, reason: str = "") -> Option:
    icon = "" if way is Delivery.EMAIL_SMS else DELIVERY_ICONS[way]
    return Option(key=way.value, text=delivery_word(way), icon=icon, reason=reason)


def _against(way: Delivery, ways: Ways, api_version: int) -> str:
    """Why somebody cannot be invited like that; empty where they can."""
    if can_deliver(ways, way, api_version):
        return ""
    if SendWith.PACKAGE in ways and way in _BY_SMS:
        return QCoreApplication.translate("People", "this SigningHub invites by e-mail only")
    return not_possible(ways)
