"""The dialog in which an agreement begins with a template."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.error_words import words_for
from app.gui.metrics import DIALOG
from app.gui.tasks import Step, Task, TaskContext, Tasks
from app.gui.templates.finder import TemplateFinder
from app.gui.templates.remarks import Remarks
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.buttons import Button
from app.gui.widgets.sheet import Sheet
from app.services.accounts import Account
from app.services.templates import BegunDraft, Templates

_HEIGHT: Final = 520


class TemplatesSheet(Sheet):
    """Lists the templates of an account; Enter, a double click or the button begins with one.

    Signals:
        begun: id of the new draft; the dialog closes
    """

    begun = Signal(str)

    def __init__(
        self,
        theme: Theme,
        accounts: Sequence[Account],
        templates: Templates,
        tasks: Tasks,
        times: Times,
        parent: QWidget | None = None,
    ) -> None:
        """Offer the templates of `accounts`, of which there is at least one."""
        super().__init__(theme, self.tr("New from a template"), parent, width=DIALOG)
        self.setObjectName("templates")
        self._templates = templates
        self._tasks = tasks
        self._making: Task | None = None
        self._made: BegunDraft | None = None
        self.finder = TemplateFinder(theme, accounts, templates, tasks, times)
        self._build_widgets()
        self._build_layout()
        self._connect()
        self.resize(self.sizeHint())
        self.finder.ask()

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(DIALOG, _HEIGHT))

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How much of the file is here"))
        self.bar.hide()
        self.begin = Button(
            self.theme, self.tr("Begin a draft"), kind="primary", icon="plus", name="begin"
        )
        self.begin.setDefault(True)
        self.cancel = Button(self.theme, self.tr("Cancel"), name="cancel")

    def _build_layout(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.finder)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.bar)
        self.add_foot(self.cancel)
        self.add_foot(self.begin)
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.finder.changed.connect(self._refresh)
        self.finder.activated.connect(self._on_begin)
        self.begin.clicked.connect(self._on_begin)
        self.cancel.clicked.connect(self.reject)

    # -- what happens ----------------------------------------------------------------------

    @Slot()
    def _on_begin(self) -> None:
        if self._made is not None:
            self.accept()
            return
        row, account, templates = (
            self.finder.chosen(),
            self.finder.chosen_account(),
            self._templates,
        )
        if row is None or self._making is not None:
            return
        template_id = row.key

        def work(context: TaskContext) -> BegunDraft:
            return templates.begin(
                account, template_id, progress=context.progress_of_bytes, cancel=context.cancel
            )

        self._making = self._tasks.run(
            work,
            done=self._on_made,
            failed=partial(self._on_not_made, row.name),
            progress=self._on_step,
            ended=self._on_ended,
            owner=self,
        )
        self.bar.setRange(0, 0)
        self._refresh()

    def _on_step(self, step: Step) -> None:
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)

    def _on_made(self, begun: BegunDraft) -> None:
        self._made = begun
        if not begun.remarks:
            self.accept()
            return
        remarks = Remarks(self.theme, begun.draft.agreement.title, begun.remarks)
        self.pages.setCurrentIndex(self.pages.addWidget(remarks))
        self.cancel.hide()
        self.begin.set_icon("pencil-line")
        self.begin.setText(self.tr("Go on with the draft"))
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_not_made(self, name: str, error: Exception) -> None:
        nothing = self.tr("No draft of “{name}” was made.").format(name=name)
        self.finder.say("unplug", nothing, words_for(error).paragraph(), self.tr("Look again"))

    def _on_ended(self) -> None:
        self._making = None
        self._refresh()

    @override
    def done(self, result: int) -> None:
        """Close; a draft that was made is composed, work under way is given up."""
        self.finder.stop()
        if self._making is not None:
            self._making.cancel()
        super().done(result)
        if self._made is not None:
            self.begun.emit(self._made.draft.id)

    @Slot()
    def _refresh(self) -> None:
        is_making = self._making is not None
        self.bar.setVisible(is_making)
        self.finder.setEnabled(not is_making)
        if is_making:
            self.begin.set_possible(False, self.tr("The template is being fetched."))
        else:
            can = self._made is not None or self.finder.chosen() is not None
            self.begin.set_possible(can, self.tr("Choose a template first."))
