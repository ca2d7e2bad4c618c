"""The endpoints of Scrive's Document API for documents that were sent."""

import json
from collections.abc import Mapping
from typing import Final, TypedDict

from typing_extensions import Unpack

from app.services.http.request import Effect
from app.services.scrive.client_calls import (
    Calls,
    document_in,
    no_page,
    party_path,
    path_of,
    same_document,
)
from app.services.scrive.wire import Document

_CREATED: Final = 201
_QUEUED: Final = 202


class ProofNumbers(TypedDict, total=False):
    """What a proof of identity needs of a party; the number of a company only to sign."""

    personal_number: str
    mobile_number: str
    company_number: str


class ActionCalls(Calls):
    """Whatever is done after sending. Every method raises ServiceError.

    Calls that write to people, or that cannot be taken back, fire: they have a connection of their
    own, and nobody may repeat them without asking. A 409 (another state, another `object_version`)
    is `Uncertain`; only reading the document decides.
    """

    def cancel(self, document_id: str, object_version: int | None = None) -> Document:
        """End the signing of a pending document for good: POST documents/{id}/cancel."""
        return self._fired(document_id, "cancel", {}, object_version)

    def remind(self, document_id: str, object_version: int | None = None) -> None:
        """Write again to everybody who has not signed: POST documents/{id}/remind, 202."""
        no_page(
            self._post(
                path_of(document_id, "remind"),
                {},
                version=object_version,
                listed=_QUEUED,
                effect=Effect.FIRES,
            )
        )

    def set_auto_reminder(
        self, document_id: str, days: int | None, object_version: int | None = None
    ) -> Document:
        """Let the service remind after so many days: POST documents/{id}/setautoreminder.

        1 to the days that are left; None takes the reminder away.
        """
        fields = {} if days is None else {"days": str(days)}
        path = path_of(document_id, "setautoreminder")
        return same_document(self._post(path, fields, version=object_version), document_id)

    def prolong(self, document_id: str, days: int, object_version: int | None = None) -> Document:
        """Open a timed-out document for 1 to 90 more days: POST documents/{id}/prolong."""
        return self._fired(document_id, "prolong", {"days": str(days)}, object_version)

    def forward(
        self,
        document_id: str,
        email: str,
        *,
        no_content: bool = True,
        no_attachments: bool = False,
        object_version: int | None = None,
    ) -> None:
        """Send a closed document to somebody else: POST documents/{id}/forward, 202.

        `no_content` leaves the message of the document out of the mail.
        """
        fields = {
            "email": email,
            "no_content": "true" if no_content else "false",
            "no_attachments": "true" if no_attachments else "false",
        }
        no_page(
            self._post(
                path_of(document_id, "forward"),
                fields,
                version=object_version,
                listed=_QUEUED,
                effect=Effect.FIRES,
            )
        )

    def restart(self, document_id: str, object_version: int | None = None) -> Document:
        """A new draft from one that is over and not signed: POST documents/{id}/restart, 201.

        Only of canceled, timed-out and rejected documents. Notifies nobody.
        """
        path = path_of(document_id, "restart")
        reply = self._post(path, {}, version=object_version, listed=_CREATED)
        document = document_in(reply)
        if document.id == document_id:
            raise reply.unreadable("It does not name a new document.")
        return document

    def resend(
        self, document_id: str, signatory_id: str, object_version: int | None = None
    ) -> None:
        """Send a party its invitation once more: POST documents/{id}/{party}/resend.

        Known by name only: neither parameters nor answer are documented.
        """
        no_page(
            self._post(
                party_path(document_id, signatory_id, "resend"),
                {},
                version=object_version,
                effect=Effect.FIRES,
            )
        )

    def set_authentication_to_view(
        self,
        document_id: str,
        signatory_id: str,
        method: str,
        *,
        object_version: int | None = None,
        **numbers: Unpack[ProofNumbers],
    ) -> Document:
        """How a party proves who they are before opening: POST .../setauthenticationtoview."""
        path = party_path(document_id, signatory_id, "setauthenticationtoview")
        return self._set_proof(path, document_id, _proof(method, numbers), object_version)

    def set_authentication_to_sign(
        self,
        document_id: str,
        signatory_id: str,
        method: str,
        *,
        object_version: int | None = None,
        **numbers: Unpack[ProofNumbers],
    ) -> Document:
        """How a party proves who they are when signing: POST .../setauthenticationtosign."""
        path = party_path(document_id, signatory_id, "setauthenticationtosign")
        return self._set_proof(path, document_id, _proof(method, numbers), object_version)

    def set_authentication_to_view_archived(
        self,
        document_id: str,
        signatory_id: str,
        method: str,
        *,
        object_version: int | None = None,
        **numbers: Unpack[ProofNumbers],
    ) -> None:
        """The same for the closed document: POST .../setauthenticationtoviewarchived.

        Known by name only: what it answers is not documented.
        """
        path = party_path(document_id, signatory_id, "setauthenticationtoviewarchived")
        no_page(self._post(path, _proof(method, numbers), version=object_version))

    def change_email_and_mobile(
        self,
        document_id: str,
        signatory_id: str,
        *,
        email: str = "",
        mobile_number: str = "",
        object_version: int | None = None,
    ) -> Document:
        """Give a party another address: POST documents/{id}/{party}/changeemailandmobile.

        Sends a new invitation and kills the old link, also where nothing is different. Only what
        the party already has can be changed; an empty one stays.
        """
        fields = {"email": email, "mobile_number": mobile_number}
        reply = self._post(
            party_path(document_id, signatory_id, "changeemailandmobile"),
            {name: value for name, value in fields.items() if value},
            version=object_version,
            effect=Effect.FIRES,
        )
        return same_document(reply, document_id)

    def update_tags(
        self,
        document_id: str,
        tags: Mapping[str, str | None],
        object_version: int | None = None,
    ) -> None:
        """Mark a document, whatever its status: POST documents/{id}/tags/update.

        None removes the tag of that name. Known by name only: its answer is not documented.
        """
        told = [{"name": name, "value": value} for name, value in tags.items()]
        fields = {"tags": json.dumps(told, ensure_ascii=False)}
        no_page(self._post(path_of(document_id, "tags/update"), fields, version=object_version))

    def call_back(self, document_id: str, object_version: int | None = None) -> None:
        """Have the document's callback address called once: POST documents/{id}/callback, 202."""
        path = path_of(document_id, "callback")
        no_page(self._post(path, {}, version=object_version, listed=_QUEUED))

    def _fired(
        self, document_id: str, action: str, fields: Mapping[str, str], version: int | None
    ) -> Document:
        path = path_of(document_id, action)
        reply = self._post(path, fields, version=version, effect=Effect.FIRES)
        return same_document(reply, document_id)

    def _set_proof(
        self, path: str, document_id: str, fields: Mapping[str, str], version: int | None
    ) -> Document:
        reply = self._post(path, fields, version=version, effect=Effect.FIRES)
        return same_document(reply, document_id)


def _proof(method: str, numbers: ProofNumbers) -> dict[str, str]:
    given = {name: str(value) for name, value in numbers.items() if value}
    return {"authentication_type": method, **given}
