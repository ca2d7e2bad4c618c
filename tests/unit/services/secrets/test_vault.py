"""Secrets in the OS keyring and in memory; the back-ends here are stand-ins."""

import logging
import threading
import traceback
from collections.abc import Iterator
from contextlib import suppress

import keyring
import keyring.core
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import (
    InitError,
    KeyringLocked,
    NoKeyringError,
    PasswordDeleteError,
    PasswordSetError,
)

from app.domain.kinds import ServiceKind
from app.services.accounts import Account
from app.services.errors import LocalError, NoKeyring
from app.services.ports import Vault
from app.services.secrets.blob import LONGEST, packed
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.secrets.vault import KeyringVault

ACCOUNT = Account(
    id="7c1d7a52-0a3c-4be0-a9a5-51b0c7a3c001",
    name="Office",
    service=ServiceKind.SCRIVE,
    base_url="https://scrive.example.com",
)
OTHER = Account(
    id="7c1d7a52-0a3c-4be0-a9a5-51b0c7a3c002",
    name="Hub",
    service=ServiceKind.SIGNINGHUB,
    base_url="https://hub.example.com",
)
SECRETS = {"apitoken": Secret("token-value"), "apisecret": Secret("hemmelig \u00e5\u00e4\u00f6")}


class Shelf(KeyringBackend):
    """A back-end of the keyring library that keeps texts in memory and fails when told to."""

    __module__ = "keyring.backends.SecretService"
    viable = False  # so that the library does not find it by itself

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.failure: Exception | None = None
        self.hold = threading.Event()
        self.hold.set()

    def get_password(self, service: str, username: str) -> str | None:
        self._obey()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._obey()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._obey()
        if (service, username) not in self.kept:
            raise PasswordDeleteError("No such password!")
        del self.kept[service, username]

    def _obey(self) -> None:
        self.hold.wait()
        if self.failure is not None:
            raise self.failure


class ReadableFile(Shelf):
    """A back-end that would write secrets down for everybody to read."""

    __module__ = "keyrings.alt.file"


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    shelf = Shelf()
    keyring.set_keyring(shelf)
    yield shelf
    shelf.hold.set()


@pytest.fixture(params=["keyring", "memory"])
def vault(request: pytest.FixtureRequest, shelf: Shelf) -> Vault:
    return KeyringVault() if request.param == "keyring" else MemoryVault()


def _revealed(vault: Vault, account: Account) -> dict[str, str]:
    return {name: secret.reveal() for name, secret in vault.load(account).items()}


def test_what_was_stored_is_loaded(vault: Vault) -> None:
    vault.store(ACCOUNT, SECRETS)
    vault.store(OTHER, {"password": Secret("x")})
    assert _revealed(vault, ACCOUNT) == {
        "apitoken": "token-value",
        "apisecret": "hemmelig \u00e5\u00e4\u00f6",
    }
    assert _revealed(vault, OTHER) == {"password": "x"}


def test_storing_again_replaces(vault: Vault) -> None:
    vault.store(ACCOUNT, SECRETS)
    vault.store(ACCOUNT, {"apitoken": Secret("new")})
    assert _revealed(vault, ACCOUNT) == {"apitoken": "new"}


def test_removing_forgets_one_account_and_does_not_complain_twice(vault: Vault) -> None:
    vault.store(ACCOUNT, SECRETS)
    vault.store(OTHER, {"password": Secret("x")})
    vault.remove(ACCOUNT)
    vault.remove(ACCOUNT)
    with pytest.raises(NoKeyring, match="Enter"):
        vault.load(ACCOUNT)
    assert _revealed(vault, OTHER) == {"password": "x"}


def test_a_windows_credential_holds_1280_characters_and_no_more(vault: Vault) -> None:
    room = LONGEST - len(packed({"apitoken": Secret("")}))
    vault.store(ACCOUNT, {"apitoken": Secret("x" * room)})
    assert len(_revealed(vault, ACCOUNT)["apitoken"]) == room
    with pytest.raises(LocalError, match="too long for the keyring") as caught:
        vault.store(ACCOUNT, {"apitoken": Secret("y" * (room + 1))})
    assert "1281 characters" in caught.value.detail
    assert set(_revealed(vault, ACCOUNT)["apitoken"]) == {"x"}


def test_a_letter_outside_the_basic_plane_counts_twice_as_in_windows() -> None:
    room = LONGEST - len(packed({"password": Secret("")}))
    packed({"password": Secret("\U0001f512" * (room // 2))})
    with pytest.raises(LocalError):
        packed({"password": Secret("\U0001f512" * (room // 2 + 1))})


def test_each_account_has_a_service_name_of_its_own(shelf: Shelf) -> None:
    KeyringVault().store(ACCOUNT, SECRETS)
    KeyringVault().store(OTHER, SECRETS)
    assert {service for service, _ in shelf.kept} == {
        f"countersign/scrive/{ACCOUNT.id}",
        f"countersign/signinghub/{OTHER.id}",
    }


def test_a_vault_says_where_it_keeps_things(vault: Vault) -> None:
    assert vault.describe()


@pytest.mark.parametrize("text", ["not json", "[]", '{"apitoken": 1}', "[" * 100_000])
def test_something_unreadable_in_the_keyring_asks_for_the_credentials(
    shelf: Shelf, text: str
) -> None:
    KeyringVault().store(ACCOUNT, SECRETS)
    shelf.kept = dict.fromkeys(shelf.kept, text)
    with pytest.raises(NoKeyring, match="Enter the credentials again"):
        KeyringVault().load(ACCOUNT)


# ── keyrings that fail ───────────────────────────────────────────────────────────────────────────


def test_without_a_keyring_it_is_said() -> None:
    for ask in (KeyringVault().load, KeyringVault().remove):
        with pytest.raises(NoKeyring, match="no keyring that keeps secrets safe"):
            ask(ACCOUNT)
    with pytest.raises(NoKeyring, match="no keyring"):
        KeyringVault().store(ACCOUNT, SECRETS)


def test_a_readable_store_is_never_used() -> None:
    readable = ReadableFile()
    keyring.set_keyring(readable)
    with pytest.raises(NoKeyring, match="no keyring that keeps secrets safe"):
        KeyringVault().store(ACCOUNT, SECRETS)
    assert readable.kept == {}


def test_of_a_chain_only_the_safe_link_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    safe, readable = Shelf(), ReadableFile()
    monkeypatch.setattr(ChainerBackend, "backends", [readable, safe])
    keyring.set_keyring(ChainerBackend())  # type: ignore[no-untyped-call]
    KeyringVault().store(ACCOUNT, SECRETS)
    assert (len(safe.kept), len(readable.kept)) == (1, 0)


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (KeyringLocked("Failed to unlock the collection!"), "The keyring is locked"),
        (InitError("Failed to create the collection"), "The keyring is locked"),
        (PasswordSetError("Can't store"), "refused to keep"),
        (NoKeyringError(), "no keyring that keeps secrets safe"),
        (OSError(1783, "CredWrite", "The stub received bad data"), "The keyring failed"),
    ],
)
def test_each_way_of_failing_has_its_sentence(
    shelf: Shelf, failure: Exception, sentence: str
) -> None:
    shelf.failure = failure
    with pytest.raises(NoKeyring, match=sentence):
        KeyringVault().store(ACCOUNT, SECRETS)


def test_a_keyring_that_quotes_a_secret_in_its_error_does_not_betray_it(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.failure = RuntimeError("cannot store token-value")
    with caplog.at_level(logging.DEBUG), pytest.raises(NoKeyring) as caught:
        KeyringVault().store(ACCOUNT, SECRETS)
    told = "".join(traceback.format_exception(caught.value)) + str(caught.value) + caplog.text
    assert "token-value" not in told


def test_a_keyring_that_never_answers_does_not_hold_the_program(shelf: Shelf) -> None:
    shelf.hold.clear()
    with pytest.raises(NoKeyring, match="does not answer"):
        KeyringVault(patience=0.05).load(ACCOUNT)
    shelf.hold.set()
    vault = KeyringVault()
    vault.store(ACCOUNT, SECRETS)
    assert _revealed(vault, ACCOUNT)["apitoken"] == "token-value"


def test_a_keyring_that_never_answers_is_not_asked_without_end(shelf: Shelf) -> None:
    """The outbox comes back every minute, for days when nobody unlocks the keyring."""

    def asking() -> int:
        return sum(each.name == "keyring" for each in threading.enumerate())

    vault = KeyringVault(patience=0.01)
    in_the_beginning = asking()
    shelf.hold.clear()
    for _ in range(60):
        with pytest.raises(NoKeyring, match="does not answer"):
            vault.load(ACCOUNT)
    assert asking() - in_the_beginning == 20
    shelf.hold.set()
    for each in threading.enumerate():
        if each.name == "keyring":
            each.join()
    told: list[str] = []
    for _ in range(100):  # a busy computer may take longer than such a short patience
        with suppress(NoKeyring):
            told.append(vault.describe())
    assert set(told) == {"the keyring of your desktop"}
