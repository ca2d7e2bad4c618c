"""The recipients of a package that is being built."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from app.domain.json_value import JsonObject
from app.domain.kinds import ParticipantKind
from app.domain.package_stages import PackageType, package_type
from app.domain.signinghub_library import template_of
from app.services.errors import Forbidden, Refused
from app.services.outbox.carrier import Parcel
from app.services.signinghub.bound import changed, package_id_of
from app.services.signinghub.building_reading import MOST_CHANGES, DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.mapping_package import Wanted, is_staged, recipients_of
from app.services.signinghub.matching import Matching, matched
from app.services.signinghub.positions import SeatTaken, seats_of
from app.services.signinghub.refusals import reason_code
from app.services.signinghub.wire import Recipient, WorkflowDetails

log = logging.getLogger(__name__)

_UNKNOWN_GROUP: Final = "group_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleBuilder:
    """The recipients of one account's packages."""

    client: SigningHubClient
    drafts: DraftReader

    def add(self, parcel: Parcel) -> JsonObject:
        """Bring the list of recipients to what it should be; they are read before each change.

        People, groups and placeholders are added by calls of their own, which append: each call
        takes those of one kind who follow each other.
        """
        matching = self.without_surplus(parcel)
        while matching.missing:
            self._append(parcel, _alike(matching.missing))
            before, matching = matching, self.without_surplus(parcel)
            if len(matching.missing) >= len(before.missing):
                raise _other_people()
        if not matching.exact:
            raise _other_people()
        self._put_in_place(parcel, matching)
        return {}

    def is_done(self, parcel: Parcel, users: Sequence[Recipient]) -> bool:
        """Whether just those are there who should be, one behind the other as they come up."""
        matching = self.match(parcel, users)
        return matching.exact and matching.in_place

    def match(self, parcel: Parcel, users: Sequence[Recipient]) -> Matching:
        """Who of the recipients is whom; those of a template are moved, never added anew."""
        agreement = parcel.agreement
        serial = package_type(agreement) is PackageType.SERIAL
        return matched(
            recipients_of(agreement),
            users,
            staged=is_staged(agreement),
            in_order=serial and template_of(agreement) is None,
        )

    def check_filled(self, details: WorkflowDetails) -> None:
        """Refuse to go on while nobody is named for a place. Raises Refused."""
        seats = seats_of(details.users)
        empty = [each.placeholder for each in seats if not (each.user_email or each.group_name)]
        if empty:
            raise Refused(
                f"Nobody is named yet for “{empty[0]}”.",
                "A placeholder cannot act, so the agreement would stand still.",
                "Put a person in its place, then send again.",
            )

    def without_surplus(self, parcel: Parcel) -> Matching:
        """Remove who is there too often, the last first: each removal moves those behind."""
        for _ in range(MOST_CHANGES):
            users = self.drafts.read(parcel).users
            matching = self.match(parcel, users)
            if matching.strangers:
                raise changed("Somebody added a recipient there.")
            if not matching.surplus:
                break
            last = next(each for each in seats_of(users) if each.order == matching.surplus[0])
            with suppress(SeatTaken):
                self.client.delete_user(package_id_of(parcel), last)
        return matching

    def _append(self, parcel: Parcel, wanted: Sequence[Wanted]) -> None:
        package_id = package_id_of(parcel)
        match wanted[0].kind:
            case ParticipantKind.GROUP:
                self._append_groups(package_id, wanted)
            case ParticipantKind.PLACEHOLDER:
                self.client.add_placeholders(package_id, wanted)
            case _:
                self.client.add_users(package_id, wanted)

    def _append_groups(self, package_id: str, wanted: Sequence[Wanted]) -> None:
        try:
            self.client.add_groups(package_id, wanted)
        except Refused as error:
            if reason_code(error) != _UNKNOWN_GROUP:
                raise
            names = " or ".join(f"“{each.name}”" for each in wanted)
            raise Refused(
                f"SigningHub has no group called {names}.",
                "A group has to be there before it can be a participant. Nobody was notified.",
                "Choose one of the account's groups in the draft, then send again.",
                service_text=error.service_text,
                status=error.status,
                correlation_id=error.correlation_id,
            ) from error

    def _put_in_place(self, parcel: Parcel, matching: Matching) -> None:
        """Move those who came in late to where they belong, each after a fresh look.

        One after the other is different: there, who stands in the wrong place is added anew. Else
        the place in the list decides nothing, so that a server may keep its own.
        """
        for _ in matching.orders:
            if matching.in_place:
                return
            label, place = _farthest(matching)
            users = self.drafts.read(parcel).users
            matching = self.match(parcel, users)
            order = matching.orders.get(label)
            seat = next((each for each in seats_of(users) if each.order == order), None)
            if not matching.exact or seat is None:
                raise _other_people()
            try:
                self.client.move_user(package_id_of(parcel), seat, place)
            except SeatTaken:
                log.info("somebody moved the recipients meanwhile; they are read again")
            except Forbidden as error:
                log.info("the recipients stay where they are [%s]", error.correlation_id)
                return
            matching = self.match(parcel, self.drafts.read(parcel).users)


def _farthest(matching: Matching) -> tuple[str, int]:
    """Who stands farthest from where they belong, and that position."""
    away = [
        (abs(order - place), label, place)
        for place, (label, order) in enumerate(matching.orders.items(), start=1)
    ]
    _, label, place = max(away, key=lambda each: each[0])
    return label, place


def _alike(missing: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """The first of them, and those of the same kind right behind."""
    return tuple(takewhile(lambda each: each.kind is missing[0].kind, missing))


def _other_people() -> Refused:
    return Refused(
        "SigningHub did not take the people as they were sent.",
        "Nobody was notified, your draft is safe.",
        "Send again; if it stays, look at the draft in SigningHub.",
    )
