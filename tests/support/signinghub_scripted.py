"""A SigningHub that answers as it is told, for whatever the emulated one would never answer."""

import json
import re
from dataclasses import dataclass, field

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from app.domain.json_value import JsonValue
from app.services.clock import SystemClock
from app.services.http.client import HttpClient, NoAuth, Transport
from app.services.secrets.secret import Secret
from app.services.signinghub.authentication import Authentication, Credentials
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.refusals import refusal_reasons, refusal_text
from app.services.signinghub.tokens import Tokens
from app.services.timing import Timing

PACKAGE = "88121"
DOCUMENT = "550231"
BO: JsonValue = {"order": 1, "user_email": "bo@example.com", "user_name": "Bo", "role": "SIGNER"}
CY: JsonValue = {"order": 2, "user_email": "cy@example.com", "user_name": "Cy", "role": "REVIEWER"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is answered to one call."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What was asked, without the sign-in."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> JsonValue:
        """The body as JSON."""
        decoded: JsonValue = json.loads(self.body)
        return decoded


class ScriptedHub:
    """Signs everybody in; knows package 88121 with its two recipients, and what it is told."""

    def __init__(self, server: HTTPServer) -> None:
        """Answer at that server's port."""
        self.calls: list[Call] = []
        self.url = server.url_for("").rstrip("/")
        self._answers: dict[tuple[str, str], list[Answer]] = {}
        self.people: list[JsonValue] = [BO, CY]
        server.expect_request("/authenticate", method="POST").respond_with_json(
            {"access_token": "k3", "token_type": "bearer", "expires_in": 86399}
        )
        server.expect_request(re.compile(".*")).respond_with_handler(self._answer)

    def says(self, method: str, path: str, told: JsonValue = None, **rest: object) -> None:
        """Answer a call, below the version; the last of several answers stays."""
        body = b"" if told is None else json.dumps(told).encode()
        answer = Answer(**{"body": body, **rest})  # type: ignore[arg-type]
        self._answers.setdefault((method, path), []).append(answer)

    def client(self, version: int = 3) -> SigningHubClient:
        """The endpoints of an account; no request is made yet."""
        clock = SystemClock()
        transport = Transport(clock=clock, timing=Timing(scale=0.02))
        http = HttpClient(
            self.url, NoAuth(), transport, read_text=refusal_text, read_reasons=refusal_reasons
        )
        credentials = Credentials(
            client_id=Secret("desk"),
            client_secret=Secret("drawer"),
            username=Secret("ada@example.com"),
            password=Secret("lamp"),
            api_version=version,
        )
        tokens = Tokens(Authentication(http, credentials, clock), clock)
        return SigningHubClient(http, tokens, api_version=version)

    def _answer(self, request: Request) -> Response:
        path = request.path[3:]
        call = Call(
            method=request.method,
            path=request.path,
            query=request.args.to_dict(),
            headers={name.lower(): value for name, value in request.headers.items()},
            body=request.get_data(),
        )
        self.calls.append(call)
        answers = self._answers.get((request.method, path))
        if answers:
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            return Response(answer.body, status=answer.status, headers=answer.headers)
        if (request.method, path) == ("GET", f"/packages/{PACKAGE}/workflow/users"):
            return Response(json.dumps(self.people))
        if (request.method, path) == ("GET", f"/packages/{PACKAGE}/workflow"):
            return Response(json.dumps({"package_id": 88121, "users": self.people}))
        return Response(b"")
