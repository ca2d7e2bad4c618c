"""The window as a program: application, theme, one window, nets for bugs, and the event loop."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.gui.bug_reports import BUG, SHOW_REPORT, BugDialog, BugReports
from app.gui.collecting import Collector
from app.gui.main_window import MainWindow
from app.gui.other_rooms import rooms_of
from app.gui.practice import PracticeStage
from app.gui.questions import FileQuestions
from app.gui.rooms import Ground
from app.gui.single_window import SingleWindow
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.gui.window_memory import WindowMemory
from app.pdf.port import PdfReader
from app.services.desk import Desk
from app.services.version import program_version

DESKTOP_ID: Final = "io.github.countersign.Countersign"
"""By which a desktop finds name and icon of the window, in the file that is installed with it."""

_SETTINGS: Final = "window.ini"
_SIGNAL_MS: Final = 200
"""How often Python gets to see a signal while Qt waits."""


def run_window(
    desk: Desk,
    pdf: PdfReader,
    resources: Path,
    *,
    files: Sequence[Path] = (),
    stage: PracticeStage | None = None,
    start_practice: Callable[[], None] | None = None,
) -> int:
    """Show the window of a profile until it is closed; its exit status.

    Where a window of this profile is open already, it gets the files and comes to the front.
    """
    application = make_application()
    single = SingleWindow(desk.profile)
    if single.hand_over(files) or not (single.listen() or not single.hand_over(files)):
        return 0
    opened = OpenedWindow(desk, pdf, resources, stage=stage, start_practice=start_practice)
    single.files_handed.connect(opened.on_files_handed)
    opened.window.show()
    opened.window.start()
    opened.window.open_files(files)
    _leave_on_signals(application)
    try:
        return application.exec()
    finally:
        single.close()
        opened.close()


def make_application() -> QApplication:
    """The one application object, with the names that desktops know it by."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Countersign")
    application.setApplicationDisplayName("")
    application.setDesktopFileName(DESKTOP_ID)
    return application


class OpenedWindow(QObject):
    """A main window with all that it needs: theme, tasks, nets for bugs, the other rooms.

    The tour drives the same object.
    """

    def __init__(
        self,
        desk: Desk,
        pdf: PdfReader,
        resources: Path,
        *,
        stage: PracticeStage | None = None,
        start_practice: Callable[[], None] | None = None,
        questions: FileQuestions | None = None,
    ) -> None:
        """The window is built, but neither shown nor started.

        `questions` are asked instead of those that open the system's own dialogs.
        """
        super().__init__()
        application = make_application()
        memory = WindowMemory(desk.profile / _SETTINGS)
        theme = Theme(resources)
        theme.set_appearance(memory.appearance)
        theme.set_practice(desk.practice is not None)
        theme.install(application)
        program = program_version()
        self.theme = theme
        self.reports = BugReports(program, self)
        self.reports.install()
        self._collector = Collector(self)
        self.tasks = Tasks(self.reports.note, self)
        ground = Ground(
            theme=theme, tasks=self.tasks, memory=memory, resources=resources, version=program
        )
        self.window = MainWindow(
            desk,
            ground,
            rooms_of(desk, pdf, ground, start_practice),
            stage=stage,
            questions=questions,
        )
        self.reports.reported.connect(self._on_reported)
        self.window.shell.banners.action_requested.connect(self._on_notice_action)

    def on_files_handed(self, files: list[Path]) -> None:
        """Another start was given these files."""
        self.window.open_files(files)
        self.window.activate()

    def close(self) -> None:
        """Take everything down; work that hangs is left alone."""
        self.window.leaving.agree()
        self.window.close()
        self.tasks.close()
        self.reports.remove()
        self.window.deleteLater()

    def _on_reported(self) -> None:
        self.window.tell(self.reports.notice())

    def _on_notice_action(self, key: str, action: str) -> None:
        if key == BUG and action == SHOW_REPORT:
            BugDialog(self.theme, self.reports.report, self.window).open()


def _leave_on_signals(application: QApplication) -> None:
    """Ctrl+C and a polite kill close the window in order."""

    def leave(_number: int, _frame: object) -> None:
        # Not quit(): that asks the window, which may ask the user.
        application.exit(0)

    wanted = [signal.SIGINT, signal.SIGTERM] if os.name == "posix" else [signal.SIGINT]
    for number in wanted:
        signal.signal(number, leave)
    # Qt waits in C; Python sees a signal only when something of Python runs.
    timer = QTimer(application)
    timer.timeout.connect(_nothing)
    timer.start(_SIGNAL_MS)


def _nothing() -> None:
    """Give Python a turn."""
