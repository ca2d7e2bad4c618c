"""Which family of failure a status belongs to."""

from datetime import UTC, datetime

import pytest

from app.services.errors import (
    BadAnswer,
    Forbidden,
    Gone,
    Refused,
    ServiceError,
    Throttled,
    Unauthorized,
    Uncertain,
)
from app.services.http.request import Effect, Reply
from app.services.http.statuses import retry_after, status_failure

NOW = datetime(2031, 3, 1, 9, 0, tzinfo=UTC)


def failure(status: int, effect: Effect, headers: dict[str, str] | None = None) -> ServiceError:
    reply = Reply(
        status=status,
        headers=headers or {},
        body=b"",
        complete=True,
        host="scrive.example.com",
        effect=effect,
        correlation_id="c0ffee",
        milliseconds=3,
    )
    return status_failure(reply, "their words", NOW)


BOTH: dict[int, type[ServiceError]] = {
    400: Refused,
    401: Unauthorized,
    403: Forbidden,
    404: Gone,
    410: Refused,
    413: Refused,
    422: Refused,
    429: Throttled,
}
CHANGES: dict[int, type[ServiceError]] = {
    **BOTH,
    202: Uncertain,
    302: Uncertain,
    408: Uncertain,
    409: Uncertain,
    500: Uncertain,
    502: Uncertain,
    503: Uncertain,
    504: Uncertain,
}
READS: dict[int, type[ServiceError]] = {
    **BOTH,
    202: BadAnswer,
    302: BadAnswer,
    409: Refused,
    500: BadAnswer,
    502: BadAnswer,
    503: Throttled,
}


@pytest.mark.parametrize(("status", "family"), CHANGES.items())
@pytest.mark.parametrize("effect", [Effect.CHANGES, Effect.FIRES])
def test_a_change_is_refused_or_in_doubt(
    status: int, family: type[ServiceError], effect: Effect
) -> None:
    error = failure(status, effect)
    assert type(error) is family
    assert error.status == status
    assert error.service_text == "their words"
    assert error.correlation_id == "c0ffee"
    assert "scrive.example.com" in error.title


@pytest.mark.parametrize(("status", "family"), READS.items())
def test_a_read_is_never_in_doubt(status: int, family: type[ServiceError]) -> None:
    assert type(failure(status, Effect.NONE)) is family


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("Sat, 01 Mar 2031 09:00:30 GMT", 30.0),
        ("Sat, 01 Mar 2031 08:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-3", None),
        ("\u0663", None),
    ],
)
def test_when_to_come_back_is_told_in_seconds_or_as_a_date(
    value: str, seconds: float | None
) -> None:
    assert retry_after(value, NOW) == seconds
    error = failure(429, Effect.CHANGES, {"Retry-After": value})
    assert isinstance(error, Throttled)
    assert error.retry_after == seconds
