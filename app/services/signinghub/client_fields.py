"""The endpoints of SigningHub that make and change the fields of a document."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.services.http.answers import json_or_none
from app.services.lenient import lenient, lenient_list
from app.services.signinghub.bodies import Body
from app.services.signinghub.bodies_fields import FieldBody
from app.services.signinghub.client_calls import CallGroup
from app.services.signinghub.positions import Seat, checked_seat
from app.services.signinghub.wire_composing import NamedField

if TYPE_CHECKING:
    from app.domain.json_value import JsonValue


class FieldCalls(CallGroup):
    """The fields of a draft; nothing is repeated here. Every method raises ServiceError.

    Bodies name recipients by `order`, their position: it must come from a list that was just read.
    """

    def add_field(self, package_id: str, document_id: str, field: FieldBody) -> str:
        """Make a field, each time anew; its name: POST packages/{id}/documents/{id}/fields/{kind}.

        Empty where the service does not repeat the name that was sent.
        """
        path = self._field_path(package_id, document_id, field)
        body = field.body(v4=self.is_v4)
        reply = self._change(package_id, "POST", path, body)
        return lenient(json_or_none(reply.body), NamedField).field_name

    def update_field(
        self, package_id: str, document_id: str, field: FieldBody, *, new_name: str = ""
    ) -> None:
        """Make a field what is given, all of it: PUT .../documents/{id}/fields/{kind}."""
        body = field.body(v4=self.is_v4)
        if new_name:
            body["renamed_as"] = new_name
        path = self._field_path(package_id, document_id, field)
        self._change(package_id, "PUT", path, body)

    def delete_field(self, package_id: str, document_id: str, name: str) -> None:
        """DELETE packages/{id}/documents/{id}/fields; of doubles, one is removed."""
        path = self.calls.document(package_id, document_id, "/fields")
        self._change(package_id, "DELETE", path, {"field_name": name})

    def assign_fields(self, package_id: str, document_id: str, owners: Mapping[str, Seat]) -> None:
        """Give fields, by name, to recipients: PUT .../documents/{id}/fields/assign.

        Reads the recipients first. Raises SeatTaken.
        """
        users = self.users(package_id)
        for seat in owners.values():
            checked_seat(seat, users)
        body: list[JsonValue] = [
            {"field_name": name, "order": seat.order} for name, seat in owners.items()
        ]
        path = self.calls.document(package_id, document_id, "/fields/assign")
        self._change(package_id, "PUT", path, body)

    def place_by_text(self, package_id: str, document_id: str, wanted: Body) -> tuple[str, ...]:
        """A field wherever a text is found, each time anew: POST .../fields/autoplace.

        The names that the service gave them. It must never be repeated blindly.
        """
        path = self.calls.document(package_id, document_id, "/fields/autoplace")
        reply = self._change(package_id, "POST", path, wanted.body(v4=self.is_v4))
        made = lenient_list(json_or_none(reply.body), NamedField)
        return tuple(each.field_name for each in made if each.field_name)

    def _field_path(self, package_id: str, document_id: str, field: FieldBody) -> str:
        kind = field.segment(v4=self.is_v4)
        return self.calls.document(package_id, document_id, f"/fields/{kind}")
