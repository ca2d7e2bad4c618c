"""Looking for a template: account, search, and the list of what was found."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QWidget,
)

from app.gui.error_words import words_for
from app.gui.models.found_list import FoundList
from app.gui.models.keyed_rows import RowRole
from app.gui.tasks import Task, TaskContext, Tasks
from app.gui.templates.rows import TemplateRow, template_rows
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.service_mark import service_icon
from app.services.accounts import Account
from app.services.templates import Template, Templates


class TemplateFinder(FoundList):
    """Asks for the templates of an account, and says so where there is nothing to choose from."""

    def __init__(
        self,
        theme: Theme,
        accounts: Sequence[Account],
        templates: Templates,
        tasks: Tasks,
        times: Times,
        parent: QWidget | None = None,
    ) -> None:
        """Look at `accounts`, of which there is at least one; `ask` begins."""
        super().__init__(
            theme, QCoreApplication.translate("TemplateFinder", "Search for a title"), parent
        )
        self.theme = theme
        self._accounts = tuple(accounts)
        self._templates = templates
        self._tasks = tasks
        self._times = times
        self._found: tuple[Template, ...] | None = None
        self._asking: Task | None = None
        self._build()

    def chosen(self) -> TemplateRow | None:
        """The template that is chosen."""
        row = self.view.currentIndex().data(RowRole.ROW)
        return row if isinstance(row, TemplateRow) else None

    def chosen_account(self) -> Account:
        """Whose templates are shown."""
        return self._accounts[max(self.account.currentIndex(), 0)]

    def stop(self) -> None:
        """Give up asking."""
        if self._asking is not None:
            self._asking.cancel()

    # -- building --------------------------------------------------------------------------

    def _build(self) -> None:
        self.account = QComboBox()
        self.account.setObjectName("account")
        self.account.setAccessibleName(self.tr("Account"))
        for each in self._accounts:
            self.account.addItem(service_icon(self.theme, each.service), each.name)
        self.account.setVisible(len(self._accounts) > 1)
        self.head.insertWidget(0, self.account)
        self.view.setObjectName("template-list")
        self.view.setAccessibleName(self.tr("Templates by title"))
        self.account.currentIndexChanged.connect(self._on_account_changed)
        self.searched.connect(self._on_searched)
        self.again_requested.connect(self.ask)

    # -- what happens ----------------------------------------------------------------------

    @Slot()
    def ask(self) -> None:
        """Ask for the templates of the account."""
        self.stop()
        account, templates = self.chosen_account(), self._templates
        self._found = None
        asking = self.tr("Asking {account}.").format(account=account.name)
        self.say("hourglass", self.tr("Looking for templates…"), asking)

        def work(context: TaskContext) -> tuple[Template, ...]:
            return templates.of(account, context.cancel)

        self._asking = self._tasks.run(work, done=self._on_found, failed=self._on_not_found)

    def _on_found(self, found: tuple[Template, ...]) -> None:
        self._found = found
        self._show_found()

    def _on_not_found(self, error: Exception) -> None:
        words = words_for(error)
        self.say("unplug", words.title, words.meaning, self.tr("Try again"))

    @Slot(int)
    def _on_account_changed(self, _place: int) -> None:
        self.ask()

    @Slot(str)
    def _on_searched(self, _words: str) -> None:
        self._show_found()

    def _show_found(self) -> None:
        if self._found is None:
            return
        rows = template_rows(self._found, self._times, self.search.text())
        if not self._found:
            self.say(
                "files",
                self.tr("This account has no templates"),
                self.tr("Templates are made in Scrive; those shared with you appear here too."),
            )
        elif not rows:
            self.say(
                "search",
                self.tr("No template is called like that"),
                self.tr("Words are looked for in the titles."),
            )
        else:
            self.show_rows(rows)
