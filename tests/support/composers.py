"""Composers over real drafts, opened and closed as the window does it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.agreement import Agreement
from app.gui.composer.page import ComposerPage
from app.gui.composer.panel import Composer
from app.gui.composer.session import Session
from app.gui.composer.tools import ComposerTools
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.pdf.port import PdfReader
from app.services.stored_drafts import StoredDraft
from tests.support.composing import ComposingDesk

if TYPE_CHECKING:
    from app.services.accounts import Account


class ComposerBench:
    """Opens composers one after the other."""

    def __init__(self, desk: ComposingDesk, theme: Theme, qtbot: QtBot) -> None:
        self.desk = desk
        self.chosen: list[Path] = []
        """What the user chooses in the next dialog for files."""
        self.asked_for_several: list[bool] = []
        self.bugs: list[Exception] = []
        self.tasks = Tasks(self.bugs.append)
        self.account: Account | None = None
        self._theme = theme
        self._qtbot = qtbot
        self._composer: Composer | None = None
        self.draft_id = ""

    @property
    def composer(self) -> Composer:
        assert self._composer is not None
        return self._composer

    @property
    def page(self) -> ComposerPage:
        assert self.composer.page is not None
        return self.composer.page

    @property
    def session(self) -> Session:
        return self.page._session

    @property
    def agreement(self) -> Agreement:
        return self.session.agreement

    def open(
        self,
        agreement: Agreement | None = None,
        *,
        pdfs: Sequence[Path] = (),
        pdf: PdfReader | None = None,
        with_account: bool = True,
        size: tuple[int, int] = (1314, 682),
    ) -> Composer:
        """A draft in a composer; without an agreement it is new."""
        if with_account and self.account is None:
            self.account = self.desk.add_account()
        stored = (
            self.desk.drafts.create()
            if agreement is None
            else self.desk.draft(agreement, self.account)
        )
        return self.reopen(stored.id, pdfs=pdfs, pdf=pdf, size=size)

    def reopen(
        self,
        draft_id: str = "",
        *,
        pdfs: Sequence[Path] = (),
        pdf: PdfReader | None = None,
        size: tuple[int, int] = (1314, 682),
    ) -> Composer:
        """Leave what is open, and open a draft that exists."""
        self.leave()
        self.draft_id = draft_id or self.draft_id
        tools = ComposerTools(
            theme=self._theme,
            tasks=self.tasks,
            desk=self.desk.desk,
            pdf=pdf or self.desk.pdf,
            zone=UTC,
            choose=self._choose,
        )
        composer = self._composer = Composer(self.draft_id, tools, pdfs)
        self._qtbot.addWidget(composer)
        composer.resize(*size)
        composer.show()

        def is_active() -> bool:
            composer.activateWindow()
            return composer.isActiveWindow()

        self.wait(is_active)
        self.wait(lambda: composer.page is not None or not self.tasks.busy())
        self.settle()
        self.wait(is_active)  # a window of the test before may have gone only now; keys need it
        return composer

    def leave(self) -> None:
        """As the window closes the page."""
        composer, self._composer = self._composer, None
        if composer is not None:
            composer.close()
            composer.deleteLater()
        self.settle()

    def stored(self) -> StoredDraft:
        """What is on the disk."""
        return self.desk.drafts.get(self.draft_id)

    def settle(self) -> None:
        """Wait until nothing is under way and all is saved."""
        self.wait(lambda: not self.tasks.busy())
        if self._composer is not None and self._composer.page is not None:
            self._composer.page._saver.flush()
            self.wait(lambda: not self.tasks.busy())

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=30_000)

    def close(self) -> None:
        self.leave()
        self.tasks.close()

    def _choose(self, _parent: QWidget, several: bool) -> Sequence[Path]:
        self.asked_for_several.append(several)
        return self.chosen


@contextmanager
def composer_bench(desk: ComposingDesk, theme: Theme, qtbot: QtBot) -> Iterator[ComposerBench]:
    """A bench that must end without bugs."""
    bench = ComposerBench(desk, theme, qtbot)
    try:
        yield bench
    finally:
        bench.close()
    assert bench.bugs == []
