"""INDIVIDUAL packages: everybody's own copy, made once, though the service could make it again."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.copies import copy_sets
from app.domain.kinds import ParticipantKind
from app.emulator.faults import Fault
from app.emulator.server import Emulator
from app.services.http.client import Transport
from app.services.outbox.records import OutboxItem, Phase, SentCopy
from app.services.secrets.secret import Secret
from app.services.signinghub.service import signinghub_service
from app.services.timing import Timing
from tests.support.signinghub_office import WORKFLOW, Office, a_package_for_each

LOST = Fault(kind="drop_after", service="signinghub", method="POST", path=WORKFLOW)
ORIGINALS = pytest.mark.parametrize("original", ["gone", "draft"])


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator) -> Office:
    return Office(tmp_path, emulator)


def sent_once_to_both(office: Office, item: OutboxItem) -> None:
    assert item.phase is Phase.SENT, item.message
    assert office.agreements() == 1
    assert sorted(each.participant for each in item.copies) == ["Bodil Oskarsson", "Karim Haddad"]
    assert len([each for each in office.packages() if each.status != "DRAFT"]) == 2
    assert office.doubles() == []


def test_everybody_gets_a_copy_of_their_own(office: Office) -> None:
    item = office.send(a_package_for_each())

    sent_once_to_both(office, item)
    assert office.leftovers() == []
    ids = [str(each.package_id) for each in office.packages()]
    assert item.copies == (
        SentCopy(service_id=ids[0], participant="Bodil Oskarsson"),
        SentCopy(service_id=ids[1], participant="Karim Haddad"),
    )
    assert item.service_id == ids[0]
    assert len(item.document_ids) == 4


def test_copies_are_known_as_one_agreement_however_they_were_sent(office: Office) -> None:
    sent = office.send(a_package_for_each())
    secrets = {name: Secret(value) for name, value in office.hub.credentials().items()}
    transport = Transport(clock=office.clock, timing=office.timing)
    service = signinghub_service(office.account, secrets, transport)
    seen = {each.service_id: service.observe(each.service_id) for each in sent.copies}
    assert all(each.copy_of.startswith("ref ") for each in seen.values())
    with office.emulator.world.lock:
        for package in office.packages():
            for document in package.documents:
                document.source = "Elsewhere"
    unmarked = {key: service.observe(key) for key in seen}
    assert not any(each.copy_of.startswith("ref ") for each in unmarked.values())
    for found in (seen, unmarked):
        assert [each.keys for each in copy_sets(found)] == [tuple(seen)]


@ORIGINALS
def test_copies_whose_answer_was_lost_are_found(office: Office, original: str) -> None:
    office.hub.configure({"individual_original": original})
    office.send(replace(a_package_for_each(), id=""))
    before = {each.package_id for each in office.packages()}
    office.fault(LOST)

    item = office.send(a_package_for_each())

    assert item.phase is Phase.SENT, item.message
    assert office.agreements() == 2
    assert sorted(each.participant for each in item.copies) == ["Bodil Oskarsson", "Karim Haddad"]
    assert not before & {int(each.service_id) for each in item.copies}


@ORIGINALS
def test_a_lost_start_is_repeated_only_when_the_user_wishes_it(
    office: Office, original: str
) -> None:
    office.hub.configure({"individual_original": original})
    office.fault(replace(LOST, kind="drop_before"))

    item = office.send(a_package_for_each())

    assert (item.phase, item.next_look_at) == (Phase.FINDING_OUT, None)
    assert office.outbox.run(item.id, wait=3000).phase is Phase.FINDING_OUT
    assert office.agreements() == 0
    sent_once_to_both(office, office.outbox.send_again(item.id, wait=3000))


def test_copies_that_are_made_after_all_usual_looks_are_found_and_not_made_twice(
    office: Office,
) -> None:
    """The start takes effect about 150 s after its answer was given up."""
    office.hub.configure({"individual_original": "draft"})
    office.timing = Timing(scale=0.01)
    late = office.timing.scaled(office.timing.fire + 150.0)
    office.fault(replace(LOST, kind="delay", seconds=late))

    sent_once_to_both(office, office.send(a_package_for_each()))


def test_a_refused_second_delivery_does_not_hide_the_first(office: Office) -> None:
    """A proxy delivers the start twice, and hands on the answer to the second."""
    office.hub.configure({"individual_original": "draft", "workflows_left": 1})
    office.fault(replace(LOST, kind="repeat"))

    sent_once_to_both(office, office.send(a_package_for_each()))


def test_a_start_that_is_refused_is_not_sent_and_leaves_nothing(office: Office) -> None:
    office.hub.configure({"individual_original": "draft", "workflows_left": 0})

    item = office.send(a_package_for_each())

    assert item.phase is Phase.NOT_SENT
    assert office.packages() == []


def test_copies_that_are_not_complete_are_shown_as_a_doubt(office: Office) -> None:
    office.fault(LOST)
    lists = Fault(
        kind="status",
        service="signinghub",
        method="GET",
        path="/packages/ALL/",
        code=500,
        skip=1,
        times=None,
    )
    office.fault(lists)
    item = office.send(a_package_for_each(), wait=0)
    assert item.phase is Phase.FINDING_OUT
    office.emulator.world.faults.clear()
    with office.emulator.world.lock:
        office.hub.site.state.packages.popitem()

    item = office.outbox.check_again(item.id)

    assert item.phase is Phase.FINDING_OUT
    assert item.message is not None
    assert "1 of 2 copies" in item.message.title
    assert office.agreements() == 1


def test_the_copy_of_a_group_is_known_by_the_group(office: Office) -> None:
    agreement = a_package_for_each()
    legal = replace(agreement.participants[0], kind=ParticipantKind.GROUP, name="Legal", email="")
    office.fault(LOST)

    item = office.send(replace(agreement, participants=(legal, agreement.participants[1])))

    assert item.phase is Phase.SENT, item.message
    assert office.agreements() == 1
    assert sorted(each.participant for each in item.copies) == ["Karim Haddad", "Legal"]
