"""One call of a SigningHub endpoint: its address, its body and what counts as success."""

import base64
import logging
from collections.abc import Callable
from typing import Final, TypeVar

import msgspec

from app.domain.json_value import JsonValue
from app.services.errors import BadAnswer, Gone, Refused, ServiceError, Throttled
from app.services.http.answers import json_or_none, list_in, object_in
from app.services.http.client import HttpClient
from app.services.http.request import Effect, Reply, Request, send_json
from app.services.lenient import Section, lenient, lenient_list
from app.services.signinghub.calls import Calls, nothing_left
from app.services.signinghub.positions import Seat, checked_seat
from app.services.signinghub.tokens import Tokens
from app.services.signinghub.wire import Recipient, WorkflowDetails

log = logging.getLogger(__name__)

SUCCESS: Final = frozenset(range(200, 300))
"""One status is documented for each call; any other success is accepted, and read back anyway."""
OK: Final = 200
CREATED: Final = 201
_V4: Final = 4
_IS_THERE: Final = "The agreement itself is there."

_Answer = TypeVar("_Answer")
_Section = TypeVar("_Section", bound=Section)


class CallGroup:
    """What every group of endpoints is made with; usable from any thread.

    A 404 means "gone" only where the package itself is asked for: for a part of it, the package is
    looked at before anything is called gone (SigningHub reports business rules as 404 too).
    """

    def __init__(self, http: HttpClient, tokens: Tokens, *, api_version: int = 3) -> None:
        """`http` must not sign requests by itself; `api_version` is 3 or 4."""
        self.calls = Calls(http, tokens, api_version)
        self.api_version = api_version

    @property
    def host(self) -> str:
        """The host that is asked."""
        return self.calls.http.host

    @property
    def is_v4(self) -> bool:
        """Whether the calls are those of version 4."""
        return self.api_version >= _V4

    def workflow(self, package_id: str, *, within: float | None = None) -> WorkflowDetails:
        """All about a package: GET packages/{id}/workflow. Raises Gone when it is not there.

        `within`: seconds for the read, see `Request`.
        """
        reply = self.calls.read(self.calls.package(package_id, "/workflow"), within)
        told = object_in(reply, "workflow", "users", "package_status", "package_id")
        return lenient(told, WorkflowDetails)

    def users(self, package_id: str, *, within: float | None = None) -> tuple[Recipient, ...]:
        """Who is in the workflow, by position now: GET packages/{id}/workflow/users."""
        path = self.calls.package(package_id, "/workflow/users")
        reply = self._part_of(package_id, lambda: self.calls.read(path, within))
        return lenient_list(list_in(reply), Recipient)

    def _part(self, package_id: str, path: str, shape: type[_Section]) -> _Section:
        """A part of a package, as an object."""
        reply = self._part_of(package_id, lambda: self.calls.read(path))
        return lenient(object_in(reply), shape)

    def _part_of(self, package_id: str, call: Callable[[], _Answer]) -> _Answer:
        """Ask for a part of a package; Gone only when the package is gone."""
        try:
            return call()
        except Gone as error:
            self.workflow(package_id)
            title = f"{self.host} does not give this for the agreement."
            raise _not_gone(error, title, _IS_THERE) from error

    def _change(
        self,
        package_id: str,
        method: str,
        path: str,
        body: JsonValue = None,
        *,
        documented: int = OK,
        effect: Effect = Effect.CHANGES,
    ) -> Reply:
        """Change a part of a package, once; a body of None is left out.

        Raises Refused where the service said no, Gone where that is because the package is gone.
        """
        request = Request(method=method, path=path, expect=SUCCESS, effect=effect)
        if body is not None:
            encoded = msgspec.json.encode(body)
            request = send_json(method, path, encoded, expect=SUCCESS, effect=effect)
        try:
            return self._expected(self.calls.change(request), documented)
        except Gone as error:
            raise self._confirmed(package_id, error) from error

    def _seated(
        self,
        package_id: str,
        seat: Seat,
        method: str,
        part: str,
        body: JsonValue = None,
        *,
        effect: Effect = Effect.CHANGES,
    ) -> Reply:
        """Change something at a position, after a fresh look at who is there. Raises SeatTaken."""
        path = self._seat_path(package_id, seat, part)
        return self._change(package_id, method, path, body, effect=effect)

    def _seat_path(self, package_id: str, seat: Seat, part: str) -> str:
        """The address of a position where the expected person still is. Raises SeatTaken."""
        try:
            users = self.users(package_id)
        except (BadAnswer, Throttled) as error:
            raise nothing_left(error) from error
        checked_seat(seat, users)
        return self.calls.package(package_id, f"/workflow/{seat.order}{part}")

    def _expected(self, reply: Reply, documented: int) -> Reply:
        if reply.status != documented:
            log.info(
                "%d where %d is documented [%s]", reply.status, documented, reply.correlation_id
            )
        return reply

    def _confirmed(self, package_id: str, error: Gone) -> Refused:
        """What a 404 to a change means: gone only where the package itself is.

        Where that cannot be read, the change was refused all the same.
        """
        meaning = _IS_THERE
        try:
            self.workflow(package_id)
        except Gone as gone:
            return gone
        except ServiceError as unread:
            log.info("404, and the package cannot be read: %s", unread.code)
            meaning = ""
        return _not_gone(error, f"{self.host} refused to change the agreement.", meaning)

    def _needs_v4(self, what: str) -> Refused:
        """What only servers of version 4 can do, and this account is not set up for."""
        return Refused(
            f"This SigningHub cannot {what}.",
            f"{self.host} is used with version 3 of its interface. Nothing was changed.",
            "Choose version 4 for the account, if the server speaks it.",
        )


def _not_gone(error: Gone, title: str, meaning: str) -> Refused:
    """A 404 that is about something else than the package."""
    found = Refused(
        title,
        meaning,
        "Look at how it stands now; what this was about may not be there any more.",
        service_text=error.service_text,
        status=error.status,
        correlation_id=error.correlation_id,
    )
    found.reasons = error.reasons
    return found


def total_in(reply: Reply) -> int | None:
    """How many entries a list has on all pages: header `x-total-records`; None where not told."""
    total = reply.headers.get("x-total-records", "")
    return int(total) if total.isascii() and total.isdigit() else None


def plain_base64(text: str) -> str:
    """A text as it travels in the header of a list: base64 of UTF-8."""
    return base64.b64encode(text.encode()).decode("ascii")


def json_in(reply: Reply) -> JsonValue:
    """A body whose shape is not documented, as long as it is JSON."""
    told = json_or_none(reply.body)
    if told is None or not reply.complete:
        raise reply.unreadable("It is not JSON, or only a part of it.")
    return told


def flag(*, value: bool) -> str:
    """A flag as it travels in a header."""
    return "true" if value else "false"


def id_in(reply: Reply, told: str) -> str:
    """The id of what was made; without one nobody knows what it was."""
    if not (told.isascii() and told.isdigit()):
        raise reply.unreadable("It tells no id.")
    return told
