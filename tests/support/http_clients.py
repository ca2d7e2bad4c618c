"""HTTP clients as tests need them: quick to give up, and on loopback."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from requests.auth import AuthBase

from app.services.clock import SystemClock
from app.services.http.answers import TextReader, excerpt
from app.services.http.client import HttpClient, NoAuth, Transport
from app.services.http.session import ProxyResolver, trusting_context
from app.services.timing import Timing

QUICK = Timing(scale=0.02)
"""Connect 0.2 s, read 0.6 s, pauses of a fiftieth."""


@contextmanager
def a_client(
    url: str,
    *,
    auth: AuthBase | None = None,
    timing: Timing = QUICK,
    context: ssl.SSLContext | None = None,
    proxies: ProxyResolver | None = None,
    read_text: TextReader = excerpt,
) -> Iterator[HttpClient]:
    """A client that is closed at the end."""
    transport = Transport(
        clock=SystemClock(),
        timing=timing,
        user_agent="Countersign/test",
        context=(lambda: context) if context is not None else trusting_context,
        proxies=proxies,
    )
    client = HttpClient(url, auth or NoAuth(), transport, read_text=read_text)
    try:
        yield client
    finally:
        client.close()
