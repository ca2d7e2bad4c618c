"""Who an account signs in as, against who began to send an agreement with it."""

from app.services.accounts import Identity
from app.services.errors import ServiceError
from app.services.outbox.carrier import Carrier
from app.services.outbox.endings import SERVICE_NAMES
from app.services.outbox.records import OutboxItem


class AnotherPerson(ServiceError):
    """The account signs in as somebody else than when sending began."""

    code = "another_person"

    def __init__(self, item: OutboxItem, found: Identity) -> None:
        """Say who it was and who it is."""
        began, now = _who(item.identity), _who(found)
        super().__init__(
            f"{item.account_name} now signs in as {now}."
            if now
            else f"{item.account_name} does not tell any more who it signs in as.",
            f"This agreement was begun as {began}. Only {began} can see at"
            f" {SERVICE_NAMES[item.service]} what became of it, so nothing is asked or sent.",
            f"Sign in to {item.account_name} as {began} again.",
        )


def same_person(item: OutboxItem, carrier: Carrier) -> Identity:
    """Who the carrier acts for now, by a request. Raises AnotherPerson and ServiceError."""
    found = carrier.signed_in_as()
    if item.identity.is_told and not item.identity.is_same_as(found):
        raise AnotherPerson(item, found)
    return found


def _who(identity: Identity) -> str:
    return identity.email or identity.name or identity.user_id
