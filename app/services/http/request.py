"""A request as the two services need it, and the reply that it got."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlencode

from app.services.errors import BadAnswer, ServiceError, Uncertain
from app.services.http.upload import UploadBody

Fields = Mapping[str, str]
"""Names and values of a query or form."""


class Effect(Enum):
    """What a request does at the service; decides what its failures mean."""

    NONE = "none"
    """Reads, signs in: whatever goes wrong, nothing has happened."""
    CHANGES = "changes"
    """Creates or changes something: a lost answer leaves doubt."""
    FIRES = "fires"
    """As `CHANGES`, and cannot be taken back: goes out on a fresh connection, so that a stale
    keep-alive is never the reason for doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call of an endpoint."""

    method: str
    path: str
    """Below the base URL, with a slash in front."""
    query: Fields = field(default_factory=dict)
    headers: Fields = field(default_factory=dict, repr=False)
    """Beside those that every request gets."""
    body: bytes | UploadBody | None = field(default=None, repr=False)
    content_type: str = ""
    expect: frozenset[int] = frozenset({200})
    """The statuses that mean success."""
    effect: Effect = Effect.CHANGES
    pauses: tuple[float, ...] = (0.5, 1.0, 2.0)
    """Seconds (about) before each further try of a GET; other methods are tried once."""
    within: float | None = None
    """Seconds, not scaled any more, after which somebody stops waiting for a read: it is tried once
    and each sign of life may take no longer. None: the patience of the client."""


def get(path: str, *, query: Fields | None = None, headers: Fields | None = None) -> Request:
    """Read something."""
    return Request(
        method="GET",
        path=path,
        query=query or {},
        headers=headers or {},
        effect=Effect.NONE,
    )


def post_form(
    path: str,
    fields: Fields,
    *,
    expect: frozenset[int] = frozenset({200}),
    effect: Effect = Effect.CHANGES,
) -> Request:
    """Send names and values, urlencoded in UTF-8."""
    return Request(
        method="POST",
        path=path,
        body=urlencode(fields).encode("ascii"),
        content_type="application/x-www-form-urlencoded",
        expect=expect,
        effect=effect,
    )


def send_json(
    method: str,
    path: str,
    body: bytes,
    *,
    expect: frozenset[int] = frozenset({200}),
    effect: Effect = Effect.CHANGES,
) -> Request:
    """Send exactly these bytes, which are JSON."""
    return Request(
        method=method,
        path=path,
        body=body,
        content_type="application/json",
        expect=expect,
        effect=effect,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A success, as far as it arrived."""

    status: int
    headers: Mapping[str, str]
    """Looked up without regard to case."""
    body: bytes
    """Empty after a download, which went elsewhere."""
    complete: bool
    """False when the body broke off; the status had arrived before it."""
    host: str
    effect: Effect
    correlation_id: str
    milliseconds: int

    def unreadable(self, reason: str) -> ServiceError:
        """The error for a body that is not what was asked for.

        A read is `BadAnswer`; after a change the success is in doubt: `Uncertain`.
        """
        title = f"{self.host} sent an answer that could not be read."
        if self.effect is Effect.NONE:
            return BadAnswer(
                title,
                reason,
                "Check the address of the service, and try again.",
                status=self.status,
                correlation_id=self.correlation_id,
            )
        return Uncertain(
            title,
            f"{reason} The request may have taken effect.",
            status=self.status,
            correlation_id=self.correlation_id,
        )
