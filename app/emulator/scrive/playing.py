"""What the people of an agreement can do, whichever API made it."""

from typing import Protocol

from app.emulator.plug import NotPlayable, Person
from app.emulator.scrive import letters
from app.emulator.scrive.state import Challenge, State

_OPTIONS = {"authenticate": {"code"}, "decline": {"reason"}}


class Role(Protocol):
    """One person's part in one agreement."""

    agreement: str
    key: str
    name: str
    phone: str
    title: str

    @property
    def status(self) -> str:
        """How far he is, in a word or two."""

    @property
    def reachable(self) -> bool:
        """Whether he was invited to an agreement that still runs."""

    @property
    def opened(self) -> bool:
        """Whether he has seen the documents."""

    @property
    def turn(self) -> str:
        """`sign`, `approve` or, when it is not his turn, empty."""

    @property
    def can_decline(self) -> bool:
        """Whether he may still refuse."""

    def attempts(self, purpose: str) -> int | None:
        """How often he may enter a code to `open`, `sign` or `approve`; None: without a code."""

    def open(self) -> None:
        """He sees the documents."""

    def finish(self) -> None:
        """He signs or approves what is his turn."""

    def decline(self, reason: str) -> None:
        """He refuses."""

    def fail_delivery(self) -> None:
        """His invitation did not arrive."""


def person(state: State, role: Role) -> Person:
    """The person as the control API and the inbox page show him."""
    challenge = state.challenges.get((role.agreement, role.key))
    status = role.status
    if challenge and role.reachable:
        status = "code sent" if challenge.attempts_left else "locked"
    return Person(key=role.key, name=role.name, status=status, actions=_actions(role, challenge))


def act(state: State, role: Role, action: str, options: dict[str, str]) -> None:
    """Let the person do it; NotPlayable says why not."""
    challenge = state.challenges.get((role.agreement, role.key))
    possible = _actions(role, challenge)
    if action not in possible:
        now = ", ".join(possible) or "nothing"
        raise NotPlayable(f"{role.name} cannot {action} now; possible: {now}")
    unknown = sorted(set(options) - _OPTIONS.get(action, set()))
    if unknown:
        raise NotPlayable(f"{action} has no option {unknown[0]}")
    if action == "authenticate":
        _enter_code(state, role, challenge, options.get("code", "").strip())
    elif action == "decline":
        state.challenges.pop((role.agreement, role.key), None)
        role.decline(options.get("reason", ""))
    elif action == "deliver_fail":
        role.fail_delivery()
    else:
        _begin(state, role, action)


def _actions(role: Role, challenge: Challenge | None) -> tuple[str, ...]:
    if not role.reachable:
        return ()
    if challenge:
        return ("authenticate",) if challenge.attempts_left else ()
    if not role.opened:
        return ("open", "deliver_fail")
    turn = (role.turn,) if role.turn else ()
    return (*turn, "decline") if role.can_decline else turn


def _begin(state: State, role: Role, purpose: str) -> None:
    """Open, sign or approve: at once, or after a code that is sent now."""
    attempts = role.attempts(purpose)
    if attempts is None:
        _do(role, purpose)
        return
    code = state.ids.code()
    state.challenges[role.agreement, role.key] = Challenge(
        purpose=purpose, code=code, attempts_left=attempts
    )
    letters.send_code(state, role.phone, role.title, code)


def _enter_code(state: State, role: Role, challenge: Challenge | None, code: str) -> None:
    if challenge is None:
        raise NotPlayable("no code was asked for")
    if not code:
        raise NotPlayable("a code is needed; it is in the inbox")
    if code != challenge.code:
        challenge.attempts_left -= 1
        raise NotPlayable(f"wrong code; attempts left: {challenge.attempts_left}")
    del state.challenges[role.agreement, role.key]
    _do(role, challenge.purpose)


def _do(role: Role, purpose: str) -> None:
    if purpose == "open":
        role.open()
    else:
        role.finish()
