"""A requests session that trusts what the computer trusts, and knows whether anything was sent."""

import ssl
from collections.abc import Callable, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any, Final

import requests
import truststore
from requests.adapters import HTTPAdapter
from typing_extensions import override
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager, ProxyManager
from urllib3.util.retry import Retry

ProxyResolver = Callable[[str], Mapping[str, str]]
"""Proxies by scheme for an address, as requests takes them; empty for none."""
_LAST_WORD: Final = 1.0
"""Seconds for reading what a server said before it hung up; it is there already."""


def trusting_context(extra_authorities: str | None = None) -> ssl.SSLContext:
    """TLS 1.2 or newer that trusts the computer's own list of authorities.

    `extra_authorities` is the path of a PEM file with further ones.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if extra_authorities is not None:
        context.load_verify_locations(extra_authorities)
    return context


class SentMark:
    """Whether a byte of the present request was handed to an established connection."""

    def __init__(self) -> None:
        """Nothing was."""
        self.sent = False


class MarkingSession(requests.Session):
    """For one thread. It keeps no cookies and adds nothing to a request that was not asked for."""

    def __init__(self, context: ssl.SSLContext, *, use_environment: bool) -> None:
        """`use_environment`: take proxies and extra authorities from environment variables."""
        super().__init__()
        self.mark = SentMark()
        self.trust_env = use_environment
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.headers.clear()
        adapter = _Adapter(context, self.mark)
        self.mount("https://", adapter)
        self.mount("http://", adapter)


class _Adapter(HTTPAdapter):
    """Repeats failed connections twice; a second request is never urllib3's idea."""

    def __init__(self, context: ssl.SSLContext, mark: SentMark) -> None:
        self._context = context
        self._pools = _pools_that_mark(mark)
        super().__init__(
            max_retries=Retry(
                total=None, connect=2, read=0, status=0, other=0, redirect=0, raise_on_status=False
            )
        )

    @override
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        self._mark_pools_of(self.poolmanager)

    @override
    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> ProxyManager:
        known = proxy in self.proxy_manager
        manager: ProxyManager = super().proxy_manager_for(
            proxy, ssl_context=self._context, **proxy_kwargs
        )
        if not known and not proxy.lower().startswith("socks"):
            self._mark_pools_of(manager)
        return manager

    @override
    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Add no authorities of requests' own (certifi) to those that the computer trusts.

        A file named by the environment is loaded all the same: requests puts it into the pool.
        """

    def _mark_pools_of(self, manager: PoolManager) -> None:
        manager.pool_classes_by_scheme = self._pools


def _pools_that_mark(mark: SentMark) -> dict[str, type[HTTPConnectionPool]]:
    """Pools whose connections set the mark when they are given the first byte of a request.

    Bytes on the way to being connected (a proxy's CONNECT, the TLS handshake) do not count: the
    service has not seen the request then.
    """

    class Plain(HTTPConnection):
        @override
        def connect(self) -> None:
            before = mark.sent
            try:
                super().connect()
            finally:
                mark.sent = before

        @override
        def send(self, data: Any) -> None:
            if self.sock is None:
                self.connect()
            mark.sent = True
            super().send(data)

    class Encrypted(Plain, HTTPSConnection):
        """As `Plain`; `super()` leads to the encrypted way of connecting."""

        @override
        def send(self, data: Any) -> None:
            try:
                super().send(data)
            except OSError as error:
                alert = _alert_behind(self.sock)
                if alert is None:
                    raise
                raise alert from error

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    return {"http": PlainPool, "https": EncryptedPool}


def _alert_behind(connection: object) -> ssl.SSLError | None:
    """What a server said before it hung up while we were still sending; None for no word.

    With TLS 1.3 it looks at our certificate when the handshake is over for us.
    """
    if not isinstance(connection, ssl.SSLSocket):
        return None
    try:
        connection.settimeout(_LAST_WORD)
        connection.recv(1)
    except ssl.SSLError as alert:
        return None if isinstance(alert, ssl.SSLEOFError | ssl.SSLZeroReturnError) else alert
    except (OSError, ValueError):
        return None
    return None
