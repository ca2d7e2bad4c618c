"""Who is expected at a position of a workflow, before anything goes by that position.

`order` in an address is a place in the list: whoever changes the list moves others to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.status import normal_word
from app.services.errors import Refused
from app.services.signinghub.wire import Recipient


class SeatTaken(Refused):
    """Somebody else is at that position by now, or nobody; nothing was asked of the service."""

    code = "seat_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A position, and who was there when the list was read."""

    order: int
    user_email: str = ""
    group_name: str = ""
    placeholder: str = ""
    role: str = ""
    signing_order: int | None = None

    def is_taken_by(self, other: "Seat") -> bool:
        """Whether it is the same person there; what one of both lists does not tell counts not."""
        same = (self.order, self.who) == (other.order, other.who)
        roles, stages = {self.role, other.role}, {self.signing_order, other.signing_order}
        return same and len(roles - {""}) <= 1 and len(stages - {None}) <= 1

    @property
    def who(self) -> tuple[str, str, str]:
        """The address, the group or the placeholder."""
        return self.user_email, self.group_name, self.placeholder


def seat_of(recipient: Recipient, position: int) -> Seat:
    """The seat of a recipient; `position` from 1 in the list, for servers that tell no `order`."""
    nobody = not recipient.user_email and not recipient.group_name
    return Seat(
        order=position if recipient.order is None else recipient.order,
        user_email=recipient.user_email.strip().casefold(),
        group_name=recipient.group_name.strip().casefold(),
        placeholder=(recipient.placeholder or recipient.user_name).strip() if nobody else "",
        role=normal_word(recipient.role),
        signing_order=recipient.signing_order,
    )


def seats_of(users: Sequence[Recipient]) -> tuple[Seat, ...]:
    """The seats of a whole list, in its order."""
    return tuple(seat_of(each, position) for position, each in enumerate(users, start=1))


def checked_seat(seat: Seat, users: Sequence[Recipient]) -> Recipient:
    """Who sits there, as the list tells it now. Raises SeatTaken."""
    for user, now in zip(users, seats_of(users), strict=True):
        if seat.is_taken_by(now):
            return user
    raise SeatTaken(
        "The recipients were changed in SigningHub meanwhile.",
        "Nothing was done, so that it does not go to somebody else.",
        "Look at the recipients again, then repeat it.",
    )
