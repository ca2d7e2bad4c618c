"""HTTP statuses other than success, sorted into the families of failure."""

from datetime import datetime
from email.utils import parsedate_to_datetime

from app.services.dates import as_utc
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

_LATER = "Try again later."
_TOO_MANY = 429
_UNAVAILABLE = 503
_REQUEST_TIMEOUT = 408
_CONFLICT = 409
_SERVER_ERROR = 500
_CLIENT_ERROR = 400


def status_failure(reply: Reply, service_text: str, now: datetime) -> ServiceError:
    """The error for a reply whose status is not the expected one (design: 2xx to 5xx)."""
    status = reply.status
    if status == _TOO_MANY or (status == _UNAVAILABLE and reply.effect is Effect.NONE):
        return Throttled(
            f"{reply.host} asks to come back later.",
            next_step=_LATER,
            retry_after=retry_after(reply.headers.get("Retry-After", ""), now),
            service_text=service_text,
            status=status,
            correlation_id=reply.correlation_id,
        )
    if _CLIENT_ERROR <= status < _SERVER_ERROR:
        return _client_error(reply, service_text)
    return _unexpected(reply, service_text)


def _client_error(reply: Reply, service_text: str) -> ServiceError:
    host, status = reply.host, reply.status
    family: type[ServiceError]
    doubtful = status in {_REQUEST_TIMEOUT, _CONFLICT} and reply.effect is not Effect.NONE
    if doubtful:
        family, title = Uncertain, f"{host} could not carry this out now ({status})."
        next_step = ""
    elif status == 401:  # noqa: PLR2004 - the status is its own name
        family, title = Unauthorized, f"{host} does not accept the sign-in."
        next_step = "Check the account's credentials."
    elif status == 403:  # noqa: PLR2004
        family, title = Forbidden, f"{host} does not allow this for the account."
        next_step = "Ask the administrator of the account at the service for the permission."
    elif status == 404:  # noqa: PLR2004
        family, title = Gone, f"{host} does not have what was asked for."
        next_step = "It may have been deleted, or belong to another account."
    else:
        family, title, next_step = Refused, f"{host} refused the request ({status}).", ""
    return family(
        title,
        next_step=next_step,
        service_text=service_text,
        status=status,
        correlation_id=reply.correlation_id,
    )


def _unexpected(reply: Reply, service_text: str) -> ServiceError:
    """5xx, a redirect, or a success of another kind than the listed one."""
    host, status = reply.host, reply.status
    if status >= _SERVER_ERROR:
        title, next_step = f"{host} has a problem of its own ({status}).", _LATER
    elif status in range(300, 400):
        title = f"{host} points to another address ({status})."
        next_step = "Check the address of the service; redirects are not followed."
    else:
        title = f"{host} gave an unexpected answer ({status})."
        next_step = "Check the address of the service."
    family: type[ServiceError] = BadAnswer if reply.effect is Effect.NONE else Uncertain
    doubt = "" if reply.effect is Effect.NONE else "The request may have taken effect."
    return family(
        title,
        doubt,
        next_step,
        service_text=service_text,
        status=status,
        correlation_id=reply.correlation_id,
    )


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds of a `Retry-After` header, given as a number or as a date; None when it says nothing.

    RFC 9110, 10.2.3.
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return max(0.0, (as_utc(moment) - now).total_seconds())
