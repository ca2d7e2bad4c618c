"""The check of the Authorization header (OAuth 1.0 PLAINTEXT without a scheme word)."""

import re
from dataclasses import dataclass

from app.emulator.scrive.endpoints import FULL

_PARAMETER = re.compile(r'([a-z_]+)="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """The four values of an access token."""

    apitoken: str
    apisecret: str
    accesstoken: str
    accesssecret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """An access token and what may be done with it."""

    credentials: Credentials
    privileges: frozenset[str]

    def allows(self, privilege: str) -> bool:
        """Whether this privilege, or the one above all others, was granted; empty asks for none."""
        return not privilege or bool(self.privileges & {privilege, FULL})


def parameters(header: str | None) -> dict[str, str] | None:
    """What an Authorization header says; None when it is not written as Scrive wants it.

    It begins with `oauth_signature_method`; parameters are separated by a comma with or without
    one space, their values stand in double quotes, and none of them occurs twice.
    """
    found: dict[str, str] = {}
    for index, part in enumerate((header or "").split(",")):
        match = _PARAMETER.fullmatch(part.removeprefix(" ") if index else part)
        if not match or match[1] in found:
            return None
        found[match[1]] = match[2]
    return found if next(iter(found)) == "oauth_signature_method" else None


def granted(header: str | None, grants: dict[str, Grant]) -> Grant | None:
    """The grant (of those, by access token) whose credentials exactly the header carries.

    The signature joins the two secrets by a literal `&`.
    """
    found = parameters(header) or {}
    grant = grants.get(found.get("oauth_token", ""))
    if grant is None:
        return None
    credentials = grant.credentials
    right = {
        "oauth_signature_method": "PLAINTEXT",
        "oauth_consumer_key": credentials.apitoken,
        "oauth_token": credentials.accesstoken,
        "oauth_signature": f"{credentials.apisecret}&{credentials.accesssecret}",
    }
    return grant if found == right else None
