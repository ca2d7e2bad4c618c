"""Acting on packages that were sent (implements the port of actions)."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.actions import ActionKind
from app.services.accounts import Identity
from app.services.actions.port import ActionCall, NotOffered
from app.services.cancel import CancelToken
from app.services.errors import Refused
from app.services.saving import FileTray
from app.services.secrets.secret import Secret
from app.services.signinghub.bodies import PersonBody
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.downloads import PackageDownload
from app.services.signinghub.ids import checked_id
from app.services.signinghub.positions import Seat
from app.services.signinghub.refusals import reason_code
from app.services.signinghub.signed_in import signed_in_as

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NO_SUCH_CALL: Final = frozenset({404, 405})


class SigningHubActor:
    """One account at SigningHub; usable from any thread.

    Whatever is about a person goes by their position, after a fresh look at who is there.
    """

    def __init__(self, client: SigningHubClient) -> None:
        """Ask with `client`."""
        self._client = client
        self._calls: Mapping[ActionKind, Callable[[ActionCall], object]] = {
            ActionKind.RECALL: lambda call: client.recall(call.service_id),
            ActionKind.COMPLETE_EARLY: lambda call: client.complete(call.service_id),
            ActionKind.DELETE: lambda call: client.delete_package(call.service_id),
            ActionKind.CHANGE_OWNER: lambda call: client.give_package(call.service_id, call.email),
            ActionKind.REMIND_PERSON: self._remind,
            ActionKind.REPLACE_PERSON: self._replace,
        }

    def signed_in_as(self) -> Identity:
        """Who the account is, where the service tells it (GET settings/profile)."""
        return signed_in_as(self._client)

    def act(self, call: ActionCall) -> None:
        """One call about a package: workflow, complete, owner, workflow/{order}/..."""
        self._calls[call.kind](call)

    def link(self, call: ActionCall) -> Secret:
        """SigningHub tells nobody's link."""
        del call
        raise _no_link()

    def qr(self, call: ActionCall) -> bytes:
        """SigningHub tells nobody's link."""
        del call
        raise _no_link()

    def working_files(self, service_id: str, folder: Path, cancel: CancelToken) -> tuple[Path, ...]:
        """Each document as it is now; Refused while the package is a draft."""
        package_id = checked_id(service_id)
        details = self._client.workflow(package_id)
        with FileTray(folder) as tray:
            PackageDownload(self._client, tray, progress=None, cancel=cancel).run(
                package_id, details
            )
            return tuple(each.path for each in tray.deliver())

    def _remind(self, call: ActionCall) -> None:
        try:
            self._client.remind(call.service_id, _seat(call))
        except Refused as error:
            if error.status not in _NO_SUCH_CALL or reason_code(error):
                raise
            raise _not_offered(error) from error

    def _replace(self, call: ActionCall) -> None:
        person = PersonBody(
            user_email=call.email or None,
            user_name=call.name or None,
            mobile_number=call.mobile or None,
        )
        self._client.update_user(call.service_id, _seat(call), person)


def _seat(call: ActionCall) -> Seat:
    """Where the person was seen, and who that was."""
    return Seat(
        order=int(call.party_id),
        user_email="" if call.group else call.expected.strip().casefold(),
        group_name=call.group.strip().casefold(),
        placeholder=call.placeholder,
        role=call.role,
        signing_order=call.stage,
    )


def _not_offered(error: Refused) -> NotOffered:
    return NotOffered(
        "This SigningHub server does not remind people at once.",
        "Products before 10 do not. Nobody was written to.",
        "Let SigningHub remind by itself: it is set before sending, under People.",
        service_text=error.service_text,
        status=error.status,
        correlation_id=error.correlation_id,
    )


def _no_link() -> Refused:
    return Refused(
        "SigningHub tells nobody's signing link.", "It is in the message that the person gets."
    )
