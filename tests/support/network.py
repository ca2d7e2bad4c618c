"""The ban on every network but the loopback of this computer."""

import contextlib
import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import TypeVar
from unittest import mock

Answer = TypeVar("Answer")


class NetworkForbiddenError(RuntimeError):
    """A test tried to leave this computer; deliberately no OSError, so that no code handles it."""


def is_local_name(host: object) -> bool:
    """Whether a host is this computer: absent, `localhost` or a loopback address."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is None or host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def is_local_address(family: int, address: object) -> bool:
    """Whether a socket address stays on this computer; sockets in the file system always do."""
    if family == getattr(socket, "AF_UNIX", None):
        return True
    return isinstance(address, tuple) and is_local_name(address[0])


@contextlib.contextmanager
def only_loopback() -> Iterator[None]:
    """Let sockets reach this computer only.

    Names below `.invalid` do not exist, as RFC 2606 promises; every other foreign name is an error
    of the test.
    """
    with contextlib.ExitStack() as patches:
        for method in ("connect", "connect_ex", "sendto"):
            guarded = _guarded(getattr(socket.socket, method))
            patches.enter_context(mock.patch.object(socket.socket, method, guarded))
        looked_up = _guarded_lookup(socket.getaddrinfo)
        patches.enter_context(mock.patch.object(socket, "getaddrinfo", looked_up))
        yield


def _guarded(original: Callable[..., Answer]) -> Callable[..., Answer]:
    def checked(self: socket.socket, *arguments: object) -> Answer:
        if not is_local_address(self.family, arguments[-1]):
            message = f"a test tried to reach {arguments[-1]!r}"
            raise NetworkForbiddenError(message)
        return original(self, *arguments)

    return checked


def _guarded_lookup(original: Callable[..., Answer]) -> Callable[..., Answer]:
    def checked(host: object, *arguments: object, **named: object) -> Answer:
        if is_local_name(host):
            return original(host, *arguments, **named)
        if str(host).endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        message = f"a test tried to look up {host!r}"
        raise NetworkForbiddenError(message)

    return checked
