"""An account: a sign-in at one service, without its secrets."""

from dataclasses import dataclass

from app.domain.kinds import ServiceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who an account signs in as, by the service's own word."""

    name: str = ""
    email: str = ""
    user_id: str = ""
    organisation: str = ""

    @property
    def is_told(self) -> bool:
        """Whether the service tells enough to know this person again."""
        return bool(self.user_id or self.email)

    def is_same_as(self, other: "Identity") -> bool:
        """Whether this is known to be the same person."""
        known = (self.user_id and other.user_id) or (self.email and other.email)
        return bool(known) and not self.differs_from(other)

    def differs_from(self, other: "Identity") -> bool:
        """Whether this is known to be somebody else; what one of both does not tell counts not."""
        same_user = not (self.user_id and other.user_id) or self.user_id == other.user_id
        addresses = (self.email.strip().casefold(), other.email.strip().casefold())
        same_address = not all(addresses) or addresses[0] == addresses[1]
        return not (same_user and same_address)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFiles:
    """Paths on this computer, for servers that a company runs itself; empty where not needed.

    The files stay where they are and are read when the account is used first, so that renewed ones
    are taken by themselves.
    """

    authorities: str = ""
    """Whom to trust beside those that the computer trusts: PEM or DER."""
    certificate: str = ""
    """Shown to the server: PEM."""
    key: str = ""
    """Of the certificate: PEM; empty where it stands in the same file."""


NO_FILES = CertificateFiles()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A sign-in at one service; its secrets are in the keyring under `id`."""

    id: str
    """A UUID."""
    name: str
    """As the user calls it; unique in a profile."""
    service: ServiceKind
    base_url: str
    """Without a slash at the end."""
    api_version: int = 3
    """SigningHub only: 3 or 4."""
    scope: str = ""
    """SigningHub only: e-mail address of the user to act for."""
    identity: Identity = Identity()
    files: CertificateFiles = NO_FILES


SCRIVE_SECRETS = ("apitoken", "apisecret", "accesstoken", "accesssecret")
"""The four values of a Scrive account, in the order in which Scrive's page lists them."""
SIGNINGHUB_SECRETS = ("client_id", "client_secret", "username", "password")
"""The four values of a SigningHub account."""


KEY_PASSPHRASE = "key_passphrase"  # noqa: S105 - the name of the value
"""Opens the key of the certificate that is shown to the server; only where it is locked."""
SIGNINGHUB_USER = frozenset({"username", "password"})
"""The two that are not needed where the client acts for somebody by itself (API v4)."""
_CLIENT_ALONE = 4


def secret_names(service: ServiceKind) -> tuple[str, ...]:
    """The names of the values that the keyring holds for an account of that service."""
    return SCRIVE_SECRETS if service is ServiceKind.SCRIVE else SIGNINGHUB_SECRETS


def optional_secrets(service: ServiceKind, api_version: object, scope: str) -> frozenset[str]:
    """The values that can be left out together: a client of SigningHub v4 can take a scope alone.

    `POST v4/authenticate/scope` after the grant type `client_credentials`.
    """
    alone = service is ServiceKind.SIGNINGHUB and api_version == _CLIENT_ALONE and scope.strip()
    return SIGNINGHUB_USER if alone else frozenset()
