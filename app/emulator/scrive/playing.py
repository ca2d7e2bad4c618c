"""What the people of an agreement can do, whichever API made it."""

from dataclasses import dataclass
from typing import Protocol

from app.emulator.plug import NotPlayable, Person
from app.emulator.scrive import errands, letters
from app.emulator.scrive.errands import Parts
from app.emulator.scrive.state import Challenge, State

_OPTIONS = {
    "authenticate": {"code"},
    "identify": {"personal_number"},
    "decline": {"reason"},
    "upload": {"attachment"},
    "answer": {"question", "answer"},
    "forward": {"email"},
}
_PERSONAL_NUMBER = "199001019802"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How somebody proves who he is before he may go on."""

    by_code: bool
    """With a code that is sent to his phone; otherwise with an electronic ID."""
    attempts: int


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
        """`sign`, `approve`, `fill_form` or, when it is not his turn, empty."""

    @property
    def can_decline(self) -> bool:
        """Whether he may still refuse."""

    @property
    def parts(self) -> Parts:
        """His party in each document of the agreement."""

    @property
    def can_forward(self) -> bool:
        """Whether he may let somebody else act for him."""

    def proof(self, purpose: str) -> Proof | None:
        """How he proves who he is to `open`, `sign` or `approve`; None: not at all."""

    def open(self) -> None:
        """He sees the documents."""

    def finish(self) -> None:
        """He does what is his turn."""

    def forward(self, email: str) -> None:
        """Somebody else acts for him from now on."""

    def decline(self, reason: str) -> None:
        """He refuses."""

    def fail_delivery(self) -> None:
        """His invitation did not arrive."""


def person(state: State, role: Role) -> Person:
    """The person as the control API and the inbox page show him."""
    challenge = state.challenges.get((role.agreement, role.key))
    status = role.status
    if challenge and role.reachable:
        status = "code sent" if challenge.code else "asked for an eID"
        status = status if challenge.attempts_left else "locked"
    return Person(
        key=role.key,
        name=role.name,
        status=status,
        actions=_actions(role, challenge),
        notes=errands.notes(role.parts) if role.reachable and role.opened else (),
    )


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
    given = {name: value.strip() for name, value in options.items()}
    if challenge is not None:
        _prove(state, role, challenge, action, given)
    elif action == "decline":
        role.decline(given.get("reason", ""))
    elif action == "deliver_fail":
        role.fail_delivery()
    elif action == "upload":
        errands.upload(state, role.parts, given.get("attachment", ""))
    elif action == "answer":
        errands.answer(state, role.parts, given.get("question", ""), given.get("answer", ""))
    elif action == "forward":
        role.forward(given.get("email", "") or "colleague@example.com")
    else:
        _begin(state, role, action)


def _actions(role: Role, challenge: Challenge | None) -> tuple[str, ...]:
    if not role.reachable:
        return ()
    if challenge:
        ways = ("authenticate",) if challenge.code else ("identify", "fail_identify")
        return ways if challenge.attempts_left else ()
    if not role.opened:
        return ("open", "deliver_fail")
    if not role.turn:
        return ()
    is_held_back = role.turn == "sign" and errands.hold_back(role.parts)
    return (
        *errands.actions(role.parts),
        *(() if is_held_back else (role.turn,)),
        *(("decline",) if role.can_decline else ()),
        *(("forward",) if role.can_forward else ()),
    )


def _begin(state: State, role: Role, purpose: str) -> None:
    """Open, sign, approve or fill in: at once, or after a proof that is asked for now."""
    proof = role.proof(purpose)
    if proof is None:
        _do(role, purpose)
        return
    challenge = Challenge(purpose=purpose, attempts_left=proof.attempts)
    if proof.by_code:
        challenge.code = state.ids.code()
        letters.send_code(state, role.phone, role.title, challenge.code)
    state.challenges[role.agreement, role.key] = challenge


def _prove(
    state: State, role: Role, challenge: Challenge, action: str, given: dict[str, str]
) -> None:
    if action == "fail_identify":
        challenge.attempts_left -= 1
        return
    if action == "authenticate":
        problem = _wrong_code(challenge, given.get("code", ""))
    else:
        problem = _wrong_person(role, given.get("personal_number", ""))
    if problem:
        challenge.attempts_left -= 1
        raise NotPlayable(f"{problem}; attempts left: {challenge.attempts_left}")
    del state.challenges[role.agreement, role.key]
    _do(role, challenge.purpose)


def _wrong_code(challenge: Challenge, code: str) -> str:
    if not code:
        raise NotPlayable("a code is needed; it is in the inbox")
    return "" if code == challenge.code else "wrong code"


def _wrong_person(role: Role, number: str) -> str:
    """Compare with the personal number that is known, or take it over where none is."""
    wanted = {party.value("personal_number") for _, party in role.parts} - {""}
    if number and wanted and number not in wanted:
        return "the eID is somebody else's"
    for _, party in role.parts:
        party.fill("personal_number", number or _PERSONAL_NUMBER)
    return ""


def _do(role: Role, purpose: str) -> None:
    if purpose == "open":
        role.open()
    else:
        role.finish()
