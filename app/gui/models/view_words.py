"""The views on the left of the window: name, icon, and what is said when one is empty."""

from PySide6.QtCore import QCoreApplication

from app.domain.attention import View


def view_word(view: View) -> str:
    """The name of a view."""
    return {
        View.NEEDS_YOU: QCoreApplication.translate("View", "Needs you"),
        View.WAITING: QCoreApplication.translate("View", "Waiting for others"),
        View.OUTBOX: QCoreApplication.translate("View", "Outbox"),
        View.DRAFTS: QCoreApplication.translate("View", "Drafts"),
        View.COMPLETED: QCoreApplication.translate("View", "Completed"),
        View.STOPPED: QCoreApplication.translate("View", "Stopped"),
    }[view]


def view_icon(view: View) -> str:
    """The Lucide name of a view's icon."""
    return {
        View.NEEDS_YOU: "bell-ring",
        View.WAITING: "hourglass",
        View.OUTBOX: "send",
        View.DRAFTS: "pencil-line",
        View.COMPLETED: "circle-check",
        View.STOPPED: "circle-x",
    }[view]


def empty_words(view: View) -> tuple[str, str]:
    """What an empty view says: a line, and a sentence about what will appear there."""
    translate = QCoreApplication.translate
    return {
        View.NEEDS_YOU: (
            translate("View", "Nothing needs you"),
            translate("View", "What is stuck, due soon or yours to sign appears here."),
        ),
        View.WAITING: (
            translate("View", "Nobody keeps you waiting"),
            translate("View", "Agreements that you sent appear here until everybody has signed."),
        ),
        View.OUTBOX: (
            translate("View", "Nothing is on its way"),
            translate("View", "What you send appears here until the service has it."),
        ),
        View.DRAFTS: (
            translate("View", "No drafts"),
            translate("View", "What you begin is kept here, on this computer only."),
        ),
        View.COMPLETED: (
            translate("View", "Nothing completed yet"),
            translate("View", "Agreements appear here when everybody has signed."),
        ),
        View.STOPPED: (
            translate("View", "Nothing was stopped"),
            translate("View", "Declined, withdrawn and expired agreements appear here."),
        ),
    }[view]
