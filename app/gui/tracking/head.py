"""The head of the workflow viewer: title, state, account, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.gui.metrics import GAP, GAP_PANE
from app.gui.models.standing import NOT_ASKED, AgreementStanding
from app.gui.theme import Theme
from app.gui.widgets.badge import Badge, BadgeFace
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.labels import ElidedLabel
from app.gui.widgets.service_mark import ServiceMark


class ViewerHead(QWidget):
    """Two lines above the card and the tree.

    Signals:
        download_requested: the signed files are wanted
        find_requested: something shall be found in the tree
    """

    download_requested = Signal()
    find_requested = Signal()

    def __init__(self, theme: Theme, menu: QMenu, parent: QWidget | None = None) -> None:
        """`menu` opens behind the three dots."""
        super().__init__(parent)
        self._title = ElidedLabel(theme, role="subtitle")
        self.download = Button(
            theme, self.tr("Download…"), size="small", icon="download", name="download"
        )
        self.download.clicked.connect(self.download_requested)
        self.find_button = icon_button(
            theme,
            "search",
            self.tr("Find in the workflow (Ctrl+F)"),
            kind="secondary",
            size="small",
            name="find-in-workflow",
        )
        self.find_button.clicked.connect(self.find_requested)
        self.more = icon_button(
            theme,
            "ellipsis",
            self.tr("More to do"),
            kind="secondary",
            size="small",
            name="more",
        )
        self.more.set_menu(menu)
        self._badge = Badge(theme, _face(NOT_ASKED))
        self._mark = ServiceMark(theme, "scrive", "Scrive")
        self._line = ElidedLabel(theme, role="caption", token="text-2")
        self._build_layout()

    def say(self, title: str, standing: AgreementStanding, line: str) -> None:
        """Show another agreement, or the newer state of the same."""
        self._title.setText(title)
        self._badge.set_face(_face(standing))
        self._line.setText(line)

    def set_service(self, service: str, name: str) -> None:
        """Show the mark of a service; `name` is what a screen reader says."""
        self._mark.set_service(service, name)

    def title(self) -> str:
        """Return what stands at the top."""
        return self._title.text()

    def line(self) -> str:
        """Return what stands below it."""
        return self._line.text()

    def state_word(self) -> str:
        """Return the word of the badge."""
        return self._badge.face.text

    def _build_layout(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(self._title, 1)
        first.addWidget(self.find_button)
        first.addWidget(self.download)
        first.addWidget(self.more)
        second = QHBoxLayout()
        second.setSpacing(GAP)
        second.addWidget(self._badge)
        second.addWidget(self._mark)
        second.addWidget(self._line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_PANE, 12, GAP_PANE, 10)
        layout.setSpacing(6)
        layout.addLayout(first)
        layout.addLayout(second)


def _face(standing: AgreementStanding) -> BadgeFace:
    return BadgeFace(state=standing.state, text=standing.word, glyph=standing.glyph)
