"""The OS keyring, as the one place where secrets outlive the program."""

import threading
from collections.abc import Callable, Mapping
from typing import Final, Protocol, TypeVar

from typing_extensions import override

from app.services.accounts import Account
from app.services.errors import NoKeyring
from app.services.ports import Vault
from app.services.secrets.blob import packed, unpacked
from app.services.secrets.secret import Secret

APP_ID: Final = "countersign"
_ENTRY: Final = "credentials"
"""The user name under which an account's secrets stand; the service name tells accounts apart."""
_BACKENDS: Final = {
    "keyring.backends.SecretService": "the keyring of your desktop",
    "keyring.backends.libsecret": "the keyring of your desktop",
    "keyring.backends.kwallet": "KWallet",
    "keyring.backends.Windows": "Windows Credential Manager",
    "keyring.backends.macOS": "the macOS keychain",
}
"""Back-ends that keep secrets encrypted, by module; no other one is ever used."""
_CHAINER: Final = "keyring.backends.chainer"
PATIENCE: Final = 60.0
"""Seconds for the keyring to answer: a person may have to type its password meanwhile."""
_MOST_UNANSWERED: Final = 20
"""So many threads at most are left behind, each perhaps with a connection to the keyring."""
_NEXT_STEP: Final = "Unlock or set up the keyring of your system, then try again."

Answer = TypeVar("Answer")


class Backend(Protocol):
    """What we use of a back-end of the library `keyring`."""

    def get_password(self, service: str, username: str) -> str | None:
        """The text that is kept, None where there is none."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a text."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget a text."""
        ...


class KeyringVault(Vault):
    """Keeps one text per account under a service name of its own.

    One name per account, because Windows moves entries around that share one. Every call waits at
    most `patience` seconds and must not be made on the thread of the window: an unlock prompt
    blocks, sometimes for ever.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        """Touches no keyring yet."""
        self._patience = patience
        self._guard = threading.Lock()
        self._unanswered: list[threading.Thread] = []

    @override
    def store(self, account: Account, secrets: Mapping[str, Secret]) -> None:
        text = Secret(packed(secrets))
        name = _service_name(account)
        self._ask(lambda backend: backend.set_password(name, _ENTRY, text.reveal()))

    @override
    def load(self, account: Account) -> dict[str, Secret]:
        name = _service_name(account)
        text = self._ask(lambda backend: _kept(backend, name))
        if text is None:
            raise NoKeyring(
                f"The keyring has no credentials for {account.name}.",
                "They were removed, or belong to another user or computer. "
                "Your drafts and agreements are still here.",
                "Enter the credentials again.",
            )
        return unpacked(text.reveal())

    @override
    def remove(self, account: Account) -> None:
        name = _service_name(account)

        def delete(backend: Backend) -> None:
            if backend.get_password(name, _ENTRY) is not None:
                backend.delete_password(name, _ENTRY)

        self._ask(delete)

    @override
    def describe(self) -> str:
        return self._ask(lambda backend: _BACKENDS[type(backend).__module__])

    def _ask(self, question: Callable[[Backend], Answer]) -> Answer:
        """The answer of the keyring, asked on a thread that nobody has to wait for.

        Raises NoKeyring for every way in which the library and its back-ends fail, foreign
        exceptions included. A thread that never returns is left behind; it does not hold the exit.
        """
        answers: list[Answer] = []
        failures: list[Exception] = []

        def work() -> None:
            try:
                answers.append(question(_backend()))
            except Exception as error:  # noqa: BLE001 - back-ends leak what their systems throw
                failures.append(error)

        self._wait_for_room()
        thread = threading.Thread(target=work, name="keyring", daemon=True)
        thread.start()
        thread.join(self._patience)
        if thread.is_alive():
            with self._guard:
                self._unanswered.append(thread)
            raise _silent()
        if failures:
            # The cause is left out: its words and its frames may hold what was to be stored.
            raise _translated(failures[0]) from None
        return answers[0]

    def _wait_for_room(self) -> None:
        """Ask nothing more while too many questions are open; the outbox asks again and again."""
        with self._guard:
            self._unanswered = [each for each in self._unanswered if each.is_alive()]
            too_many = len(self._unanswered) >= _MOST_UNANSWERED
            oldest = self._unanswered[0] if too_many else None
        if oldest is not None:
            oldest.join(self._patience)
            if oldest.is_alive():
                raise _silent()


def _silent() -> NoKeyring:
    return NoKeyring(
        "The keyring does not answer.",
        "It may be waiting for a password in a window behind this one.",
        _NEXT_STEP,
    )


def _service_name(account: Account) -> str:
    return f"{APP_ID}/{account.service.value}/{account.id}"


def _kept(backend: Backend, name: str) -> Secret | None:
    text = backend.get_password(name, _ENTRY)
    return None if text is None else Secret(text)


def _backend() -> Backend:
    """The back-end that the user's system or settings choose, when it is one that we trust."""
    import keyring
    from keyring.errors import NoKeyringError

    chosen: Backend = keyring.get_keyring()
    candidates: list[Backend] = [chosen]
    if type(chosen).__module__ == _CHAINER:
        # It would pass a secret on to the next one, readable or not, when the first one fails.
        candidates = list(getattr(chosen, "backends", ()))
    for each in candidates:
        if type(each).__module__ in _BACKENDS:
            return each
    raise NoKeyringError


def _translated(error: Exception) -> NoKeyring:
    """The failure in words of ours."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordSetError

    if isinstance(error, NoKeyring):
        return error
    if isinstance(error, NoKeyringError):
        return NoKeyring(
            "This computer has no keyring that keeps secrets safe.",
            "Countersign never writes credentials into readable files.",
            "Set up a keyring, then try again.",
        )
    if isinstance(error, KeyringLocked | InitError):
        return NoKeyring("The keyring is locked.", "It was not unlocked when it asked.", _NEXT_STEP)
    if isinstance(error, PasswordSetError):
        return NoKeyring("The keyring refused to keep the credentials.", "", _NEXT_STEP)
    return NoKeyring("The keyring failed.", f"It reported: {type(error).__name__}.", _NEXT_STEP)
