"""Recipients that came twice into a package: out again, with all that they changed."""

from pathlib import Path

from app.emulator.faults import Fault
from app.emulator.server import Emulator
from app.emulator.signinghub.words import WorkflowType
from app.services.outbox.records import SendState
from tests.support.signinghub_office import USERS, Office


def test_people_that_a_proxy_adds_twice_are_there_once_and_still_in_their_order(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = Office(tmp_path, emulator)
    office.fault(Fault(kind="repeat", method="POST", path=USERS))
    item = office.send()
    assert item.state is SendState.SENT, item.message
    assert office.doubles() == []
    [package] = office.packages()
    assert package.type is WorkflowType.SERIAL
    assert [each.signing_order for each in package.recipients] == [1, 2, 3]
