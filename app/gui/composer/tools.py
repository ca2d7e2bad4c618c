"""What a composer works with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.gui.uploader.choosing import chosen_pdfs
from app.gui.when import Times
from app.pdf.port import PdfReader
from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposerTools:
    """The ground of the window, and the services behind the drafts."""

    theme: Theme
    tasks: Tasks
    desk: Desk
    pdf: PdfReader
    zone: tzinfo | None = None
    """Where the user is; None is this computer's zone."""
    choose: Callable[[QWidget, bool], Sequence[Path]] = chosen_pdfs
    """Lets the user choose PDFs; the second argument says whether several."""

    def times(self) -> Times:
        """Words for moments, as seen from now."""
        return Times(now=self.desk.clock.now(), zone=self.zone)

    def region(self) -> str:
        """The two-letter country of the user."""
        return QLocale.territoryToCode(QLocale.system().territory())
