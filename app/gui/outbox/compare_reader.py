"""Brings what the feed reads for a comparison onto its sheet."""

from datetime import tzinfo

from PySide6.QtCore import QObject, Slot

from app.domain.errors import DomainError
from app.gui.outbox.compare_sheet import CompareSheet
from app.gui.outbox.feed import OutboxFeed
from app.gui.when import Times
from app.services.errors import ServiceError
from app.services.outbox.comparing import Compared
from app.services.ports import Clock
from app.services.texts import error_text


class CompareReader(QObject):
    """Belongs to a sheet and ends with it; what is read for another item is not its matter."""

    def __init__(
        self,
        sheet: CompareSheet,
        feed: OutboxFeed,
        item_id: str,
        clock: Clock,
        zone: tzinfo | None,
    ) -> None:
        """Read for `sheet` through `feed`."""
        super().__init__(sheet)
        self._sheet = sheet
        self._feed = feed
        self._item_id = item_id
        self._clock = clock
        self._zone = zone
        sheet.read_requested.connect(self.read)
        feed.compared.connect(self._on_compared)
        feed.compare_failed.connect(self._on_compare_failed)

    @Slot()
    def read(self) -> None:
        """Ask the service, beside the window."""
        self._feed.compare(self._item_id)

    @Slot(str, object)
    def _on_compared(self, item_id: str, compared: Compared) -> None:
        if item_id == self._item_id:
            times = Times(now=self._clock.now(), zone=self._zone)
            self._sheet.show_compared(compared, times)

    @Slot(str, object)
    def _on_compare_failed(self, item_id: str, error: Exception) -> None:
        if item_id == self._item_id and isinstance(error, ServiceError | DomainError):
            text = error_text(error)
            self._sheet.show_failure(text.title, f"{text.detail} {text.next_step}".strip())
