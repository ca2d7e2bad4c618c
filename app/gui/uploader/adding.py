"""Adding files: each is checked, then copied into the draft, one after the other."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.findings import FileFacts
from app.gui.composer.work import DraftWork
from app.gui.error_words import words_for
from app.gui.tasks import Step, Task, TaskContext, Tasks
from app.gui.uploader.rows import Pending
from app.gui.uploader.words import refusal_words
from app.services.stored_drafts import DraftFile
from app.services.texts import ErrorText

LANE: Final = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedFile:
    """A PDF that lies in the draft now."""

    key: str
    file: DraftFile
    name: str
    """What people could call it."""
    facts: FileFacts
    replaces: str = ""
    """Label of the document, or stored file of the attachment, whose file it is to become."""
    along: bool = False
    """Whether it goes along with the documents instead of being one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that was not added, and why."""

    key: str
    text: ErrorText


class Adder(QObject):
    """Takes files into a draft; nothing is added without being told.

    Signals:
        changed: `pending` is different
        added: an `AddedFile`
        refused: a `Refusal`
    """

    changed = Signal()
    added = Signal(object)
    refused = Signal(object)

    def __init__(self, work: DraftWork, tasks: Tasks, parent: QObject | None = None) -> None:
        """Begin with nothing under way."""
        super().__init__(parent)
        self._work = work
        self._tasks = tasks
        self._pending: dict[str, Pending] = {}
        self._running: dict[str, Task] = {}
        self._count = 0

    @property
    def pending(self) -> tuple[Pending, ...]:
        """What is on its way, in the order in which it came."""
        return tuple(self._pending.values())

    def add(self, paths: Sequence[Path]) -> None:
        """Add files as new documents."""
        for path in paths:
            self._start(path, "")

    def add_along(self, paths: Sequence[Path]) -> None:
        """Add files that go along with the documents."""
        for path in paths:
            self._start(path, "", along=True)

    def add_pdf(self, content: bytes) -> None:
        """Add a PDF that is no file, for example from the clipboard."""
        name = self.tr("Pasted document") + ".pdf"
        self._start(Path(name), "", content)

    def replace_file(self, label: str, path: Path, *, along: bool = False) -> None:
        """Let a file take the place of a document's, or of a stored file that goes along."""
        self._start(path, label, along=along)

    def cancel(self, key: str) -> None:
        """Stop adding one file."""
        task = self._running.get(key)
        if task is not None:
            task.cancel()

    def cancel_all(self) -> None:
        """Stop adding everything."""
        for task in tuple(self._running.values()):
            task.cancel()

    def _start(
        self, source: Path, replaces: str, content: bytes | None = None, *, along: bool = False
    ) -> None:
        self._count += 1
        key = f"adding {self._count}"
        pending = Pending(
            key=key, source=source, words=self.tr("Waiting"), replaces=replaces, along=along
        )
        self._pending[key] = pending

        def work(context: TaskContext) -> AddedFile | ErrorText:
            context.progress(Step(words=self.tr("Checking")))
            if content is None:
                return self._take(pending, source, context, watched=True)
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / source.name
                path.write_bytes(content)
                return self._take(pending, path, context, watched=False)

        self._running[key] = self._tasks.run(
            work,
            done=partial(self._on_done, key),
            failed=partial(self._on_failed, key),
            progress=partial(self._on_progress, key),
            ended=partial(self._on_ended, key),
            lane=LANE,
            owner=self,
        )
        self.changed.emit()

    def _take(
        self, pending: Pending, source: Path, context: TaskContext, *, watched: bool
    ) -> AddedFile | ErrorText:
        """On the lane: look first, so that nothing useless is copied."""
        before = self._work.facts(source)
        if before.problem:
            return refusal_words(source.name, before)
        context.cancel.raise_if_cancelled()
        file = self._work.add(source, context, watched=watched)
        facts = self._work.facts(self._work.path_of(file.file))
        return AddedFile(
            key=pending.key,
            file=file,
            name=source.stem,
            facts=facts,
            replaces=pending.replaces,
            along=pending.along,
        )

    def _on_progress(self, key: str, step: Step) -> None:
        pending = self._pending.get(key)
        if pending is None:
            return
        words = step.words
        if step.total:
            share = min(100, round(100 * step.done / step.total))
            words = self.tr("Copying {share} %").format(share=share)
        self._pending[key] = replace(pending, words=words, done=step.done, total=step.total)
        self.changed.emit()

    def _on_done(self, key: str, outcome: AddedFile | ErrorText) -> None:
        self._pending.pop(key, None)
        if isinstance(outcome, ErrorText):
            self.refused.emit(Refusal(key=key, text=outcome))
        else:
            self.added.emit(outcome)

    def _on_failed(self, key: str, error: Exception) -> None:
        self.refused.emit(Refusal(key=key, text=words_for(error)))

    def _on_ended(self, key: str) -> None:
        self._pending.pop(key, None)
        self._running.pop(key, None)
        self.changed.emit()
