"""What SigningHub adds to the documents is chosen from what the account keeps."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.kinds import ServiceKind
from app.domain.signinghub_library import LibraryDocument
from app.gui.composer.saving import Content
from app.gui.composer.session import Session
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.gui.uploader.from_account import FromAccount
from app.gui.uploader.shelf_sheet import ShelfSheet
from app.services.accounts import Account
from app.services.cancel import CancelToken
from app.services.errors import ServiceError, Unreachable
from app.services.shelf import PackageTemplate, Shelf
from tests.support.pressing import press
from tests.support.signinghub_office import a_package

if TYPE_CHECKING:
    from app.services.account_book import AccountBook

HUB = Account(
    id="hub", name="Hub", service=ServiceKind.SIGNINGHUB, base_url="https://hub.example.com"
)
SCRIVE = Account(
    id="scrive", name="Scrive", service=ServiceKind.SCRIVE, base_url="https://s.example.com"
)
TERMS, RULES = LibraryDocument(id="501", name="Terms"), LibraryDocument(id="502", name="Rules")
LEASE = PackageTemplate(name="House lease", description="A tenant signs.")
LOCKED = PackageTemplate(name="Locked", read_only=True)


class PlayedShelf:
    """What an account keeps, or why that is not known."""

    def __init__(self) -> None:
        self.error: ServiceError | None = None

    def library(self, _cancel: CancelToken) -> tuple[LibraryDocument, ...]:
        if self.error is not None:
            raise self.error
        return TERMS, RULES

    def package_templates(self, _cancel: CancelToken) -> tuple[PackageTemplate, ...]:
        return LEASE, LOCKED


class PlayedAccounts:
    """Opens every account with the same shelf."""

    def __init__(self, shelf: PlayedShelf) -> None:
        self._shelf = shelf

    def open(self, _account: Account) -> PlayedShelf:
        return self._shelf


class Section:
    """The section of a draft, without the rest of the composer."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.kept = PlayedShelf()
        self.session = Session(Content(agreement=a_package(), account_id=HUB.id))
        self.session.set_accounts([HUB, SCRIVE])
        self.tasks = Tasks(lambda error: pytest.fail(str(error)))
        shelf = Shelf(accounts=cast("AccountBook", PlayedAccounts(self.kept)))
        self.widget = FromAccount(theme, self.session, shelf, self.tasks)
        qtbot.addWidget(self.widget)
        self.widget.show()

    def opened(self, button: str) -> ShelfSheet:
        press(self.widget, button)
        sheet = next(
            each for each in self.widget.window().findChildren(ShelfSheet) if each.isVisible()
        )
        self.settle()
        return sheet

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy())


@pytest.fixture
def section(theme: Theme, qtbot: QtBot) -> Iterator[Section]:
    opened = Section(theme, qtbot)
    yield opened
    opened.tasks.close()


def names(sheet: ShelfSheet) -> list[str]:
    model = sheet.list.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_documents_of_the_library_are_chosen_and_removed(section: Section) -> None:
    sheet = section.opened("add-library")
    section.qtbot.waitUntil(lambda: names(sheet) == ["Rules", "Terms"])
    QTest.keyClicks(sheet.list.search, "term")
    section.qtbot.waitUntil(lambda: names(sheet) == ["Terms"])
    press(sheet, "found-take")

    assert section.session.agreement.signinghub == {
        "library": [{"library_document_id": "501", "document_name": "Terms"}]
    }
    assert [each.words.text() for each in section.widget.documents.rows()] == ["Terms"]

    press(section.widget, "remove-library")

    assert section.session.agreement.signinghub == {}


def test_a_template_is_chosen_for_one_document_or_all(section: Section) -> None:
    sheet = section.opened("choose-template")
    section.qtbot.waitUntil(lambda: names(sheet) == ["House lease", "Locked"])
    QTest.keyClick(sheet.list.search, Qt.Key.Key_Return)
    press(sheet, "found-take")
    section.widget.everywhere.click()

    assert section.session.agreement.signinghub == {
        "template": {"template_name": "House lease", "apply_to_all": True}
    }

    press(section.widget, "remove-template")

    assert section.session.agreement.signinghub == {}


def test_what_cannot_be_read_is_said_and_tried_again(section: Section) -> None:
    section.kept.error = Unreachable("There is no network.")
    sheet = section.opened("add-library")
    assert not sheet.take.isEnabled()
    section.kept.error = None
    sheet.list.again_requested.emit()

    section.qtbot.waitUntil(lambda: names(sheet) == ["Rules", "Terms"])
    sheet.reject()


def test_it_is_offered_for_signinghub_only(section: Section) -> None:
    assert not section.widget.isHidden()

    section.session.choose_account(SCRIVE.id)

    assert section.widget.isHidden()
