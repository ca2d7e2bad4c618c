"""The rights of the recipients of a package that is being built, and how they open it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.errors import Gone, Refused, Unauthorized
from app.services.outbox.carrier import Parcel
from app.services.signinghub.bound import changed, package_id_of
from app.services.signinghub.building_people import PeopleBuilder
from app.services.signinghub.building_reading import DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.mapping_package import recipients_of
from app.services.signinghub.mapping_rights import (
    Rights,
    Told,
    invitation_told,
    notices_offered,
    opening_body,
    opening_told,
    permission_body,
    permission_told,
    reminder_body,
    reminder_told,
    rights_of,
)
from app.services.signinghub.matching import Matching
from app.services.signinghub.positions import Seat, SeatTaken, seat_of
from app.services.signinghub.refusals import reason_code
from app.services.signinghub.wire import Recipient, WorkflowDetails
from app.services.signinghub.wire_settings import Authentications, Permission, Reminder

_Settings = TypeVar("_Settings", Permission, Authentications, Reminder)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsBuilder:
    """What single recipients may do in one account's packages."""

    client: SigningHubClient
    drafts: DraftReader
    people: PeopleBuilder

    def converge(self, parcel: Parcel, cancel: CancelToken) -> JsonObject:
        """Write what differs, recipient by recipient; everything is written as a whole value.

        What the service does not tell back is written each time: the same again changes nothing.
        """
        wanted = rights_of(parcel.agreement)
        for each in wanted:
            cancel.raise_if_cancelled()
            self._converge(parcel, each)
        details = self.drafts.read(parcel) if wanted else None
        other = "" if details is None else self._other(parcel, details)
        if other:
            raise _not_taken(other)
        return {}

    def difference(self, parcel: Parcel, details: WorkflowDetails) -> str:
        """What was changed of anybody's rights, as a sentence; empty where it is as it should be.

        Of passwords and of masked numbers the service tells nothing, so nothing is said of them.
        """
        users = _by_label(self.people.match(parcel, details.users), details)
        for wanted in recipients_of(parcel.agreement):
            found = users.get(wanted.label)
            if found is not None and invitation_told(wanted, found[0]) is Told.OTHER:
                return f"Somebody changed there how {wanted.name} is invited."
        name = self._other(parcel, details)
        return f"Somebody changed there what {name} may do, or when." if name else ""

    def _other(self, parcel: Parcel, details: WorkflowDetails) -> str:
        """Of whom something else is told than is wanted; empty for nobody."""
        users = _by_label(self.people.match(parcel, details.users), details)
        for wanted in rights_of(parcel.agreement):
            found = users.get(wanted.label)
            if found is None or Told.OTHER in _told(wanted, found[0]):
                return wanted.name
        return ""

    def _converge(self, parcel: Parcel, wanted: Rights) -> None:
        details = self.drafts.read(parcel)
        matching = self.people.match(parcel, details.users)
        if matching.missing:
            raise changed("Somebody removed a recipient there.")
        user, seat = _by_label(matching, details)[wanted.label]
        try:
            self._write_permission(parcel, wanted, seat, user.permission)
            self._write_opening(parcel, wanted, seat, user.authentications)
            self._write_reminder(parcel, wanted, seat, user.reminder)
        except SeatTaken as error:
            raise changed("Somebody changed its recipients there.") from error
        except Refused as error:
            known = isinstance(error, Unauthorized | Gone) or reason_code(error)
            if error.status is None or known:
                raise
            raise _not_taken(wanted.name, error) from error

    def _write_permission(
        self, parcel: Parcel, wanted: Rights, seat: Seat, told: Permission
    ) -> None:
        if wanted.permission is None:
            return
        package_id = package_id_of(parcel)
        if permission_told(wanted.permission, told) is Told.UNTOLD:
            told = _asked(lambda: self.client.permissions(package_id, seat), told)
        if permission_told(wanted.permission, told) is Told.SAME:
            return
        name, offered = wanted.permission.notice_name.strip(), notices_offered(told)
        if wanted.permission.notice and offered and name not in offered:
            raise Refused(
                f"SigningHub has no legal notice “{name}” for {wanted.name}.",
                f"It offers: {', '.join(offered)}. Nobody was notified.",
                "Choose one of these in the draft, then send again.",
            )
        body = permission_body(wanted.permission, told)
        self.client.update_permissions(package_id, seat, body)

    def _write_opening(
        self, parcel: Parcel, wanted: Rights, seat: Seat, told: Authentications
    ) -> None:
        if wanted.opening is None and wanted.window is None:
            return
        package_id = package_id_of(parcel)
        if told.authentication.enabled is None or told.access_duration.enabled is None:
            told = _asked(lambda: self.client.opening(package_id, seat), told)
        same = opening_told(wanted.opening, wanted.window, told) is Told.SAME
        if same and not wanted.asks_password:
            return
        password = parcel.password_of(wanted.label) if wanted.asks_password else None
        body = opening_body(wanted.opening, wanted.window, told, password)
        self.client.update_opening(package_id, seat, body)

    def _write_reminder(self, parcel: Parcel, wanted: Rights, seat: Seat, told: Reminder) -> None:
        if wanted.reminder is None:
            return
        package_id = package_id_of(parcel)
        if told.enabled is None:
            told = _asked(lambda: self.client.reminders(package_id, seat), told)
        if reminder_told(wanted.reminder, told) is not Told.SAME:
            self.client.update_reminders(package_id, seat, reminder_body(wanted.reminder))


def _not_taken(name: str, error: Refused | None = None) -> Refused:
    """Of whom the service does not take what the draft says."""
    return Refused(
        f"SigningHub did not take the settings of {name} as they were sent.",
        "Nobody was notified, your draft is safe.",
        "Look at their proof to open, permissions, access and reminders, then send again.",
        service_text="" if error is None else error.service_text,
        status=None if error is None else error.status,
        correlation_id="" if error is None else error.correlation_id,
    )


def _by_label(matching: Matching, details: WorkflowDetails) -> dict[str, tuple[Recipient, Seat]]:
    """Everybody who is there, with where they sit."""
    seated = [(each, seat_of(each, place)) for place, each in enumerate(details.users, start=1)]
    by_order = {seat.order: (user, seat) for user, seat in seated}
    return {label: by_order[order] for label, order in matching.orders.items()}


def _told(wanted: Rights, user: Recipient) -> set[Told]:
    found = {opening_told(wanted.opening, wanted.window, user.authentications)}
    if wanted.permission is not None:
        found.add(permission_told(wanted.permission, user.permission))
    if wanted.reminder is not None:
        found.add(reminder_told(wanted.reminder, user.reminder))
    return found


def _asked(ask: Callable[[], _Settings], told: _Settings) -> _Settings:
    """What the call of its own tells where the list of recipients does not; else as before."""
    try:
        return ask()
    except SeatTaken:
        raise
    except Refused:
        return told
