"""Secrets in memory: for practice, for tests, and where there is no keyring."""

import threading
from collections.abc import Mapping

from typing_extensions import override

from app.services.accounts import Account
from app.services.errors import NoKeyring
from app.services.ports import Vault
from app.services.secrets.blob import packed, unpacked
from app.services.secrets.secret import Secret


class MemoryVault(Vault):
    """Forgets everything when the program ends, and is otherwise as strict as the keyring."""

    def __init__(self) -> None:
        """Empty."""
        self._lock = threading.Lock()
        self._kept: dict[str, Secret] = {}

    @override
    def store(self, account: Account, secrets: Mapping[str, Secret]) -> None:
        text = Secret(packed(secrets))
        with self._lock:
            self._kept[account.id] = text

    @override
    def load(self, account: Account) -> dict[str, Secret]:
        with self._lock:
            kept = self._kept.get(account.id)
        if kept is None:
            raise NoKeyring(
                f"The credentials of {account.name} are not known any more.",
                "They were kept only until the program ended.",
                "Enter them again.",
            )
        return unpacked(kept.reveal())

    @override
    def remove(self, account: Account) -> None:
        with self._lock:
            self._kept.pop(account.id, None)

    @override
    def describe(self) -> str:
        return "memory, until you quit"
