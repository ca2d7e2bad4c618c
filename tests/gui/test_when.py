"""Times in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.observation import Moment
from app.gui.when import Times

NOW = datetime(2031, 11, 20, 9, 41, tzinfo=UTC)
TIMES = Times(now=NOW, zone=ZoneInfo("Europe/Stockholm"))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2031, 11, 20, 9, 31, tzinfo=UTC), "10:31"),
        (datetime(2031, 11, 12, 7, 14, tzinfo=UTC), "12 Nov 08:14"),
        (datetime(2030, 11, 12, 7, 14, tzinfo=UTC), "12 Nov 2030 08:14"),
        # Still the day before in UTC, already today where the user is.
        (datetime(2031, 11, 19, 23, 30, tzinfo=UTC), "00:30"),
    ],
)
def test_a_moment_is_told_as_shortly_as_it_stays_clear(at: datetime, words: str) -> None:
    assert TIMES.at(at) == words


def test_an_exact_moment_has_its_seconds() -> None:
    assert TIMES.exact(datetime(2031, 11, 20, 9, 31, 2, tzinfo=UTC)) == "10:31:02"
    assert TIMES.exact(datetime(2031, 11, 12, 7, 14, 59, tzinfo=UTC)) == "12 Nov 08:14:59"


def test_a_moment_without_a_zone_is_marked() -> None:
    at = datetime(2031, 11, 12, 7, 14, tzinfo=UTC)
    assert TIMES.moment(Moment(at=at, zone_known=False)) == "≈ 12 Nov 08:14"
    assert TIMES.moment(None) == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (7, "in 7 days"),
        (30, "in 30 days"),
        (56, "in 8 weeks"),
        (200, "in 6 months"),
        (800, "in 2 years"),
        (-1, "yesterday"),
        (-3, "3 days ago"),
    ],
)
def test_a_deadline_is_told_by_the_calendar(days: int, words: str) -> None:
    assert TIMES.until(NOW + timedelta(days=days)) == words


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=20), "moments"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(hours=5), "5 hours"),
        (timedelta(days=10, hours=3), "10 days"),
        (timedelta(days=70), "10 weeks"),
        (timedelta(minutes=-5), "moments"),
    ],
)
def test_how_long_ago_is_told_in_the_largest_fitting_unit(passed: timedelta, words: str) -> None:
    assert TIMES.since(NOW - passed) == words


def test_the_ends_of_the_calendar_do_not_break_it() -> None:
    assert TIMES.at(datetime(9999, 12, 31, 23, 30, tzinfo=UTC)) == "31 Dec 9999 23:30"
