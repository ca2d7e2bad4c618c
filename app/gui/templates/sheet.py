"""The dialog in which an agreement begins with a template."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QListView,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.error_words import words_for
from app.gui.metrics import DIALOG, GAP, GAP_PANE
from app.gui.models.keyed_rows import KeyedRows, RowRole
from app.gui.models.word_rows import WordRowDelegate
from app.gui.tasks import Step, Task, TaskContext, Tasks
from app.gui.templates.remarks import Remarks
from app.gui.templates.rows import TemplateRow, template_rows
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.search_field import SearchField
from app.gui.widgets.service_mark import service_icon
from app.gui.widgets.sheet import Sheet
from app.services.accounts import Account
from app.services.templates import BegunDraft, Template, Templates

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
        self._accounts = tuple(accounts)
        self._templates = templates
        self._tasks = tasks
        self._times = times
        self._found: tuple[Template, ...] | None = None
        self._asking: Task | None = None
        self._making: Task | None = None
        self._made: BegunDraft | None = None
        self._build_widgets()
        self._build_layout()
        self._connect()
        self.resize(self.sizeHint())
        self._ask()

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(DIALOG, _HEIGHT))

    def current(self) -> TemplateRow | None:
        """The template that is chosen."""
        row = self.view.currentIndex().data(RowRole.ROW)
        return row if isinstance(row, TemplateRow) else None

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        self.account = QComboBox()
        self.account.setObjectName("account")
        self.account.setAccessibleName(self.tr("Account"))
        for each in self._accounts:
            self.account.addItem(service_icon(self.theme, each.service), each.name)
        self.search = SearchField(self.theme, self.tr("Search for a title"))
        self.model = KeyedRows(self)
        self.view = QListView()
        self.view.setObjectName("template-list")
        self.view.setAccessibleName(self.tr("Templates by title"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(WordRowDelegate(self.theme, 2, self))
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told = EmptyState(self.theme, icon="files", title="", sentence="")
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
        self._head = Pane(self.theme, "bg-raised")
        head = QVBoxLayout(self._head)
        head.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        head.setSpacing(GAP)
        head.addWidget(self.account)
        head.addWidget(self.search)
        head.addWidget(self.bar)
        self.account.setVisible(len(self._accounts) > 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.told)
        self.pages.addWidget(self.view)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(Line(self.theme))
        layout.addWidget(self.pages, 1)
        self.add_foot(self.cancel)
        self.add_foot(self.begin)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.account.currentIndexChanged.connect(self._on_account_changed)
        self.search.searched.connect(self._on_searched)
        self.view.selectionModel().currentChanged.connect(self._refresh)
        self.view.doubleClicked.connect(self._on_begin)
        self.told.action_requested.connect(self._ask)
        self.begin.clicked.connect(self._on_begin)
        self.cancel.clicked.connect(self.reject)

    # -- asking ----------------------------------------------------------------------------

    @Slot()
    def _ask(self) -> None:
        account, templates = self._account(), self._templates
        if self._asking is not None:
            self._asking.cancel()
        self._found = None
        self._say(
            "hourglass",
            self.tr("Looking for templates…"),
            self.tr("Asking {account}.").format(account=account.name),
        )

        def work(context: TaskContext) -> tuple[Template, ...]:
            return templates.of(account, context.cancel)

        self._asking = self._tasks.run(work, done=self._on_found, failed=self._on_not_found)

    def _on_found(self, found: tuple[Template, ...]) -> None:
        self._found = found
        self._show_found()

    def _on_not_found(self, error: Exception) -> None:
        words = words_for(error)
        self._say("unplug", words.title, words.meaning, self.tr("Try again"))

    @Slot(int)
    def _on_account_changed(self, _place: int) -> None:
        self._ask()

    @Slot(str)
    def _on_searched(self, _words: str) -> None:
        self._show_found()

    def _show_found(self) -> None:
        if self._found is None:
            return
        before = self.current()
        rows = template_rows(self._found, self._times, self.search.text())
        self.model.set_rows(rows)
        if not self._found:
            self._say(
                "files",
                self.tr("This account has no templates"),
                self.tr("Templates are made in Scrive; those shared with you appear here too."),
            )
        elif not rows:
            self._say(
                "search",
                self.tr("No template is called like that"),
                self.tr("Words are looked for in the titles."),
            )
        else:
            self.pages.setCurrentWidget(self.view)
            place = self.model.place_of(before.key) if before is not None else -1
            self.view.setCurrentIndex(self.model.index(max(place, 0)))
        self._refresh()

    def _say(self, icon: str, title: str, sentence: str, action: str = "") -> None:
        self.model.set_rows(())
        self.told.set_icon(icon)
        self.told.say(title, sentence, action)
        self.pages.setCurrentWidget(self.told)
        self._refresh()

    # -- beginning -------------------------------------------------------------------------

    @Slot()
    def _on_begin(self) -> None:
        if self._made is not None:
            self.accept()
            return
        row, account, templates = self.current(), self._account(), self._templates
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
        self._head.hide()
        remarks = Remarks(self.theme, begun.draft.agreement.title, begun.remarks)
        self.pages.setCurrentIndex(self.pages.addWidget(remarks))
        self.cancel.hide()
        self.begin.set_icon("pencil-line")
        self.begin.setText(self.tr("Go on with the draft"))
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_not_made(self, name: str, error: Exception) -> None:
        nothing = self.tr("No draft of “{name}” was made.").format(name=name)
        self._say("unplug", nothing, words_for(error).paragraph(), self.tr("Look again"))

    def _on_ended(self) -> None:
        self._making = None
        self._refresh()

    @override
    def done(self, result: int) -> None:
        """Close; a draft that was made is composed, work under way is given up."""
        for task in (self._asking, self._making):
            if task is not None:
                task.cancel()
        super().done(result)
        if self._made is not None:
            self.begun.emit(self._made.draft.id)

    # -- what is possible ------------------------------------------------------------------

    @Slot()
    def _refresh(self) -> None:
        is_making = self._making is not None
        self.bar.setVisible(is_making)
        for widget in (self.account, self.search, self.view):
            widget.setEnabled(not is_making)
        if is_making:
            self.begin.set_possible(False, self.tr("The template is being fetched."))
        else:
            can = self._made is not None or self.current() is not None
            self.begin.set_possible(can, self.tr("Choose a template first."))

    def _account(self) -> Account:
        return self._accounts[max(self.account.currentIndex(), 0)]
