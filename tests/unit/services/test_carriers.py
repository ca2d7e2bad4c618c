"""Which account acts for an agreement on its way."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.services.account_book import AccountBook, AccountDetails
from app.services.accounts import SCRIVE_SECRETS, Account, Identity
from app.services.carriers import account_of
from app.services.outbox.records import OutboxItem, Phase
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.opening import countersign_database
from tests.support.clocks import TurnableClock
from tests.support.outbox_items import an_item
from tests.support.services import ScriptedWorld

MAJA = Identity(name="Maja", email="maja@example.com")


@contextmanager
def _a_book(folder: Path) -> Iterator[AccountBook]:
    clock = TurnableClock()
    with closing(countersign_database(folder / "countersign.db", clock)) as database:
        yield AccountBook(SqlAccountStore(database), MemoryVault(), ScriptedWorld(clock))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[AccountBook]:
    with _a_book(tmp_path / "profile") as opened:
        yield opened


def _details(token: str = "token-2") -> AccountDetails:
    secrets = {name: Secret("right-secret") for name in SCRIVE_SECRETS}
    return AccountDetails(
        name="Norrvik Scrive",
        service=ServiceKind.SCRIVE,
        base_url="https://scrive.example.com",
        secrets={**secrets, "accesstoken": Secret(token)},
    )


def _begun_with(account: Account, identity: Identity) -> OutboxItem:
    return an_item(
        Phase.FINDING_OUT,
        account_id=account.id,
        base_url=account.base_url,
        service=account.service,
        identity=identity,
    )


def test_an_account_acts_for_what_was_begun_with_it(book: AccountBook) -> None:
    account, _ = book.add(_details())
    assert account_of(book, _begun_with(account, account.identity)) == account


def test_an_account_that_now_leads_elsewhere_acts_for_nothing_begun_before(
    book: AccountBook,
) -> None:
    account, _ = book.add(_details())
    item = _begun_with(account, account.identity)
    elsewhere = replace(_details(), base_url="https://api-testbed.scrive.example.com")
    with suppress(DomainError):  # as good: the account stays where it is
        book.replace_secrets(account.id, elsewhere)
        assert account_of(book, item) is None


def test_an_account_connected_again_for_the_same_person_acts_for_it(book: AccountBook) -> None:
    before, _ = book.add(_details())
    item = _begun_with(before, before.identity)
    book.remove(before.id)
    assert account_of(book, item) is None
    again, _ = book.add(_details())
    assert again.id != before.id
    found = account_of(book, item)
    assert (found == again) == again.identity.is_told


def test_a_scheduler_whose_token_was_renewed_still_settles_its_agreements(
    tmp_path: Path, book: AccountBook
) -> None:
    item = _begun_with(book.temporary(_details()), MAJA)
    with _a_book(tmp_path / "next-call") as later:
        now = later.temporary(_details("renewed"))
        assert now.id != item.account_id
        assert account_of(later, item) == now


def test_nobody_acts_for_an_agreement_of_which_nobody_knows_who_began_it(book: AccountBook) -> None:
    before, _ = book.add(_details())
    item = _begun_with(before, Identity())
    book.remove(before.id)
    book.add(_details())
    assert account_of(book, item) is None
