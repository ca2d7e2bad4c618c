"""The page of the outbox over a real outbox, whose service is only pretended."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pytestqt.qtbot import QtBot

from app.gui.outbox.feed import OutboxFeed
from app.gui.outbox.panel import OutboxPanel
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.gui.widgets.question import Question
from app.services.account_book import AccountBook
from app.services.accounts import Account
from app.services.clock import SystemClock
from app.services.drafts import DraftBook
from app.services.outbox.records import OutboxItem
from app.services.secrets.memory import MemoryVault
from tests.support.agreements import an_agreement
from tests.support.outbox_bench import ACCOUNT, Bench, lost_before
from tests.support.pressing import press
from tests.support.services import ScriptedWorld

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl


class OneAccount:
    """A store with the account of the bench."""

    def all(self) -> Sequence[Account]:
        return (ACCOUNT,)

    def by_name(self, name: str) -> Account | None:
        return ACCOUNT if name == ACCOUNT.name else None

    def by_id(self, account_id: str) -> Account | None:
        return ACCOUNT if account_id == ACCOUNT.id else None

    def save(self, account: Account) -> None:
        raise AssertionError("nothing is saved here")

    def delete(self, account_id: str) -> None:
        raise AssertionError("nothing is deleted here")


class OutboxPage:
    """The panel with everything around it."""

    def __init__(self, theme: Theme, qtbot: QtBot, bench: Bench, tasks: Tasks) -> None:
        self.bench = bench
        self.qtbot = qtbot
        self.tasks = tasks
        self.opened: list[QUrl] = []
        clock = SystemClock()
        book = AccountBook(OneAccount(), MemoryVault(), ScriptedWorld(clock))
        self.drafts = DraftBook(bench.database, bench.folder / "drafts", clock)
        feed = OutboxFeed(bench.outbox, book, self.drafts, tasks, poll_ms=30)
        self.panel = OutboxPanel(theme, feed, clock, open_page=self.opened.append)
        qtbot.addWidget(self.panel)
        self.panel.resize(1150, 700)
        self.panel.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy())

    def put(self, title: str, draft: str) -> OutboxItem:
        agreement = an_agreement(title=title, id=draft)
        return self.bench.outbox.enqueue(agreement, self.bench.paths, ACCOUNT)

    def words(self) -> list[str]:
        return [getattr(row, "word", "") for row in self.panel.list.model.rows()]

    def wait_for(self, word: str) -> None:
        self.qtbot.waitUntil(lambda: word in self.words())
        self.settle()

    def asked(self) -> Question:
        [question] = [each for each in self.panel.findChildren(Question) if each.isVisible()]
        return question

    def answer(self, name: str) -> None:
        press(self.asked(), name)

    def close(self) -> None:
        if "panel" in vars(self):
            self.panel.hide()
        self.settle()

    def doubtful(self) -> OutboxItem:
        """An item of which nobody knows whether it was sent."""
        self.bench.office.faults["start"] = [lost_before, lost_before, lost_before]
        item = self.bench.enqueue()
        for _ in range(3):
            self.bench.outbox.run(item.id, wait=3000)
        self.wait_for("Finding out")
        return item
