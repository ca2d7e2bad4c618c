"""A draft in practice mode, at the last part of the composer, over the real outbox."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.bootstrap import practice, working
from app.domain.agreement import Agreement
from app.domain.kinds import ServiceKind
from app.gui.composer.saving import Content
from app.gui.composer.session import Session
from app.gui.composer.work import DraftWork
from app.gui.review.panel import ReviewPanel
from app.gui.review.sending import Sender
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.gui.when import Times
from app.practice import EmulatorStage
from app.services.desk import Desk
from app.services.outbox.records import OutboxItem, Phase
from tests.support.composing import PaperReader
from tests.support.emulator import GUIDE_PDF
from tests.support.pressing import press


class PracticeDraft:
    """A draft in practice mode, opened at its last part as the composer does."""

    def __init__(self, desk: Desk, draft_id: str, theme: Theme, qtbot: QtBot) -> None:
        self.bugs: list[Exception] = []
        self._qtbot = qtbot
        self._owner = QObject()
        self.tasks = Tasks(self.bugs.append, self._owner)
        work = DraftWork(desk, PaperReader(), draft_id)
        opened = work.open()
        content = Content(agreement=opened.stored.agreement, account_id=opened.stored.account_id)
        self.session = Session(content, parent=self._owner)
        self.session.set_accounts(opened.accounts)
        self.sender = Sender(work, self.session, self.tasks, None, self._owner, poll_ms=30)
        self.sender.start()
        self.panel = ReviewPanel(
            theme, self.session, self.sender, lambda: Times(now=desk.clock.now())
        )
        qtbot.addWidget(self.panel)
        self.panel.show()

    def send(self) -> OutboxItem:
        """Press Send and wait until it was sent."""
        press(self.panel.foot, "send")

        def is_sent() -> bool:
            item = self.sender.item
            return item is not None and item.phase is Phase.SENT

        self._qtbot.waitUntil(is_sent, timeout=20_000)
        assert self.sender.item is not None
        return self.sender.item

    def close(self) -> None:
        self.sender.stop_following()
        self._qtbot.waitUntil(lambda: not self.tasks.busy())
        self.tasks.close()
        assert self.bugs == []


@contextmanager
def a_practice_draft(
    agreement: Agreement,
    service: ServiceKind,
    folder: Path,
    open_with: tuple[Theme, QtBot],
) -> Iterator[tuple[PracticeDraft, Desk, EmulatorStage]]:
    """The agreement as a draft for the practice account of a service."""
    with practice() as (desk, stage), working(desk) as (busy, _pdf):
        draft = PracticeDraft(busy, _stored(busy, agreement, service, folder), *open_with)
        yield draft, busy, stage
        draft.close()


def _stored(desk: Desk, agreement: Agreement, service: ServiceKind, folder: Path) -> str:
    [account] = [each for each in desk.accounts.all() if each.service is service]
    draft = desk.drafts.create(agreement, account.id)
    documents = []
    for document in agreement.documents:
        source = folder / document.file
        source.write_bytes(GUIDE_PDF)
        documents.append(replace(document, file=desk.drafts.add_file(draft.id, source).file))
    whole = replace(draft.agreement, documents=tuple(documents))
    desk.drafts.save(draft.id, whole, account.id)
    return draft.id
