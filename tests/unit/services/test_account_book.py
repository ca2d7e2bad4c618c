"""The accounts of a profile."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.services.account_book import AccountBook, AccountDetails
from app.services.accounts import SCRIVE_SECRETS, Account, CertificateFiles, Identity
from app.services.errors import LocalError, NoKeyring, Unauthorized, Unreachable
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.opening import countersign_database
from tests.support.clocks import TurnableClock
from tests.support.services import ScriptedWorld


class FailingStore(SqlAccountStore):
    """Accounts on a disk that is full when `full` is set."""

    full = False

    def save(self, account: Account) -> None:
        if self.full:
            raise LocalError("The disk is full.")
        super().save(account)


class StubbornVault(MemoryVault):
    """A keyring that may be locked, and that tells how many accounts it holds."""

    locked = False

    @property
    def held(self) -> int:
        return len(self._kept)

    def store(self, account: Account, secrets: Mapping[str, Secret]) -> None:
        self._refuse()
        super().store(account, secrets)

    def load(self, account: Account) -> dict[str, Secret]:
        self._refuse()
        return super().load(account)

    def remove(self, account: Account) -> None:
        self._refuse()
        super().remove(account)

    def _refuse(self) -> None:
        if self.locked:
            raise NoKeyring("The keyring is locked.")


class Office:
    """A book with everything around it."""

    def __init__(self, folder: Path) -> None:
        self.database = countersign_database(folder / "countersign.db", TurnableClock())
        self.world = ScriptedWorld(TurnableClock())
        self.store = FailingStore(self.database)
        self.vault = StubbornVault()
        self.book = AccountBook(self.store, self.vault, self.world)

    def close(self) -> None:
        self.database.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(Office(tmp_path / "profile")) as opened:
        yield opened


def _details(name: str = "Office", secret: str = "right-secret") -> AccountDetails:
    values = ("token-1", "secret-1", "token-2", secret)
    return AccountDetails(
        name=name,
        service=ServiceKind.SCRIVE,
        base_url="https://scrive.example.com",
        secrets={key: Secret(value) for key, value in zip(SCRIVE_SECRETS, values, strict=True)},
    )


def test_an_account_is_tested_and_then_kept(office: Office) -> None:
    account, check = office.book.add(_details())
    assert check.identity.email == "maja@example.com"
    assert account.identity.name == "Maja"
    assert office.book.all() == (account,)
    assert office.book.by_name("OFFICE") == office.book.by_id(account.id) == account
    assert office.book.open(account).check() == check


def test_testing_keeps_nothing(office: Office) -> None:
    office.book.test(_details())
    assert office.book.all() == ()
    assert office.vault.held == 0


@pytest.mark.parametrize("failure", [Unreachable("No answer."), Unauthorized("No.")])
def test_an_account_that_cannot_be_tested_is_not_kept(office: Office, failure: Exception) -> None:
    office.world.failure = failure
    with pytest.raises(type(failure)):
        office.book.add(_details())
    assert (office.book.all(), office.vault.held) == ((), 0)


def test_without_a_keyring_nothing_is_kept(office: Office) -> None:
    office.vault.locked = True
    with pytest.raises(NoKeyring):
        office.book.add(_details())
    assert office.book.all() == ()


def test_secrets_do_not_stay_behind_when_the_account_cannot_be_written(office: Office) -> None:
    office.store.full = True
    with pytest.raises(LocalError):
        office.book.add(_details())
    assert office.vault.held == 0


def test_names_differ_in_more_than_case_and_that_is_said_before_asking_anybody(
    office: Office,
) -> None:
    office.book.add(_details("Bodil"))
    calls = office.world.calls
    with pytest.raises(DomainError, match=r"account\.name_taken"):
        office.book.add(_details("BODIL"))
    assert office.world.calls == calls
    with pytest.raises(DomainError, match=r"account\.name_taken"):
        office.store.save(replace(_details("bodil").account("another")))


def test_the_service_of_an_account_is_made_once(office: Office) -> None:
    account, _ = office.book.add(_details())
    made = office.world.made
    assert office.book.open(account) is office.book.open(account)
    assert office.world.made == made + 1


def test_new_secrets_are_used_at_once(office: Office) -> None:
    account, _ = office.book.add(_details())
    office.book.open(account)
    office.world.users["renewed"] = office.world.users.pop("right-secret")
    with pytest.raises(Unauthorized):
        office.book.check(account.id)
    changed, _ = office.book.replace_secrets(account.id, _details("Renamed", "renewed"))
    assert changed.id == account.id
    assert office.book.check(account.id).identity.name == "Maja"
    assert [each.name for each in office.book.all()] == ["Renamed"]


def test_the_credentials_of_somebody_else_do_not_replace_an_account(office: Office) -> None:
    account, _ = office.book.add(_details())
    office.world.users["somebody"] = Identity(email="inga@example.com", user_id="2")
    with pytest.raises(DomainError, match=r"account\.other_user"):
        office.book.replace_secrets(account.id, _details("Office", "somebody"))
    assert office.book.check(account.id).identity.email == "maja@example.com"


def test_a_check_notes_what_the_service_says_of_the_user(office: Office) -> None:
    account, _ = office.book.add(_details())
    office.world.users["right-secret"] = Identity(name="Maja L.", user_id="1")
    office.world.api_version = 4
    office.book.check(account.id)
    found = office.book.by_id(account.id)
    assert found is not None
    assert (found.identity.name, found.api_version) == ("Maja L.", 4)


def test_what_should_be_done_about_the_files_is_part_of_each_check(office: Office) -> None:
    files = CertificateFiles(certificate="/etc/own/client.pem")
    book = AccountBook(
        office.store,
        office.vault,
        office.world,
        advise=lambda account: "It ends." if account.files == files else "",
    )
    account, check = book.add(replace(_details(), files=files))
    assert book.by_id(account.id) == account
    assert account.files == files
    for found in (check, book.check(account.id)):
        assert found.advice == ("It ends.",)
    assert book.test(_details()).advice == ()


def test_removing_forgets_the_secrets_and_the_account(office: Office) -> None:
    account, _ = office.book.add(_details())
    office.book.open(account)
    office.book.remove(account.id)
    assert (office.book.all(), office.vault.held) == ((), 0)
    with pytest.raises(NoKeyring):
        office.book.open(account)
    with pytest.raises(DomainError, match=r"account\.unknown"):
        office.book.remove(account.id)


def test_an_account_whose_secrets_cannot_be_removed_stays(office: Office) -> None:
    account, _ = office.book.add(_details())
    office.vault.locked = True
    with pytest.raises(NoKeyring):
        office.book.remove(account.id)
    assert office.book.all() == (account,)


def test_a_keyring_with_half_of_the_secrets_asks_for_them_again(office: Office) -> None:
    account, _ = office.book.add(_details())
    office.vault.store(account, {"apitoken": Secret("token-1")})
    with pytest.raises(NoKeyring, match="Enter the credentials again"):
        office.book.open(account)


def test_a_client_that_acts_alone_is_opened_without_a_user(office: Office) -> None:
    office.world.api_version = 4
    alone = AccountDetails(
        name="Hub",
        service=ServiceKind.SIGNINGHUB,
        base_url="https://hub.example.com",
        secrets={"client_id": Secret("desk"), "client_secret": Secret("right-secret")},
        api_version=4,
        scope="office@example.com",
    )
    account, _ = office.book.add(alone)
    assert office.book.open(account).kind is ServiceKind.SIGNINGHUB
    office.vault.store(account, {"client_id": Secret("desk")})
    book = AccountBook(office.store, office.vault, office.world)
    with pytest.raises(NoKeyring, match="does not hold all"):
        book.open(account)


def test_a_temporary_account_is_used_and_never_kept(office: Office) -> None:
    account = office.book.temporary(_details("for this call"))
    assert office.book.by_id(account.id) == account
    assert office.book.open(account).check().identity.name == "Maja"
    assert office.book.check(account.id).identity.name == "Maja"
    assert (office.book.all(), office.vault.held) == ((), 0)
    assert office.book.in_use() == (account,)
    assert office.book.is_temporary(account.id)
    with pytest.raises(DomainError, match=r"account\.unknown"):
        office.book.replace_secrets(account.id, _details())
    office.book.remove(account.id)
    assert office.book.by_id(account.id) is None


def test_no_secret_is_in_a_file_a_log_or_a_repr(
    office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secrets = ("token-1", "secret-1", "token-2", "right-secret", "renewed-secret")
    shown: list[object] = [office.book, office.vault, office.store]

    def look() -> None:
        for path in tmp_path.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert not [each for each in secrets if each.encode() in content], path.name

    with caplog.at_level(logging.DEBUG):
        account, check = office.book.add(_details())
        look()
        service = office.book.open(account)
        office.world.users["renewed-secret"] = office.world.users["right-secret"]
        changed, _ = office.book.replace_secrets(account.id, _details(secret="renewed-secret"))
        look()
        with pytest.raises(Unauthorized) as refused:
            office.book.test(_details(secret="wrong"))
        shown += [
            account,
            check,
            service,
            changed,
            refused.value,
            office.book.temporary(_details()),
        ]
        office.book.remove(account.id)
    look()
    office.database.close()
    look()
    said = caplog.text + "".join(f"{each!r}{each!s}" for each in shown)
    assert not [each for each in secrets if each in said]
