"""The dialog in which documents or a template are chosen from what the account keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.signinghub_library import LibraryDocument
from app.gui.models.found_rows import FoundRow
from app.gui.models.found_sheet import FoundSheet, Work
from app.gui.tasks import TaskContext, Tasks
from app.gui.theme import Theme
from app.services.accounts import Account
from app.services.shelf import PackageTemplate, Shelf

_HEIGHT: Final = 460
Kept = LibraryDocument | PackageTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow(FoundRow):
    """One document or template in the list; beside the name of a template, whether it locks."""

    kept: Kept


class ShelfSheet(FoundSheet):
    """Lists what is kept; `chosen` tells `LibraryDocument`, or one `PackageTemplate`."""

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
        self._shelf = shelf
        self._templates = templates
        self._found: tuple[Kept, ...] | None = None
        title = _("Choose a template") if templates else _("Library of the account")
        placeholder = _("Search for a name")
        super().__init__(theme, title, placeholder, account, tasks, parent, several=not templates)
        self.setObjectName("shelf-sheet")
        self.list.view.setObjectName("shelf-list")
        self.list.view.setAccessibleName(title)
        self.ask()

    @override
    def work(self) -> Work:
        account, shelf, templates = self._account, self._shelf, self._templates

        def work(context: TaskContext) -> tuple[Kept, ...]:
            if templates:
                return shelf.templates(account, cancel=context.cancel)
            return shelf.library(account, cancel=context.cancel)

        return work

    @override
    def keep(self, found: tuple[object, ...]) -> None:
        kept = (each for each in found if isinstance(each, LibraryDocument | PackageTemplate))
        self._found = tuple(kept)

    @override
    def entries(self) -> tuple[Kept, ...]:
        return tuple(each.kept for each in self.list.chosen_rows() if isinstance(each, KeptRow))

    @override
    def show_found(self) -> None:
        if self._found is None:
            return
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

    @override
    def words_to_take(self, count: int) -> str:
        if self._templates:
            return self.tr("Use this template")
        if count > 1:
            return self.tr("Add {count}").format(count=count)
        return self.tr("Add document")


def _(words: str) -> str:
    return QCoreApplication.translate("ShelfSheet", words)


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
