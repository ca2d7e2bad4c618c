"""The access token of an account: in memory only, renewed in time and only once."""

import threading
from copy import copy
from typing import Final

from app.services.errors import ServiceError, Throttled, Unauthorized, Unreachable
from app.services.ports import Clock
from app.services.secrets.secret import Secret
from app.services.signinghub.authentication import Authentication, Grant

_AHEAD: Final = 60.0
"""Seconds before its end at which a token is renewed; half its life where that is shorter."""
_REMEMBERED: Final = 10.0
"""Seconds for which a refused sign-in is not tried again: many who ask at once are one attempt, and
services lock users who try too often."""


class Tokens:
    """Hands out a token that should still be good; threads that ask at once share one renewal.

    `current` and `renew` raise Unauthorized when the sign-in is not accepted, and what else a
    request may.
    """

    def __init__(self, authentication: Authentication, clock: Clock) -> None:
        """No token yet: the first question signs in."""
        self._authentication = authentication
        self._clock = clock
        self._lock = threading.Lock()
        self._grant: Grant | None = None
        self._renew_at: float | None = None
        self._refusal: Unauthorized | None = None
        self._refused_at = 0.0

    def current(self) -> Secret:
        """The token to use now."""
        with self._lock:
            if self._grant is None or self._is_due():
                return self._renewed().access
            return self._grant.access

    def renew(self, rejected: Secret) -> Secret:
        """Another token than the one that the service rejected, maybe renewed meanwhile."""
        with self._lock:
            if self._grant is None or self._grant.access == rejected:
                return self._renewed().access
            return self._grant.access

    def reject(self, rejected: Secret) -> None:
        """The service does not take that token: the next question renews it."""
        with self._lock:
            if self._grant is not None and self._grant.access == rejected:
                self._renew_at = self._clock.monotonic()

    def forget_refusal(self) -> None:
        """Somebody wants it tried again, whatever came of it a moment ago."""
        with self._lock:
            self._refusal = None

    @property
    def must_change_password(self) -> bool:
        """Whether the service asked for a new password at the last sign-in."""
        with self._lock:
            return self._grant is not None and self._grant.must_change_password

    def _is_due(self) -> bool:
        return self._renew_at is not None and self._clock.monotonic() >= self._renew_at

    def _renewed(self) -> Grant:
        # The refresh token is dead once sent, whether or not the answer arrives.
        refresh = self._grant.refresh if self._grant is not None else None
        self._grant = None
        grant = self._refreshed(refresh) if refresh is not None else None
        if grant is None:
            grant = self._signed_in()
        self._grant = grant
        self._renew_at = None
        if grant.expires_in is not None:
            ahead = min(_AHEAD, grant.expires_in / 2)
            self._renew_at = self._clock.monotonic() + grant.expires_in - ahead
        return grant

    def _signed_in(self) -> Grant:
        """A new sign-in. Raises the last refusal again while it is remembered."""
        now = self._clock.monotonic()
        if self._refusal is not None and now - self._refused_at < _REMEMBERED:
            raise copy(self._refusal)
        self._refusal = None
        try:
            return self._authentication.sign_in()
        except Unauthorized as error:
            self._refusal, self._refused_at = copy(error), now
            raise

    def _refreshed(self, refresh: Secret) -> Grant | None:
        """None where only a new sign-in helps."""
        try:
            return self._authentication.refresh(refresh)
        except (Unreachable, Throttled):
            raise
        except ServiceError:
            return None
