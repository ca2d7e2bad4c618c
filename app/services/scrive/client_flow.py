"""The endpoints of Scrive's Flow API."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from app.domain.errors import DomainError
from app.domain.json_value import JsonValue
from app.services.errors import ServiceError
from app.services.http.answers import json_or_none, object_in
from app.services.http.request import Effect, Reply, Request, send_json
from app.services.lenient import lenient
from app.services.scrive.client_calls import SUCCESS, Calls, is_not_offered, no_page
from app.services.scrive.wire_flow import FlowInstance

_INSTANCES: Final = "/flow/instances"
_CREATED: Final = frozenset({201})
_LISTS: Final = ("instances", "flow_instances", "flows", "items", "data", "results")
"""Where a list may stand in an object; that of instances is not documented."""


class FlowCalls(Calls):
    """Flow instances. Every method raises ServiceError."""

    def flow_ready(self) -> None:
        """Whether Flow accepts the sign-in: GET /flow/folders/home/data_retention.

        The body is undocumented and therefore not looked at, as long as it is no web page.
        """
        no_page(self._get("/flow/folders/home/data_retention"))

    def create_flow_instance(self, body: bytes) -> str:
        """Create an instance, which starts at once and invites people: POST /flow/instances, 201.

        Sends exactly these bytes. A 201 took effect whether its body is empty, JSON or cut off;
        any other success, or a web page, is Uncertain. The answer is the instance's id, empty where
        none was told: the agreement is sent nevertheless. Nothing else is taken from the body,
        which is not documented and holds everybody's signing link.
        """
        request = send_json("POST", _INSTANCES, body, expect=_CREATED, effect=Effect.FIRES)
        return _instance_id(self._http.send(request))

    def flow_instances(self) -> tuple[FlowInstance, ...] | None:
        """The account's instances: GET /flow/instances; None where the server does not tell.

        Neither this nor its shape is documented for the present version of Flow.
        """
        try:
            reply = self._get(_INSTANCES)
        except ServiceError as error:
            if is_not_offered(error):
                return None
            raise
        no_page(reply)
        told = [lenient(each, FlowInstance) for each in _entries(json_or_none(reply.body))]
        return tuple(each for each in told if each.known_id)

    def flow_instance(self, instance_id: str) -> FlowInstance | None:
        """An instance as it is now: GET /flow/instances/{id}; None where the server does not tell.

        A server without this endpoint cannot be told from one that has no such instance.
        """
        try:
            reply = self._get(f"{_INSTANCES}/{_checked(instance_id)}")
        except ServiceError as error:
            if is_not_offered(error):
                return None
            raise
        instance = lenient(object_in(reply), FlowInstance)
        if instance.known_id not in ("", instance_id):
            raise reply.unreadable("It is about another instance.")
        return instance

    def cancel_flow_instance(self, instance_id: str) -> None:
        """Cancel all its documents that are not sealed: POST /flow/instances/{id}/cancel.

        Gone, or a refusal with 405 or 501, where the server does not offer it (`is_not_offered`);
        409, Uncertain, when the process is over. What came of it is to be read from the documents.
        """
        path = f"{_INSTANCES}/{_checked(instance_id)}/cancel"
        request = Request(method="POST", path=path, expect=SUCCESS, effect=Effect.FIRES)
        no_page(self._http.send(request))


def _entries(told: JsonValue) -> Iterator[JsonValue]:
    if isinstance(told, dict):
        told = next((told[name] for name in _LISTS if isinstance(told.get(name), list)), None)
    yield from (each for each in told if isinstance(each, dict)) if isinstance(told, list) else ()


def _checked(instance_id: str) -> str:
    """An instance's id fit for an address; mostly a UUID, which is not documented."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,80}", instance_id):
        raise DomainError(
            "service_id.malformed", facts={"id": instance_id, "service": "Scrive Flow"}
        )
    return instance_id


def _instance_id(reply: Reply) -> str:
    body = reply.body.strip()
    told = json_or_none(body)
    if told is None and body != b"null" and body[:1] not in {b"", b"{", b"[", b'"'}:
        raise reply.unreadable("It is not what Flow sends.")
    instance = lenient(told if isinstance(told, dict) else {}, FlowInstance)
    location = urlsplit(reply.headers.get("Location", "")).path.rstrip("/")
    place, _, last = location.rpartition("/")
    return instance.known_id or (last if place.endswith("/instances") else "")
