"""Acting on Scrive agreements that were sent (implements the port of actions)."""

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from app.domain.actions import ActionKind
from app.services.accounts import Identity
from app.services.actions.port import ActionCall, NotOffered
from app.services.cancel import CancelToken
from app.services.errors import Forbidden, Gone, ServiceError
from app.services.saving import FileTray
from app.services.scrive.carrying import Drafts
from app.services.scrive.client import ScriveClient
from app.services.scrive.client_calls import is_not_offered
from app.services.scrive.ids import document_ids
from app.services.secrets.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PROBED: Final = frozenset({ActionKind.RESEND})
"""Known by name only: not every server has them."""


class ScriveActor:
    """One account at Scrive; usable from any thread."""

    def __init__(self, client: ScriveClient) -> None:
        """Ask with `client`."""
        self._client = client
        self._calls: Mapping[ActionKind, Callable[[ActionCall], object]] = {
            ActionKind.REMIND: lambda call: client.remind(call.service_id),
            ActionKind.AUTO_REMINDER: lambda call: client.set_auto_reminder(
                call.service_id, call.days
            ),
            ActionKind.PROLONG: lambda call: client.prolong(call.service_id, call.days or 0),
            ActionKind.CANCEL: self._cancel,
            ActionKind.CHANGE_CONTACT: lambda call: client.change_email_and_mobile(
                call.service_id, call.party_id, email=call.email, mobile_number=call.mobile
            ),
            ActionKind.CHANGE_PROOF_TO_VIEW: lambda call: client.set_authentication_to_view(
                call.service_id,
                call.party_id,
                call.proof,
                personal_number=call.personal_number,
                mobile_number=call.mobile,
            ),
            ActionKind.CHANGE_PROOF_TO_SIGN: lambda call: client.set_authentication_to_sign(
                call.service_id,
                call.party_id,
                call.proof,
                personal_number=call.personal_number,
                mobile_number=call.mobile,
            ),
            ActionKind.FORWARD: lambda call: client.forward(
                call.service_id, call.email, no_attachments=not call.attachments
            ),
            ActionKind.RESEND: lambda call: client.resend(call.service_id, call.party_id),
        }

    def signed_in_as(self) -> Identity:
        """Who the account is, where its privileges let it know (GET getprofile)."""
        return Drafts(self._client).signed_in_as()

    def act(self, call: ActionCall) -> None:
        """One call of the Document API, or Flow's only one (POST flow/instances/{id}/cancel)."""
        try:
            self._calls[call.kind](call)
        except Forbidden as error:
            raise error if call.instance_id else _not_allowed(error) from error
        except ServiceError as error:
            if (call.instance_id or call.kind in _PROBED) and is_not_offered(error):
                raise not_offered(call.kind, error) from error
            raise

    def link(self, call: ActionCall) -> Secret:
        """The address under which a party signs (`api_delivery_url` of a pending document)."""
        document = self._client.get(call.service_id)
        party = next((each for each in document.parties if each.id == call.party_id), None)
        told = party.raw.get("api_delivery_url") if party is not None else None
        if not isinstance(told, str) or not told:
            raise no_link()
        address = urljoin(f"{self._client.base_url}/", told)
        if _place(address) != _place(self._client.base_url):
            raise no_link()
        return Secret(address)

    def qr(self, call: ActionCall) -> bytes:
        """The picture of a party's link (GET documents/{d}/{s}/getqrcode)."""
        return self._client.qr_code(call.service_id, call.party_id)

    def working_files(self, service_id: str, folder: Path, cancel: CancelToken) -> tuple[Path, ...]:
        """The main file of each document, as it was to be signed."""
        with FileTray(folder) as tray:
            for number, document_id in enumerate(document_ids(service_id), start=1):
                sink = tray.sink()
                self._client.main_file(document_id, sink, cancel=cancel)
                tray.add(sink, f"{number}.pdf")
            return tuple(each.path for each in tray.deliver())

    def _cancel(self, call: ActionCall) -> None:
        if call.instance_id:
            self._client.cancel_flow_instance(call.instance_id)
        else:
            self._client.cancel(call.service_id)


def _place(address: str) -> tuple[str, str]:
    """Scheme and host: a link is followed nowhere else, and never less privately."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def not_offered(kind: ActionKind, error: ServiceError) -> NotOffered:
    """The words for a call that the server does not have."""
    what = "stop a Flow agreement" if kind is ActionKind.CANCEL else "send one invitation again"
    return NotOffered(
        f"This Scrive server does not let programs {what}.",
        "Nothing was changed.",
        "Do it in Scrive's own pages.",
        service_text=error.service_text,
        status=error.status,
        correlation_id=error.correlation_id,
    )


def _not_allowed(error: Forbidden) -> Forbidden:
    """The words for a document that Scrive lets nobody, or not this account, act on."""
    return Forbidden(
        "Scrive does not allow this with this agreement.",
        "It may be one that Flow carries, or one that the account may only look at.",
        "Do it in Scrive's own pages.",
        service_text=error.service_text,
        status=error.status,
        correlation_id=error.correlation_id,
    )


def no_link() -> Gone:
    """The words for a party whose link the service does not tell."""
    return Gone(
        "Scrive tells no signing link of this person.",
        "It tells one only of people who are to get it from you, and only until they have signed.",
    )
