"""Which account an agreement on its way belongs to, and how that account sends."""

from app.services.account_book import AccountBook
from app.services.accounts import Account
from app.services.errors import NoKeyring
from app.services.outbox.carrier import Carrier
from app.services.outbox.records import OutboxItem
from app.services.scrive.service import ScriveService
from app.services.signinghub.building import PageSizes
from app.services.signinghub.service import SigningHubService


def account_of(accounts: AccountBook, item: OutboxItem) -> Account | None:
    """The account of an item, or one connected later at the same place as the same person."""
    account = accounts.by_id(item.account_id)
    if account is not None:
        return account
    return next(
        (
            each
            for each in accounts.all()
            if (each.service, each.base_url) == (item.service, item.base_url)
            and each.identity.is_same_as(item.identity)
        ),
        None,
    )


def carrier_of(accounts: AccountBook, page_sizes: PageSizes, item: OutboxItem) -> Carrier:
    """The way of sending of an item. Raises NoKeyring, also where its account is gone."""
    account = account_of(accounts, item)
    if account is None:
        raise NoKeyring(
            "The account of this agreement is not on this computer any more.",
            "Without it nothing can be asked or sent; the agreement is kept.",
            f"Connect {item.account_name} again, as the same person.",
        )
    service = accounts.open(account)
    if isinstance(service, ScriveService):
        return service.carrier(item.way, page_sizes)
    if isinstance(service, SigningHubService):
        return service.carrier(page_sizes)
    raise TypeError(account.service)
