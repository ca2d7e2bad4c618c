"""What the people of a package do when somebody plays them."""

from typing import TYPE_CHECKING

from app.emulator.plug import Agreement, NotPlayable, Person
from app.emulator.signinghub.errors import ApiError
from app.emulator.signinghub.records import Package, Recipient, User
from app.emulator.signinghub.state import State
from app.emulator.signinghub.words import ProcessStatus, Role, WorkflowStatus

if TYPE_CHECKING:
    from collections.abc import Callable

OWNER = "owner"
_TASKS = {
    Role.SIGNER: "sign",
    Role.INPERSON_HOST: "sign",
    Role.REVIEWER: "approve",
    Role.EDITOR: "submit",
}
_OPTIONS = {
    "authenticate": {"code", "by"},
    "decline": {"reason", "by"},
    "open": {"by"},
    "sign": {"by"},
    "approve": {"by"},
    "submit": {"by"},
    "delegate": {"email"},
    "move": {"folder"},
}


def shown(state: State) -> list[Agreement]:
    """Every package with its people, newest first."""
    packages = sorted(state.packages.values(), key=lambda p: p.package_id, reverse=True)
    return [_agreement(package) for package in packages]


def act(state: State, agreement: str, person: str, action: str, options: dict[str, str]) -> None:
    """Let a person do something; what the service refuses is not playable.

    `person` is `owner`, the key of a recipient, or an address (then whoever of that address has
    the turn). `by` lets a member of a group or a delegate act; `code` is the password or one-time
    code, and without it the person uses what he was given.
    """
    package = _package(state, agreement)
    try:
        if person == OWNER:
            _owner_acts(state, package, action, options)
        else:
            _recipient_acts(state, package, _recipient(package, person), action, options)
    except ApiError as error:
        raise NotPlayable(next(reversed(error.body.values()))) from error


def _agreement(package: Package) -> Agreement:
    owner = Person(
        key=OWNER,
        name=f"{package.owner.name} (owner)",
        status=package.status_for(package.owner.email).value,
        actions=_owner_actions(package),
    )
    people = [
        Person(
            key=str(recipient.key),
            name=recipient.label,
            status=recipient.status.value,
            actions=_actions(package, recipient),
        )
        for recipient in package.recipients
    ]
    return Agreement(
        id=str(package.package_id),
        title=package.name,
        status=package.status.value,
        people=(*people, owner),
    )


def _actions(package: Package, recipient: Recipient) -> tuple[str, ...]:
    turn = recipient.status is ProcessStatus.IN_PROGRESS
    if package.status is not WorkflowStatus.IN_PROGRESS or not turn:
        return ()
    if recipient.opening.enabled and not recipient.authenticated:
        return ("open", "authenticate", "decline", "delegate")
    first = () if recipient.opened else ("open",)
    return (*first, _TASKS[recipient.role], "decline", "delegate")


def _owner_actions(package: Package) -> tuple[str, ...]:
    if package.owner.email.casefold() in package.hidden_from:
        return ()
    filing = ("move", "unarchive") if package.folder == "ARCHIVE" else ("move", "archive")
    if package.status is WorkflowStatus.DRAFT:
        return ("share", *filing, "delete")
    if package.status.over:
        return (*filing, "delete")
    return ("recall", "complete", *filing, "delete")


def _owner_acts(state: State, package: Package, action: str, options: dict[str, str]) -> None:
    if action not in _owner_actions(package):
        raise NotPlayable(f"an owner cannot {action} now")
    _check_options(action, options)
    folders = {
        "archive": "ARCHIVE",
        "unarchive": "INBOX",
        "move": options.get("folder", "").strip() or "Projects",
    }
    if action in folders:
        package.folder = folders[action]
        return
    moves: dict[str, Callable[[User, int], object]] = {
        "share": state.share,
        "recall": state.recall,
        "complete": state.complete_early,
        "delete": state.delete,
    }
    moves[action](package.owner, package.package_id)


def _recipient_acts(
    state: State, package: Package, recipient: Recipient, action: str, options: dict[str, str]
) -> None:
    if action not in _actions(package, recipient):
        raise NotPlayable(f"{recipient.label} cannot {action} now")
    _check_options(action, options)
    by = options.get("by") or next(iter(recipient.addresses), "")
    journey = state.journey(package)
    match action:
        case "open":
            journey.open(recipient, by=by)
        case "authenticate":
            password, otp = _known(recipient, options.get("code"))
            journey.authenticate(recipient, by=by, password=password, otp=otp)
        case "delegate":
            journey.delegate(recipient, to=options.get("email", "") or "colleague@example.com")
        case "decline":
            journey.decline(recipient, by=by, reason=options.get("reason", ""))
        case _:
            journey.perform(recipient, by=by)
    state.tick()


def _check_options(action: str, options: dict[str, str]) -> None:
    unknown = set(options) - _OPTIONS.get(action, set())
    if unknown:
        raise NotPlayable(f"{action} takes no {', '.join(sorted(unknown))}")


def _known(recipient: Recipient, code: str | None) -> tuple[str, str]:
    """The password and the one-time code that the person enters."""
    opening = recipient.opening
    if not code:
        return opening.password, recipient.otp
    if opening.otp_enabled:
        return opening.password, code
    return code, recipient.otp


def _package(state: State, agreement: str) -> Package:
    if not agreement.isdecimal():
        raise KeyError(agreement)
    return state.packages[int(agreement)]


def _recipient(package: Package, person: str) -> Recipient:
    for recipient in package.recipients:
        if str(recipient.key) == person:
            return recipient
    matching = [r for r in package.recipients if r.is_played_by(person)]
    if not matching:
        raise KeyError(person)
    return next((r for r in matching if r.status is ProcessStatus.IN_PROGRESS), matching[0])
