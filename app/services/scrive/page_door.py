"""The address at which a user reads a document in the browser, already signed in."""

import json
import logging
from collections.abc import Mapping
from urllib.parse import urlencode

from app.services.accounts import SCRIVE_SECRETS
from app.services.errors import BadAnswer, Refused
from app.services.http.answers import object_in
from app.services.http.client import HttpClient, NoAuth, Transport
from app.services.http.request import Effect, post_form
from app.services.lenient import Section, lenient
from app.services.scrive.client_calls import API, SUCCESS
from app.services.scrive.ids import checked_id
from app.services.scrive.refusals import refusal_text
from app.services.secrets.secret import Secret

log = logging.getLogger(__name__)


class _Session(Section, frozen=True, kw_only=True):
    session_id: str = ""


class PageDoor:
    """Opens sessions of one account in the web pages of Scrive; usable from any thread."""

    def __init__(self, base_url: str, secrets: Mapping[str, Secret], transport: Transport) -> None:
        """`secrets` are the four of `SCRIVE_SECRETS`. Raises DomainError (base_url.*)."""
        self._http = HttpClient(base_url, NoAuth(), transport, read_text=refusal_text)
        self._secrets = dict(secrets)

    def address(self, document_id: str) -> Secret:
        """Where the document is shown: POST loginandgetsession, then loginwithredirect.

        Whoever has the address is signed in as the user. Where the service gives no session out it
        is the plain page of the document, at which the user signs in. Raises ServiceError where it
        cannot be asked, and DomainError `service_id.malformed`.
        """
        page = f"/d/{checked_id(document_id)}"
        try:
            session = self._session()
        except (Refused, BadAnswer) as error:
            log.info("no session: %s [%s]", error.code, error.correlation_id)
            session = ""
        if not session:
            return Secret(f"{self._http.base_url}{page}")
        query = urlencode({"session_id": session, "url": page})
        return Secret(f"{self._http.base_url}/loginwithredirect?{query}")

    def _session(self) -> str:
        values = {name: self._secrets[name].reveal() for name in SCRIVE_SECRETS}
        fields = {"personal_token": json.dumps(values)}
        request = post_form(f"{API}/loginandgetsession", fields, expect=SUCCESS, effect=Effect.NONE)
        told = lenient(object_in(self._http.send(request), "session_id"), _Session)
        return told.session_id
