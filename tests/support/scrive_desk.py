"""A desk in front of the emulated Scrive: with its credentials, and a clock that stands still."""

import json
from datetime import UTC, datetime
from io import BytesIO

from werkzeug.test import Client, TestResponse

from app.emulator.clock import Clock
from app.emulator.gateway import Gateway
from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.plug import Person
from app.emulator.scrive.service import ScriveService
from app.emulator.sealing import write_pdf
from app.emulator.world import World

NOON = datetime(2031, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
PDF = write_pdf([("Lease unit 7", ["Rent", "Deposit"])])


class Desk:
    """Sends requests as the account's user and plays everybody else."""

    def __init__(self) -> None:
        self.world = World(seed=7, clock=Clock(NOON, running=False))
        self.world.urls = {"scrive": "http://scrive.test", "control": "http://control.test"}
        self.scrive = ScriveService(self.world)
        self._client = Client(Gateway(self.world, self.scrive))
        self.header = header(self.scrive.credentials())

    def get(self, path: str, **query: str) -> TestResponse:
        """GET below the Document API, or any absolute path."""
        return self._client.get(
            whole(path), query_string=query, headers={"Authorization": self.header}
        )

    def post(self, path: str, /, **form: str | tuple[BytesIO, str]) -> TestResponse:
        """POST a form below the Document API; a file is `(bytes, name)`."""
        return self._client.post(whole(path), data=form, headers={"Authorization": self.header})

    def post_json(self, path: str, body: JsonValue) -> TestResponse:
        """POST a JSON body."""
        return self._client.post(whole(path), json=body, headers={"Authorization": self.header})

    def post_body(self, path: str, body: bytes, content_type: str) -> TestResponse:
        """POST bytes as they are."""
        return self._client.post(
            whole(path),
            data=body,
            content_type=content_type,
            headers={"Authorization": self.header},
        )

    def anonymous(self, path: str, header: str | None = None) -> TestResponse:
        """GET with another Authorization header, or none."""
        headers = {} if header is None else {"Authorization": header}
        return self._client.get(whole(path), headers=headers)

    def new(self, name: str = "Lease.pdf") -> JsonObject:
        """A fresh document with a file."""
        return opened(self.post("documents/new", file=(BytesIO(PDF), name)), 201)

    def update(self, document: JsonObject, /, **changes: JsonValue) -> TestResponse:
        """Change a document by these members."""
        return self.post(f"documents/{document['id']}/update", document=json.dumps(changes))

    def prepared(self, *parties: JsonObject, **changes: JsonValue) -> JsonObject:
        """A document whose author only views and that these parties are to sign."""
        document = self.new()
        viewer: JsonObject = {"signatory_role": "viewer", "is_signatory": False}
        entries: list[JsonValue] = [viewer, *parties]
        return opened(self.update(document, parties=entries, **changes))

    def started(self, *parties: JsonObject, **changes: JsonValue) -> JsonObject:
        """Such a document, sent by the Document API."""
        document = self.prepared(*parties, **changes)
        return opened(self.do(document, "start"))

    def do(self, document: JsonObject, action: str, /, **form: str) -> TestResponse:
        """POST one of the calls that act on a document."""
        return self.post(f"documents/{document['id']}/{action}", **form)

    def read(self, document: JsonObject | str) -> JsonObject:
        """The document as it is now."""
        document_id = document if isinstance(document, str) else document["id"]
        return opened(self.get(f"documents/{document_id}/get"))

    def listed(self, filters: JsonValue = None, **query: str) -> JsonObject:
        """A page of the list."""
        if filters is not None:
            query["filter"] = json.dumps(filters)
        return opened(self.get("documents/list", **query))

    def people(self, agreement: str) -> dict[str, Person]:
        """Who can be played in an agreement, by name."""
        found = next(one for one in self.scrive.agreements() if one.id == agreement)
        return {one.name: one for one in found.people}

    def act(self, agreement: JsonObject | str, name: str, action: str, **options: str) -> None:
        """Let the person of that name do something."""
        key = agreement if isinstance(agreement, str) else str(agreement["id"])
        self.scrive.act(key, self.people(key)[name].key, action, **options)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.world.clock.advance(seconds)
        self.scrive.tick()

    def mail(self, to: str) -> list[str]:
        """The subjects of what was sent to an address or number."""
        return [message.subject for message in self.world.inbox.messages(to)]

    def code(self, phone: str) -> str:
        """The last code that was sent to a number."""
        return [one.code for one in self.world.inbox.messages(phone) if one.code][-1]


def header(credentials: dict[str, str], separator: str = ", ") -> str:
    """The Authorization header of the guide."""
    return separator.join(
        (
            'oauth_signature_method="PLAINTEXT"',
            f'oauth_consumer_key="{credentials["apitoken"]}"',
            f'oauth_token="{credentials["accesstoken"]}"',
            f'oauth_signature="{credentials["apisecret"]}&{credentials["accesssecret"]}"',
        )
    )


def whole(path: str) -> str:
    """A path below the Document API, unless it is absolute."""
    return path if path.startswith("/") else f"/api/v2/{path}"


def opened(answer: TestResponse, status: int = 200) -> JsonObject:
    """The object in an answer of that status."""
    assert answer.status_code == status, answer.text
    assert isinstance(answer.json, dict)
    return answer.json


def refusal(answer: TestResponse) -> tuple[int, str]:
    """Status and `error_type` of a refusal of the Document API."""
    body = answer.json
    assert isinstance(body, dict), answer.text
    assert body["http_code"] == answer.status_code
    return answer.status_code, str(body["error_type"])


def parties_of(document: JsonObject) -> list[JsonObject]:
    """The parties of a document, the author first."""
    parties = document["parties"]
    assert isinstance(parties, list)
    return [one for one in parties if isinstance(one, dict)]


def value_of(party: JsonObject, kind: str, order: int | None = None) -> JsonValue:
    """The value of a field of a party."""
    fields = party["fields"]
    assert isinstance(fields, list)
    for one in fields:
        assert isinstance(one, dict)
        if one["type"] == kind and one.get("order") == order:
            return one["value"]
    raise LookupError(kind)


def a_party(name: str, *, email: str = "", mobile: str = "") -> JsonObject:
    """A counterparty as `update` takes it."""
    first, _, last = name.partition(" ")
    fields: list[JsonValue] = [
        {"type": "name", "order": 1, "value": first},
        {"type": "name", "order": 2, "value": last},
        {"type": "email", "value": email},
        {"type": "mobile", "value": mobile},
    ]
    return {"signatory_role": "signing_party", "fields": fields}


def bodil(**settings: JsonValue) -> JsonObject:
    """A party by e-mail."""
    return {**a_party("Bodil Oskarsson", email="bodil@example.com"), **settings}


def inga(**settings: JsonValue) -> JsonObject:
    """A party by text message."""
    by_sms = {"delivery_method": "mobile", "confirmation_delivery_method": "mobile"}
    return {**a_party("Inga Engberg", mobile="+46701740611"), **by_sms, **settings}
