"""A desk in front of the emulated SigningHub: signed in, with a clock that stands still."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from werkzeug.test import Client

from app.emulator.clock import Clock
from app.emulator.gateway import Gateway
from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.sealing import write_pdf
from app.emulator.signinghub.service import SigningHub
from app.emulator.world import World

Kind = TypeVar("Kind")

NOON = datetime(2031, 3, 1, 12, 0, tzinfo=UTC)
DAY = 86400
PDF = write_pdf([("Lease unit 7", ["Rent", "Deposit"])])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    status_code: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.data.decode()

    @property
    def json(self) -> JsonObject:
        """The body, which must be an object."""
        body: JsonValue = json.loads(self.data)
        assert isinstance(body, dict), body
        return body

    @property
    def rows(self) -> list[JsonObject]:
        """The body, which must be a list of objects."""
        return items({"rows": json.loads(self.data)}, "rows")

    def word(self, name: str) -> str:
        """A member of the body that is a text."""
        return member(self.json, name, str)

    def number(self, name: str) -> int:
        """A member of the body that is a number."""
        return member(self.json, name, int)


class Desk:
    """Sends requests as the user of the account and plays everybody else."""

    def __init__(self) -> None:
        self.world = World(seed=7, clock=Clock(NOON, running=False))
        self.hub = SigningHub(self.world)
        self._client = Client(Gateway(self.world, self.hub))
        self.token = ""
        self.sign_in()

    def sign_in(self, **changes: str) -> Answer:
        """Get a token by password, with some values of the form changed."""
        form = {"grant_type": "password", **self.hub.credentials(), **changes}
        answer = self.authenticate(**form)
        if answer.status_code == 200:
            self.token = answer.word("access_token")
        return answer

    def sign_in_as(self, email: str) -> None:
        """Become another registered user."""
        user = self.hub.site.state.user(email)
        assert user is not None
        assert self.sign_in(username=email, password=user.password).status_code == 200

    def wait(self, seconds: float) -> None:
        """Turn the clock forward, and sign in again, because tokens end by it."""
        self.world.clock.advance(seconds)
        self.hub.tick()
        self.sign_in()

    def authenticate(self, **form: str) -> Answer:
        """POST /authenticate."""
        return self.send("/authenticate", method="POST", data=form)

    def send(
        self,
        path: str,
        *,
        method: str,
        json: JsonValue = None,
        data: bytes | str | dict[str, str] | None = None,
        content_type: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Send a request as it is, without a token."""
        answer = self._client.open(
            path, method=method, json=json, data=data, content_type=content_type, headers=headers
        )
        with answer:
            return Answer(
                status_code=answer.status_code,
                headers={name.lower(): value for name, value in answer.headers.items()},
                data=answer.data,
            )

    def ask(
        self,
        method: str,
        path: str,
        body: JsonValue = None,
        *,
        headers: dict[str, str] | None = None,
        data: bytes | str | None = None,
        content_type: str | None = None,
    ) -> Answer:
        """Send a request below /v3, or to a path that names its version itself."""
        whole = path if path.startswith(("/v3", "/v4")) else f"/v3{path}"
        bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.send(
            whole,
            method=method,
            json=body,
            data=data,
            content_type=content_type,
            headers={**bearer, **(headers or {})},
        )

    def get(self, path: str, **headers: str) -> Answer:
        """GET; underscores in header names stand for hyphens."""
        return self.ask("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def read(self, path: str) -> JsonObject:
        """GET an object; fails unless it is one."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json

    def add_package(self, name: str = "Lease") -> int:
        """POST packages."""
        answer = self.ask("POST", "/packages", {"package_name": name})
        return answer.number("package_id")

    def upload(self, package: int, name: str = "Lease.pdf", data: bytes = PDF) -> Answer:
        """POST documents."""
        return self.ask(
            "POST",
            f"/packages/{package}/documents",
            data=data,
            content_type="application/octet-stream",
            headers={"x-file-name": name, "x-source": "Countersign/7f3a9c"},
        )

    def add_users(self, package: int, *users: JsonObject) -> Answer:
        """POST workflow/users."""
        return self.ask("POST", f"/packages/{package}/workflow/users", list(users))

    def draft(self, *users: JsonObject, **workflow: JsonValue) -> int:
        """A package with a document and these users (one signer without any)."""
        package = self.add_package()
        if workflow:
            answer = self.ask("PUT", f"/packages/{package}/workflow", workflow)
            assert answer.status_code == 200, answer.text
        assert self.upload(package).status_code == 201
        answer = self.add_users(package, *(users or (a_user("bo"),)))
        assert answer.status_code == 200, answer.text
        return package

    def share(self, package: int) -> Answer:
        """POST workflow."""
        return self.ask("POST", f"/packages/{package}/workflow")

    def shared(self, *users: JsonObject, **workflow: JsonValue) -> int:
        """A package that is under way."""
        package = self.draft(*users, **workflow)
        answer = self.share(package)
        assert answer.status_code == 200, answer.text
        return package

    def act(self, package: int, name: str, action: str, **options: str) -> None:
        """Let the person whose address begins with `name` do something."""
        self.hub.act(str(package), address(name), action, **options)

    def act_as_owner(self, package: int, action: str, **options: str) -> None:
        """Let the owner do something in the service itself."""
        self.hub.act(str(package), "owner", action, **options)

    def workflow(self, package: int) -> JsonObject:
        """GET workflow."""
        return self.read(f"/packages/{package}/workflow")

    def status(self, package: int) -> JsonValue:
        """The `workflow_status`."""
        return member(self.workflow(package)["workflow"], "workflow_status", str)

    def turns(self, package: int) -> dict[str, str]:
        """The `process_status` of each recipient by the begin of the address."""
        return {
            member(user, "user_email", str).partition("@")[0]: member(user, "process_status", str)
            for user in items(self.workflow(package), "users")
        }

    def mail(self, name: str) -> list[str]:
        """The subjects of what was sent to the person whose address begins with `name`."""
        return [message.subject for message in self.world.inbox.messages(address(name))]


def address(name: str) -> str:
    """The address of an invented person."""
    return f"{name}@example.com"


def a_user(name: str, role: str = "SIGNER", **changes: JsonValue) -> JsonObject:
    """A user as POST workflow/users takes it."""
    return {"user_email": address(name), "user_name": name.capitalize(), "role": role, **changes}


def member(value: JsonValue, name: str, kind: type[Kind]) -> Kind:
    """A member of an object, checked."""
    assert isinstance(value, dict)
    found = value[name]
    assert isinstance(found, kind)
    return found


def items(value: JsonValue, name: str) -> list[JsonObject]:
    """A member that is a list of objects, checked."""
    found = [item for item in member(value, name, list) if isinstance(item, dict)]
    assert len(found) == len(member(value, name, list))
    return found
