"""Addresses of web pages: can it be one, and how was one probably meant."""

import re
from urllib.parse import urlsplit


def is_web_address(url: str) -> bool:
    """Whether it is a whole address, `https://` or `http://` included."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    plain = not re.search(r"\s", url)
    return plain and parts.scheme in ("http", "https") and bool(re.search(r"[^.]", host))


def with_https(url: str) -> str:
    """The address as it was probably meant; unchanged where it says how already."""
    return url if "://" in url else f"https://{url.strip().lstrip('/')}"
