"""Ways to sign in that lead to the values of an account."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from typing_extensions import override

from app.domain.errors import DomainError
from app.domain.json_value import JsonObject
from app.domain.kinds import ServiceKind
from app.services.account_details import AccountDetails, checked_name, parse_details
from app.services.cancel import CancelToken
from app.services.http.base_url import checked_base_url
from app.services.secrets.secret import Secret

OpenBrowser = Callable[[str], bool]
"""Opens an address in the user's browser; whether that worked."""

_PASSWORD = ("email", "password")


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSignIn:
    """E-mail address and password, with which a service gives out the values of an account once."""

    name: str
    service: ServiceKind
    base_url: str
    """In the form of `checked_base_url`."""
    email: str
    password: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSignIn:
    """What lets this program ask the user for permission in the browser."""

    name: str
    service: ServiceKind
    base_url: str
    """In the form of `checked_base_url`."""
    identifier: Secret
    """Of the program at the service: the client credentials."""
    secret: Secret


class SignIns(Protocol):
    """Signs in at a service, and answers with the values of the account."""

    def with_password(self, wish: PasswordSignIn) -> Mapping[str, Secret]:
        """Ask for the values. Raises ServiceError."""
        ...

    def in_browser(
        self, wish: BrowserSignIn, open_browser: OpenBrowser, cancel: CancelToken
    ) -> Mapping[str, Secret]:
        """Let the user permit it in the browser. Raises ServiceError and UserCancelled."""
        ...


class NoSignIns(SignIns):
    """For whoever only takes the values themselves."""

    @override
    def with_password(self, wish: PasswordSignIn) -> Mapping[str, Secret]:
        """Raise DomainError."""
        raise _no_such_way(wish.service)

    @override
    def in_browser(
        self, wish: BrowserSignIn, open_browser: OpenBrowser, cancel: CancelToken
    ) -> Mapping[str, Secret]:
        """Raise DomainError."""
        del open_browser, cancel
        raise _no_such_way(wish.service)


def parse_sign_in(
    name: str, service: ServiceKind, members: JsonObject
) -> AccountDetails | PasswordSignIn:
    """What `account add` reads: the values themselves or, for Scrive, e-mail and password.

    Raises DomainError `account.*` or `base_url.*` with a JSON pointer; no value is ever quoted.
    """
    if service is not ServiceKind.SCRIVE or not any(each in members for each in _PASSWORD):
        return parse_details(name, service, members)
    for member in members:
        if member not in {"base_url", *_PASSWORD}:
            facts = {"member": member, "service": service.value}
            raise DomainError("account.unknown_member", f"/{member}", facts)
    return PasswordSignIn(
        name=checked_name(name),
        service=service,
        base_url=checked_base_url(_text(members, "base_url")),
        email=_text(members, "email").strip(),
        password=Secret(_text(members, "password")),
    )


def parse_browser_sign_in(name: str, service: ServiceKind, members: JsonObject) -> BrowserSignIn:
    """A wish to permit this program in the browser: `base_url`, `apitoken` and `apisecret`.

    Raises DomainError as `parse_sign_in`.
    """
    return BrowserSignIn(
        name=checked_name(name),
        service=service,
        base_url=checked_base_url(_text(members, "base_url")),
        identifier=Secret(_text(members, "apitoken").strip()),
        secret=Secret(_text(members, "apisecret").strip()),
    )


def _text(members: JsonObject, name: str) -> str:
    if name not in members:
        raise DomainError("account.missing_member", f"/{name}", {"member": name})
    value = members[name]
    if not isinstance(value, str):
        raise DomainError("account.wrong_type", f"/{name}", {"member": name})
    if not value.strip():
        raise DomainError("account.empty_member", f"/{name}", {"member": name})
    return value


def _no_such_way(service: ServiceKind) -> DomainError:
    return DomainError("account.no_such_way", facts={"service": service.value})
