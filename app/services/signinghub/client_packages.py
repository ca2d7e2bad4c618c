"""The endpoints of SigningHub that make, send, recall, end and delete packages."""

from typing import TYPE_CHECKING

import msgspec

from app.services.http.answers import list_in, object_in
from app.services.http.request import Effect, Reply, send_json
from app.services.lenient import lenient, lenient_list
from app.services.signinghub.client_calls import OK, SUCCESS, CallGroup, id_in
from app.services.signinghub.positions import Seat
from app.services.signinghub.wire_composing import AddedPackage, SharedPackage

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject


class PackageCalls(CallGroup):
    """Packages as a whole; nothing is repeated here. Every method raises ServiceError.

    Calls that write to people, or that cannot be taken back, fire: they have a connection of their
    own, and nobody may repeat them without asking. Unauthorized says that the token was rejected;
    the next call gets another one.
    """

    def add_package(self, name: str, *, mode: str = "", folder: str = "") -> AddedPackage:
        """Make an empty draft, each time anew: POST packages.

        `folder` is for v4. What the account's role made of mode and type is told back.
        """
        body: JsonObject = {"package_name": name}
        if mode:
            body["workflow_mode"] = mode
        if folder and self.is_v4:
            body["folder_name"] = folder
        request = send_json(
            "POST", self.calls.path("/packages"), msgspec.json.encode(body), expect=SUCCESS
        )
        reply = self._expected(self.calls.change(request), OK)
        added = lenient(object_in(reply), AddedPackage)
        id_in(reply, added.package_id)
        return added

    def rename_package(self, package_id: str, name: str) -> None:
        """PUT packages/{id}; the same again changes nothing."""
        self._change(package_id, "PUT", self.calls.package(package_id), {"package_name": name})

    def give_package(self, package_id: str, owner: str) -> None:
        """Make somebody else of the account the owner: PUT packages/{id}/owner.

        The account may not see the package any more afterwards.
        """
        path = self.calls.package(package_id, "/owner")
        self._change(package_id, "PUT", path, {"owner": owner}, effect=Effect.FIRES)

    def delete_package(self, package_id: str) -> None:
        """DELETE packages/{id}; what is under way is recalled by it, and people see that."""
        self._change(package_id, "DELETE", self.calls.package(package_id), effect=Effect.FIRES)

    def share(self, package_id: str, body: bytes = b"{}") -> tuple[SharedPackage, ...]:
        """Send; what is under way now, one or a copy for everybody: POST packages/{id}/workflow.

        A 404 here is a business rule more often than a missing package.
        """
        path = self.calls.package(package_id, "/workflow")
        reply = self.calls.change(send_json("POST", path, body, effect=Effect.FIRES))
        shared = lenient_list(list_in(reply), SharedPackage)
        if not any(each.package_id for each in shared):
            raise reply.unreadable("It names no package.")
        return shared

    def recall(self, package_id: str) -> None:
        """Take a package that is under way back to draft: DELETE packages/{id}/workflow.

        Notifies those whose turn it is. Asked of a draft, it is refused.
        """
        self._fired(package_id, "DELETE", "/workflow")

    def complete(self, package_id: str) -> None:
        """End a package early and for good: POST packages/{id}/complete, without a body."""
        self._fired(package_id, "POST", "/complete")

    def remind(self, package_id: str, seat: Seat) -> None:
        """Write to a recipient again now: POST packages/{id}/workflow/{order}/remind, v4.

        Raises SeatTaken, and Refused where the server is used with version 3.
        """
        if not self.is_v4:
            raise self._needs_v4("remind people at once")
        self._seated(package_id, seat, "POST", "/remind", effect=Effect.FIRES)

    def _fired(self, package_id: str, method: str, part: str) -> Reply:
        path = self.calls.package(package_id, part)
        return self._change(package_id, method, path, effect=Effect.FIRES)
