"""Which account an agreement belongs to, and how that account sends and acts."""

from app.services.account_book import AccountBook
from app.services.accounts import Account
from app.services.actions.port import Actor
from app.services.errors import NoKeyring
from app.services.outbox.carrier import Carrier
from app.services.outbox.records import OutboxItem
from app.services.scrive.service import ScriveService
from app.services.signinghub.placing import PageSizes
from app.services.signinghub.service import SigningHubService


def account_of(accounts: AccountBook, item: OutboxItem) -> Account | None:
    """The account of an item, or another that is in use at the same place for the same person.

    Of an account that does not tell who it is, only signing in shows it. An address that was
    changed makes it another account.
    """
    account = accounts.by_id(item.account_id)
    if account is not None and _is_at(account, item):
        return account
    if not item.identity.is_told:
        return None
    there = [each for each in accounts.in_use() if _is_at(each, item)]
    same = [each for each in there if each.identity.is_same_as(item.identity)]
    untold = [each for each in there if not each.identity.is_told]
    return next(iter((*same, *untold)), None)


def carrier_of(accounts: AccountBook, page_sizes: PageSizes, item: OutboxItem) -> Carrier:
    """The way of sending of an item. Raises NoKeyring, also where its account is gone."""
    account = account_of(accounts, item)
    if account is None:
        raise NoKeyring(
            "The account of this agreement is not on this computer any more.",
            f"Without it nothing can be asked or sent at {item.base_url or 'the service'};"
            " the agreement is kept.",
            f"Connect {item.account_name} again, as the same person.",
        )
    service = accounts.open(account)
    if isinstance(service, ScriveService):
        return service.carrier(item.way, page_sizes)
    if isinstance(service, SigningHubService):
        return service.carrier(page_sizes)
    raise TypeError(account.service)


def actor_of(accounts: AccountBook, account: Account) -> Actor:
    """The account, acting on agreements that were sent. Raises NoKeyring."""
    service = accounts.open(account)
    if isinstance(service, ScriveService):
        return service.actor()
    if isinstance(service, SigningHubService):
        return service.actor()
    raise TypeError(account.service)


def _is_at(account: Account, item: OutboxItem) -> bool:
    return account.service is item.service and item.base_url in ("", account.base_url)
