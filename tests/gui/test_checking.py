"""Feed and checker: the window follows the desk, and the services are asked politely."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.attention import View
from app.domain.kinds import ServiceKind
from app.domain.status import AgreementStatus
from app.gui.checking import Checker, Pace
from app.gui.feed import Feed
from app.gui.models.account_words import account_notices, accounts_line, is_offline
from app.gui.models.overview import Overview, read_overview
from app.gui.tasks import Tasks
from app.services.accounts import Identity
from app.services.errors import (
    AccountDisabled,
    BadCertificate,
    NoKeyring,
    NotSecure,
    ServiceError,
    Unauthorized,
    Unreachable,
)
from app.services.ports import AccountCheck, CheckItem, CheckState
from tests.support.desks import ZONE, ScriptedDesk
from tests.support.observations import an_observation
from tests.support.services import ScriptedService

SLOW = Pace(least=60, most=900)


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedDesk:
    return ScriptedDesk(tmp_path / "profile")


@pytest.fixture
def owner(qapp: QObject) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


@pytest.fixture
def bugs() -> list[Exception]:
    return []


@pytest.fixture
def tasks(owner: QObject, bugs: list[Exception], qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks(bugs.append, owner)
    yield made
    qtbot.waitUntil(lambda: not made.busy())
    made.close()
    assert bugs == []


@pytest.fixture
def feed(scripted: ScriptedDesk, tasks: Tasks, owner: QObject) -> Iterator[Feed]:
    made = Feed(scripted.desk, tasks, owner, zone=ZONE)
    yield made
    made.stop()


@pytest.fixture
def checker(scripted: ScriptedDesk, tasks: Tasks, owner: QObject) -> Iterator[Checker]:
    made = Checker(scripted.desk, tasks, SLOW, owner)
    yield made
    made.stop()


def look(scripted: ScriptedDesk) -> Overview:
    return read_overview(scripted.desk, ZONE)


def check(checker: Checker, scripted: ScriptedDesk, qtbot: QtBot) -> None:
    """A round with what the desk has now."""
    with qtbot.waitSignal(checker.finished):
        checker.set_overview(look(scripted))
        checker.check()


def test_the_feed_tells_what_is_there_and_what_comes(
    feed: Feed, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    scripted.draft("Lease 2031")
    with qtbot.waitSignal(feed.changed) as told:
        feed.start()
    assert [entry.title for entry in told.args[0].entries] == ["Lease 2031"]
    with qtbot.waitSignal(feed.changed) as told:
        scripted.follow(an_observation())
    qtbot.waitUntil(lambda: _counts(feed) == {View.WAITING: 1, View.DRAFTS: 1})


def _counts(feed: Feed) -> dict[View, int]:
    overview = feed.overview
    assert overview is not None
    return {view: count for view, count in overview.counts().items() if count}


def test_a_feed_that_was_stopped_says_nothing(
    feed: Feed, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(feed.changed):
        feed.start()
    feed.stop()
    with qtbot.assertNotEmitted(feed.changed, wait=120):
        scripted.follow(an_observation())


def test_a_desk_of_a_newer_version_is_told(
    tmp_path: Path, tasks: Tasks, owner: QObject, qtbot: QtBot
) -> None:
    damaged = ScriptedDesk(tmp_path / "damaged")
    with closing(sqlite3.connect(damaged.desk.profile / "countersign.db")) as database:
        database.execute("PRAGMA user_version=999")  # as a newer version of the program writes it
    feed = Feed(damaged.desk, tasks, owner, zone=ZONE)
    with qtbot.waitSignal(feed.failed) as told:
        feed.start()
    assert told.args[0].title
    assert feed.overview is None
    feed.stop()


def test_checking_brings_what_changed_at_the_service(
    checker: Checker, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    tracked = scripted.follow(an_observation())
    done = replace(an_observation(), status=AgreementStatus.COMPLETED)
    scripted.world.agreements["88121"] = done
    check(checker, scripted, qtbot)
    observation = scripted.desk.tracking.get(tracked.id).observation
    assert observation is not None
    assert observation.status is AgreementStatus.COMPLETED
    assert scripted.desk.tracking.get(tracked.id).changed


def test_pauses_grow_while_nothing_changes_and_end_when_nothing_is_open(
    checker: Checker, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    scripted.follow(an_observation())
    check(checker, scripted, qtbot)
    assert checker.next_at is not None
    first = checker.next_at - scripted.clock.now()
    with qtbot.waitSignal(checker.finished):
        checker._on_time()
    assert checker.next_at is not None
    assert checker.next_at - scripted.clock.now() > first
    scripted.follow(replace(an_observation(), status=AgreementStatus.COMPLETED))
    check(checker, scripted, qtbot)
    assert checker.next_at is None


def test_a_pause_never_grows_beyond_a_quarter_of_an_hour() -> None:
    pause = SLOW.least
    for _ in range(20):
        pause = SLOW.after(pause, changed=False)
    assert pause == 900
    assert SLOW.after(pause, changed=True) == 60


def test_what_is_over_is_asked_only_when_the_user_wants_it(
    checker: Checker, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    tracked = scripted.follow(replace(an_observation(), status=AgreementStatus.COMPLETED))
    scripted.world.agreements["88121"] = an_observation()
    check(checker, scripted, qtbot)
    assert scripted.desk.tracking.get(tracked.id).changed is False
    with qtbot.waitSignal(checker.finished):
        checker.check(tracked.id)
    assert scripted.desk.tracking.get(tracked.id).changed is True


def test_a_round_survives_what_is_followed_no_more(
    checker: Checker, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    tracked = scripted.follow(an_observation())
    overview = look(scripted)
    scripted.desk.tracking.forget(tracked.id)
    with qtbot.waitSignal(checker.finished):
        checker.set_overview(overview)


def test_a_sign_in_that_is_refused_is_named_with_its_account(
    checker: Checker, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    account = scripted.account()
    scripted.account("Norrvik Scrive", ServiceKind.SCRIVE)
    check(checker, scripted, qtbot)
    overview = look(scripted)
    assert accounts_line(overview.accounts, checker.states) == "Both accounts signed in"
    scripted.world.failure = Unauthorized("The sign-in is not accepted.", status=401)
    check(checker, scripted, qtbot)
    notices = account_notices(overview.accounts, checker.states, overview.times)
    assert len(notices) == 2
    assert notices[1].what == "Norrvik SigningHub wants a new sign-in."
    assert notices[1].key == f"account:{account.id}"
    assert "wants a new sign-in" in accounts_line(overview.accounts, checker.states)


def test_without_network_one_banner_says_since_when(
    checker: Checker, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    scripted.account()
    scripted.account("Norrvik Scrive", ServiceKind.SCRIVE)
    scripted.world.failure = Unreachable("sign.example.com does not answer.")
    check(checker, scripted, qtbot)
    scripted.clock.turn(1800)
    check(checker, scripted, qtbot)
    overview = look(scripted)
    assert is_offline(overview.accounts, checker.states)
    notices = account_notices(overview.accounts, checker.states, overview.times)
    assert [notice.what for notice in notices] == ["No network since 09:41."]
    assert checker.next_at is not None


def test_a_locked_keyring_is_said_in_its_own_words(
    checker: Checker, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    scripted.account()
    scripted.account("Norrvik Scrive", ServiceKind.SCRIVE)
    scripted.world.failure = NoKeyring("The keyring is locked.", "Drafts and lists work.")
    check(checker, scripted, qtbot)
    overview = look(scripted)
    notice = account_notices(overview.accounts, checker.states, overview.times)[0]
    assert (notice.what, notice.meaning) == ("The keyring is locked.", "Drafts and lists work.")


@pytest.mark.parametrize(
    ("failure", "line", "actions"),
    [
        (NotSecure("hub wants a client certificate."), "has trouble with a certificate", 2),
        (BadCertificate("client.pem holds no private key."), "has trouble with a certificate", 2),
        (AccountDisabled("This account is disabled at SigningHub."), "is disabled", 1),
    ],
)
def test_what_only_somebody_can_put_right_is_no_missing_network(
    checker: Checker,
    scripted: ScriptedDesk,
    qtbot: QtBot,
    failure: ServiceError,
    line: str,
    actions: int,
) -> None:
    account = scripted.account()
    scripted.world.failure = failure
    check(checker, scripted, qtbot)
    overview = look(scripted)
    assert not is_offline(overview.accounts, checker.states)
    [notice] = account_notices(overview.accounts, checker.states, overview.times)
    assert notice.what == failure.title.replace("This account", account.name)
    assert len(notice.actions) == actions
    assert accounts_line(overview.accounts, checker.states) == f"{account.name}: {line}"


def test_what_somebody_should_do_is_said_until_it_is_done(
    checker: Checker, scripted: ScriptedDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = scripted.account()
    scripted.follow(an_observation())
    advice = CheckItem(code="password", state=CheckState.ADVICE, sentence="Change it.")
    found = AccountCheck(items=(advice,), identity=Identity())
    monkeypatch.setattr(ScriptedService, "check", lambda _service: found)
    check(checker, scripted, qtbot)
    with qtbot.waitSignal(checker.finished):
        checker._on_time()
    overview = look(scripted)
    assert accounts_line(overview.accounts, checker.states) == "Signed in"
    [notice] = account_notices(overview.accounts, checker.states, overview.times)
    assert (notice.key, notice.meaning) == (f"account:{account.id}", "Change it.")


def test_nothing_is_said_of_accounts_that_are_not_there() -> None:
    assert accounts_line((), {}) == "No account yet"
    assert not is_offline((), {})
