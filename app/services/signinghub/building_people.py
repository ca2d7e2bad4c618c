"""The recipients of a package that is being built."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.domain.json_value import JsonObject
from app.domain.package_stages import PackageType, package_type
from app.services.errors import Refused
from app.services.outbox.carrier import Parcel
from app.services.signinghub.bound import changed, package_id_of
from app.services.signinghub.building_reading import MOST_REMOVALS, DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.mapping_package import is_staged, recipients_of
from app.services.signinghub.matching import Matching, matched
from app.services.signinghub.positions import SeatTaken, seats_of
from app.services.signinghub.wire import Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleBuilder:
    """The recipients of one account's packages."""

    client: SigningHubClient
    drafts: DraftReader

    def add(self, parcel: Parcel) -> JsonObject:
        """Bring the list of recipients to what it should be; they are read before each change."""
        matching = self.without_surplus(parcel)
        if matching.missing:
            self.client.add_users(package_id_of(parcel), matching.missing)
            matching = self.without_surplus(parcel)
        if not matching.exact:
            raise _other_people()
        return {}

    def match(self, parcel: Parcel, users: Sequence[Recipient]) -> Matching:
        """Who of the recipients is whom."""
        agreement = parcel.agreement
        return matched(
            recipients_of(agreement),
            users,
            staged=is_staged(agreement),
            in_order=package_type(agreement) is PackageType.SERIAL,
        )

    def without_surplus(self, parcel: Parcel) -> Matching:
        """Remove who is there too often, the last first: each removal moves those behind."""
        for _ in range(MOST_REMOVALS):
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


def _other_people() -> Refused:
    return Refused(
        "SigningHub did not take the people as they were sent.",
        "Nobody was notified, your draft is safe.",
        "Send again; if it stays, look at the draft in SigningHub.",
    )
