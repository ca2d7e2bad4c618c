"""Opening the page of a tracked agreement at its service, in the user's browser."""

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.gui.browser import OpenPage
from app.gui.tasks import TaskContext, Tasks
from app.gui.trouble import trouble
from app.gui.widgets.banner import Notice
from app.gui.widgets.states import State
from app.services.account_book import AccountBook
from app.services.single_visit import single_visit
from app.services.tracking.tracked import TrackedAgreement
from app.services.web_pages import web_page

_KEY = "web-page"


class PageOpener(QObject):
    """Gets the address beside the window, then opens it; it is a secret and shown nowhere.

    The desktop is given an address of this computer that leads there once.

    Signals:
        said: a `Notice` about what stood in the way
    """

    said = Signal(object)

    def __init__(
        self,
        accounts: AccountBook,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        open_page: OpenPage = QDesktopServices.openUrl,
    ) -> None:
        """Opens with the desktop's browser, where it is not told another one."""
        super().__init__(parent)
        self._accounts = accounts
        self._tasks = tasks
        self.open_page = open_page

    def open(self, tracked: TrackedAgreement) -> None:
        """Show the agreement in the browser, signed in where the service can do that."""
        accounts = self._accounts

        def work(_context: TaskContext) -> str:
            return single_visit(web_page(accounts, tracked))

        self._tasks.run(work, done=self._on_address, failed=self._on_failed)

    def _on_address(self, address: str) -> None:
        if not self.open_page(QUrl(address)):
            self.said.emit(
                Notice(
                    key=_KEY,
                    state=State.NEEDS,
                    what=self.tr("No browser could be opened."),
                    meaning=self.tr("Open Scrive in your browser yourself to see the agreement."),
                    closable=True,
                )
            )

    def _on_failed(self, error: Exception) -> None:
        self.said.emit(trouble(_KEY, error))
