"""Bugs: what nobody expected is logged, told in a banner, and can be copied as a report."""

import logging
import platform
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, QtMsgType, Signal, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from app.gui.metrics import DIALOG_WIDE, GAP, GAP_PANE
from app.gui.theme import Theme
from app.gui.widgets.banner import Notice, NoticeAction
from app.gui.widgets.buttons import Button
from app.gui.widgets.labels import Label
from app.gui.widgets.sheet import Sheet
from app.gui.widgets.states import State
from app.services.http.masking import masked

log = logging.getLogger(__name__)

BUG = "bug"
SHOW_REPORT = "show-report"

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class BugReports(QObject):
    """Catches what no other net caught; secrets are masked before anything is kept.

    Signals:
        reported: there is a new `report`
    """

    reported = Signal()

    def __init__(self, version: str, parent: QObject | None = None) -> None:
        """Nothing is caught before `install`."""
        super().__init__(parent)
        self._version = version
        self.report = ""

    def install(self) -> None:
        """Catch what slots and threads let through, and log what Qt says."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_thread
        qInstallMessageHandler(_log_qt)

    def remove(self) -> None:
        """Give Python and Qt their own nets back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def note(self, error: BaseException) -> None:
        """Keep a report about an error; from any thread."""
        report = report_of(error, self._version, datetime.now(UTC))
        log.error("%s", report)
        self.report = report
        self.reported.emit()

    def notice(self) -> Notice:
        """What the banner about a bug says."""
        return Notice(
            key=BUG,
            state=State.STOPPED,
            what=self.tr("Something went wrong inside Countersign."),
            meaning=self.tr("Your drafts are safe. What is on its way goes on in the Outbox."),
            actions=(NoticeAction(key=SHOW_REPORT, text=self.tr("Show report")),),
            glyph="circle-alert",
            closable=True,
        )

    def _on_uncaught(
        self,
        _kind: type[BaseException],
        error: BaseException,
        _trace: TracebackType | None,
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
        else:
            self.note(error)

    def _on_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            self.note(told.exc_value)


class BugDialog(Sheet):
    """Shows a report and lets the user copy it."""

    def __init__(self, theme: Theme, report: str, parent: QWidget) -> None:
        """Show `report`, in which secrets are masked already."""
        super().__init__(theme, self.tr("Report"), parent, width=DIALOG_WIDE)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setFont(theme.font("fixed"))
        self.report.setMinimumHeight(280)
        self.report.setAccessibleName(self.tr("Report"))
        text = self.tr(
            "Send this to whoever looks after Countersign. It holds no sign-in and no signing link."
        )
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        layout.setSpacing(GAP)
        layout.addWidget(Label(theme, text, token="text-2", wrap=True))
        layout.addWidget(self.report, 1)
        self.copy = Button(theme, self.tr("Copy report"), kind="primary", icon="copy", name="copy")
        self.copy.clicked.connect(self._on_copy)
        self.close_button = Button(theme, self.tr("Close"), name="close")
        self.close_button.clicked.connect(self.accept)
        self.add_foot(self.close_button)
        self.add_foot(self.copy)

    @Slot()
    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self.report.toPlainText())


def report_of(error: BaseException, version: str, at: datetime) -> str:
    """Versions and the trace of an error, masked."""
    trace = "".join(traceback.format_exception(error))
    head = (
        f"Countersign {version}, {at.isoformat(timespec='seconds')}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
        platform.platform(),
    )
    return masked("\n".join((*head, "", trace)))


def _log_qt(kind: QtMsgType, _context: object, message: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)
