"""Whatever goes wrong around an action: at most one effect, and never an untrue word about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from app.domain.action_outcomes import UNREADABLE
from app.domain.actions import KINDS_OF_SCRIVE, ActionKind
from app.domain.errors import DomainError
from app.emulator.json_value import JsonObject
from app.services.accounts import Account
from app.services.actions.port import ActionCall, Actor
from app.services.actions.records import ActionRecord, ActionState
from app.services.carriers import actor_of
from app.services.errors import ServiceError
from app.services.tracking.tracked import TrackedAgreement
from tests.support.acting_office import LONG_WAIT, SCALE, ActingOffice, an_acting_office
from tests.support.scrive_desk import bodil, inga, parties_of, value_of

SETTLED = {ActionState.DONE, ActionState.NOT_DONE, ActionState.REFUSED}
PATHS = {
    ActionKind.REMIND: "remind",
    ActionKind.AUTO_REMINDER: "setautoreminder",
    ActionKind.PROLONG: "prolong",
    ActionKind.CANCEL: "cancel",
    ActionKind.CHANGE_CONTACT: "changeemailandmobile",
    ActionKind.CHANGE_PROOF_TO_VIEW: "setauthenticationtoview",
    ActionKind.CHANGE_PROOF_TO_SIGN: "setauthenticationtosign",
    ActionKind.FORWARD: "forward",
    ActionKind.RESEND: "resend",
}
KINDS = tuple(each for each in PATHS if each is not ActionKind.CHANGE_PROOF_TO_VIEW)
"""To view is changed as to sign is."""


@dataclass
class Case:
    """An agreement that is ready for one action, and how often that took effect."""

    office: ActingOffice
    kind: ActionKind
    values: dict[str, Any] = field(default_factory=dict)
    tracked: TrackedAgreement = field(init=False)
    happened: Callable[[], int] = field(init=False)
    posts_before: int = field(init=False)

    def __post_init__(self) -> None:
        days = {"days_to_sign": 3} if self.kind is ActionKind.PROLONG else {}
        self.tracked = self.office.sent(bodil(), inga(), **days)
        prepare: Callable[[], Callable[[], int]] = getattr(self, f"_{self.kind.value}")
        self.happened = prepare()
        self.posts_before = self._all_posts()

    def perform(self, office: ActingOffice | None = None) -> ActionRecord:
        return (office or self.office).perform(self.kind, self.tracked, **self.values)

    def posts(self) -> int:
        return self._all_posts() - self.posts_before

    def _all_posts(self) -> int:
        return self.office.posts().count(PATHS[self.kind])

    def assert_true(self, state: ActionState) -> None:
        """What is said is so, and it is not so twice."""
        assert self.happened() <= 1
        assert self.posts() <= 1
        if state in SETTLED:
            assert (self.happened() == 1) is (state is ActionState.DONE)

    def _document(self) -> JsonObject:
        return self.office.server.desk.read(self.tracked.service_id)

    def _mails(self, to: str) -> Callable[[], int]:
        mail = self.office.server.desk.mail
        before = len(mail(to))
        return lambda: len(mail(to)) - before

    def _remind(self) -> Callable[[], int]:
        return self._mails("bodil@example.com")

    def _resend(self) -> Callable[[], int]:
        self.values = {"person": self.office.person(self.tracked, "Bodil")}
        return self._mails("bodil@example.com")

    def _forward(self) -> Callable[[], int]:
        self.values = {"email": "archive@example.com"}
        self.office.sign(self.tracked)
        self.office.sign(self.tracked, "Inga Engberg")
        self.office.server.desk.wait(60)
        return self._mails("archive@example.com")

    def _auto_reminder(self) -> Callable[[], int]:
        self.values = {"days": 5}
        return lambda: int(self._document()["auto_remind_time"] is not None)

    def _prolong(self) -> Callable[[], int]:
        self.values = {"days": 10}
        self.office.server.desk.wait(5 * 86_400)
        return lambda: int(self._document()["status"] == "pending")

    def _cancel(self) -> Callable[[], int]:
        return lambda: int(self._document()["status"] == "canceled")

    def _change_contact(self) -> Callable[[], int]:
        number = "+46701740650"
        self.values = {"person": self.office.person(self.tracked, "Inga"), "mobile": number}
        letters = self._mails(number)

        def changed() -> bool:
            return value_of(parties_of(self._document())[2], "mobile") == number

        return lambda: max(letters(), int(changed()))

    def _change_proof_to_sign(self) -> Callable[[], int]:
        return self._proof("authentication_method_to_sign")

    def _change_proof_to_view(self) -> Callable[[], int]:
        return self._proof("authentication_method_to_view")

    def _proof(self, member: str) -> Callable[[], int]:
        self.values = {"person": self.office.person(self.tracked, "Inga"), "proof": "sms_otp"}
        return lambda: int(parties_of(self._document())[2][member] == "sms_pin")


@pytest.fixture(scope="module")
def lasting_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ActingOffice]:
    with an_acting_office(tmp_path_factory.mktemp("acting")) as opened:
        yield opened


@pytest.fixture
def office(lasting_office: ActingOffice) -> ActingOffice:
    """The same for all tests: each has an agreement of its own."""
    lasting_office.scale = SCALE
    lasting_office.server.desk.world.faults.clear()
    return lasting_office


FAULTS: dict[str, dict[str, object]] = {
    "reset before the effect": {"kind": "drop_before"},
    "reset after the effect": {"kind": "drop_after"},
    "502 of a proxy after the effect": {"kind": "html_502"},
    "502 of a proxy before the effect": {"kind": "html_502", "effect": False},
    "401": {"kind": "status", "code": 401},
    "401 after the effect": {"kind": "status", "code": 401, "effect": True},
    "409": {"kind": "status", "code": 409},
    "409 after the effect": {"kind": "status", "code": 409, "effect": True},
    "429": {"kind": "status", "code": 429, "retry_after": "5"},
    "408": {"kind": "status", "code": 408},
    "a web page in place of the answer": {
        "kind": "status",
        "code": 200,
        "body": "<html><body>Sign in to the network</body></html>",
        "content_type": "text/html",
    },
    "403": {"kind": "status", "code": 403},
    "carried out twice by a proxy": {"kind": "repeat"},
}


ANSWERS = frozenset({"401", "403", "408", "429", "a web page in place of the answer"})
"""They are judged before it is asked which action it was."""
ALIKE = frozenset({ActionKind.REMIND, ActionKind.CANCEL})
"""One that nothing tells of, and one that the service tells of."""


def _tried() -> list[tuple[ActionKind, str]]:
    return [
        (kind, fault) for kind in KINDS for fault in FAULTS if fault not in ANSWERS or kind in ALIKE
    ]


@pytest.mark.parametrize(("kind", "fault"), _tried())
def test_an_answer_that_goes_wrong_never_makes_a_second_effect_or_an_untrue_word(
    office: ActingOffice, kind: ActionKind, fault: str
) -> None:
    case = Case(office, kind)
    office.order(path=f"/{PATHS[kind]}$", **FAULTS[fault])

    record = case.perform()

    if FAULTS[fault]["kind"] == "repeat":  # the proxy does it twice; our request left once
        assert record.state in SETTLED | {ActionState.MAYBE}
        assert case.posts() <= 2
        return
    case.assert_true(record.state)
    assert record.state in SETTLED or kind in UNREADABLE


@pytest.mark.parametrize("kind", KINDS)
def test_a_late_effect_is_seen_and_never_called_not_done(
    office: ActingOffice, kind: ActionKind
) -> None:
    case = Case(office, kind)
    office.scale = 0.005
    office.order(path=f"/{PATHS[kind]}$", kind="delay", seconds=0.3)

    record = case.perform()

    expected = ActionState.MAYBE if kind in UNREADABLE else ActionState.DONE
    assert record.state is expected
    case.assert_true(record.state)


class Killed(BaseException):
    """The process ends here."""


class DyingActor:
    """Acts for real, but its process ends before or after the request."""

    def __init__(self, actor: Actor, *, after: bool) -> None:
        self._actor = actor
        self._after = after

    def act(self, call: ActionCall) -> None:
        if self._after:
            self._actor.act(call)
        raise Killed

    def __getattr__(self, name: str) -> object:
        return getattr(self._actor, name)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("after", [False, True])
def test_a_process_that_ends_leaves_a_doubt_that_the_next_start_settles(
    office: ActingOffice, kind: ActionKind, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case(office, kind)
    real = actor_of

    def dying(_office: ActingOffice, account: Account) -> DyingActor:
        return DyingActor(real(office.accounts, account), after=after)

    with monkeypatch.context() as patch:
        patch.setattr(ActingOffice, "actor", dying)
        dead = office.another()
        with pytest.raises(Killed):
            case.perform(dead)
    later = office.another()

    (record,) = later.actions.records(case.tracked.id)
    in_doubt = ActionState.MAYBE if kind in UNREADABLE else ActionState.FINDING_OUT
    assert record.state is in_doubt
    settled = later.actions.settle(record.id, wait=LONG_WAIT)
    case.assert_true(settled.state)
    assert settled.state in SETTLED or kind in UNREADABLE
    assert case.posts() == int(after)


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_window_does_not_do_the_same_beside_the_first(
    office: ActingOffice, kind: ActionKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case(office, kind)
    other = office.another()
    refused: list[str] = []

    class Meanwhile:
        """While the first is acting, the second window wants the same."""

        def __init__(self, actor: Actor) -> None:
            self._actor = actor

        def act(self, call: ActionCall) -> None:
            with pytest.raises((DomainError, ServiceError)) as error:
                case.perform(other)
            refused.append(getattr(error.value, "code", ""))
            self._actor.act(call)

        def __getattr__(self, name: str) -> object:
            return getattr(self._actor, name)

    with monkeypatch.context() as patch:
        patch.setattr(
            ActingOffice,
            "actor",
            lambda _office, account: Meanwhile(actor_of(office.accounts, account)),
        )
        first = office.another()
        record = case.perform(first)

    assert refused == ["action.under_way"]
    assert record.state is ActionState.DONE
    assert case.happened() == 1
    assert case.posts() == 1


@pytest.mark.parametrize("kind", sorted(UNREADABLE & KINDS_OF_SCRIVE))
def test_what_may_have_been_sent_is_sent_again_only_by_a_user_who_knows_that(
    office: ActingOffice, kind: ActionKind
) -> None:
    case = Case(office, kind)
    office.order(path=f"/{PATHS[kind]}$", kind="drop_before")
    first = case.perform()
    with pytest.raises(DomainError) as error:
        case.perform()
    assert error.value.code == "action.maybe"

    second = office.perform(kind, case.tracked, again=True, **case.values)

    assert first.state is ActionState.MAYBE
    assert second.state is ActionState.DONE
    assert case.happened() == 1
    kept = office.actions.records(case.tracked.id)
    assert [each.is_open for each in kept] == [False, False]
