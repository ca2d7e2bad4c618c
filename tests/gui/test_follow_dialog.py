"""Following all that an account sent, in the window."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.errors import UserCancelled
from app.domain.kinds import ServiceKind
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.gui.tracking.follow_dialog import FollowDialog
from app.services.accounts import Account
from app.services.cancel import CancelToken
from app.services.errors import Unreachable
from app.services.ports import Progress
from app.services.tracking.tracked import FollowedAll, TrackedAgreement
from tests.support.desks import ScriptedDesk
from tests.support.observations import an_observation


class Gate:
    """Follows as it is told to, after it was let through."""

    def __init__(self, answer: Callable[[Progress], FollowedAll]) -> None:
        self.answer = answer
        self.cancelled = 0

    def follow(self, account: Account, service_id: str) -> TrackedAgreement:
        raise NotImplementedError

    def follow_all(
        self,
        account: Account,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> FollowedAll:
        assert progress is not None
        assert cancel is not None
        try:
            answer = self.answer(progress)
            cancel.raise_if_cancelled()
        except UserCancelled:
            self.cancelled += 1
            raise
        return answer


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedDesk:
    made = ScriptedDesk(tmp_path / "profile")
    made.world.versions = {}
    return made


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    bugs: list[Exception] = []
    made = Tasks(bugs.append)
    yield made
    qtbot.waitUntil(lambda: not made.busy())
    made.close()
    assert bugs == []


@pytest.fixture
def dialog(theme: Theme, scripted: ScriptedDesk, tasks: Tasks) -> Iterator[FollowDialog]:
    accounts = (scripted.account("Norrvik Scrive", ServiceKind.SCRIVE), scripted.account())
    made = FollowDialog(theme, accounts, scripted.desk.tracking, tasks)
    made.show()
    yield made
    if isValid(made):  # closing deletes it
        made.close()


def choose_all(dialog: FollowDialog) -> None:
    dialog.scope.button("all").click()


def test_all_that_was_sent_is_followed_and_counted(
    dialog: FollowDialog, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    for number in ("71", "72"):
        scripted.world.agreements[number] = an_observation(service_id=number)
    scripted.world.versions = {"71": "1", "72": "1"}
    choose_all(dialog)
    assert not dialog._id_field.isVisible()
    dialog.follow.click()
    qtbot.waitUntil(dialog.follow.isHidden)
    assert dialog._told.note() == "2 agreements are followed from now on."
    assert {each.service_id for each in scripted.desk.tracking.all()} == {"71", "72"}
    assert dialog.cancel.text() == "Close"


@pytest.mark.parametrize(
    ("added", "already", "words"),
    [
        (0, 0, "This account has sent nothing that is still open."),
        (0, 3, "3 were followed before."),
        (1, 2, "1 agreement is followed from now on. 2 were followed before."),
    ],
)
def test_the_outcome_is_told_in_numbers(
    dialog: FollowDialog, added: int, already: int, words: str
) -> None:
    assert dialog._outcome(added, already) == words


def test_all_of_a_signinghub_account_can_be_followed_too(dialog: FollowDialog) -> None:
    choose_all(dialog)
    dialog.account.setCurrentIndex(1)
    assert dialog.scope.value() == "all"
    assert dialog.scope.button("all").isEnabled()
    assert not dialog._id_field.isVisible()


def test_what_goes_wrong_is_said_where_it_was_asked_for(
    dialog: FollowDialog, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    scripted.world.failure = Unreachable("No answer.", "The network is down.")
    choose_all(dialog)
    dialog.follow.click()
    qtbot.waitUntil(lambda: "No answer." in dialog._told.note())
    assert dialog.follow.isVisible()
    assert scripted.desk.tracking.all() == ()


def test_closing_stops_it_and_nothing_is_followed(
    dialog: FollowDialog, scripted: ScriptedDesk, tasks: Tasks, qtbot: QtBot
) -> None:
    def answer(progress: Progress) -> FollowedAll:
        progress(1, 4)
        assert closed.wait(5)
        return FollowedAll(added=(), already=0)

    closed = threading.Event()
    gate = Gate(answer)
    dialog._follower = gate
    choose_all(dialog)
    dialog.follow.click()
    qtbot.waitUntil(lambda: dialog._told.note() == "1 of 4 agreements read")
    assert (dialog._bar.value(), dialog._bar.maximum()) == (1, 4)
    dialog.cancel.click()
    closed.set()
    qtbot.waitUntil(lambda: gate.cancelled == 1)
