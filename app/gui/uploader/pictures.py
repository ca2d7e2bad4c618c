"""Pictures of pages: asked for once, made beside the window, brought back with their place."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.gui.composer.work import DraftWork
from app.gui.tasks import TaskContext, Tasks
from app.gui.widgets.page_canvas import page_picture
from app.pdf.port import PageImage

LANE: Final = "pages"


class Pictures(QObject):
    """Brings pictures of the pages of stored files.

    Signals:
        ready: stored file, page from 0, width that was asked for, the QImage
    """

    ready = Signal(str, int, int, QImage)

    def __init__(self, work: DraftWork, tasks: Tasks, parent: QObject | None = None) -> None:
        """Begin with nothing asked for."""
        super().__init__(parent)
        self._work = work
        self._tasks = tasks
        self._asked: set[tuple[str, int, int]] = set()

    def ask(self, file: str, page: int, width: int) -> None:
        """Ask for page `page` (from 0), `width` pixels wide; it comes by `ready` if it can."""
        wanted = (file, page, width)
        if wanted in self._asked:
            return
        self._asked.add(wanted)

        def work(_context: TaskContext) -> PageImage | None:
            return self._work.picture(file, page, width)

        self._tasks.run(
            work,
            done=partial(self._on_made, wanted),
            ended=partial(self._asked.discard, wanted),
            lane=LANE,
            owner=self,
        )

    def _on_made(self, wanted: tuple[str, int, int], image: PageImage | None) -> None:
        if image is not None:
            self.ready.emit(*wanted, page_picture(image.width, image.height, image.rgba))
