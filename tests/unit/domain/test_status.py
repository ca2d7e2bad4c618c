"""Status words, the roll-up of progress, and who is waited for."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.attention import Reason, View, reason, view_of
from app.domain.kinds import ServiceKind
from app.domain.observation import Moment, Observation, ObservedParticipant
from app.domain.progress import blocker, progress, stages, waiting_names
from app.domain.status import (
    Access,
    AgreementStatus,
    ParticipantStatus,
    scrive_document_status,
    scrive_flow_status,
    signinghub_process_status,
    signinghub_workflow_status,
)

NOW = datetime(2031, 3, 1, 9, 0, tzinfo=UTC)
S = AgreementStatus
P = ParticipantStatus


def someone(name: str, status: P, order: int = 1, **more: object) -> ObservedParticipant:
    values: dict[str, object] = {"role": "signer", **more}
    return ObservedParticipant(
        key=name,
        name=name,
        status=status,
        signing_order=order,
        **values,  # type: ignore[arg-type]
    )


def seen(*people: ObservedParticipant, **more: object) -> Observation:
    values: dict[str, object] = {"status": S.IN_PROGRESS, **more}
    return Observation(
        service=ServiceKind.SIGNINGHUB,
        service_id="1",
        title="Lease",
        raw_status="",
        observed_at=NOW,
        participants=people,
        **values,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("preparation", S.DRAFT),
        ("awaiting_start", S.IN_PROGRESS),
        ("pending", S.IN_PROGRESS),
        ("closed", S.COMPLETED),
        ("rejected", S.DECLINED),
        ("canceled", S.CANCELLED),
        ("timedout", S.EXPIRED),
        ("document_error", S.FAILED),
        ("on_hold", S.UNKNOWN),
        ("", S.UNKNOWN),
    ],
)
def test_scrives_word_for_a_document(raw: str, status: S) -> None:
    assert scrive_document_status(raw) is status


@pytest.mark.parametrize(
    ("documents", "status"),
    [
        ([S.COMPLETED, S.COMPLETED], S.COMPLETED),
        ([S.COMPLETED, S.IN_PROGRESS], S.IN_PROGRESS),
        ([S.DRAFT, S.DRAFT], S.DRAFT),
        ([S.DRAFT, S.IN_PROGRESS], S.IN_PROGRESS),
        ([S.EXPIRED, S.DECLINED, S.CANCELLED], S.DECLINED),
        ([S.FAILED, S.EXPIRED], S.EXPIRED),
        ([S.CANCELLED, S.COMPLETED], S.CANCELLED),
        ([S.FAILED, S.COMPLETED], S.FAILED),
        ([S.UNKNOWN, S.UNKNOWN], S.UNKNOWN),
        ([], S.UNKNOWN),
    ],
)
def test_a_flow_is_rolled_up_from_its_documents(documents: list[S], status: S) -> None:
    assert scrive_flow_status(documents) is status


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("DRAFT", S.DRAFT),
        ("SHARED", S.IN_PROGRESS),
        ("IN_PROGRESS", S.IN_PROGRESS),
        ("In Progress", S.IN_PROGRESS),
        ("IN_PRGORESS", S.IN_PROGRESS),
        ("INPROGRESS", S.IN_PROGRESS),
        ("completed", S.COMPLETED),
        ("DECLINED", S.DECLINED),
        ("ARCHIVED", S.UNKNOWN),
    ],
)
def test_signinghubs_word_for_a_workflow(raw: str, status: S) -> None:
    assert signinghub_workflow_status(raw) is status


@pytest.mark.parametrize(
    ("raw", "workflow", "status"),
    [
        ("", S.IN_PROGRESS, P.NOT_YET),
        ("UN_PROCESSED", S.IN_PROGRESS, P.NOT_YET),
        ("UN_PROCESSED", S.COMPLETED, P.SKIPPED),
        ("UN_PROCESSED", S.DECLINED, P.SKIPPED),
        ("IN_PROGRESS", S.IN_PROGRESS, P.INVITED),
        ("Signed", S.IN_PROGRESS, P.ACTED),
        ("REVIEWED", S.IN_PROGRESS, P.ACTED),
        ("EDITED", S.IN_PROGRESS, P.ACTED),
        ("PROCESSED", S.IN_PROGRESS, P.ACTED),
        ("CARBON_COPIED", S.IN_PROGRESS, P.ACTED),
        ("DECLINED", S.DECLINED, P.DECLINED),
        ("INVALID", S.IN_PROGRESS, P.FAILED),
        ("SNOOZED", S.IN_PROGRESS, P.UNKNOWN),
    ],
)
def test_signinghubs_word_for_a_recipient(raw: str, workflow: S, status: P) -> None:
    assert signinghub_process_status(raw, workflow) is status


def test_viewers_and_copies_never_count() -> None:
    people = (
        someone("Ada", P.ACTED),
        someone("Bo", P.OPENED),
        someone("Cy", P.INVITED, role="viewer"),
        someone("Di", P.INVITED, role="copy"),
    )
    far = progress(seen(*people))
    assert (far.done, far.total, far.opened) == (1, 2, 1)
    assert waiting_names(seen(*people)) == ("Bo",)


def test_the_services_own_word_says_who_is_next_where_ours_does_not() -> None:
    observation = seen(someone("Ada", P.ACTED), waiting_for_names=("Legal",))
    assert waiting_names(observation) == ("Legal",)
    assert waiting_names(seen(status=S.COMPLETED, waiting_for_names=("Legal",))) == ()


def test_stages_follow_the_signing_order() -> None:
    observation = seen(
        someone("Cy", P.NOT_YET, 3), someone("Ada", P.ACTED), someone("Bo", P.INVITED)
    )
    assert [[each.name for each in stage] for stage in stages(observation)] == [
        ["Ada", "Bo"],
        ["Cy"],
    ]


def test_the_wait_began_with_the_invitation_else_with_the_act_before_else_with_sending() -> None:
    hour = timedelta(hours=1)
    invited = someone("Bo", P.INVITED, 2, invited_at=Moment(at=NOW))
    silent = someone("Bo", P.INVITED, 2)
    acted = someone("Ada", P.ACTED, 1, acted_at=Moment(at=NOW - hour))
    sent = Moment(at=NOW - 2 * hour)
    for people, since in (
        ((acted, invited), NOW),
        ((acted, silent), NOW - hour),
        ((silent,), NOW - 2 * hour),
    ):
        found = blocker(seen(*people, sent_at=sent))
        assert found is not None
        assert found.since == since
    found = blocker(seen(silent))
    assert found is not None
    assert found.since is None


def test_nobody_blocks_what_is_over() -> None:
    assert blocker(seen(someone("Bo", P.INVITED), status=S.COMPLETED)) is None


@pytest.mark.parametrize(
    ("observation", "view"),
    [
        (seen(someone("Bo", P.INVITED)), View.WAITING),
        (seen(someone("Bo", P.FAILED)), View.NEEDS_YOU),
        (seen(status=S.DRAFT), View.DRAFTS),
        (seen(status=S.COMPLETED), View.COMPLETED),
        (seen(status=S.DECLINED), View.STOPPED),
        (seen(status=S.UNKNOWN), View.WAITING),
        (seen(access=Access.GONE, status=S.COMPLETED), View.NEEDS_YOU),
        (seen(deadline=Moment(at=NOW + timedelta(days=3))), View.NEEDS_YOU),
        (seen(deadline=Moment(at=NOW + timedelta(days=9))), View.WAITING),
    ],
)
def test_each_agreement_has_one_view(observation: Observation, view: View) -> None:
    assert view_of(observation, NOW) is view


def test_ones_own_turn_is_a_reason() -> None:
    observation = seen(someone("Maja", P.INVITED, email="Maja@example.com"))
    assert reason(observation, NOW, "maja@example.com") is Reason.YOUR_TURN
    assert reason(observation, NOW, "karim@example.com") is None
