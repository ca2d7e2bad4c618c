"""What a person enters to connect an account, service by service."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.kinds import ServiceKind
from app.gui.accounts.ways import Way
from app.services.accounts import secret_names

SERVICE_NAMES: Final = {ServiceKind.SCRIVE: "Scrive", ServiceKind.SIGNINGHUB: "SigningHub"}
"""As the services call themselves."""

KNOWN_SERVERS: Final = {
    ServiceKind.SCRIVE: ("https://scrive.com", "https://api-testbed.scrive.com"),
    ServiceKind.SIGNINGHUB: ("https://api.signinghub.com",),
}
"""The addresses that the services publish; installations of one's own have others."""

HIDDEN: Final = frozenset({"apisecret", "accesssecret", "client_secret", "password"})
"""Values that are shown as dots until the eye is pressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One of the values of a sign-in."""

    name: str
    """As in the `account add` object."""
    label: str
    """As the service's own page calls it."""
    hidden: bool


def values_of(service: ServiceKind, way: Way = Way.VALUES) -> tuple[Value, ...]:
    """What one way to sign in asks for, in the order of the service's own page."""
    names = {
        Way.VALUES: secret_names(service),
        Way.BROWSER: ("apitoken", "apisecret"),
        Way.PASSWORD: ("email", "password"),
    }[way]
    return tuple(Value(name=name, label=value_label(name), hidden=name in HIDDEN) for name in names)


def value_label(name: str) -> str:
    """What people read over the field of a member of the `account add` object."""
    translate = QCoreApplication.translate
    return {
        "apitoken": translate("Account", "Client credentials identifier"),
        "apisecret": translate("Account", "Client credentials secret"),
        "accesstoken": translate("Account", "Token credentials identifier"),
        "accesssecret": translate("Account", "Token credentials secret"),
        "client_id": translate("Account", "Client ID"),
        "client_secret": translate("Account", "Client secret"),
        "email": translate("Account", "E-mail address"),
        "username": translate("Account", "User name"),
        "password": translate("Account", "Password"),
        "name": translate("Account", "Name of the account"),
        "base_url": translate("Account", "Server"),
        "scope": translate("Account", "Act for"),
        "api_version": translate("Account", "API version"),
        "authority_file": translate("Account", "Company's authority"),
        "certificate_file": translate("Account", "Client certificate"),
        "key_file": translate("Account", "Key of the certificate"),
        "key_passphrase": translate("Account", "Passphrase of the key"),
    }.get(name, name)
