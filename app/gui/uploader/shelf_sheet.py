"""The dialog in which documents or a template are chosen from what the account keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.signinghub_library import LibraryDocument
from app.gui.error_words import words_for
from app.gui.metrics import DIALOG
from app.gui.models.found_list import FoundList
from app.gui.models.found_rows import FoundRow
from app.gui.tasks import Task, TaskContext, Tasks
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.sheet import Sheet
from app.services.accounts import Account
from app.services.shelf import PackageTemplate, Shelf

_HEIGHT: Final = 460
Kept = LibraryDocument | PackageTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow(FoundRow):
    """One document or template in the list; beside the name of a template, whether it locks."""

    kept: Kept


class ShelfSheet(Sheet):
    """Lists what is kept; Enter, a double click or the button chooses.

    Signals:
        chosen: tuple of `LibraryDocument`, or of one `PackageTemplate`; the dialog closes
    """

    chosen = Signal(tuple)

    def __init__(
        self,
        theme: Theme,
        account: Account,
        shelf: Shelf,
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        templates: bool = False,
    ) -> None:
        """Ask `account` for documents of its library, or for its templates."""
        title = self.tr("Choose a template") if templates else self.tr("Library of the account")
        super().__init__(theme, title, parent, width=DIALOG)
        self.setObjectName("shelf-sheet")
        self._account, self._shelf, self._tasks = account, shelf, tasks
        self._templates = templates
        self._found: tuple[Kept, ...] = ()
        self._asking: Task | None = None
        placeholder = self.tr("Search for a name")
        self.list = FoundList(theme, placeholder, several=not templates)
        self.list.view.setObjectName("shelf-list")
        self.cancel = Button(theme, self.tr("Cancel"), name="shelf-cancel")
        self.take = Button(theme, kind="primary", name="shelf-take")
        self.take.setDefault(True)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.add_foot(self.cancel)
        self.add_foot(self.take)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.changed.connect(self._refresh)
        self.list.activated.connect(self._on_take)
        self.list.searched.connect(self._on_searched)
        self.list.again_requested.connect(self._ask)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._on_take)
        self.resize(self.sizeHint())
        self._ask()

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(DIALOG, _HEIGHT))

    @Slot()
    def _ask(self) -> None:
        account, shelf, templates = self._account, self._shelf, self._templates
        asking = self.tr("Asking {account}.").format(account=account.name)
        self.list.say("hourglass", self.tr("Looking…"), asking)

        def work(context: TaskContext) -> tuple[Kept, ...]:
            if templates:
                return shelf.templates(account, cancel=context.cancel)
            return shelf.library(account, cancel=context.cancel)

        self._asking = self._tasks.run(
            work, done=self._on_found, failed=self._on_not_found, owner=self
        )

    def _on_found(self, found: tuple[Kept, ...]) -> None:
        self._found = found
        self._show()

    def _on_not_found(self, error: Exception) -> None:
        words = words_for(error)
        self.list.say("unplug", words.title, words.meaning, self.tr("Try again"))

    @Slot(str)
    def _on_searched(self, _words: str) -> None:
        self._show()

    def _show(self) -> None:
        rows = _rows(self._found, self.list.search.text())
        if rows:
            self.list.show_rows(rows)
        elif self._found:
            self.list.say("search", self.tr("Nothing is called like that"), "")
        elif self._templates:
            what = self.tr("Templates are made in SigningHub.")
            self.list.say("layers", self.tr("This account has no templates"), what)
        else:
            what = self.tr("Documents that are kept in SigningHub appear here.")
            self.list.say("files", self.tr("The library of this account is empty"), what)

    @Slot()
    def _on_take(self) -> None:
        if self._kept():
            self.accept()

    def _kept(self) -> tuple[Kept, ...]:
        return tuple(each.kept for each in self.list.chosen_rows() if isinstance(each, KeptRow))

    @override
    def done(self, result: int) -> None:
        """Close; what was chosen is told after that."""
        kept = self._kept() if result else ()
        if self._asking is not None:
            self._asking.cancel()
        super().done(result)
        if kept:
            self.chosen.emit(kept)

    @Slot()
    def _refresh(self) -> None:
        count = len(self._kept())
        self.take.set_possible(count > 0, self.tr("Choose something first."))
        if self._templates:
            self.take.setText(self.tr("Use this template"))
        elif count > 1:
            self.take.setText(self.tr("Add {count}").format(count=count))
        else:
            self.take.setText(self.tr("Add document"))


def _rows(found: Sequence[Kept], searched: str) -> tuple[KeptRow, ...]:
    """Rows of what has every word that is searched."""
    words = searched.casefold().split()
    rows = (_row(each) for each in found)
    return tuple(row for row in rows if all(word in row.name.casefold() for word in words))


def _row(kept: Kept) -> KeptRow:
    if isinstance(kept, LibraryDocument):
        number = QCoreApplication.translate("Documents", "Number {id}").format(id=kept.id)
        key = f"document {kept.id}"
        return KeptRow(key=key, kept=kept, name=kept.shown_name, ago="", line=number)
    locked = QCoreApplication.translate("Documents", "locked")
    about = QCoreApplication.translate("Documents", "Only its places can be filled afterwards.")
    return KeptRow(
        key=f"template {kept.name}",
        kept=kept,
        name=kept.name,
        line=kept.description or (about if kept.read_only else ""),
        ago=locked if kept.read_only else "",
    )
