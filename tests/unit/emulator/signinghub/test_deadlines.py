"""Tests of what time does: access windows that begin and end, reminders."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.emulator.plug import NotPlayable
from app.emulator.signinghub.options import AccessWindow, Reminder
from app.emulator.signinghub.records import Recipient
from tests.support.signinghub_desk import DAY, NOON, Desk, a_user, items

THREE_DAYS = AccessWindow(enabled=True, by_days=True, total_days=3)
DAILY = Reminder(
    enabled=True, remind_after=2, repeat=True, keep_reminding_after=1, total_reminders=2
)


def recipient(desk: Desk, package: int, number: int = 0) -> Recipient:
    return desk.hub.site.state.packages[package].recipients[number]


def test_a_window_of_days_that_ends_declines(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"))
    recipient(desk, package).window = THREE_DAYS
    desk.share(package)

    desk.wait(3 * DAY - 1)
    assert desk.status(package) == "SHARED"
    desk.wait(DAY)

    assert desk.status(package) == "DECLINED"
    user = items(desk.workflow(package), "users")[0]
    assert user["process_status"] == "DECLINED"
    assert user["processed_on"] == "2031-03-04T12:00:00"
    assert (user["reason"], user["processed_by"], user["processed_as"]) == ("", "", "")
    row = desk.get("/v4/packages/DECLINED/1/10").rows[0]
    assert row["decline"] == {
        "reason": "",
        "auto_decline": True,
        "declined_by": {"user_name": "Bo", "user_email": "bo@example.com"},
    }


def test_a_window_that_ends_can_be_passed_over(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"), continue_on_decline=True)
    recipient(desk, package).window = THREE_DAYS
    recipient(desk, package, 1).window = THREE_DAYS
    desk.share(package)

    desk.wait(4 * DAY)
    assert desk.turns(package) == {"bo": "DECLINED", "cy": "IN_PROGRESS"}
    assert recipient(desk, package, 1).invited_on == NOON + timedelta(days=3)
    desk.wait(2 * DAY)

    assert desk.status(package) == "DECLINED"


def test_days_count_from_the_turn_and_not_from_the_share(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"))
    recipient(desk, package, 1).window = THREE_DAYS
    desk.share(package)
    desk.wait(10 * DAY)
    desk.act(package, "bo", "sign")

    desk.wait(2 * DAY)

    assert desk.turns(package) == {"bo": "SIGNED", "cy": "IN_PROGRESS"}


def test_a_turn_that_comes_after_the_window_is_declined_at_once(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"))
    recipient(desk, package, 1).window = AccessWindow(
        enabled=True, by_date=True, start=NOON, end=NOON + timedelta(days=1)
    )
    desk.share(package)
    desk.wait(2 * DAY)

    desk.act(package, "bo", "sign")

    assert desk.status(package) == "DECLINED"
    assert recipient(desk, package, 1).processed_on == NOON + timedelta(days=2)


def test_nobody_acts_before_the_window_begins(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    recipient(desk, package).window = AccessWindow(
        enabled=True, by_date=True, start=NOON + timedelta(days=1), end=NOON + timedelta(days=2)
    )
    desk.share(package)

    with pytest.raises(NotPlayable, match="before the access period starts"):
        desk.act(package, "bo", "open")
    desk.wait(DAY)
    desk.act(package, "bo", "sign")

    assert desk.status(package) == "COMPLETED"


def test_nobody_acts_after_the_window_ended(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    recipient(desk, package).window = THREE_DAYS
    desk.share(package)
    desk.world.clock.advance(3 * DAY)

    with pytest.raises(NotPlayable, match="after the access period ends"):
        desk.act(package, "bo", "sign")


def test_a_recipient_downloads_inside_the_window_only(desk: Desk) -> None:
    package = desk.draft(a_user("omar.haddad"))
    recipient(desk, package).window = AccessWindow(
        enabled=True, by_date=True, start=NOON + timedelta(days=1), end=NOON + timedelta(days=2)
    )
    desk.share(package)
    desk.sign_in_as("omar.haddad@example.com")

    early = desk.get(f"/packages/{package}")
    desk.world.clock.advance(DAY)
    desk.sign_in_as("omar.haddad@example.com")
    inside = desk.get(f"/packages/{package}")
    desk.act(package, "omar.haddad", "sign")
    desk.world.clock.advance(DAY)
    desk.sign_in_as("omar.haddad@example.com")
    late = desk.get(f"/packages/{package}")

    assert early.json == {
        "Message": "You cannot access this document before the access period starts"
    }
    assert inside.status_code == 200
    assert late.json == {"Message": "You cannot access this document after the access period ends"}


def test_a_window_that_is_switched_off_does_not_count(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    recipient(desk, package).window = replace(THREE_DAYS, enabled=False)
    desk.share(package)

    desk.wait(30 * DAY)

    assert desk.status(package) == "SHARED"


def test_reminders_come_after_some_days_and_then_again_so_often(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    recipient(desk, package).reminder = DAILY
    desk.share(package)

    counts = []
    for _ in range(6):
        desk.wait(DAY)
        counts.append(desk.mail("bo").count("Reminder: Lease"))

    assert counts == [0, 1, 2, 3, 3, 3]


def test_no_reminder_comes_after_the_window_or_after_acting(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"))
    recipient(desk, package).reminder = DAILY
    recipient(desk, package, 1).reminder = DAILY
    recipient(desk, package, 1).window = THREE_DAYS
    desk.share(package)
    desk.act(package, "bo", "sign")

    desk.wait(30 * DAY)

    assert "Reminder: Lease" not in desk.mail("bo")
    assert desk.mail("cy").count("Reminder: Lease") == 1
    actions = items(desk.read(f"/packages/{package}/log"), "actions")
    assert [(a["action_type"], a["date_time"]) for a in actions[-2:]] == [
        ("REMINDED", "2031-03-03T12:00:00"),
        ("DECLINED", "2031-03-04T12:00:00"),
    ]
