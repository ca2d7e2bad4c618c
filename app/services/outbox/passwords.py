"""Passwords that were chosen at Send: kept beside the accounts until the agreement is settled."""

from collections.abc import Callable, Mapping

from app.domain.agreement import Agreement
from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.domain.signinghub_people import needs_opening_password
from app.services.accounts import Account
from app.services.errors import ForgottenPassword, NoKeyring
from app.services.outbox.records import OutboxItem
from app.services.ports import Vault
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret


class SendPasswords:
    """What participants type to open the documents; no draft and no journal ever holds it."""

    def __init__(
        self, vault: Vault, is_temporary: Callable[[str], bool] = lambda _account_id: False
    ) -> None:
        """Keep in `vault`; for accounts that are there for this run only, in memory."""
        self._vault = vault
        self._memory = MemoryVault()
        self._is_temporary = is_temporary

    def keep(self, item: OutboxItem, agreement: Agreement, passwords: Mapping[str, Secret]) -> None:
        """Keep what the agreement needs, by label, before anything of it is on its way.

        Raises DomainError `send.no_password` with the place where one is missing, and NoKeyring.
        """
        needed = _needed(item, agreement)
        for label, place in needed.items():
            if not passwords.get(label):
                person = agreement.participant(label)
                name = label if person is None else person.shown_name
                raise DomainError(
                    "send.no_password",
                    place,
                    {
                        "label": label,
                        "sentence": f"{name} opens the documents with a password, and there is"
                        " none.",
                        "detail": "Passwords are not part of a draft. Nothing was sent.",
                        "next_step": "Choose one when you send, and tell it to them yourself.",
                    },
                )
        if needed:
            chosen = {label: passwords[label] for label in needed}
            self._vault_of(item).store(_holder(item), chosen)

    def of(self, item: OutboxItem, label: str) -> Secret:
        """The password of one participant. Raises ForgottenPassword."""
        found = self._known(item).get(label)
        if not found:
            raise ForgottenPassword(
                "A password that somebody needs to open the documents is not known any more.",
                "It was kept only until the program ended, or was removed, or the keyring is"
                " locked. Nobody was notified.",
                "Choose it anew, and tell it to them yourself.",
            )
        return found

    def pass_on(self, old: OutboxItem, new: OutboxItem, agreement: Agreement) -> None:
        """Keep the same for an item that is built anew; what is forgotten is asked for later.

        Raises NoKeyring.
        """
        known = self._known(old) if _needed(old, agreement) else {}
        if known:
            self._vault_of(new).store(_holder(new), known)

    def forget(self, item: OutboxItem, agreement: Agreement) -> None:
        """Remove what was kept for an item. Raises NoKeyring."""
        if _needed(item, agreement):
            self._vault_of(item).remove(_holder(item))

    def _known(self, item: OutboxItem) -> Mapping[str, Secret]:
        """What is still kept for an item; nothing where the keyring does not tell it."""
        try:
            return self._vault_of(item).load(_holder(item))
        except NoKeyring:
            return {}

    def _vault_of(self, item: OutboxItem) -> Vault:
        return self._memory if self._is_temporary(item.account_id) else self._vault


def _needed(item: OutboxItem, agreement: Agreement) -> dict[str, str]:
    """The place in the draft of each password, by the label of the participant."""
    if item.service is not ServiceKind.SIGNINGHUB:
        return {}
    labels = [each.label for each in agreement.participants]
    return {
        each.label: f"/participants/{labels.index(each.label)}/authentication/view"
        for each in needs_opening_password(agreement)
    }


def _holder(item: OutboxItem) -> Account:
    """The item as a vault knows it, which tells its entries apart by id."""
    return Account(id=item.id, name=f"“{item.title}”", service=item.service, base_url=item.base_url)
