"""Scrive's ways to sign in, behind the port."""

from collections.abc import Callable, Mapping

from typing_extensions import override

from app.services.cancel import CancelToken
from app.services.http.client import Transport
from app.services.scrive.browser_sign_in import BrowserWay
from app.services.scrive.personal_token import personal_token
from app.services.secrets.secret import Secret
from app.services.sign_ins import BrowserSignIn, OpenBrowser, PasswordSignIn, SignIns


class ScriveSignIns(SignIns):
    """Signs in at any Scrive; usable from any thread."""

    def __init__(self, transport_for: Callable[[str], Transport]) -> None:
        """`transport_for` a base URL."""
        self._transport_for = transport_for

    @override
    def with_password(self, wish: PasswordSignIn) -> Mapping[str, Secret]:
        """See `personal_token`."""
        transport = self._transport_for(wish.base_url)
        return personal_token(wish.base_url, wish.email, wish.password, transport)

    @override
    def in_browser(
        self, wish: BrowserSignIn, open_browser: OpenBrowser, cancel: CancelToken
    ) -> Mapping[str, Secret]:
        """See `BrowserWay`."""
        transport = self._transport_for(wish.base_url)
        way = BrowserWay(wish.base_url, wish.identifier, wish.secret, transport)
        return way.values(open_browser, cancel)
