"""The endpoints of SigningHub that add and change the recipients of a package."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.services.errors import Refused
from app.services.http.answers import json_or_none
from app.services.http.request import Effect
from app.services.lenient import lenient_list
from app.services.signinghub.bodies import Body, GroupBody, PersonBody, PlaceholderBody
from app.services.signinghub.client_calls import CallGroup
from app.services.signinghub.positions import Seat
from app.services.signinghub.refusals import reason_code
from app.services.signinghub.wire_composing import AddedRecipient

if TYPE_CHECKING:
    from app.domain.json_value import JsonValue

_NO_SUCH_CALL = frozenset({404, 405})


class PeopleCalls(CallGroup):
    """The recipients of a package; nothing is repeated here. Every method raises ServiceError.

    Whatever goes by a position reads the list first and raises SeatTaken where the expected person
    is not there any more. Positions must be read again after each change.
    """

    def add_users(self, package_id: str, users: Sequence[Body]) -> tuple[AddedRecipient, ...]:
        """Append recipients, each time anew: POST packages/{id}/workflow/users.

        v4 tells what it made of them, v3 nothing; positions are told by neither.
        """
        return self._added(package_id, "/workflow/users", users)

    def add_groups(self, package_id: str, groups: Sequence[Body]) -> None:
        """Append groups of the account, each time anew: POST packages/{id}/workflow/groups."""
        self._added(package_id, "/workflow/groups", groups)

    def add_placeholders(self, package_id: str, placeholders: Sequence[Body]) -> None:
        """Append people not known yet, each time anew: POST packages/{id}/workflow/placeholder."""
        self._added(package_id, "/workflow/placeholder", placeholders)

    def update_user(self, package_id: str, seat: Seat, person: PersonBody) -> None:
        """Change a recipient, or put a person in their place: PUT workflow/{order}/user.

        Under way, it is possible while they have not acted, and the new person is written to.
        """
        self._seated(
            package_id,
            seat,
            "PUT",
            "/user",
            person.body(v4=self.is_v4),
            effect=Effect.FIRES,
        )

    def update_group(self, package_id: str, seat: Seat, group: GroupBody) -> None:
        """Change a group: PUT workflow/{order}/group, on some servers below /enterprise."""
        body = group.body(v4=self.is_v4)
        try:
            self._seated(package_id, seat, "PUT", "/group", body)
        except Refused as error:
            if error.status not in _NO_SUCH_CALL or reason_code(error):
                raise
            plain = self.calls.package(package_id, f"/workflow/{seat.order}/group")
            path = plain.replace("/packages/", "/enterprise/packages/", 1)
            self._change(package_id, "PUT", path, body)

    def update_placeholder(self, package_id: str, seat: Seat, wanted: PlaceholderBody) -> None:
        """Change a placeholder: PUT workflow/{order}/placeholder."""
        self._seated(package_id, seat, "PUT", "/placeholder", wanted.body(v4=self.is_v4))

    def move_user(self, package_id: str, seat: Seat, order: int) -> None:
        """Give a recipient another position, from 1: PUT workflow/{order}/reorder.

        Moves others too, so it must never be repeated blindly.
        """
        self._seated(package_id, seat, "PUT", "/reorder", {"order": order})

    def delete_user(self, package_id: str, seat: Seat) -> None:
        """Remove a recipient: DELETE workflow/{order}; those behind move up."""
        self._seated(package_id, seat, "DELETE", "")

    def _added(
        self, package_id: str, part: str, bodies: Sequence[Body]
    ) -> tuple[AddedRecipient, ...]:
        told: list[JsonValue] = [each.body(v4=self.is_v4) for each in bodies]
        reply = self._change(package_id, "POST", self.calls.package(package_id, part), told)
        return lenient_list(json_or_none(reply.body), AddedRecipient)
