"""What the user does with drafts: begin, open and save as a file, go back, throw away."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.gui.error_words import words_for
from app.gui.menus import Commands
from app.gui.models.entry import Entry, EntryKind
from app.gui.questions import FileQuestions
from app.gui.tasks import Task, TaskContext, Tasks
from app.gui.theme import Theme
from app.gui.versions.rows import version_rows
from app.gui.versions.sheet import VersionsSheet
from app.gui.when import Times
from app.gui.widgets.banner import Notice
from app.gui.widgets.question import Question
from app.gui.widgets.states import State
from app.services.drafts import DraftBook, DraftVersion, StoredDraft
from app.services.ports import Clock


class DraftActions(QObject):
    """Carries out commands about drafts, beside the window.

    Signals:
        compose_requested: id of the draft to compose, and PDFs to add to it
        changed: the list of drafts is another one
        told: a `Notice` about what came of it
    """

    compose_requested = Signal(str, list)
    changed = Signal()
    told = Signal(object)

    def __init__(
        self,
        theme: Theme,
        drafts: DraftBook,
        clock: Clock,
        tasks: Tasks,
        questions: FileQuestions,
        parent: QWidget,
    ) -> None:
        """`parent` is the window over which questions are asked."""
        super().__init__(parent)
        self._theme = theme
        self._drafts = drafts
        self._clock = clock
        self._tasks = tasks
        self._questions = questions
        self._window = parent
        self._current: Entry | None = None
        self._new: Task | None = None

    def connect_commands(self, commands: Commands) -> None:
        """Do what the commands about drafts say."""
        for action, slot in (
            (commands.new, self.new),
            (commands.open, self.choose_file),
            (commands.go_on, self.go_on),
            (commands.versions, self.show_versions),
            (commands.export, self.export),
            (commands.delete, self.delete),
        ):
            action.triggered.connect(slot)

    def set_current(self, entry: Entry | None) -> None:
        """Know which entry is selected."""
        self._current = entry if entry is not None and entry.kind is EntryKind.DRAFT else None

    def begin(self, pdfs: Sequence[Path] = ()) -> None:
        """Make a new draft, with these PDFs, and compose it."""
        self._begin(pdfs)

    @Slot()
    def new(self) -> None:
        """Begin an empty draft; a second press while it is being made is nothing."""
        if self._new is None or not self._new.running:
            self._new = self._begin(())

    def _begin(self, pdfs: Sequence[Path]) -> Task:
        return self._tasks.run(
            lambda _: self._drafts.create(),
            done=partial(self._on_begun, list(pdfs)),
            failed=self._on_failed,
            owner=self,
        )

    @Slot()
    def choose_file(self) -> None:
        """Ask for an .agreement file and open it."""
        path = self._questions.agreement_file()
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Make a draft of an .agreement file and compose it."""

        def work(context: TaskContext) -> StoredDraft:
            return self._drafts.import_file(path, context.progress_of_bytes, context.cancel)

        self._tasks.run(work, done=partial(self._on_begun, []), failed=self._on_failed, owner=self)

    @Slot()
    def go_on(self) -> None:
        """Compose the selected draft further."""
        if self._current is not None:
            self.compose_requested.emit(self._current.id, [])

    @Slot()
    def export(self) -> None:
        """Save the selected draft as a file."""
        entry = self._current
        path = self._questions.save_as(entry.title) if entry is not None else None
        if entry is None or path is None:
            return
        draft_id = entry.id

        def work(_context: TaskContext) -> Path:
            self._drafts.export(draft_id, path)
            return path

        self._tasks.run(work, done=self._on_exported, failed=self._on_failed)

    @Slot()
    def show_versions(self) -> None:
        """Show what the selected draft said earlier, and go back to it when the user wants it."""
        entry = self._current
        if entry is None:
            return
        draft_id = entry.id

        def work(_context: TaskContext) -> tuple[StoredDraft, tuple[DraftVersion, ...]]:
            return self._drafts.get(draft_id), self._drafts.versions(draft_id)

        self._tasks.run(work, done=self._on_versions, failed=self._on_failed)

    @Slot()
    def delete(self) -> None:
        """Ask, then throw the selected draft away."""
        entry = self._current
        if entry is None:
            return
        files = self.tr("Its copies of the files go too; your own files stay. Nothing was sent.")
        question = Question(
            self._theme,
            self._window,
            question=self.tr("Delete the draft “{title}”?").format(title=entry.title),
            meaning=(files,),
            action=self.tr("Delete draft"),
            kind="danger",
        )
        question.confirmed.connect(partial(self._delete, entry.id))
        question.open()

    def _delete(self, draft_id: str) -> None:
        self._tasks.run(
            lambda _: self._drafts.delete(draft_id), done=self._on_deleted, failed=self._on_failed
        )

    def _on_versions(self, read: tuple[StoredDraft, tuple[DraftVersion, ...]]) -> None:
        draft, versions = read
        rows = version_rows(versions, draft.agreement, self._times())
        sheet = VersionsSheet(self._theme, rows, self._window)
        sheet.restore_requested.connect(partial(self._restore, draft.id))
        sheet.open()

    def _restore(self, draft_id: str, version: DraftVersion) -> None:
        self._tasks.run(
            lambda _: self._drafts.restore(draft_id, version.id),
            done=partial(self._on_restored, version),
            failed=self._on_failed,
            owner=self,
        )

    def _on_restored(self, version: DraftVersion, _draft: StoredDraft) -> None:
        self.changed.emit()
        when = self._times().at(version.saved_at)
        self.told.emit(
            Notice(
                key="draft",
                state=State.DONE,
                what=self.tr("The version of {when} is back.").format(when=when),
                meaning=self.tr("How the draft was before is kept as a version too."),
                closable=True,
            )
        )

    def _times(self) -> Times:
        return Times(now=self._clock.now())

    def _on_begun(self, pdfs: list[Path], draft: StoredDraft) -> None:
        self.changed.emit()
        self.compose_requested.emit(draft.id, pdfs)

    def _on_deleted(self, _nothing: None) -> None:
        self.changed.emit()

    def _on_exported(self, path: Path) -> None:
        self.told.emit(
            Notice(
                key="draft",
                state=State.DONE,
                what=self.tr("Saved as {name}.").format(name=path.name),
                meaning=self.tr("Its PDFs lie beside it in {folder}.").format(folder=path.parent),
                closable=True,
            )
        )

    def _on_failed(self, error: Exception) -> None:
        words = words_for(error)
        self.told.emit(
            Notice(
                key="draft",
                state=State.NEEDS,
                what=words.title,
                meaning=" ".join(part for part in (words.detail, words.next_step) if part),
                closable=True,
            )
        )
