"""From SigningHub's answers to an observation."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, ParticipantKind, ServiceKind
from app.domain.observation import Moment, Observation
from app.domain.progress import blocker, stages, waiting_names
from app.domain.status import AgreementStatus, ParticipantStatus
from app.services.lenient import lenient
from app.services.signinghub.mapping import observation_of
from app.services.signinghub.past import past_of
from app.services.signinghub.wire import History, WorkflowDetails

NOW = datetime(2031, 3, 10, 12, tzinfo=UTC)
FULL = Path(__file__).parents[3] / "support" / "workflow-full.json"


def a_recipient(order: int, status: str | None = "UN_PROCESSED", **more: JsonValue) -> JsonObject:
    return {
        "order": order,
        "signing_order": order,
        "user_email": f"person{order}@example.com",
        "user_name": f"Person {order}",
        "role": "SIGNER",
        "process_status": status,
        **more,
    }


def a_window(end: str = "", days: int | None = None) -> JsonObject:
    """An access window that ends at a date, or after some days."""
    return {
        "access_duration": {
            "enabled": True,
            "duration_by_date": {"enabled": bool(end), "duration": {"end_date_time": end}},
            "duration_by_days": {"enabled": days is not None, "duration": {"total_days": days}},
        }
    }


def a_package(
    status: str = "SHARED",
    *users: JsonObject,
    kind: str = "SERIAL",
    continue_on_decline: bool = False,
    **more: JsonValue,
) -> JsonObject:
    return {
        "package_id": 7,
        "package_name": "Lease",
        "workflow": {
            "workflow_type": kind,
            "workflow_status": status,
            "continue_on_decline": continue_on_decline,
        },
        "users": list(users),
        **more,
    }


def observed(package: JsonValue, *actions: JsonObject) -> Observation:
    past = past_of(lenient({"actions": list(actions)}, History)) if actions else None
    details = lenient(package, WorkflowDetails)
    return observation_of(details, service_id="7", observed_at=NOW, past=past)


def an_action(word: str, at: str, email: str = "person1@example.com") -> JsonObject:
    return {"action_type": word, "date_time": at, "user_email": email, "user_name": "Somebody"}


def _statuses(observation: Observation) -> list[ParticipantStatus]:
    return [each.status for each in observation.participants]


def _leaves(value: JsonValue) -> list[JsonValue]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in _leaves(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value]


def test_the_full_answer_becomes_an_observation() -> None:
    sent = cast("JsonObject", json.loads(FULL.read_text(encoding="utf-8")))
    seen = observed(sent)
    assert (seen.service, seen.service_id) == (ServiceKind.SIGNINGHUB, "7")
    assert (seen.title, seen.owner, seen.owner_email) == (
        "Lease 2031 / Unit 7",
        "Ada Byrne",
        "ada@example.com",
    )
    assert (seen.status, seen.raw_status) == (AgreementStatus.COMPLETED, "COMPLETED")
    assert not seen.ended_early
    assert seen.completed_at == Moment(at=datetime(2031, 3, 2, 9, 25, 43, 511000, tzinfo=UTC))
    assert seen.modified_at == Moment(
        at=datetime(2031, 3, 2, 10, 20, 30, tzinfo=UTC), zone_known=False
    )
    bo, cy = seen.participants
    assert (bo.status, bo.raw_status) == (ParticipantStatus.ACTED, "Signed")
    assert (bo.role, bo.raw_role, bo.acted_by) == ("signer", "SIGNER", "deputy@example.com")
    assert (bo.authentication_to_view, cy.authentication_to_view) == ("password", "sms_otp")
    assert bo.deadline == Moment(at=datetime(2031, 3, 31, 17, 45, tzinfo=UTC))
    assert cy.deadline == Moment(at=datetime(2031, 3, 16, 8, 25, 43, 511000, tzinfo=UTC))
    assert (cy.role, cy.acted_by, cy.signing_order) == ("approver", "", 2)
    assert [(each.service_id, each.name, each.pages) for each in seen.documents] == [
        ("550231", "Lease unit 7", 9)
    ] * 2
    assert len({each.key for each in seen.documents}) == 2
    assert seen.waiting_for_names == ("Bo Diaz",)
    assert waiting_names(seen) == ()


def test_every_leaf_of_the_full_answer_is_among_the_details() -> None:
    sent = cast("JsonObject", json.loads(FULL.read_text(encoding="utf-8")))
    seen = observed(sent)
    assert seen.details == sent
    assert _leaves(seen.details) == _leaves(sent)
    assert [each.details for each in seen.participants] == sent["users"]
    assert [each.details for each in seen.documents] == sent["documents"]


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("DRAFT", AgreementStatus.DRAFT),
        ("SHARED", AgreementStatus.IN_PROGRESS),
        ("IN_PRGORESS", AgreementStatus.IN_PROGRESS),
        ("IN_PROGRESS", AgreementStatus.IN_PROGRESS),
        ("INPROGRESS", AgreementStatus.IN_PROGRESS),
        ("In Progress", AgreementStatus.IN_PROGRESS),
        ("completed", AgreementStatus.COMPLETED),
        ("DECLINED", AgreementStatus.DECLINED),
        ("Terminated", AgreementStatus.COMPLETED),
        ("TERMINATED_BY_OWNER", AgreementStatus.COMPLETED),
        ("ON_HOLIDAY", AgreementStatus.UNKNOWN),
        ("", AgreementStatus.UNKNOWN),
    ],
)
def test_each_word_for_the_workflow_becomes_ours(raw: str, status: AgreementStatus) -> None:
    seen = observed(a_package(raw, a_recipient(1, "SIGNED")))
    assert (seen.status, seen.raw_status) == (status, raw)
    assert seen.ended_early is raw.startswith(("Term", "TERM"))


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("UN_PROCESSED", ParticipantStatus.NOT_YET),
        ("UNPROCESSED", ParticipantStatus.NOT_YET),
        ("", ParticipantStatus.NOT_YET),
        (None, ParticipantStatus.NOT_YET),
        ("IN_PROGRESS", ParticipantStatus.INVITED),
        ("INPROGRESS", ParticipantStatus.INVITED),
        ("PENDING", ParticipantStatus.INVITED),
        ("Signed", ParticipantStatus.ACTED),
        ("APPROVED", ParticipantStatus.ACTED),
        ("UPDATED", ParticipantStatus.ACTED),
        ("PROCESSED", ParticipantStatus.ACTED),
        ("CARBON_COPIED", ParticipantStatus.ACTED),
        ("DECLINED", ParticipantStatus.DECLINED),
        ("INVALID", ParticipantStatus.FAILED),
        ("MEDITATING", ParticipantStatus.UNKNOWN),
    ],
)
def test_each_word_for_a_recipient_becomes_ours(raw: str | None, status: ParticipantStatus) -> None:
    (participant,) = observed(a_package("SHARED", a_recipient(1, raw))).participants
    assert (participant.status, participant.raw_status) == (status, raw or "")


def test_a_workflow_completed_over_somebodys_head_ended_early() -> None:
    seen = observed(
        a_package(
            "COMPLETED",
            a_recipient(1, "SIGNED", processed_on="2031-03-02T08:00:00Z"),
            a_recipient(2, "IN_PROGRESS"),
            a_recipient(3),
        )
    )
    assert seen.ended_early
    assert seen.completed_at is None
    assert _statuses(seen) == [
        ParticipantStatus.ACTED,
        ParticipantStatus.SKIPPED,
        ParticipantStatus.SKIPPED,
    ]


def test_a_copy_that_was_not_marked_does_not_mean_an_early_end() -> None:
    seen = observed(
        a_package("COMPLETED", a_recipient(1, "SIGNED"), a_recipient(2, role="CARBON_COPY"))
    )
    assert not seen.ended_early


def test_a_decline_with_a_reason_is_a_decline_also_after_the_window() -> None:
    seen = observed(
        a_package(
            "DECLINED",
            a_recipient(
                1,
                "DECLINED",
                reason="Too dear",
                processed_on="2031-03-05T10:00:00Z",
                authentications=a_window("2031-03-05T09:00:00Z"),
            ),
        )
    )
    assert seen.status is AgreementStatus.DECLINED
    assert seen.participants[0].reason == "Too dear"


@pytest.mark.parametrize(
    ("end", "declined", "status"),
    [
        ("2031-03-05T09:00:00Z", "2031-03-05T09:00:00Z", AgreementStatus.EXPIRED),
        ("2031-03-05T09:00:000Z", "2031-03-05T09:00:01Z", AgreementStatus.EXPIRED),
        ("2031-03-05T09:00:00Z", "2031-03-05T08:59:59Z", AgreementStatus.DECLINED),
        # Without a zone the two clocks are compared to about a day only.
        ("2031-03-05T09:00:00Z", "2031-03-04T23:00:00", AgreementStatus.EXPIRED),
        ("2031-03-05T09:00:00", "2031-03-03T23:00:00", AgreementStatus.DECLINED),
        # Without a time of the decline, the change of the package stands for it.
        ("2031-03-05T09:00:00Z", None, AgreementStatus.EXPIRED),
        ("2031-03-09T09:00:00Z", None, AgreementStatus.DECLINED),
        ("", "2031-03-05T09:00:00Z", AgreementStatus.DECLINED),
    ],
)
def test_a_decline_without_reason_at_the_end_of_the_window_is_expired(
    end: str, declined: str | None, status: AgreementStatus
) -> None:
    user = a_recipient(1, "DECLINED", processed_on=declined, authentications=a_window(end))
    package = a_package("DECLINED", user, modified_on="2031-03-06T09:00:00Z")
    assert observed(package).status is status


def test_a_window_of_days_counts_from_the_turn() -> None:
    def package(declined: str) -> JsonObject:
        first = a_recipient(1, "SIGNED", processed_on="2031-03-02T09:00:00Z")
        last = a_recipient(2, "DECLINED", processed_on=declined, authentications=a_window(days=3))
        return a_package("DECLINED", first, last)

    assert observed(package("2031-03-05T09:00:00Z")).status is AgreementStatus.EXPIRED
    assert observed(package("2031-03-04T09:00:00Z")).status is AgreementStatus.DECLINED


def test_a_window_of_days_in_the_first_stage_counts_from_sending() -> None:
    user = a_recipient(
        1, "DECLINED", processed_on="2031-03-05T09:00:00Z", authentications=a_window(days=3)
    )
    shared = an_action("SHARED", "2031-03-02T09:00:00Z", "ada@example.com")
    assert observed(a_package("DECLINED", user), shared).status is AgreementStatus.EXPIRED
    assert observed(a_package("DECLINED", user)).status is AgreementStatus.DECLINED


def test_a_window_that_ended_without_a_marked_decliner_is_expired() -> None:
    missed = a_recipient(1, "IN_PROGRESS", authentications=a_window("2031-03-05T09:00:00Z"))
    package = a_package("DECLINED", missed, a_recipient(2), modified_on="2031-03-05T09:00:05Z")
    seen = observed(package)
    assert seen.status is AgreementStatus.EXPIRED
    assert _statuses(seen) == [ParticipantStatus.EXPIRED, ParticipantStatus.SKIPPED]


def test_one_human_decline_outweighs_a_missed_window() -> None:
    window = a_window("2031-03-05T09:00:00Z")
    missed = a_recipient(1, "DECLINED", processed_on="2031-03-05T09:00:00Z", authentications=window)
    human = a_recipient(2, "DECLINED", reason="No", processed_on="2031-03-04T09:00:00Z")
    seen = observed(a_package("DECLINED", missed, human))
    assert seen.status is AgreementStatus.DECLINED
    assert _statuses(seen) == [ParticipantStatus.EXPIRED, ParticipantStatus.DECLINED]


def test_a_decline_that_stops_nobody_leaves_the_agreement_in_progress() -> None:
    users = (a_recipient(1, "DECLINED", reason="No"), a_recipient(2, "IN_PROGRESS"))
    goes_on = observed(a_package("DECLINED", *users, continue_on_decline=True))
    assert goes_on.status is AgreementStatus.IN_PROGRESS
    assert waiting_names(goes_on) == ("Person 2",)
    assert observed(a_package("DECLINED", *users)).status is AgreementStatus.DECLINED


@pytest.mark.parametrize(
    ("kind", "orders", "expected"),
    [
        ("SERIAL", [1, 2, 3], [[1], [2], [3]]),
        ("SERIAL", [1, 1, 2], [[1], [2], [3]]),
        ("PARALLEL", [1, 2, 3], [[1, 2, 3]]),
        ("INDIVIDUAL", [1, 2, 3], [[1, 2, 3]]),
        ("CUSTOM", [1, 1, 2], [[1, 2], [3]]),
        ("CUSTOM", [5, 2, 2], [[2, 3], [1]]),
        ("CUSTOM", [None, None, 2], [[1], [2, 3]]),
        ("SERIAL", [None, None, None], [[1], [2], [3]]),
        ("NEW_KIND", [1, 1, 2], [[1, 2], [3]]),
    ],
)
def test_stages_follow_the_type_of_the_workflow(
    kind: str, orders: list[int | None], expected: list[list[int]]
) -> None:
    users = [a_recipient(n, signing_order=order) for n, order in enumerate(orders, 1)]
    seen = observed(a_package("SHARED", *users, kind=kind))
    named = [[int(each.name.split()[1]) for each in stage] for stage in stages(seen)]
    assert named == expected


def test_waiting_names_are_those_in_progress_else_the_next_signers() -> None:
    both = a_package(
        "SHARED",
        a_recipient(1, "SIGNED"),
        a_recipient(2, "IN_PROGRESS"),
        next_signer="Legal",
        next_signer_email=[{"user_email": "di@example.com"}, {"user_name": "Ed"}],
    )
    assert waiting_names(observed(both)) == ("Person 2",)
    only_next = both | {"users": [a_recipient(1, "SIGNED"), a_recipient(2)]}
    assert waiting_names(observed(only_next)) == ("di@example.com", "Ed")
    by_name = only_next | {"next_signer_email": None}
    assert waiting_names(observed(by_name)) == ("Legal",)
    assert waiting_names(observed(by_name | {"next_signer": ""})) == ()


def test_groups_and_placeholders_are_told_apart_from_people() -> None:
    group = a_recipient(
        1,
        user_email="",
        user_name="",
        group_name="Legal",
        group_members=["di@example.com", {"user_name": "Ed", "user_email": "ed@example.com"}],
        processed_by="ed@example.com",
    )
    open_seat = a_recipient(2, user_email="", user_name="", placeholder="Tenant")
    filled = a_recipient(3, placeholder="Tenant")
    legal, tenant, person = observed(a_package("SHARED", group, open_seat, filled)).participants
    assert (legal.kind, legal.name, legal.members) == (
        ParticipantKind.GROUP,
        "Legal",
        ("di@example.com", "Ed"),
    )
    assert legal.acted_by == "ed@example.com"
    assert (tenant.kind, tenant.name, tenant.delivery) == (
        ParticipantKind.PLACEHOLDER,
        "Tenant",
        None,
    )
    assert (person.kind, person.name) == (ParticipantKind.PERSON, "Person 3")


def test_delivery_is_v4s_word_or_else_e_mail() -> None:
    v3, v4, odd = observed(
        a_package(
            "SHARED",
            a_recipient(1),
            a_recipient(2, delivery_method="EMAIL_AND_SMS", mobile_number="+46702254141"),
            a_recipient(3, delivery_method="PIGEON"),
        )
    ).participants
    assert (v3.delivery, v4.delivery, odd.delivery) == (
        Delivery.EMAIL,
        Delivery.EMAIL_SMS,
        None,
    )
    assert v4.phone == "+46702254141"


def test_signing_authentication_of_v4_is_told() -> None:
    authentications: JsonObject = {
        "authentication": {
            "enabled": True,
            "password": {"enabled": True},
            "sms_otp": {"enabled": True},
        },
        "authentication_signing": {"enabled": True, "otp": {"enabled": True}},
    }
    (user,) = observed(
        a_package("SHARED", a_recipient(1, authentications=authentications))
    ).participants
    assert user.authentication_to_view == "password, sms_otp"
    assert user.authentication_to_sign == "sms_otp"


def test_a_role_without_a_word_of_ours_keeps_the_services() -> None:
    (seal,) = observed(a_package("SHARED", a_recipient(1, role="ELECTRONIC_SEAL"))).participants
    assert (seal.role, seal.raw_role) == ("ELECTRONIC_SEAL", "ELECTRONIC_SEAL")


def test_the_same_person_twice_has_two_keys() -> None:
    twin = a_recipient(1)
    seen = observed(a_package("SHARED", twin, twin, twin))
    assert len({each.key for each in seen.participants}) == 3


def test_the_deadline_is_the_first_of_those_who_have_still_to_act() -> None:
    users = (
        a_recipient(1, "SIGNED", authentications=a_window("2031-03-03T09:00:00Z")),
        a_recipient(2, "IN_PROGRESS", authentications=a_window("2031-03-20T09:00:00Z")),
        a_recipient(3, authentications=a_window("2031-03-25T09:00:00Z")),
        a_recipient(4),
    )
    under_way = observed(a_package("SHARED", *users))
    assert under_way.deadline == Moment(at=datetime(2031, 3, 20, 9, tzinfo=UTC))
    assert observed(a_package("COMPLETED", *users)).deadline is None
    switched_off = a_window("2031-03-03T09:00:00Z")
    cast("JsonObject", switched_off["access_duration"])["enabled"] = False
    off = a_package("SHARED", a_recipient(1, authentications=switched_off))
    assert observed(off).deadline is None


def test_a_window_of_absurdly_many_days_has_no_end() -> None:
    user = a_recipient(1, "IN_PROGRESS", authentications=a_window(days=10**9))
    shared = an_action("SHARED", "2031-03-02T09:00:00Z")
    assert observed(a_package("SHARED", user), shared).deadline is None


def test_the_history_tells_sending_opening_and_authentication() -> None:
    users = (a_recipient(1, "IN_PROGRESS"), a_recipient(2))
    seen = observed(
        a_package("SHARED", *users),
        an_action("SHARED", "2031-03-01T09:00:00Z", "ada@example.com"),
        an_action("OPENED", "2031-03-01T10:00:00Z"),
        an_action("RECALLED", "2031-03-01T11:00:00Z", "ada@example.com"),
        an_action("SHARED", "2031-03-02T09:00:00Z", "ada@example.com"),
        an_action("Authenticated", "2031-03-02T09:59:00Z", "PERSON1@example.com"),
        an_action("OPENED", "2031-03-02T10:00:00Z"),
        an_action("OPENED", "2031-03-02T12:00:00Z"),
        an_action("OPENED", "soon", "person2@example.com")
        | {"information": {"type": "SIGNING_METHOD", "value": "SERVER"}},
    )
    assert seen.sent_at == Moment(at=datetime(2031, 3, 2, 9, tzinfo=UTC))
    first, second = seen.participants
    assert first.status is ParticipantStatus.OPENED
    assert first.opened_at == Moment(at=datetime(2031, 3, 2, 10, tzinfo=UTC))
    assert first.authenticated
    assert first.authenticated_at == Moment(at=datetime(2031, 3, 2, 9, 59, tzinfo=UTC))
    assert (second.status, second.opened_at) == (ParticipantStatus.NOT_YET, None)
    assert len(seen.history) == 8
    assert seen.history[0].text == "SHARED"
    assert (seen.history[-1].at, seen.history[-1].text, seen.history[-1].who) == (
        None,
        "OPENED (SIGNING_METHOD: SERVER)",
        "Somebody",
    )
    found = blocker(seen)
    assert found is not None
    assert found.since == datetime(2031, 3, 2, 9, tzinfo=UTC)


_words = st.sampled_from(
    ["DRAFT", "SHARED", "COMPLETED", "DECLINED", "TERMINATED", "ODD", "", None, 7]
)
_steps = st.sampled_from(["UN_PROCESSED", "IN_PROGRESS", "SIGNED", "DECLINED", "INVALID", None])
_kinds = st.sampled_from(["SERIAL", "PARALLEL", "INDIVIDUAL", "CUSTOM", "ODD", None])
_orders = st.one_of(st.none(), st.integers(min_value=-1, max_value=4), st.just("two"))
_ends = st.sampled_from(["2031-03-05T09:00:00Z", "2031-03-05T09:00:00", "", "never"])


@given(
    status=_words,
    kind=_kinds,
    goes_on=st.booleans(),
    rows=st.lists(st.tuples(_steps, _orders, _orders, _ends, _ends), max_size=5),
)
def test_whatever_a_server_says_is_observed_with_every_row_and_distinct_keys(
    status: JsonValue,
    kind: JsonValue,
    goes_on: bool,
    rows: list[tuple[str | None, JsonValue, JsonValue, str, str]],
) -> None:
    users: list[JsonValue] = [
        {
            "process_status": step,
            "order": order,
            "signing_order": stage,
            "processed_on": at,
            "authentications": a_window(end),
        }
        for step, order, stage, at, end in rows
    ]
    workflow: JsonObject = {
        "workflow_status": status,
        "workflow_type": kind,
        "continue_on_decline": goes_on,
    }
    seen = observed({"workflow": workflow, "users": users})
    assert len(seen.participants) == len(rows)
    assert len({each.key for each in seen.participants}) == len(rows)
    assert sum(map(len, stages(seen))) == len(rows)
    if waiting_names(seen):
        assert seen.status is AgreementStatus.IN_PROGRESS
    if seen.ended_early:
        assert seen.status is AgreementStatus.COMPLETED
