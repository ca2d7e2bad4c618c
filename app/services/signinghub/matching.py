"""The recipients of a package against those that it should have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.status import normal_word
from app.services.signinghub.enumerations import role
from app.services.signinghub.mapping_package import Wanted
from app.services.signinghub.positions import seat_of
from app.services.signinghub.wire import Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What is there, too much or too little."""

    orders: Mapping[str, int]
    """The position of each recipient that is there, by label, in the order of those wanted."""
    missing: tuple[Wanted, ...]
    surplus: tuple[int, ...]
    """Positions of those who should not be there, the highest first."""

    strangers: bool = False
    """Whether somebody is there who is no double of anybody."""

    @property
    def in_place(self) -> bool:
        """Whether they stand in the order in which they come up."""
        return list(self.orders.values()) == sorted(self.orders.values())

    @property
    def exact(self) -> bool:
        """Whether just those are there that should be."""
        return not self.missing and not self.surplus


def matched(
    wanted: Sequence[Wanted], users: Sequence[Recipient], *, staged: bool, in_order: bool
) -> Matching:
    """Who of `users` is whom.

    `staged`: the signing order counts; `in_order`: so does the position. The same person may be
    wanted more than once; of those who are there too often the later ones are surplus.
    """
    open_ = list(wanted)
    orders: dict[str, int] = {}
    surplus: list[int] = []
    for position, user in enumerate(users, start=1):
        order = position if user.order is None else user.order
        candidates = open_[:1] if in_order else open_
        found = next((each for each in candidates if _is(each, user, staged=staged)), None)
        if found is None or (in_order and surplus):
            surplus.append(order)
            continue
        open_.remove(found)
        orders[found.label] = order
    return Matching(
        orders={each.label: orders[each.label] for each in wanted if each.label in orders},
        missing=tuple(open_),
        surplus=tuple(sorted(surplus, reverse=True)),
        strangers=any(not any(_is(each, user, staged=staged) for each in wanted) for user in users),
    )


def _is(wanted: Wanted, user: Recipient, *, staged: bool) -> bool:
    same_one = wanted.who == seat_of(user, 0).who
    words = normal_word(wanted.role), normal_word(user.role)
    same_role = words[0] == words[1] or role(wanted.role) is role(user.role) is not None
    return same_one and same_role and (not staged or wanted.signing_order == user.signing_order)
