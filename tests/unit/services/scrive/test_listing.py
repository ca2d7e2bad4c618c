"""What Scrive's list of documents tells: what changed, and what was sent."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from app.domain.errors import UserCancelled
from app.domain.json_value import JsonObject as Told
from app.domain.observation import Observation
from app.emulator.faults import Fault
from app.emulator.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.errors import Forbidden
from app.services.ports import Changes
from app.services.scrive.client import ScriveClient
from app.services.scrive.marks import tags_of
from app.services.scrive.service import ScriveService
from app.services.scrive.wire import DocumentPage
from tests.support.scrive_desk import bodil, inga
from tests.support.scrive_server import ScriveServer

BUYER: JsonObject = {
    "label": "buyer",
    "name": "Bodil Oskarsson",
    "emails": [{"email": "b@example.com"}],
}


def changed(service: ScriveService, cursor: str) -> Changes:
    told = service.changes(cursor)
    assert told is not None
    return told


def opened(scrive: ScriveServer) -> tuple[Observation, ...]:
    found = scrive.service().open_agreements()
    assert found is not None
    return found


def send(scrive: ScriveServer, count: int) -> list[str]:
    """Documents that were sent one second after the other."""
    ids = []
    for _ in range(count):
        ids.append(str(scrive.desk.started(bodil())["id"]))
        scrive.desk.wait(1)
    return ids


def lists(scrive: ScriveServer) -> int:
    return sum(each.path.endswith("documents/list") for each in scrive.requests())


def test_an_account_without_documents_has_nothing_to_begin_with(scrive: ScriveServer) -> None:
    service = scrive.service()
    assert changed(service, "") == Changes(cursor="", versions={})
    (document,) = send(scrive, 1)
    begun = changed(service, "")
    assert begun.versions == {}
    assert list(changed(service, begun.cursor).versions) == [document]


def test_what_lies_further_back_than_the_overlap_is_not_told_again(scrive: ScriveServer) -> None:
    (old,) = send(scrive, 1)
    scrive.desk.wait(timedelta(minutes=6).total_seconds())
    recent = send(scrive, 2)
    service = scrive.service()
    cursor = changed(service, "").cursor
    assert list(changed(service, cursor).versions) == recent
    scrive.desk.act(old, "Bodil Oskarsson", "open")
    told = changed(service, cursor)
    assert list(told.versions) == [*recent, old]
    assert changed(service, told.cursor).cursor == told.cursor > cursor


@pytest.mark.parametrize("cap", [1, 2, 3, 100])
def test_pages_are_walked_however_short_the_service_makes_them(
    scrive: ScriveServer, cap: int
) -> None:
    scrive.configure(list_cap=cap)
    ids = send(scrive, 7)
    service = scrive.service()
    begun = changed(service, "")
    assert list(changed(service, begun.cursor).versions) == ids


def test_a_quiet_round_is_two_requests(scrive: ScriveServer) -> None:
    send(scrive, 5)
    service = scrive.service()
    cursor = changed(service, "").cursor
    before = len(scrive.requests())
    changed(service, cursor)
    assert len(scrive.requests()) - before <= 3


def test_templates_are_left_out(scrive: ScriveServer) -> None:
    document = scrive.desk.prepared(bodil(), is_template=True)
    (sent,) = send(scrive, 1)
    service = scrive.service()
    told = changed(service, changed(service, "").cursor)
    assert sent in told.versions
    assert str(document["id"]) not in told.versions


def test_where_too_much_changed_a_list_is_no_help(scrive: ScriveServer) -> None:
    scrive.configure(list_cap=1)
    send(scrive, 45)
    service = scrive.service()
    assert service.changes(changed(service, "").cursor) is None


def test_where_the_last_one_is_not_there_any_more_a_list_is_no_help(scrive: ScriveServer) -> None:
    send(scrive, 1)
    scrive.desk.wait(timedelta(minutes=6).total_seconds())
    (last,) = send(scrive, 1)
    service = scrive.service()
    cursor = changed(service, "").cursor
    for action in ("cancel", "trash", "delete"):
        assert scrive.desk.post(f"documents/{last}/{action}").status_code == 200
    assert service.changes(cursor) is None


def test_a_walk_ends_where_the_user_wishes(scrive: ScriveServer) -> None:
    send(scrive, 1)
    token = CancelToken()
    token.cancel()
    before = lists(scrive)
    with pytest.raises(UserCancelled):
        scrive.service().open_agreements(cancel=token)
    assert lists(scrive) == before


# ── what was sent ────────────────────────────────────────────────────────────────────────────────


def test_everything_that_is_open_is_found_as_it_would_be_observed(scrive: ScriveServer) -> None:
    sent = send(scrive, 2)
    scrive.desk.act(sent[0], "Bodil Oskarsson", "open")
    scrive.desk.act(sent[0], "Bodil Oskarsson", "decline")
    scrive.desk.prepared(bodil(), inga())
    told: list[tuple[int, int]] = []
    service = scrive.service()
    found = service.open_agreements(progress=lambda *each: told.append(each))
    assert found is not None
    assert [each.service_id for each in found] == sent[1:]
    assert found[0] == service.observe(sent[1])
    assert told == [(1, 1)]


def test_the_documents_of_a_flow_are_one_agreement_with_its_title(scrive: ScriveServer) -> None:
    service_id = scrive.flow(BUYER, documents=2)
    (alone,) = send(scrive, 1)
    found = {each.service_id: each for each in opened(scrive)}
    assert set(found) == {service_id, alone}
    assert found[service_id].title == "Framework contract"
    assert len(found[service_id].documents) == 2


def test_without_the_flow_api_our_tags_tell_what_goes_together(scrive: ScriveServer) -> None:
    scrive.configure(absent=["list_instances"])
    ids = [
        str(scrive.desk.started(bodil(), tags=[*tags_of("ref-1", number)])["id"])
        for number in (2, 1)
    ]
    assert [each.service_id for each in opened(scrive)] == [f"{ids[1]},{ids[0]}"]


def test_a_server_that_does_not_know_every_status_is_asked_for_what_it_knows(
    scrive: ScriveServer,
) -> None:
    sent = send(scrive, 1)
    fault = Fault(kind="status", code=400, path="documents/list", times=1, body="unknown status")
    scrive.desk.world.faults.order(fault)
    assert [each.service_id for each in opened(scrive)] == sent


def test_a_list_that_is_forbidden_is_told(scrive: ScriveServer) -> None:
    fault = Fault(kind="status", code=403, path="documents/list", times=None, body="no")
    scrive.desk.world.faults.order(fault)
    with pytest.raises(Forbidden):
        scrive.service().open_agreements()


def test_without_permission_for_flow_documents_are_found_nevertheless(scrive: ScriveServer) -> None:
    sent = send(scrive, 2)
    fault = Fault(kind="status", code=403, path="/flow/instances$", times=None, body="no")
    scrive.desk.world.faults.order(fault)
    assert {each.service_id for each in opened(scrive)} == set(sent)


def test_a_service_that_does_not_turn_pages_is_not_asked_for_ever(
    scrive: ScriveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = send(scrive, 3)
    real = ScriveClient.listed
    asked: list[int] = []

    def stuck(
        client: ScriveClient, filters: Sequence[Told], *, offset: int, most: int, sorting: object
    ) -> DocumentPage:
        asked.append(offset)
        del sorting
        assert len(asked) < 10
        return real(client, filters, most=most)

    monkeypatch.setattr(ScriveClient, "listed", stuck)
    assert {each.service_id for each in opened(scrive)} == set(sent)
