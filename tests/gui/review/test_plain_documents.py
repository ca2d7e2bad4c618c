"""A draft that needs more than a Flow: the last part says so, and Send takes the other way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.bootstrap import EmulatorStage, practice, working
from app.domain.kinds import Order, SendWith, ServiceKind, StepType
from app.domain.process import Branch, Step
from app.domain.status import ParticipantStatus
from app.gui.composer.saving import Content
from app.gui.composer.session import Session
from app.gui.composer.work import DraftWork
from app.gui.review.panel import ReviewPanel
from app.gui.review.sending import Sender
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.gui.when import Times
from app.services.desk import Desk
from app.services.outbox.records import Phase
from tests.support.agreements import a_document, a_step, an_agreement, bodil
from tests.support.composing import PaperReader
from tests.support.documents_office import karin
from tests.support.emulator import GUIDE_PDF
from tests.support.pressing import press


class PracticeDraft:
    """A draft in practice mode, opened at its last part as the composer does."""

    def __init__(self, desk: Desk, theme: Theme, qtbot: QtBot, folder: Path) -> None:
        self.bugs: list[Exception] = []
        self._wait = qtbot.waitUntil
        self._owner = QObject()
        self.tasks = Tasks(self.bugs.append, self._owner)
        work = DraftWork(desk, PaperReader(), self._stored(desk, folder))
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

    def close(self) -> None:
        self.sender.stop_following()
        self._wait(lambda: not self.tasks.busy())
        self.tasks.close()
        assert self.bugs == []

    @staticmethod
    def _stored(desk: Desk, folder: Path) -> str:
        [account] = [each for each in desk.accounts.all() if each.service is ServiceKind.SCRIVE]
        source = folder / "contract.pdf"
        source.write_bytes(GUIDE_PDF)
        draft = desk.drafts.create(an_agreement(), account.id)
        added = desk.drafts.add_file(draft.id, source)
        approve = Step(type=StepType.APPROVE, participant="karin", documents=("contract",))
        agreement = replace(
            draft.agreement,
            documents=(replace(a_document(), file=added.file),),
            participants=(karin(), bodil()),
            process=Branch(order=Order.SEQUENCE, steps=(approve, a_step("bodil"))),
        )
        desk.drafts.save(draft.id, agreement, account.id)
        return draft.id


@contextmanager
def a_practice_draft(
    theme: Theme, qtbot: QtBot, folder: Path
) -> Iterator[tuple[PracticeDraft, Desk, EmulatorStage]]:
    with practice() as (desk, stage), working(desk) as (busy, _pdf):
        draft = PracticeDraft(busy, theme, qtbot, folder)
        yield draft, busy, stage
        draft.close()


def test_an_approver_makes_it_a_plain_document_which_says_why_and_is_sent(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with a_practice_draft(theme, qtbot, tmp_path) as (draft, desk, stage):
        said = [line.accessibleName() for line in draft.panel.findings.lines()]
        why = "Sent as a plain document, because Karin Dahl approves."
        assert any(why in words for words in said), said
        assert draft.panel.errors.lines() == ()
        assert draft.panel.foot.send.text() == "Send to 2 people"

        press(draft.panel.foot, "send")

        def is_sent() -> bool:
            item = draft.sender.item
            return item is not None and item.phase is Phase.SENT

        qtbot.waitUntil(is_sent, timeout=20_000)
        assert draft.sender.item is not None
        sent = draft.sender.item
        assert sent.way is SendWith.DOCUMENTS
        people = {each.name: each for each in stage.people(ServiceKind.SCRIVE, sent.service_id)}
        assert people["Karin Dahl"].acts == ("open", "deliver_fail")
        assert people["Bodil Oskarsson"].acts == ()

        def is_followed() -> bool:
            followed = desk.tracking.find(sent.service_id)
            return followed is not None and followed.observation is not None

        qtbot.waitUntil(is_followed)
        followed = desk.tracking.find(sent.service_id)
        assert followed is not None
        assert followed.observation is not None
        states = {each.name: each.status for each in followed.observation.participants}
        assert states == {
            "Karin Dahl": ParticipantStatus.INVITED,
            "Bodil Oskarsson": ParticipantStatus.NOT_YET,
        }
