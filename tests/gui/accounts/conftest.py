"""An account book over a real database, with a signing service that tests script."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds import ServiceKind
from app.gui.accounts.dialog import AccountDialog
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.services.account_book import AccountBook, AccountDetails
from app.services.accounts import KEY_PASSPHRASE, Account, Identity
from app.services.cancel import CancelToken
from app.services.errors import LocalError, NoKeyring, Unauthorized
from app.services.ports import AccountCheck, CheckItem, CheckState
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.sign_ins import BrowserSignIn, OpenBrowser, PasswordSignIn, SignIns
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.opening import countersign_database
from tests.support.clocks import TurnableClock
from tests.support.services import ScriptedService, ScriptedWorld

FOUR = ("e3a1f0c4b7_118", "client-secret", "5d09be2277_204", "right-secret")
LINES = "\n".join(FOUR)


class ListedVault(MemoryVault):
    """A keyring that can be missing or locked."""

    missing = False
    locked = False

    def describe(self) -> str:
        if self.missing:
            raise NoKeyring("This computer has no keyring.", "Nothing is written.", "Set one up.")
        return "the keyring of your desktop"

    def store(self, account: Account, secrets: Mapping[str, Secret]) -> None:
        if self.missing or self.locked:
            raise NoKeyring("The keyring is locked.", "", "Unlock it, then try again.")
        super().store(account, secrets)

    @property
    def held(self) -> int:
        return len(self._kept)


class GatedService(ScriptedService):
    """Answers when its gate is open, with what the world found bad."""

    def check(self) -> AccountCheck:
        world = self._world
        assert isinstance(world, GatedWorld)
        world.asked.set()
        assert world.gate.wait(10)
        found = super().check()
        items = (
            *found.items,
            *world.bad,
            CheckItem(
                code="sending", state=CheckState.NOT_TESTED, sentence="Sending was not tried."
            ),
        )
        return AccountCheck(items=items, identity=found.identity, api_version=found.api_version)


class GatedWorld(ScriptedWorld):
    """Scripted services whose answers tests hold back."""

    def __init__(self, clock: TurnableClock) -> None:
        super().__init__(clock)
        self.gate = threading.Event()
        self.gate.set()
        self.asked = threading.Event()
        self.bad: tuple[CheckItem, ...] = ()
        self.users["other-secret"] = Identity(name="Karim", email="karim@example.com", user_id="2")

    def __call__(self, account: Account, secrets: Mapping[str, Secret]) -> ScriptedService:
        values = [each for name, each in secrets.items() if name != KEY_PASSPHRASE]
        return GatedService(self, account, values[-1].reveal())


class ScriptedSignIns(SignIns):
    """Knows one password, and a user who answers in the browser when a test says so."""

    def __init__(self) -> None:
        self.passwords: list[str] = []
        self.asked_at: list[str] = []
        self.permitted = threading.Event()

    def with_password(self, wish: PasswordSignIn) -> Mapping[str, Secret]:
        self.passwords.append(wish.password.reveal())
        if wish.password != Secret("correct horse"):
            raise Unauthorized("Scrive gave no sign-in.", "One of them is wrong.", "Try again.")
        return values_of_maja()

    def in_browser(
        self, wish: BrowserSignIn, open_browser: OpenBrowser, cancel: CancelToken
    ) -> Mapping[str, Secret]:
        address = f"{wish.base_url}/oauth/authorization"
        if not open_browser(address):
            raise LocalError("No browser could be opened.")
        self.asked_at.append(address)
        while not self.permitted.wait(0.01):
            cancel.raise_if_cancelled()
        return values_of_maja()


def values_of_maja() -> Mapping[str, Secret]:
    return {
        name: Secret(each)
        for name, each in zip(
            ("apitoken", "apisecret", "accesstoken", "accesssecret"), FOUR, strict=True
        )
    }


class Room:
    """Everything that the dialogs about accounts are handed."""

    def __init__(self, theme: Theme, tasks: Tasks, book: AccountBook, qtbot: QtBot) -> None:
        self.theme = theme
        self.tasks = tasks
        self.book = book
        self.qtbot = qtbot
        self.clock = TurnableClock()
        self.window = QWidget()
        self.window.resize(900, 700)
        qtbot.addWidget(self.window)
        self.window.show()
        self.vault: ListedVault
        self.world: GatedWorld
        self.ways: ScriptedSignIns

    def adopt(self, dialog: QWidget) -> None:
        """Give it a window to stand over, as the program does; both go after the test."""
        if dialog.parentWidget() is None:
            dialog.setParent(self.window, dialog.windowFlags())

    def details(self, name: str = "Office", secret: str = "right-secret") -> AccountDetails:
        names = ("apitoken", "apisecret", "accesstoken", "accesssecret")
        values = (*FOUR[:3], secret)
        return AccountDetails(
            name=name,
            service=ServiceKind.SCRIVE,
            base_url="https://scrive.example.com",
            secrets={key: Secret(value) for key, value in zip(names, values, strict=True)},
        )

    def dialog(
        self,
        service: ServiceKind = ServiceKind.SCRIVE,
        account: Account | None = None,
        parent: QWidget | None = None,
    ) -> AccountDialog:
        made = AccountDialog(
            self.theme, self.tasks, self.book, self.clock, parent, service=service, account=account
        )
        self.adopt(made)
        made.show()
        self.qtbot.waitUntil(made.keeping.isVisible)
        return made

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy())


@pytest.fixture
def room(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    bugs: list[Exception] = []
    clock = TurnableClock()
    vault, world = ListedVault(), GatedWorld(clock)
    with closing(countersign_database(tmp_path / "countersign.db", clock)) as database:
        tasks = Tasks(bugs.append)
        ways = ScriptedSignIns()
        book = AccountBook(SqlAccountStore(database), vault, world, sign_ins=ways)
        made = Room(theme, tasks, book, qtbot)
        made.vault, made.world, made.ways = vault, world, ways
        yield made
        world.gate.set()
        made.settle()
        tasks.close()
    assert bugs == []
