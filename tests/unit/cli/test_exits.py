"""The exit statuses that scripts rely on."""

from dataclasses import replace

import pytest

from app.cli.exits import Exit, of_error, of_item, of_several
from app.services.errors import (
    BadAnswer,
    Forbidden,
    Gone,
    LocalError,
    NoKeyring,
    Refused,
    ServiceError,
    Throttled,
    Unauthorized,
    Unreachable,
)
from app.services.outbox.records import Phase, StepState
from app.services.storage.failures import DamagedDatabase
from tests.support.outbox_items import an_item, start


@pytest.mark.parametrize(
    ("phase", "family", "status"),
    [
        (Phase.SENT, "", Exit.DONE),
        (Phase.FINDING_OUT, "uncertain", Exit.FINDING_OUT),
        (Phase.FINDING_OUT, "no_keyring", Exit.FINDING_OUT),
        (Phase.NOT_SENT, "refused", Exit.REFUSED),
        (Phase.GIVEN_UP, "cancelled", Exit.CANCELLED),
        (Phase.QUEUED, "", Exit.NOT_YET),
        (Phase.SENDING, "", Exit.NOT_YET),
        (Phase.WAITING, "unreachable", Exit.NOT_YET),
        (Phase.WAITING, "throttled", Exit.NOT_YET),
        (Phase.WAITING, "no_keyring", Exit.NOT_YET),
        (Phase.WAITING, "damaged_database", Exit.NOT_YET),
        (Phase.WAITING, "unauthorized", Exit.REFUSED),
    ],
)
def test_the_status_says_where_an_agreement_stands(phase: Phase, family: str, status: Exit) -> None:
    assert of_item(an_item(phase, family=family)) is status


@pytest.mark.parametrize("phase", [Phase.SENDING, Phase.WAITING])
def test_a_start_that_may_have_left_is_being_found_out_in_every_phase(phase: Phase) -> None:
    running = replace(start(), state=StepState.RUNNING)
    assert of_item(an_item(phase, family="local", steps=(running,))) is Exit.FINDING_OUT


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Unreachable, Exit.NOT_YET),
        (Throttled, Exit.NOT_YET),
        (NoKeyring, Exit.NOT_YET),
        (LocalError, Exit.NOT_YET),
        (DamagedDatabase, Exit.NOT_YET),
        (BadAnswer, Exit.NOT_YET),
        (Refused, Exit.REFUSED),
        (Unauthorized, Exit.REFUSED),
        (Forbidden, Exit.REFUSED),
        (Gone, Exit.REFUSED),
    ],
)
def test_the_status_of_a_failure_says_whether_asking_again_makes_sense(
    error: type[ServiceError], status: Exit
) -> None:
    assert of_error(error("Something happened.")) is status


def test_of_several_the_one_counts_that_needs_somebody_most() -> None:
    order = [Exit.BUG, Exit.FINDING_OUT, Exit.NOT_YET, Exit.REFUSED, Exit.INVALID, Exit.DONE]
    for position, status in enumerate(order):
        assert of_several(reversed(order[position:])) is status
    assert of_several([]) is Exit.DONE
