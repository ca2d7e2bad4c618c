"""What rows of the workflow tree do, in the words of a menu."""

from PySide6.QtCore import QCoreApplication

from app.gui.tracking.copy_rows import COPY
from app.gui.tracking.event_rows import CERTIFICATE, SIGNATURES
from app.gui.tracking.rows import WorkflowRow


def deed_words(row: WorkflowRow) -> str:
    """What Enter does on a row that has a deed."""
    tr = QCoreApplication.translate
    if row.deed == SIGNATURES:
        return tr("deeds", "Have the signatures checked")
    if row.deed.startswith(CERTIFICATE):
        return tr("deeds", "Save certificate…")
    if row.deed.startswith(COPY):
        return tr("deeds", "Show this copy")
    return tr("deeds", "Ask for details")
