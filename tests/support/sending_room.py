"""A draft that is about to be sent, over a real outbox and a pretended service."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject

from app.domain.agreement import Agreement
from app.gui.composer.saving import Content
from app.gui.composer.session import Session
from app.gui.composer.work import DraftWork
from app.gui.review.sending import Sender
from app.gui.tasks import Tasks
from app.services.clock import SystemClock
from app.services.outbox.outbox import Outbox
from app.services.outbox.records import OutboxItem, Phase
from app.services.storage.opening import countersign_database
from app.services.timing import Timing
from tests.support.composing import ComposingDesk
from tests.support.post_office import PostCarrier

Wait = Callable[[Callable[[], bool]], None]


class SendingRoom:
    """Opens a draft as the composer does, as often as one likes."""

    def __init__(self, desk: ComposingDesk, wait: Wait, owner: QObject) -> None:
        self.desk = desk
        self.wait = wait
        self.owner = owner
        self.bugs: list[Exception] = []
        self.tasks = Tasks(self.bugs.append, owner)
        self.account = desk.add_account()
        self.draft_id = ""
        self._senders: list[Sender] = []

    def put(self, agreement: Agreement) -> str:
        """Store a draft; its id."""
        self.draft_id = self.desk.draft(agreement, self.account).id
        return self.draft_id

    def open(self, draft_id: str = "") -> tuple[Session, Sender]:
        """The session and the sender of a draft, as it is in the profile now."""
        work = DraftWork(self.desk.desk, self.desk.pdf, draft_id or self.draft_id)
        opened = work.open()
        content = Content(agreement=opened.stored.agreement, account_id=opened.stored.account_id)
        session = Session(content, parent=self.owner)
        session.set_accounts(opened.accounts)
        session.set_refusals(opened.refusals, opened.refused)
        sender = Sender(work, session, self.tasks, opened.item, self.owner, poll_ms=30)
        sender.start()
        self._senders.append(sender)
        return session, sender

    def items(self) -> tuple[OutboxItem, ...]:
        return self.desk.desk.outbox.items()

    @contextmanager
    def another_process(self) -> Iterator[Outbox]:
        """The outbox of the same profile, as another process has it."""
        profile, clock = self.desk.desk.profile, SystemClock()
        database = countersign_database(profile / "countersign.db", clock)
        yield Outbox(
            database,
            profile / "outbox",
            profile / "outbox.lock",
            lambda _item: PostCarrier(self.desk.office),
            clock,
            lambda: Timing(scale=0.0005),
            lambda _item, _arrival: None,
        )
        database.close()

    def settle(self) -> None:
        """Wait until nothing is being done."""
        self.wait(lambda: not self.tasks.busy())

    def wait_for(self, sender: Sender, phase: Phase) -> OutboxItem:
        """Wait until the sender knows that the item stands there."""
        self.wait(lambda: sender.item is not None and sender.item.phase is phase)
        assert sender.item is not None
        return sender.item

    def close(self) -> None:
        for sender in self._senders:
            sender.stop_following()
        self.settle()
        self.tasks.close()
