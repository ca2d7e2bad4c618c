"""What every signing service behind the port has to do, tried on each of them over loopback."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from app.domain.errors import DomainError, UserCancelled
from app.domain.kinds import ServiceKind
from app.domain.progress import waiting_names
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from app.services.cancel import CancelToken
from app.services.errors import Gone, Unauthorized
from app.services.ports import CheckState, SavedKind, SigningService
from tests.support.scrive_desk import bodil, inga
from tests.support.scrive_server import ScriveServer, a_scrive
from tests.support.signinghub_desk import a_user
from tests.support.signinghub_server import SigningHubServer, a_signinghub

BODIL = "Bodil Oskarsson"
INGA = "Inga Engberg"


class Place(Protocol):
    """A service with somebody to play its people."""

    kind: ServiceKind

    def service(self) -> SigningService: ...

    def stranger(self) -> SigningService:
        """With a sign-in that is not accepted."""
        ...

    def send(self) -> str:
        """An agreement that Bodil signs before Inga; its id."""
        ...

    def sign(self, service_id: str, name: str) -> None: ...

    def decline(self, service_id: str, name: str) -> None: ...

    def requests(self) -> int: ...


@dataclass
class ScrivePlace:
    server: ScriveServer
    kind = ServiceKind.SCRIVE

    def service(self) -> SigningService:
        return self.server.service()

    def stranger(self) -> SigningService:
        return self.server.service({"accesssecret": "wrong"})

    def send(self) -> str:
        return str(self.server.desk.started(bodil(sign_order=1), inga(sign_order=2))["id"])

    def sign(self, service_id: str, name: str) -> None:
        self.server.desk.act(service_id, name, "open")
        self.server.desk.act(service_id, name, "sign")
        self.server.desk.wait(60)

    def decline(self, service_id: str, name: str) -> None:
        self.server.desk.act(service_id, name, "open")
        self.server.desk.act(service_id, name, "decline")

    def requests(self) -> int:
        return len(self.server.requests())


@dataclass
class SigningHubPlace:
    server: SigningHubServer
    kind = ServiceKind.SIGNINGHUB

    def service(self) -> SigningService:
        return self.server.service()

    def stranger(self) -> SigningService:
        return self.server.service(password="wrong")

    def send(self) -> str:
        people = (
            a_user("bodil", user_name=BODIL),
            a_user("inga", user_name=INGA),
        )
        return str(self.server.desk.shared(*people, workflow_type="SERIAL"))

    def sign(self, service_id: str, name: str) -> None:
        self._act(service_id, name, "open")
        self._act(service_id, name, "sign")

    def decline(self, service_id: str, name: str) -> None:
        self._act(service_id, name, "open")
        self._act(service_id, name, "decline")

    def _act(self, service_id: str, name: str, action: str) -> None:
        self.server.desk.act(int(service_id), name.split(maxsplit=1)[0].lower(), action)

    def requests(self) -> int:
        return len(self.server.requests())


@contextmanager
def _scrive() -> Iterator[Place]:
    with a_scrive() as server:
        yield ScrivePlace(server)


@contextmanager
def _signinghub() -> Iterator[Place]:
    with a_signinghub() as server:
        yield SigningHubPlace(server)


@pytest.fixture(params=[_scrive, _signinghub], ids=["scrive", "signinghub"])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    with request.param() as opened:
        yield opened


def test_it_says_which_it_is(place: Place) -> None:
    assert place.service().kind is place.kind


def test_a_check_signs_in_reads_and_changes_nothing(place: Place) -> None:
    check = place.service().check()
    states = {each.code: each.state for each in check.items}
    assert states["server"] is states["sign_in"] is CheckState.GOOD
    assert states["sending"] is CheckState.NOT_TESTED
    assert check.identity.email
    with pytest.raises(Unauthorized):
        place.stranger().check()


def test_an_agreement_is_observed_from_its_start_to_its_end(place: Place) -> None:
    service, service_id = place.service(), place.send()
    seen = service.observe(service_id)
    assert (seen.service, seen.service_id, seen.access) == (place.kind, service_id, Access.OK)
    assert seen.status is AgreementStatus.IN_PROGRESS
    assert seen.raw_status
    assert waiting_names(seen) == (BODIL,)
    assert [each.status for each in seen.participants] == [
        ParticipantStatus.INVITED,
        ParticipantStatus.NOT_YET,
    ]
    assert seen.documents[0].name
    assert seen.history
    place.sign(service_id, BODIL)
    seen = service.observe(service_id)
    assert seen.participants[0].status is ParticipantStatus.ACTED
    assert seen.participants[0].acted_at is not None
    assert waiting_names(seen) == (INGA,)
    place.sign(service_id, INGA)
    assert service.observe(service_id).status is AgreementStatus.COMPLETED


def test_a_refusal_is_observed(place: Place) -> None:
    service, service_id = place.service(), place.send()
    place.decline(service_id, BODIL)
    seen = service.observe(service_id)
    assert seen.status is AgreementStatus.DECLINED
    assert seen.participants[0].status is ParticipantStatus.DECLINED


def test_what_is_not_there_is_gone_and_what_is_no_id_is_never_asked_for(place: Place) -> None:
    service = place.service()
    with pytest.raises(Gone):
        service.observe("8123456789012345678")
    before = place.requests()
    for text in ("", "../lease", "7;8"):
        with pytest.raises(DomainError):
            service.observe(text)
    assert place.requests() == before


def test_the_signed_files_are_saved_each_with_its_kind_and_checksum(
    place: Place, tmp_path: Path
) -> None:
    service, service_id = place.service(), place.send()
    place.sign(service_id, BODIL)
    place.sign(service_id, INGA)
    told: list[tuple[int, int]] = []
    files = service.download(service_id, tmp_path, progress=lambda *each: told.append(each))
    assert files[0].kind is SavedKind.SIGNED
    assert SavedKind.EVIDENCE in {each.kind for each in files}
    assert files[0].path.read_bytes().startswith(b"%PDF-")
    assert sorted(each.path for each in files) == sorted(tmp_path.iterdir())
    for each in files:
        assert each.sha256 == hashlib.sha256(each.path.read_bytes()).hexdigest()
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    first = files[0].path.read_bytes()
    again = service.download(service_id, tmp_path)
    assert again[0].path != files[0].path
    assert files[0].path.read_bytes() == first


def test_a_download_that_is_stopped_leaves_nothing(place: Place, tmp_path: Path) -> None:
    service_id = place.send()
    token = CancelToken()
    token.cancel()
    with pytest.raises(UserCancelled):
        place.service().download(service_id, tmp_path, cancel=token)
    assert list(tmp_path.iterdir()) == []


def test_a_list_tells_what_changed_or_there_is_none(place: Place) -> None:
    service, service_id = place.service(), place.send()
    seen = service.observe(service_id)
    begun = service.changes("")
    if begun is None:
        assert seen.versions == {}
        return
    quiet = service.changes(begun.cursor)
    assert quiet is not None
    assert {key: quiet.versions.get(key, told) for key, told in seen.versions.items()} == (
        seen.versions
    )
    place.sign(service_id, BODIL)
    told = service.changes(quiet.cursor)
    assert told is not None
    assert told.versions[service_id] != seen.versions[service_id]
    assert service.observe(service_id).versions == {service_id: told.versions[service_id]}


def test_what_is_open_is_found_or_there_is_no_list(place: Place) -> None:
    service = place.service()
    sent, over = place.send(), place.send()
    place.decline(over, BODIL)
    found = service.open_agreements()
    if found is not None:
        assert [each.service_id for each in found] == [sent]
        assert found[0].participants == service.observe(sent).participants
