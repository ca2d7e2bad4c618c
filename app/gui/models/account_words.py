"""What is said about the accounts: in the status bar, and in banners when one is in trouble."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.gui.models.account_state import AccountState
from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.when import Times
from app.gui.widgets.banner import Notice, NoticeAction
from app.gui.widgets.states import State
from app.services.accounts import Account
from app.services.errors import (
    AccountDisabled,
    BadCertificate,
    NoKeyring,
    NotSecure,
    ServiceError,
    Unauthorized,
    Unreachable,
)

OFFLINE: Final = "offline"
"""Key of the notice that nothing can be reached."""
ACCOUNT: Final = "account:"
"""Begins the key of a notice about one account; its id follows."""
SIGN_IN: Final = "sign-in"
TRY_NOW: Final = "try-now"
_BOTH: Final = 2

States = Mapping[str, AccountState]


def accounts_line(accounts: Sequence[Account], states: States) -> str:
    """`Both accounts signed in`, or what is the matter with one."""
    if not accounts:
        return "No account yet"
    troubled = [each for each in accounts if _error(states, each) is not None]
    if troubled:
        first = troubled[0]
        others = f", and {len(troubled) - 1} more" if len(troubled) > 1 else ""
        return f"{first.name}: {_trouble(_error(states, first))}{others}"
    if any(each.id not in states for each in accounts):
        return "Signing in…"
    count = len(accounts)
    if count == 1:
        name = accounts[0].identity.name
        return f"Signed in as {name}" if name else "Signed in"
    return "Both accounts signed in" if count == _BOTH else f"All {count} accounts signed in"


def is_offline(accounts: Sequence[Account], states: States) -> bool:
    """Whether no service could be reached when it was asked last."""
    return bool(accounts) and all(_is_offline(_error(states, each)) for each in accounts)


def account_notices(
    accounts: Sequence[Account], states: States, times: Times
) -> tuple[Notice, ...]:
    """A banner for each account in trouble; one for all when nothing can be reached."""
    if is_offline(accounts, states):
        since = min(states[each.id].since for each in accounts)
        return (_offline(times.at(since)),)
    troubled = (
        _notice(each, error) for each in accounts if (error := _error(states, each)) is not None
    )
    advised = (
        _advice(each, states[each.id])
        for each in accounts
        if each.id in states and states[each.id].advice
    )
    return (*troubled, *advised)


def _offline(since: str) -> Notice:
    return Notice(
        key=OFFLINE,
        state=State.OFFLINE,
        what=f"No network since {since}.",
        meaning="You see what was known then. You can write and search;"
        " what you send waits in the Outbox.",
        actions=(NoticeAction(key=TRY_NOW, text="Try now"),),
    )


def _advice(account: Account, state: AccountState) -> Notice:
    return Notice(
        key=ACCOUNT + account.id,
        state=State.NEEDS,
        what=f"{account.name} works, but needs something.",
        meaning=" ".join(state.advice),
        actions=(NoticeAction(key=SIGN_IN, text="Change sign-in"),),
        glyph="key-round",
    )


def _notice(account: Account, error: ServiceError) -> Notice:
    key = ACCOUNT + account.id
    again = NoticeAction(key=TRY_NOW, text="Try now")
    if isinstance(error, Unauthorized) and not isinstance(error, AccountDisabled):
        service = SERVICE_NAMES[account.service]
        return Notice(
            key=key,
            state=State.NEEDS,
            what=f"{account.name} wants a new sign-in.",
            meaning=f"{service} does not accept the one it has."
            " Your drafts are safe; sending waits.",
            actions=(NoticeAction(key=SIGN_IN, text="Sign in again"),),
            glyph="key-round",
        )
    if isinstance(error, NotSecure | BadCertificate):
        change = NoticeAction(key=SIGN_IN, text="Change sign-in")
        meaning = f"{error.detail} {error.next_step}".strip()
        return Notice(
            key=key,
            state=State.NEEDS,
            what=error.title,
            meaning=meaning,
            actions=(change, again),
            glyph="key-round",
        )
    meaning = " ".join(part for part in (error.detail, error.next_step) if part)
    what = error.title
    if isinstance(error, AccountDisabled):
        what = f"{account.name} is disabled at {SERVICE_NAMES[account.service]}."
    state = State.OFFLINE if isinstance(error, Unreachable) else State.NEEDS
    glyph = "key-round" if isinstance(error, NoKeyring) else ""
    return Notice(key=key, state=state, what=what, meaning=meaning, actions=(again,), glyph=glyph)


def _trouble(error: ServiceError | None) -> str:
    if isinstance(error, AccountDisabled):
        return "is disabled"
    if isinstance(error, Unauthorized):
        return "wants a new sign-in"
    if isinstance(error, NotSecure | BadCertificate):
        return "has trouble with a certificate"
    if isinstance(error, Unreachable):
        return "cannot be reached"
    if isinstance(error, NoKeyring):
        return "the keyring is closed"
    return "could not be asked"


def _is_offline(error: ServiceError | None) -> bool:
    """Whether it looks as if there were no network; a server without trust was reached."""
    return isinstance(error, Unreachable) and not isinstance(error, NotSecure)


def _error(states: States, account: Account) -> ServiceError | None:
    state = states.get(account.id)
    return state.error if state is not None else None
