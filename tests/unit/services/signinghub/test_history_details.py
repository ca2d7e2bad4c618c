"""One event of a history in full, and the certificates that were saved with it."""

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from app.domain.errors import DomainError
from app.domain.event_details import EventFact
from app.domain.json_value import JsonObject, JsonValue
from app.emulator.signinghub.evidence import CERTIFICATE
from app.services.errors import BadAnswer, Gone, Refused
from app.services.signinghub.history_details import HistoryDetails
from tests.support.signinghub_desk import a_user
from tests.support.signinghub_scripted import PACKAGE, ScriptedHub
from tests.support.signinghub_server import SigningHubServer

DETAILS = f"/packages/{PACKAGE}/log/9/details"


@pytest.fixture
def scripted(httpserver: HTTPServer) -> ScriptedHub:
    return ScriptedHub(httpserver)


def a_signed_package(hub: SigningHubServer) -> tuple[str, str]:
    """A package and the event of its signature."""
    package = hub.desk.shared(a_user("ann"))
    hub.desk.act(package, "ann", "sign")
    seen = hub.service().observe(str(package))
    return str(package), next(each.service_id for each in seen.history if each.raw_type == "SIGNED")


def certificates(
    facts: tuple[EventFact, ...], above: tuple[int, ...] = ()
) -> list[tuple[int, ...]]:
    found = []
    for number, fact in enumerate(facts):
        place = (*above, number)
        found += [place] if fact.has_certificate else []
        found += certificates(fact.parts, place)
    return found


@pytest.mark.parametrize("version", [3, 4])
def test_an_event_is_told_in_full_and_its_certificate_is_saved(
    hub: SigningHubServer, tmp_path: Path, version: int
) -> None:
    package, event = a_signed_package(hub)
    service = hub.service(version=version)
    facts = service.event_details(package, event)
    assert ("Name", "Ann") in [(each.name, each.value) for each in facts]
    documents = next(each for each in facts if each.name == "Documents")
    assert [each.value for each in documents.parts] == ["Lease"]
    (place,) = certificates(facts)
    saved = service.save_certificate(package, event, place, tmp_path)
    assert saved.path == tmp_path / "Practice signature.cer"
    assert saved.path.read_bytes() == CERTIFICATE


def test_a_purged_event_is_told_as_not_there(hub: SigningHubServer) -> None:
    package, event = a_signed_package(hub)
    hub.configure(history="purged")
    with pytest.raises(Refused):
        hub.service().event_details(package, event)


def test_signatures_are_checked_when_asked_for(hub: SigningHubServer) -> None:
    package, _ = a_signed_package(hub)
    hub.desk.upload(int(package))
    (document,) = hub.service().signature_check(package)
    told = {each.name: each for each in document.parts}
    assert told["document_name"].value == "Lease"
    assert told["signatures"].parts == ()


def node(**members: JsonValue) -> JsonObject:
    return {"key": "C", "value": "Bo", "order": 1, "data": [], **members}


def test_a_certificate_is_fetched_where_the_details_say_it_is(
    scripted: ScriptedHub, tmp_path: Path
) -> None:
    part = node(certificate_base64="?", certificate_base64_url=f"/v3{DETAILS}/abc")
    scripted.says("GET", DETAILS, node(data=[node(order=2), part]))
    scripted.says("GET", f"{DETAILS}/abc", body=b"-----BEGIN CERTIFICATE-----")
    details = HistoryDetails(client=scripted.client())
    saved = details.save_certificate(PACKAGE, "9", (0,), tmp_path)
    assert saved.path.name == "Bo.pem"
    with pytest.raises(Gone):
        details.save_certificate(PACKAGE, "9", (1,), tmp_path)
    with pytest.raises(Gone):
        details.save_certificate(PACKAGE, "9", (7,), tmp_path)


def test_what_is_no_certificate_is_not_saved_as_one(scripted: ScriptedHub, tmp_path: Path) -> None:
    scripted.says("GET", DETAILS, node(data=[node(certificate_base64="aGVsbG8=")]))
    with pytest.raises(BadAnswer):
        HistoryDetails(client=scripted.client()).save_certificate(PACKAGE, "9", (0,), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_id_that_cannot_be_one_is_never_asked_for(scripted: ScriptedHub) -> None:
    with pytest.raises(DomainError):
        HistoryDetails(client=scripted.client()).facts(PACKAGE, "../9")
    assert scripted.calls == []
