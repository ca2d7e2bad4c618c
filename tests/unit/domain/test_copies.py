"""Copies of one agreement: which belong together, and what they amount to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.copies import copy_sets, merged
from app.domain.kinds import Role, ServiceKind
from app.domain.observation import Moment, Observation, ObservedParticipant
from app.domain.progress import progress, waiting_names
from app.domain.status import Access, AgreementStatus, ParticipantStatus

NOON = datetime(2031, 3, 1, 12, tzinfo=UTC)
DONE, OPEN = AgreementStatus.COMPLETED, AgreementStatus.IN_PROGRESS
DECLINED, EXPIRED = AgreementStatus.DECLINED, AgreementStatus.EXPIRED
_PERSON = {
    DONE: ParticipantStatus.ACTED,
    DECLINED: ParticipantStatus.DECLINED,
    EXPIRED: ParticipantStatus.EXPIRED,
}


def a_copy(
    number: int, name: str, status: AgreementStatus = OPEN, *, hours: float = 0, of: str = "ref 7"
) -> Observation:
    person = ObservedParticipant(
        key="1",
        name=name,
        email=f"{name}@example.com".lower(),
        role=Role.SIGNER.value,
        status=_PERSON.get(status, ParticipantStatus.INVITED),
    )
    return Observation(
        service=ServiceKind.SIGNINGHUB,
        service_id=str(number),
        title="Lease",
        status=status,
        raw_status=status.value.upper(),
        observed_at=NOON,
        participants=(person,),
        sent_at=Moment(at=NOON + timedelta(hours=hours)),
        copy_of=of,
    )


def sets(*copies: Observation) -> list[tuple[str, ...]]:
    return [each.keys for each in copy_sets({each.service_id: each for each in copies})]


def test_copies_stand_together_in_the_order_of_their_numbers() -> None:
    assert sets(a_copy(10, "Bo"), a_copy(9, "Ann"), a_copy(11, "Cy")) == [("9", "10", "11")]


def test_one_alone_and_what_is_no_copy_are_in_no_set() -> None:
    assert sets(a_copy(1, "Ann"), a_copy(2, "Bo", of=""), a_copy(3, "Bo", of="")) == []


def test_what_was_sent_again_later_is_another_agreement() -> None:
    later = (a_copy(5, "Ann", hours=2), a_copy(6, "Bo", hours=2))
    assert sets(a_copy(1, "Ann"), a_copy(2, "Bo"), *later) == [("1", "2"), ("5", "6")]


def test_nobody_has_two_copies_of_one_agreement() -> None:
    again = (a_copy(3, "ANN"), a_copy(4, "Bo"))
    assert sets(a_copy(1, "Ann"), a_copy(2, "Bo"), *again) == [("1", "2"), ("3", "4")]


def test_a_time_that_is_not_told_keeps_nothing_apart() -> None:
    assert sets(a_copy(1, "Ann"), replace(a_copy(2, "Bo"), sent_at=None)) == [("1", "2")]


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        ((DONE, DONE), DONE),
        ((DONE, OPEN), OPEN),
        ((DECLINED, OPEN), OPEN),
        ((DONE, DECLINED), DECLINED),
        ((EXPIRED, DONE), EXPIRED),
        ((DONE, AgreementStatus.UNKNOWN), AgreementStatus.UNKNOWN),
        ((DONE, AgreementStatus.DRAFT), AgreementStatus.DRAFT),
    ],
)
def test_they_are_completed_only_when_all_are(
    statuses: tuple[AgreementStatus, ...], whole: AgreementStatus
) -> None:
    copies = [a_copy(n, f"P{n}", status) for n, status in enumerate(statuses, 1)]
    told = merged(copies)
    assert (told.status, told.raw_status) == (whole, whole.value.upper())
    far = progress(told)
    assert (far.done, far.total) == (statuses.count(DONE), 2)


def test_everybody_of_all_copies_is_in_it_and_waited_for_at_once() -> None:
    told = merged([a_copy(1, "Ann"), a_copy(2, "Bo", DONE), a_copy(3, "Cy")])
    assert waiting_names(told) == ("Ann", "Cy")
    assert len({each.key for each in told.participants}) == 3
    assert told.service_id == "1,2,3"


def test_it_is_there_as_long_as_one_copy_is_shown() -> None:
    shown, gone = a_copy(1, "Ann"), replace(a_copy(2, "Bo"), access=Access.GONE)
    assert merged([gone, shown]).access is Access.OK
    assert merged([gone, gone]).access is Access.GONE


def test_the_first_deadline_and_the_last_end_count() -> None:
    early, late = Moment(at=NOON), Moment(at=NOON + timedelta(days=1))
    copies = [
        replace(a_copy(1, "Ann", DONE), deadline=late, completed_at=early),
        replace(a_copy(2, "Bo", DONE), deadline=early, completed_at=late),
    ]
    assert (merged(copies).deadline, merged(copies).completed_at) == (early, late)
    under_way = merged([copies[0], a_copy(3, "Cy")])
    assert under_way.completed_at is None
