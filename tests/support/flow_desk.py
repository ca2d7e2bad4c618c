"""Flow instances at the emulated Scrive, built in one line."""

from app.emulator.json_value import JsonObject, JsonValue
from tests.support.scrive_desk import Desk, opened, parties_of

INGA_PHONE = "+46701740611"


def a_flow_document(desk: Desk, *parties: JsonObject, name: str = "Lease.pdf") -> JsonObject:
    """A document with the author as he came and these parties, two empty ones without any."""
    document = desk.new(name)
    entries: list[JsonValue] = [parties_of(document)[0], *(parties or ({}, {}))]
    return opened(desk.update(document, parties=entries))


def mapping(document: JsonObject, *labels: str) -> list[JsonValue]:
    """Which participant is which of the counterparties, in their order, as far as both go."""
    return [
        {"participant": label, "signatory_id": party["id"]}
        for label, party in zip(labels, parties_of(document)[1:], strict=False)
    ]


def entry(document: JsonObject, label: str, *people: str) -> JsonObject:
    """A document in the request."""
    return {
        "document_id": document["id"],
        "label": label,
        "type": "esign",
        "parties": mapping(document, *(people or ("bodil", "inga"))),
    }


def bodil() -> JsonObject:
    """A participant by e-mail."""
    return {
        "label": "bodil",
        "name": "Bodil Oskarsson",
        "emails": [{"email": "bodil@example.com"}],
    }


def inga(*, codes: bool = False) -> JsonObject:
    """A participant by text message, who may have to prove herself."""
    made: JsonObject = {"label": "inga", "name": "Inga Engberg", "phones": [{"phone": INGA_PHONE}]}
    if codes:
        way: JsonObject = {"provider": "sms_otp", "max_attempts": 2}
        made["authentication"] = {"view": way, "sign": [{"label": "inga-code", **way}]}
    return made


def step(participant: str, *documents: str, authentication: str = "") -> JsonObject:
    """A sign step."""
    labels: list[JsonValue] = [*(documents or ("lease",))]
    made: JsonObject = {"type": "sign", "participant": participant, "documents": labels}
    return {**made, "authentication": authentication} if authentication else made


def group(kind: str, *steps: JsonObject) -> JsonObject:
    """Steps together."""
    listed: list[JsonValue] = [*steps]
    return {"type": kind, "steps": listed}


def a_request(document: JsonObject, **changes: JsonValue) -> JsonObject:
    """Bodil and Inga sign one document, both at once."""
    documents: list[JsonValue] = [entry(document, "lease")]
    participants: list[JsonValue] = [bodil(), inga()]
    return {
        "title": "Lease 2031",
        "documents": documents,
        "participants": participants,
        "process": group("parallel_all", step("bodil"), step("inga")),
        **changes,
    }


def create(desk: Desk, body: JsonObject) -> str:
    """Create an instance; answers its id."""
    return str(opened(desk.post_json("/flow/instances", body), 201)["id"])
