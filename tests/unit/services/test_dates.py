"""Moments as the services write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.observation import Moment
from app.services.dates import as_utc, read_moment


def _utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("text", "at", "zone_known"),
    [
        ("2015-01-12T11:12:13", _utc(2015, 1, 12, 11, 12, 13), False),
        ("2012-04-23T18:25:43.511Z", _utc(2012, 4, 23, 18, 25, 43, 511000), True),
        ("2015-02-13T12:10:000Z", _utc(2015, 2, 13, 12, 10), True),
        ("2015-02-13T12:10:000", _utc(2015, 2, 13, 12, 10), False),
        ("2031-03-02T09:10:11+0000", _utc(2031, 3, 2, 9, 10, 11), True),
        ("2031-03-02T09:10:11+00:00", _utc(2031, 3, 2, 9, 10, 11), True),
        ("2031-03-02T09:10:11+02:30", _utc(2031, 3, 2, 6, 40, 11), True),
        ("2031-03-02T23:10:11-0500", _utc(2031, 3, 3, 4, 10, 11), True),
        ("2031-03-02T09:10:11-05", _utc(2031, 3, 2, 14, 10, 11), True),
        ("2031-03-02T09:10:11.1", _utc(2031, 3, 2, 9, 10, 11, 100000), False),
        ("2031-03-02T09:10:11.1234567Z", _utc(2031, 3, 2, 9, 10, 11, 123456), True),
        ("2031-03-02 09:10", _utc(2031, 3, 2, 9, 10), False),
        ("2031-03-02", _utc(2031, 3, 2), False),
        ("  2031-03-02t09:10:11z ", _utc(2031, 3, 2, 9, 10, 11), True),
    ],
)
def test_every_format_that_was_seen_is_read(text: str, at: datetime, zone_known: bool) -> None:
    assert read_moment(text) == Moment(at=at, zone_known=zone_known)


@pytest.mark.parametrize(
    "nothing",
    [
        None,
        "",
        "  ",
        "0001-01-01T00:00:00",
        "1969-12-31T23:59:59Z",
        "1970-01-01T00:30:00+01:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-01:00",
        "2031-02-30T10:00:00Z",
        "2031-03-02T25:00:00Z",
        "2031-03-02T10:00:00+99:00",
        "2031-03-02T10:00:0000Z",
        "tomorrow",
        "२०३१-03-02",
        20310302,
        True,
        {"date": "2031-03-02"},
    ],
)
def test_what_names_no_moment_is_no_date(nothing: object) -> None:
    assert read_moment(nothing) is None


_sane = st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(9998, 12, 30))  # noqa: DTZ001
_zones = st.integers(min_value=-14 * 60, max_value=14 * 60).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)


@given(_sane, _zones)
def test_an_iso_date_with_a_zone_keeps_its_instant(naive: datetime, zone: timezone) -> None:
    when = naive.replace(tzinfo=zone)
    assert read_moment(when.isoformat()) == Moment(at=when.astimezone(UTC))


@given(_sane)
def test_a_date_without_a_zone_is_taken_for_utc_with_a_mark(naive: datetime) -> None:
    read = read_moment(naive.isoformat())
    assert read == Moment(at=naive.replace(tzinfo=UTC), zone_known=False)


@given(_sane, st.integers(min_value=1, max_value=7))
def test_fractions_of_any_length_name_the_same_second(naive: datetime, digits: int) -> None:
    fraction = f"{naive.microsecond:06d}0"[:digits]
    read = read_moment(f"{naive:%Y-%m-%dT%H:%M:%S}.{fraction}Z")
    assert read is not None
    assert read.at.replace(microsecond=0) == naive.replace(tzinfo=UTC, microsecond=0)
    assert f"{read.at.microsecond:06d}".startswith(fraction[:6])


@given(st.one_of(st.text(), st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*", fullmatch=True)))
def test_no_text_makes_it_fail(text: str) -> None:
    read = read_moment(text)
    assert read is None or read.at.year >= 1970


def test_a_moment_becomes_utc_with_or_without_a_zone() -> None:
    here = datetime(2031, 3, 2, 9, tzinfo=timezone(timedelta(hours=2)))
    assert as_utc(here) == datetime(2031, 3, 2, 7, tzinfo=UTC)
    assert as_utc(here.replace(tzinfo=None)) == datetime(2031, 3, 2, 9, tzinfo=UTC)
