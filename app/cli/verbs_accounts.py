"""`account add | list | check | remove`."""

from app.cli.documents import account_document, check_document
from app.cli.exits import Exit
from app.cli.session import Session
from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.services.accounts import Account
from app.services.ports import AccountCheck, CheckState
from app.services.sign_ins import PasswordSignIn, parse_sign_in

_SIGNS = {
    CheckState.GOOD: "+",
    CheckState.BAD: "!",
    CheckState.ADVICE: "*",
    CheckState.NOT_TESTED: "-",
}
_NAMES = {ServiceKind.SCRIVE: "Scrive", ServiceKind.SIGNINGHUB: "SigningHub"}


def run(session: Session) -> Exit:
    """Do what the action says. Raises DomainError and ServiceError."""
    actions = {"add": _add, "list": _list, "check": _check, "remove": _remove}
    return actions[session.arguments.action](session)


def _add(session: Session) -> Exit:
    service = ServiceKind(session.arguments.service)
    wish = parse_sign_in(session.arguments.name, service, session.input_object())
    accounts = session.desk.accounts
    details = accounts.with_password(wish) if isinstance(wish, PasswordSignIn) else wish
    account, check = accounts.add(details)
    session.show(check_document(account, check), _checked(account, check))
    return Exit.DONE


def _list(session: Session) -> Exit:
    accounts = session.desk.accounts.all()
    lines = [
        f"{each.name}  {_NAMES[each.service]}  {each.base_url}  {each.identity.email}".rstrip()
        for each in accounts
    ]
    session.show(
        {"accounts": [account_document(each) for each in accounts]},
        "\n".join(lines) or "There is no account yet.",
    )
    return Exit.DONE


def _check(session: Session) -> Exit:
    account = _named(session)
    check = session.desk.accounts.check(account.id)
    session.show(check_document(account, check), _checked(account, check))
    return Exit.DONE


def _remove(session: Session) -> Exit:
    account = _named(session)
    session.desk.accounts.remove(account.id)
    session.show({"removed": account.name}, f"{account.name} and its secrets are forgotten.")
    return Exit.DONE


def _named(session: Session) -> Account:
    account = session.desk.accounts.by_name(session.arguments.name)
    if account is None:
        raise DomainError(
            "account.unknown",
            facts={
                "sentence": f"There is no account called “{session.arguments.name}”.",
                "next_step": "`countersign account list` shows them.",
            },
        )
    return account


def _checked(account: Account, check: AccountCheck) -> str:
    lines = [f"{account.name}  {_NAMES[account.service]}  {account.base_url}"]
    lines += [f"  {_SIGNS[each.state]} {each.sentence}" for each in check.items]
    return "\n".join(lines)
