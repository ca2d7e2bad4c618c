"""The whole emulator on loopback, one for all tests, emptied for each of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests

from app.domain.json_value import JsonObject
from app.emulator.sealing import write_pdf
from app.emulator.server import Emulator
from tests.support.scrive_desk import header

GUIDE_PDF = write_pdf([("Framework contract", ["Between two parties"])])


@pytest.fixture(scope="session")
def emulator_server() -> Iterator[Emulator]:
    """Both services for the whole run; tests ask for `emulator` instead."""
    with Emulator(seed=1) as emulator:
        yield emulator


@pytest.fixture
def emulator(emulator_server: Emulator) -> Iterator[Emulator]:
    """Both services, empty, with all faults gone afterwards."""
    emulator_server.reset(seed=1)
    yield emulator_server
    emulator_server.world.faults.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideRun:
    """What the script of the Flow guide got."""

    statuses: tuple[int, int, int]
    """Of `new`, `update` and the instance: 201, 200, 201 when all went well."""
    document_id: str
    signatory_ids: tuple[str, ...]
    instance: str
    """The raw body of the last answer."""


def guide_script(base_url: str, credentials: dict[str, str]) -> GuideRun:
    """Follow the Flow guide step by step, with nothing but `requests`, as its own script does."""
    authorization = {"Authorization": header(credentials)}
    with requests.Session() as session:
        session.headers.update(authorization)
        created = session.post(
            f"{base_url}/api/v2/documents/new",
            files={"file": ("Framework contract.pdf", GUIDE_PDF)},
            timeout=10,
        )
        document = created.json()
        parties = [document["parties"][0], {}, {}]
        updated = session.post(
            f"{base_url}/api/v2/documents/{document['id']}/update",
            data={"document": json.dumps({"parties": parties})},
            timeout=10,
        )
        document = updated.json()
        signatory_ids = tuple(party["id"] for party in document["parties"][1:])
        instance = session.post(
            f"{base_url}/flow/instances",
            json=guide_body(document["id"], signatory_ids),
            timeout=10,
        )
    return GuideRun(
        statuses=(created.status_code, updated.status_code, instance.status_code),
        document_id=document["id"],
        signatory_ids=signatory_ids,
        instance=instance.text,
    )


def guide_body(document_id: str, signatory_ids: tuple[str, ...]) -> JsonObject:
    """The instance of the guide: one by e-mail, one by text message with codes."""
    first, second = signatory_ids
    code: JsonObject = {"provider": "sms_otp", "max_attempts": 3}
    return {
        "title": "Framework contract",
        "documents": [
            {
                "document_id": document_id,
                "label": "contract",
                "type": "esign",
                "parties": [
                    {"participant": "buyer", "signatory_id": first},
                    {"participant": "seller", "signatory_id": second},
                ],
            }
        ],
        "participants": [
            {"label": "buyer", "name": "Bodil Oskarsson", "emails": [{"email": "b@example.com"}]},
            {
                "label": "seller",
                "name": "Inga Engberg",
                "phones": [{"phone": "0225-4141465"}],
                "authentication": {"view": code, "sign": [{"label": "seller-sms", **code}]},
            },
        ],
        "process": {
            "type": "parallel_all",
            "steps": [
                {"type": "sign", "participant": "buyer", "documents": ["contract"]},
                {
                    "type": "sign",
                    "participant": "seller",
                    "authentication": "seller-sms",
                    "documents": ["contract"],
                },
            ],
        },
    }
