"""A main window over a scripted desk, with stand-ins for the rooms of others."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.practice import PracticeStage
from app.gui.questions import FileQuestions
from app.gui.rooms import Ground, Rooms
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.gui.window_memory import WindowMemory
from tests.support.desks import ScriptedDesk

if TYPE_CHECKING:
    from app.domain.kinds import ServiceKind

RESOURCES = Path(__file__).parents[2] / "resources"


class PreparedQuestions(FileQuestions):
    """Answers what it was told to answer."""

    def __init__(self) -> None:
        self.answer: Path | None = None

    def folder(self) -> Path | None:
        return self.answer

    def agreement_file(self) -> Path | None:
        return self.answer

    def save_as(self, title: str) -> Path | None:
        return self.answer


class TriedWindow:
    """The window, the desk behind it, and what it asked of other rooms."""

    def __init__(
        self,
        theme: Theme,
        scripted: ScriptedDesk,
        qtbot: QtBot,
        stage: PracticeStage | None = None,
    ) -> None:
        self.scripted = scripted
        self.bugs: list[Exception] = []
        self.composed: list[tuple[str, list[Path]]] = []
        self.accounts_opened: list[tuple[ServiceKind | None, str]] = []
        self.practised = 0
        self.questions = PreparedQuestions()
        self.tasks = Tasks(self.bugs.append)
        self.memory_file = scripted.desk.profile / "window.ini"
        ground = Ground(
            theme=theme,
            tasks=self.tasks,
            memory=WindowMemory(self.memory_file),
            resources=RESOURCES,
            version="1.2.3",
        )
        self._qtbot = qtbot
        self.window = MainWindow(
            scripted.desk, ground, self._rooms, stage=stage, questions=self.questions
        )

    def open(self) -> MainWindow:
        """Show the window and wait until everything was read and asked once."""
        self.window.show()
        with self._qtbot.waitSignal(self.window.ready):
            self.window.start()
        self.settle()
        return self.window

    def settle(self) -> None:
        """Wait until nothing is under way any more."""
        gather = self.window.feed._gather
        self._qtbot.waitUntil(lambda: not (self.tasks.busy() or gather.isActive()))

    def close(self) -> None:
        self.window.close()
        self._qtbot.waitUntil(lambda: not self.tasks.busy())
        self.tasks.close()
        self.window.deleteLater()
        assert self.bugs == []

    def _rooms(self, _window: MainWindow) -> Rooms:
        return Rooms(
            make_composer=self._compose,
            make_outbox_view=lambda: QLabel("outbox"),
            open_accounts=lambda service, account: self.accounts_opened.append((service, account)),
            practise=self._practise,
            leave_practice=self._practise,
        )

    def _compose(self, draft_id: str, pdfs: Sequence[Path]) -> QWidget:
        self.composed.append((draft_id, list(pdfs)))
        return QLabel(f"composing {draft_id}")

    def _practise(self) -> None:
        self.practised += 1
