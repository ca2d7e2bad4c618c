"""The tokens that SigningHub hands out at `/authenticate`, with their ends by the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.emulator.ids import Ids
from app.emulator.signinghub.records import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One answer of `/authenticate`."""

    access_token: str
    refresh_token: str | None
    expires_in: int
    """Seconds from now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Session:
    user: User
    ends: datetime


_TICKET_SECONDS = 600


class Tokens:
    """All living tokens; an access token acts for one user until it expires."""

    def __init__(self, now: Callable[[], datetime], ids: Ids) -> None:
        """Take time from `now` and token texts from `ids`."""
        self._now = now
        self._ids = ids
        self._access: dict[str, _Session] = {}
        self._refresh: dict[str, _Session] = {}
        self._tickets: dict[str, _Session] = {}

    def issue(self, user: User, *, expires_in: int, refresh_in: int | None) -> Grant:
        """New tokens for `user`; without `refresh_in` no refresh token (scope, client)."""
        access = self._ids.secret(40)
        self._access[access] = self._session(user, expires_in)
        refresh = None
        if refresh_in is not None:
            refresh = self._ids.secret(40)
            self._refresh[refresh] = self._session(user, refresh_in)
        return Grant(access_token=access, refresh_token=refresh, expires_in=expires_in)

    def user_of(self, access_token: str) -> User | None:
        """For whom a living access token acts."""
        return self._living(self._access.get(access_token))

    def redeem(self, refresh_token: str) -> User | None:
        """Whose refresh token this is; it is used up by asking."""
        return self._living(self._refresh.pop(refresh_token, None))

    def otp_ticket(self, user: User) -> str:
        """A token that is good for nothing but asking for a one-time code, for some minutes."""
        ticket = self._ids.secret(40)
        self._tickets[ticket] = self._session(user, _TICKET_SECONDS)
        return ticket

    def holder_of(self, ticket: str) -> User | None:
        """Who may ask for a one-time code with this ticket."""
        return self._living(self._tickets.get(ticket))

    def forget(self) -> None:
        """End every token at once, as an administrator does."""
        self._access.clear()
        self._refresh.clear()
        self._tickets.clear()

    def _session(self, user: User, seconds: int) -> _Session:
        return _Session(user=user, ends=self._now() + timedelta(seconds=seconds))

    def _living(self, session: _Session | None) -> User | None:
        if session is None or self._now() >= session.ends:
            return None
        return session.user
