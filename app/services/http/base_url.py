"""The address of a service, checked before anything is sent to it."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from app.domain.errors import DomainError

WHERE = "/base_url"


def checked_base_url(text: str) -> str:
    """The address in normal form: lower-case host, no slash at the end.

    Raises DomainError with `where` `/base_url`, the fact `url`, and one of the codes
    `base_url.empty`, `base_url.malformed` (not an address), `base_url.not_https` (only addresses on
    this computer may be http), `base_url.user_info` (a name or password in it) and `base_url.extra`
    (a query or fragment).
    """
    typed = text.strip()
    if not typed:
        raise DomainError("base_url.empty", WHERE)
    parts, host = _split(typed)
    if parts.username is not None or parts.password is not None:
        raise DomainError("base_url.user_info", WHERE, {"url": f"{parts.scheme}://{host}"})
    if parts.query or parts.fragment or typed.endswith(("?", "#")):
        raise DomainError("base_url.extra", WHERE, {"url": typed})
    if parts.scheme == "http" and not is_loopback(host):
        raise DomainError("base_url.not_https", WHERE, {"url": typed})
    shown = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port is not None else ""
    return f"{parts.scheme}://{shown}{port}{parts.path.rstrip('/')}"


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this computer, without asking anybody."""
    name = host.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def host_of(base_url: str) -> str:
    """The host of a checked address, without its port."""
    return urlsplit(base_url).hostname or ""


def _split(typed: str) -> tuple[SplitResult, str]:
    malformed = DomainError("base_url.malformed", WHERE, {"url": _without_user(typed)})
    if re.search(r"[\s\\<>\"'`{}|^]|[\x00-\x1f\x7f]", typed):
        raise malformed
    try:
        parts = urlsplit(typed)
        host = (parts.hostname or "").encode("idna").decode("ascii").rstrip(".")
        _ = parts.port
    except (ValueError, UnicodeError) as error:
        raise malformed from error
    if parts.scheme not in {"http", "https"} or not host:
        raise malformed
    return parts, host


def _without_user(typed: str) -> str:
    """What may be quoted of an address that could hold a password."""
    return re.sub(r"//[^/@]*@", "//", typed)
