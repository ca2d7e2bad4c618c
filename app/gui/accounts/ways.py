"""The ways to sign in that a person can choose from."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.domain.kinds import ServiceKind
from app.services.sign_ins import BrowserSignIn, PasswordSignIn


class Way(StrEnum):
    """How the values of an account are got."""

    VALUES = "values"
    """Typed or pasted."""
    BROWSER = "browser"
    """Permitted by the user in the browser."""
    PASSWORD = "password"
    """Given out for e-mail address and password."""


Wish = PasswordSignIn | BrowserSignIn
"""A way to values that has to be gone before they can be tested or kept."""

WAY_ICONS = {Way.VALUES: "key-round", Way.BROWSER: "globe", Way.PASSWORD: "mail"}


def ways_of(service: ServiceKind) -> tuple[Way, ...]:
    """The ways that a service offers, the usual one first."""
    return tuple(Way) if service is ServiceKind.SCRIVE else (Way.VALUES,)


def way_name(way: Way) -> str:
    """What people read where they choose."""
    translate = QCoreApplication.translate
    return {
        Way.VALUES: translate("Account", "Four values"),
        Way.BROWSER: translate("Account", "In the browser"),
        Way.PASSWORD: translate("Account", "With password"),
    }[way]
