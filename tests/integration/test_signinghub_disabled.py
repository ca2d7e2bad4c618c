"""An account that is disabled at SigningHub: its work waits, and goes on when it is enabled."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.emulator.server import Emulator
from app.services.outbox.records import OutboxItem, Phase
from app.services.words.sending import DISABLED, needs_you
from tests.support.signinghub_office import Office

OWNER = "maja.lindqvist@example.com"


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator) -> Office:
    return Office(tmp_path, emulator)


def disable(office: Office, *, disabled: bool = True) -> None:
    office.hub.configure({"users": {OWNER: {"disabled": disabled}}})


def before_everything(office: Office) -> None:
    disable(office)


def while_it_is_built(office: Office) -> None:
    office.before_step["upload"] = lambda: disable(office)


def before_the_last_comparison(office: Office) -> None:
    office.before_sharing = lambda: disable(office)


def at_the_start(office: Office) -> None:
    office.before_step["share"] = lambda: disable(office)


def waits(item: OutboxItem, phase: Phase) -> None:
    assert (item.phase, item.family) == (phase, DISABLED)
    assert needs_you(item)
    assert item.message is not None
    assert item.message.title == "This account is disabled at SigningHub."
    assert item.message.next_step


@pytest.mark.parametrize("when", [before_everything, while_it_is_built, before_the_last_comparison])
def test_what_is_on_its_way_waits_and_is_sent_once_when_the_account_is_enabled(
    office: Office, when: Callable[[Office], None]
) -> None:
    when(office)

    item = office.send(wait=5)

    waits(item, Phase.WAITING)
    assert office.agreements() == 0
    office.before_sharing = lambda: None
    disable(office, disabled=False)
    assert office.outbox.run(item.id, wait=3000).phase is Phase.SENT
    assert office.agreements() == 1
    assert office.leftovers() == []


def test_a_start_that_is_refused_by_it_is_never_taken_for_an_end(office: Office) -> None:
    at_the_start(office)

    item = office.send(wait=5)

    assert item.phase is Phase.FINDING_OUT
    assert item.firing is not None
    assert "disabled" in item.firing.looks[-1].sentence
    assert office.agreements() == 0
    disable(office, disabled=False)
    assert office.outbox.run(item.id, wait=3000).phase is Phase.SENT
    assert office.agreements() == 1
