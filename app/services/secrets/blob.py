"""The text in which a keyring holds the secrets of one account."""

import json
from collections.abc import Mapping
from typing import Final

from app.services.errors import LocalError, NoKeyring
from app.services.secrets.secret import Secret

LONGEST: Final = 1_280
"""Characters that fit into the 2,560 bytes of a Windows credential, which is UTF-16."""


def packed(secrets: Mapping[str, Secret]) -> str:
    """One JSON object of all secrets. Raises LocalError when a keyring could not hold it."""
    text = json.dumps(
        {name: secret.reveal() for name, secret in secrets.items()},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    length = len(text.encode("utf-16-le")) // 2
    if length > LONGEST:
        raise LocalError(
            "These credentials are too long for the keyring.",
            f"Together they take {length} characters; {LONGEST} fit.",
            "Check that nothing else was pasted with them.",
        )
    return text


def unpacked(text: str) -> dict[str, Secret]:
    """The secrets in such a text. Raises NoKeyring when it is not one of ours."""
    try:
        found = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise NoKeyring(
            "The keyring holds something unreadable for this account.",
            "Another program may have changed it.",
            "Enter the credentials again.",
        ) from None
    return {name: Secret(value) for name, value in found.items()}
