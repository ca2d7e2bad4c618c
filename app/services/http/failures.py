"""Failures of the transport, told apart by what had left this computer."""

import socket
import ssl
from collections.abc import Iterator

from requests.exceptions import ConnectTimeout, ProxyError, SSLError
from urllib3.exceptions import NameResolutionError

from app.services.errors import BadAnswer, NotSecure, ServiceError, Uncertain, Unreachable
from app.services.http.certificate_failures import (
    not_admitted,
    said_of_our_certificate,
    untrusted,
)
from app.services.http.request import Effect

_CHECK_CONNECTION = "Check the internet connection and the address of the service, then try again."
_HANDSHAKE_FAILURE = "HANDSHAKE_FAILURE"
"""All that a server with TLS 1.2 says when it misses a certificate."""


class NoAnswer(Unreachable):
    """A read was sent, and the connection broke or stayed silent: nothing can have happened."""


class CutOff(BadAnswer):
    """The answer to a read began and broke off."""


def transport_failure(
    error: Exception, *, host: str, sent: bool, effect: Effect, correlation_id: str
) -> ServiceError:
    """The error for a request that got no status line.

    Before the first byte of it left, it is `Unreachable` whatever it was; afterwards a change is
    `Uncertain`, and a read is `NoAnswer`. What a server says of our certificate it says before it
    looks at the request, and is `NotSecure` in any case.
    """
    chain = list(_causes(error))
    ours = said_of_our_certificate(chain)
    if ours:
        return not_admitted(host, ours, correlation_id)
    if not sent:
        tls = isinstance(error, SSLError) or any(isinstance(each, ssl.SSLError) for each in chain)
        family = NotSecure if tls else Unreachable
        title, detail, next_step = _tls(chain, host) if tls else _not_sent(error, chain, host)
        return family(title, detail, next_step, correlation_id=correlation_id)
    silent = any(isinstance(each, TimeoutError) for each in chain) or "timed out" in str(error)
    if silent:
        title = f"{host} did not answer in time."
    else:
        title = f"The connection to {host} broke before it answered."
    if effect is Effect.NONE:
        return NoAnswer(title, next_step=_CHECK_CONNECTION, correlation_id=correlation_id)
    return Uncertain(title, "The request may have taken effect.", correlation_id=correlation_id)


def _not_sent(error: Exception, chain: list[BaseException], host: str) -> tuple[str, str, str]:
    """Title, detail and next step where no byte of the request left."""
    if isinstance(error, ProxyError):
        return (
            "The proxy of this network did not let the request through.",
            _reason(chain),
            "Check the proxy settings of this computer, then try again.",
        )
    if any(isinstance(each, NameResolutionError | socket.gaierror) for each in chain):
        detail = "There is no such name, or this computer is not connected."
        return f"The address of {host} could not be found.", detail, _CHECK_CONNECTION
    if any(isinstance(each, ConnectionRefusedError) for each in chain):
        return f"{host} refused the connection.", "Nothing was sent.", _CHECK_CONNECTION
    if isinstance(error, ConnectTimeout) or any(isinstance(each, TimeoutError) for each in chain):
        return f"{host} could not be reached in time.", "Nothing was sent.", _CHECK_CONNECTION
    return f"{host} could not be reached.", _reason(chain), _CHECK_CONNECTION


def _tls(chain: list[BaseException], host: str) -> tuple[str, str, str]:
    refused = next((each for each in chain if isinstance(each, ssl.SSLCertVerificationError)), None)
    if refused is None:
        advice = "Check that the address is right and speaks https."
        alerts = [each for each in chain if isinstance(each, ssl.SSLError)]
        if any(_HANDSHAKE_FAILURE in (each.reason or "") for each in alerts):
            advice += " A server that wants a client certificate may say no more than this."
        return f"No secure connection to {host} could be made.", _reason(chain), advice
    return untrusted(host, refused)


def _reason(chain: list[BaseException]) -> str:
    """The innermost words of the operating system or TLS library; never an address or header."""
    for each in reversed(chain):
        if isinstance(each, ssl.SSLError) and each.reason:
            return f"{each.reason.replace('_', ' ').capitalize()}."
        if isinstance(each, OSError) and each.strerror:
            return f"{each.strerror}."
    return "Nothing was sent."


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it was made from, however requests and urllib3 wrapped it."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        inner = (
            each.__cause__,
            each.__context__,
            getattr(each, "reason", None),
            getattr(each, "original_error", None),
            *each.args,
        )
        waiting += [item for item in inner if isinstance(item, BaseException)]
