"""The way to the comparison of the two ways of sending with Scrive."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.kinds import ServiceKind
from app.gui.composer.session import Session
from app.gui.review.ways_sheet import WaysSheet
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button


class WaysButton(Button):
    """A link that is there where an account of Scrive is chosen; it opens the comparison."""

    def __init__(self, theme: Theme, session: Session, parent: QWidget | None = None) -> None:
        """Compare the ways for what `session` holds."""
        super().__init__(theme, kind="link", size="small", name="compare-ways", parent=parent)
        self.setText(self.tr("Compare the two ways of sending…"))
        self._session = session
        session.changed.connect(self._refresh)
        self.clicked.connect(self._on_clicked)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self.setVisible(self._session.service is ServiceKind.SCRIVE)

    @Slot()
    def _on_clicked(self) -> None:
        session = self._session
        sheet = WaysSheet(self.theme, session.agreement, self, locked=session.is_locked)
        sheet.repair_requested.connect(session.repair)
        sheet.open()
