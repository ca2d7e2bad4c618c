"""Putting agreements on their way: a frozen copy, passwords and the journal, or nothing of it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.domain.agreement import Agreement
from app.domain.errors import DomainError
from app.services.accounts import Account
from app.services.errors import LocalError
from app.services.outbox import refusals
from app.services.outbox.freezing import Freezer
from app.services.outbox.journal import Journal, Overtaken
from app.services.outbox.passwords import SendPasswords
from app.services.outbox.records import OutboxItem
from app.services.secrets.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """The way into one journal."""

    journal: Journal
    freezer: Freezer
    passwords: SendPasswords

    def enter(
        self,
        agreement: Agreement,
        paths: Mapping[str, Path],
        account: Account,
        expected: Mapping[str, str],
        passwords: Mapping[str, Secret],
        *,
        again: bool,
    ) -> OutboxItem:
        """The item of a draft: a new one, or one that is on its way already.

        Raises DomainError (`send.*`) and LocalError.
        """
        item = self.freezer.freeze(agreement, paths, account, expected)
        try:
            self.passwords.keep(item, agreement, passwords)
            entered = self.journal.enter(item, agreement, again=again)
        except (DomainError, LocalError):
            self._discard(item, agreement)
            raise
        if entered.id != item.id:
            self._discard(item, agreement)
        return entered

    def enter_anew(self, old: OutboxItem) -> OutboxItem:
        """A new item in the place of one that was never started. Raises Refused and LocalError."""
        agreement = self.journal.agreement(old.id)
        new = self.freezer.thaw(old)
        try:
            self.passwords.pass_on(old, new, agreement)
            return self.journal.enter(new, agreement, again=True, instead_of=old.id)
        except Overtaken as error:
            self._discard(new, agreement)
            raise refusals.not_beside_itself() from error
        except LocalError:
            self._discard(new, agreement)
            raise

    def choose_passwords(self, item: OutboxItem, passwords: Mapping[str, Secret]) -> None:
        """Take these in the place of what was chosen at Send. Raises DomainError and NoKeyring."""
        if not item.settled:
            self.passwords.keep(item, self.journal.agreement(item.id), passwords)

    def _discard(self, item: OutboxItem, agreement: Agreement) -> None:
        self.freezer.discard(item.id)
        with suppress(LocalError):
            self.passwords.forget(item, agreement)
