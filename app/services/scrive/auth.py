"""The signature on every request to Scrive."""

import re
from collections.abc import Mapping

from requests import PreparedRequest
from requests.auth import AuthBase
from typing_extensions import override

from app.domain.errors import DomainError
from app.services.accounts import SCRIVE_SECRETS
from app.services.secrets.secret import Secret

_USABLE = re.compile(r"[!#-&(-~]+")
"""Printable ASCII without blanks and quotation marks."""


class HeaderAuth(AuthBase):
    """Gives every request the same `Authorization`, which is a secret."""

    def __init__(self, header: Secret) -> None:
        """`header` as it is sent."""
        self._header = header

    @override
    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        """Sign the request."""
        r.headers["Authorization"] = self._header.reveal()
        return r

    @override
    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"


class PlaintextAuth(HeaderAuth):
    """OAuth 1.0 PLAINTEXT as Scrive wants it: a bare list, no scheme word, a literal `&`.

    Nothing in it varies between requests (Document API v2 and Flow, authentication).
    """

    def __init__(self, secrets: Mapping[str, Secret]) -> None:
        """`secrets` are the four of `SCRIVE_SECRETS`.

        Raises DomainError `credentials.missing` or `credentials.unusable` with the fact `name`.
        """
        values = {name: checked_value(name, secrets.get(name)) for name in SCRIVE_SECRETS}
        signature = f"{values['apisecret']}&{values['accesssecret']}"
        header = Secret(
            'oauth_signature_method="PLAINTEXT", '
            f'oauth_consumer_key="{values["apitoken"]}", '
            f'oauth_token="{values["accesstoken"]}", '
            f'oauth_signature="{signature}"'
        )
        super().__init__(header)


def checked_value(name: str, secret: Secret | None) -> str:
    """One of the four values, fit for the header.

    No harder than needed: Scrive may change what its values look like. Raises DomainError
    `credentials.missing` or `credentials.unusable` with the fact `name`.
    """
    value = secret.reveal().strip() if secret is not None else ""
    if not value:
        raise DomainError("credentials.missing", f"/{name}", {"name": name})
    if not _USABLE.fullmatch(value):
        raise DomainError("credentials.unusable", f"/{name}", {"name": name})
    return value
