"""The check of the Authorization header (OAuth 1.0 PLAINTEXT without a scheme word)."""

import re
from dataclasses import dataclass

_PARAMETER = re.compile(r'([a-z_]+)="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """The four values of a personal access token."""

    apitoken: str
    apisecret: str
    accesstoken: str
    accesssecret: str


def is_authorized(header: str | None, credentials: Credentials) -> bool:
    """Whether `header` carries exactly these credentials.

    It begins with `oauth_signature_method`; the four parameters are separated by a comma with or
    without one space, their values stand in double quotes, and the signature joins the secrets
    by a literal `&`.
    """
    found: dict[str, str] = {}
    for index, part in enumerate((header or "").split(",")):
        match = _PARAMETER.fullmatch(part.removeprefix(" ") if index else part)
        if not match or match[1] in found:
            return False
        found[match[1]] = match[2]
    return next(iter(found)) == "oauth_signature_method" and found == {
        "oauth_signature_method": "PLAINTEXT",
        "oauth_consumer_key": credentials.apitoken,
        "oauth_token": credentials.accesstoken,
        "oauth_signature": f"{credentials.apisecret}&{credentials.accesssecret}",
    }
