"""The accounts of a profile: tested, added, used and removed."""

import threading
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from app.domain.errors import DomainError
from app.services.account_details import (
    AccountDetails,
    checked_name,
    parse_details,
    pasted_values,
)
from app.services.accounts import Account, optional_secrets, secret_names
from app.services.cancel import CancelToken
from app.services.errors import LocalError, NoKeyring
from app.services.ports import (
    AccountCheck,
    AccountStore,
    CheckItem,
    CheckState,
    ServiceMaker,
    SigningService,
    Vault,
)
from app.services.secrets.secret import Secret
from app.services.sign_ins import (
    BrowserSignIn,
    NoSignIns,
    OpenBrowser,
    PasswordSignIn,
    SignIns,
)

__all__ = ["AccountBook", "AccountDetails", "checked_name", "parse_details", "pasted_values"]


def _new_id() -> str:
    return str(uuid.uuid4())


class AccountBook:
    """Every account, with its service once it is opened; safe to use from any thread.

    Secrets go from the caller into the vault and from there into services, nowhere else. All
    methods but `all`, `by_name`, `by_id` and `temporary` may take as long as a request or as an
    unlock prompt of the keyring.
    """

    def __init__(
        self,
        store: AccountStore,
        vault: Vault,
        make_service: ServiceMaker,
        *,
        new_id: Callable[[], str] = _new_id,
        sign_ins: SignIns | None = None,
        advise: Callable[[Account], str] = lambda _account: "",
    ) -> None:
        """Touches neither store nor vault yet; `sign_ins` gets values by other ways.

        `advise` says what somebody should do about the files of an account; mostly nothing.
        """
        self._store = store
        self._vault = vault
        self._make_service = make_service
        self._new_id = new_id
        self._sign_ins = sign_ins or NoSignIns()
        self._advise = advise
        self._lock = threading.Lock()
        self._open: dict[str, tuple[Account, SigningService]] = {}
        self._temporary: dict[str, tuple[Account, Mapping[str, Secret]]] = {}

    def all(self) -> tuple[Account, ...]:
        """The stored accounts, by name."""
        return tuple(self._store.all())

    def in_use(self) -> tuple[Account, ...]:
        """The stored accounts and those for this run only, by name."""
        with self._lock:
            temporary = [account for account, _secrets in self._temporary.values()]
        return tuple(sorted((*self.all(), *temporary), key=lambda each: each.name.casefold()))

    def is_temporary(self, account_id: str) -> bool:
        """Whether an account is forgotten when the program ends."""
        return account_id in self._temporary

    def by_name(self, name: str) -> Account | None:
        """The stored account of that name, whatever its case."""
        return self._store.by_name(name)

    def by_id(self, account_id: str) -> Account | None:
        """The account of that id, a temporary one too."""
        temporary = self._temporary.get(account_id)
        return self._store.by_id(account_id) if temporary is None else temporary[0]

    def vault_name(self) -> str:
        """Where secrets are kept, for people. Raises NoKeyring where they cannot be."""
        return self._vault.describe()

    def with_password(self, wish: PasswordSignIn) -> AccountDetails:
        """The details for e-mail address and password, which is used once and not kept.

        Nothing is stored. Raises ServiceError.
        """
        return _obtained(wish, self._sign_ins.with_password(wish))

    def in_browser(
        self, wish: BrowserSignIn, open_browser: OpenBrowser, cancel: CancelToken
    ) -> AccountDetails:
        """The details of a user who permits it in the browser; waits for that, some minutes.

        Nothing is stored. Raises ServiceError, DomainError `credentials.*` and UserCancelled.
        """
        return _obtained(wish, self._sign_ins.in_browser(wish, open_browser, cancel))

    def test(self, details: AccountDetails) -> AccountCheck:
        """Sign in and look around; nothing is stored. Raises ServiceError."""
        account = details.account(details.lasting_id)
        return self._advised(account, self._make_service(account, details.secrets).check())

    def add(self, details: AccountDetails) -> tuple[Account, AccountCheck]:
        """Test the details, then store them: the secrets first, so that no row lacks them.

        Raises DomainError `account.name_taken`, ServiceError where the service does not accept
        them or cannot be asked, and NoKeyring; nothing is stored then.
        """
        self._refuse_taken(details.name, "")
        check = self.test(details)
        account = _with_check(details.account(self._new_id()), check)
        self._vault.store(account, details.secrets)
        try:
            self._store.save(account)
        except (LocalError, DomainError):
            with suppress(NoKeyring):
                self._vault.remove(account)
            raise
        return account, check

    def replace_secrets(
        self, account_id: str, details: AccountDetails
    ) -> tuple[Account, AccountCheck]:
        """Other details for an account that stays the same one.

        They are tested first. Raises DomainError `account.other_user` when they belong to somebody
        else, whose agreements would be mixed up with these; otherwise as `add`.
        """
        before = _known(self._store.by_id(account_id), account_id)
        self._refuse_taken(details.name, account_id)
        check = self.test(details)
        account = _with_check(details.account(account_id), check)
        ids = {before.identity.user_id, account.identity.user_id} - {""}
        if before.service is not account.service or len(ids) > 1:
            facts = {"before": before.identity.email, "after": account.identity.email}
            raise DomainError("account.other_user", facts=facts)
        with self._lock:
            self._vault.store(account, details.secrets)
            self._store.save(account)
            self._open.pop(account_id, None)
        return account, check

    def check(self, account_id: str) -> AccountCheck:
        """Sign in with the stored secrets and look around. Raises ServiceError, also NoKeyring."""
        account = _known(self.by_id(account_id), account_id)
        check = self._advised(account, self.open(account).check())
        found = _with_check(account, check)
        with self._lock:
            if found != account and self._store.by_id(account_id) == account:
                self._store.save(found)
        return check

    def remove(self, account_id: str) -> None:
        """Forget the secrets, then the account. Raises NoKeyring, and keeps the account then."""
        account = _known(self.by_id(account_id), account_id)
        with self._lock:
            if self._temporary.pop(account_id, None) is None:
                self._vault.remove(account)
                self._store.delete(account_id)
            self._open.pop(account_id, None)

    def temporary(self, details: AccountDetails) -> Account:
        """An account for this run only; the same user at the same address has the same id."""
        account = details.account(details.lasting_id)
        with self._lock:
            self._temporary[account.id] = (account, dict(details.secrets))
            self._open.pop(account.id, None)
        return account

    def open(self, account: Account) -> SigningService:
        """The service of an account, made once until something about the account changes.

        Raises NoKeyring. Only one thread at a time asks the keyring, which may ask the user.
        """
        with self._lock:
            made = self._open.get(account.id)
            if made is not None and made[0] == account:
                return made[1]
            service = self._make_service(account, self._secrets(account))
            self._open[account.id] = (account, service)
            return service

    def _secrets(self, account: Account) -> Mapping[str, Secret]:
        if account.id in self._temporary:
            return self._temporary[account.id][1]
        secrets = self._vault.load(account)
        needed = set(secret_names(account.service))
        user = optional_secrets(account.service, account.api_version, account.scope)
        if not user & set(secrets):
            needed -= user
        if not needed <= set(secrets):
            raise NoKeyring(
                f"The keyring does not hold all credentials of {account.name}.",
                "Some are missing.",
                "Enter the credentials again.",
            )
        return secrets

    def _advised(self, account: Account, check: AccountCheck) -> AccountCheck:
        advice = self._advise(account)
        if not advice:
            return check
        item = CheckItem(code="certificate", state=CheckState.ADVICE, sentence=advice)
        return replace(check, items=(*check.items, item))

    def _refuse_taken(self, name: str, account_id: str) -> None:
        other = self._store.by_name(name)
        if other is not None and other.id != account_id:
            raise DomainError("account.name_taken", facts={"name": other.name})


def _obtained(wish: PasswordSignIn | BrowserSignIn, values: Mapping[str, Secret]) -> AccountDetails:
    return AccountDetails(
        name=wish.name, service=wish.service, base_url=wish.base_url, secrets=dict(values)
    )


def _known(account: Account | None, account_id: str) -> Account:
    if account is None:
        raise DomainError("account.unknown", facts={"name": account_id})
    return account


def _with_check(account: Account, check: AccountCheck) -> Account:
    return replace(account, identity=check.identity, api_version=check.api_version)
