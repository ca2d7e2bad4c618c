"""Drafts at Scrive that others cancel, trash, delete or double, and what Scrive says of people."""

import json
from collections.abc import Callable

import pytest
import requests

from app.emulator.faults import Fault
from app.services.outbox.records import OutboxItem, Phase, SendState
from tests.support.documents_office import START, DocumentsOffice
from tests.support.flow_office import START as FLOW_START
from tests.support.flow_office import UPLOAD, Office
from tests.support.scrive_desk import header
from tests.support.waiting import wait_until

GET = "/get$"
GETS_BEFORE_THE_START = 3
"""Of one document: before and after it is written, and before it is started."""


def _by_hand(office: Office, *actions: str) -> None:
    """What the owner can do with the one document in the web interface."""
    [document] = office.documents()
    for action in actions:
        answer = requests.post(
            f"{office.emulator.scrive_url}/api/v2/documents/{document}/{action}",
            headers={"Authorization": header(office.emulator.services["scrive"].credentials())},
            timeout=10,
        )
        assert answer.status_code == 200, answer.text


def _started_and_not_known(office: Office, start: str) -> str:
    """A start took effect; neither its answer nor a look came back."""
    office.fault(Fault(kind="drop_after", service="scrive", method="POST", path=start))
    skip = GETS_BEFORE_THE_START
    office.fault(Fault(kind="status", method="GET", path=GET, code=500, skip=skip, times=None))
    item = office.send(wait=0)
    office.emulator.world.faults.clear()
    assert item.state is SendState.FINDING_OUT, item.message
    assert office.agreements() == 1
    return item.id


def test_what_was_started_cancelled_and_trashed_there_was_sent(
    documents_office: DocumentsOffice,
) -> None:
    item_id = _started_and_not_known(documents_office, START)
    _by_hand(documents_office, "cancel", "trash")
    assert documents_office.outbox.check_again(item_id).state is SendState.SENT


@pytest.mark.parametrize("actions", [("cancel", "trash"), ("cancel", "trash", "delete")])
def test_what_was_started_is_never_called_not_sent_when_it_is_given_up(
    documents_office: DocumentsOffice, actions: tuple[str, ...]
) -> None:
    item_id = _started_and_not_known(documents_office, START)
    _by_hand(documents_office, *actions)
    item = documents_office.outbox.give_up(item_id)
    assert item.settled
    assert item.state is not SendState.NOT_SENT


def test_documents_that_a_sign_in_may_not_see_prove_nothing(office: Office) -> None:
    item_id = _started_and_not_known(office, FLOW_START)
    office.fault(Fault(kind="status", method="GET", path=GET, code=404, times=None))
    item = office.outbox.give_up(item_id)
    assert (item.phase, item.state) == (Phase.LET_GO, SendState.FINDING_OUT)


def _doubled(office: Office) -> None:
    office.fault(Fault(kind="repeat", method="POST", path=UPLOAD))


def _lost(office: Office) -> None:
    office.fault(Fault(kind="drop_after", method="POST", path=UPLOAD))


@pytest.mark.parametrize("spoil", [_doubled, _lost])
def test_a_draft_whose_deletion_was_lost_is_deleted_from_the_trash(
    office: Office, spoil: Callable[[Office], None]
) -> None:
    spoil(office)
    office.fault(Fault(kind="drop_before", method="POST", path="/delete$"))
    if spoil is _lost:
        office.fault(Fault(kind="status", path="/documents/list", code=500, times=None))
    item = office.send(wait=0)
    if spoil is _lost:
        office.emulator.world.faults.clear()
        office.fault(Fault(kind="drop_before", method="POST", path="/delete$"))
        office.outbox.stop(item.id)

    def cleared() -> bool:
        office.outbox.run_all()
        return office.leftovers() == []

    wait_until(cleared, 20)


def test_a_draft_that_a_proxy_made_twice_goes_when_the_user_stops(office: Office) -> None:
    _doubled(office)

    def hear(item: OutboxItem) -> None:
        if item.steps and item.steps[0].result:
            office.outbox.cancel(item.id)

    office.outbox.subscribe(hear)
    assert office.send().phase is Phase.GIVEN_UP
    assert office.leftovers() == []


LINK = "https://scrive.example.com/s/9221714692410699950/7348782/c8c5b4d3e2f1a0b9"
NUMBER = "19701212-1234"
PLAIN = "12127012345"


def test_a_refusal_is_kept_without_links_and_personal_numbers(office: Office) -> None:
    numbers = f"{NUMBER} and {PLAIN}, the phone +46702254141"
    told = f"Inga has the numbers {numbers} and the link {LINK} already."
    body = json.dumps({"code": "bad_request", "message": told})
    office.fault(
        Fault(
            kind="status",
            method="POST",
            path=FLOW_START,
            code=400,
            body=body,
            content_type="application/json",
        )
    )
    item = office.send()
    assert item.phase is Phase.NOT_SENT
    assert item.message is not None
    assert "+46702254141" in item.message.service_text
    kept = b"".join(each.read_bytes() for each in office.folder.rglob("*") if each.is_file())
    assert NUMBER.encode() not in kept
    assert PLAIN.encode() not in kept
    assert LINK.encode() not in kept
