"""The first page of a new profile: connect an account, or look around first."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.kinds import ServiceKind
from app.gui.metrics import GAP, GAP_CARD, GAP_GROUP, GAP_PANE, ICON_ROW, RADIUS_CARD
from app.gui.theme import Theme
from app.gui.widgets.app_mark import AppMark
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Card, Line, Pane
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label
from app.gui.widgets.rows import paint_focus_ring
from app.gui.widgets.service_mark import ServiceMark
from app.gui.widgets.states import State

_LEFT = 500
_RIGHT = 560
_SERVICE_ROW = 72


class FirstStart(QWidget):
    """Two ways to begin, and what the program promises.

    Signals:
        connect_requested: the `ServiceKind` of the account to connect
        practise_requested: look around without an account
        open_requested: open an .agreement file
    """

    connect_requested = Signal(object)
    practise_requested = Signal()
    open_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the page; the first choice takes the focus when it is shown."""
        super().__init__(parent)
        self.setObjectName("first-start")
        self.theme = theme
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._promises())
        layout.addWidget(Line(theme, Qt.Orientation.Vertical))
        layout.addWidget(self._ways(), 1)
        self.setFocusProxy(self.scrive)

    def set_can_practise(self, *, can: bool) -> None:
        """Offer practice, or not where it cannot be begun."""
        self._practice_part.setVisible(can)

    # -- left: what it is ------------------------------------------------------------------

    def _promises(self) -> QWidget:
        pane = Pane(self.theme, "bg-window")
        pane.setFixedWidth(_LEFT)
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(56, 64, 48, 32)
        layout.setSpacing(0)
        layout.addWidget(AppMark(self.theme))
        layout.addSpacing(20)
        layout.addWidget(Label(self.theme, self.tr("Welcome to Countersign"), role="display"))
        layout.addSpacing(6)
        text = self.tr(
            "Put documents and people together, send them for signing,"
            " and see who everybody is waiting for."
        )
        layout.addWidget(
            Label(self.theme, text, role="subtitle", token="text-2", weight=400, wrap=True)
        )
        layout.addSpacing(12)
        for icon, title, sentence in (
            (
                "shield-check",
                self.tr("Nothing leaves before you press Send"),
                self.tr("Files and drafts stay on this computer until then."),
            ),
            (
                "check-check",
                self.tr("Sent once, or you are told"),
                self.tr("Three answers only: sent, not sent, finding out."),
            ),
            (
                "key-round",
                self.tr("Your sign-in stays in the keyring"),
                self.tr("Never in a file, never in a log."),
            ),
        ):
            layout.addSpacing(20)
            layout.addLayout(self._promise(icon, title, sentence))
        layout.addStretch(1)
        return pane

    def _promise(self, icon: str, title: str, sentence: str) -> QHBoxLayout:
        box = Card(self.theme)
        box.setFixedSize(36, 36)
        inside = QHBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        glyph = Glyph(self.theme, icon, "accent-text", ICON_ROW)
        inside.addWidget(glyph, 0, Qt.AlignmentFlag.AlignCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.theme, title, weight=600))
        words.addWidget(Label(self.theme, sentence, token="text-2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    # -- right: how to begin ---------------------------------------------------------------

    def _ways(self) -> QWidget:
        self.scrive = ServiceButton(
            self.theme,
            ServiceKind.SCRIVE,
            "Scrive",
            self.tr("You need four values from your Scrive account settings. Paste them all."),
        )
        self.signinghub = ServiceButton(
            self.theme,
            ServiceKind.SIGNINGHUB,
            "SigningHub",
            self.tr(
                "You need the server address, your user name and password,"
                " and two values from your administrator."
            ),
        )
        for button in (self.scrive, self.signinghub):
            button.chosen.connect(self.connect_requested)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(Label(self.theme, self.tr("How do you want to begin?"), role="title"))
        column.addSpacing(20)
        column.addWidget(Label(self.theme, self.tr("Connect an account"), weight=600))
        column.addSpacing(GAP)
        column.addWidget(self.scrive)
        column.addSpacing(GAP)
        column.addWidget(self.signinghub)
        column.addSpacing(GAP_GROUP)
        self._practice_part = QWidget()
        part = QVBoxLayout(self._practice_part)
        part.setContentsMargins(0, 0, 0, 0)
        part.setSpacing(20)
        part.addLayout(self._or())
        part.addWidget(self._practice())
        column.addWidget(self._practice_part)
        column.addSpacing(22)
        column.addLayout(self._links())
        column.addStretch(1)
        inside = QWidget()
        inside.setLayout(column)
        inside.setMaximumWidth(_RIGHT)
        pane = Pane(self.theme, "bg-base")
        layout = QHBoxLayout(pane)
        layout.setContentsMargins(GAP_GROUP, GAP_PANE, GAP_GROUP, GAP_PANE)
        layout.addWidget(inside)
        return pane

    def _or(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP_CARD)
        row.addWidget(Line(self.theme), 1)
        row.addWidget(Label(self.theme, self.tr("or look around first"), token="text-3"))
        row.addWidget(Line(self.theme), 1)
        return row

    def _practice(self) -> Card:
        card = Card(self.theme, state=State.PRACTICE, tinted=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.theme, self.tr("Practise without an account"), weight=600))
        text = self.tr(
            "Both services are played on this computer, with invented people"
            " and agreements. No message reaches anybody."
        )
        words.addWidget(Label(self.theme, text, wrap=True))
        self.practise = Button(self.theme, self.tr("Practise"), size="large", name="practise")
        self.practise.clicked.connect(self.practise_requested)
        layout = QHBoxLayout(card)
        layout.setContentsMargins(GAP_PANE + 3, GAP_PANE, GAP_PANE, GAP_PANE)
        layout.setSpacing(GAP_CARD)
        layout.addWidget(Glyph(self.theme, State.PRACTICE.glyph, State.PRACTICE, 24))
        layout.addLayout(words, 1)
        layout.addWidget(self.practise)
        return card

    def _links(self) -> QHBoxLayout:
        self.open = Button(
            self.theme, self.tr("Open an .agreement file…"), kind="link", name="open-file"
        )
        self.open.clicked.connect(self.open_requested)
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addStretch(1)
        return row


class ServiceButton(QAbstractButton):
    """A service to connect: mark, name, and what is needed for it.

    Signals:
        chosen: the `ServiceKind`
    """

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        service: ServiceKind,
        name: str,
        needs: str,
        parent: QWidget | None = None,
    ) -> None:
        """`needs` says in a sentence what must be at hand."""
        super().__init__(parent)
        self.theme = theme
        self._service = service
        self.setObjectName(f"connect-{service}")
        self.setAccessibleName(f"{name}. {needs}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(_SERVICE_ROW)
        # Labels on a button would else be written in the colour of its own words.
        self.setBackgroundRole(QPalette.ColorRole.Window)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(theme, name, weight=600))
        words.addWidget(Label(theme, needs, role="caption", token="text-2", wrap=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP_PANE, GAP, GAP_PANE, GAP)
        layout.setSpacing(GAP_CARD)
        layout.addWidget(ServiceMark(theme, service, name, 32))
        layout.addLayout(words, 1)
        layout.addWidget(Glyph(theme, "chevron-right", "text-2", ICON_ROW))
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.update)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._service)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.colour("line-button"))
        ground = "bg-hover" if self.underMouse() or self.isDown() else "bg-base"
        painter.setBrush(self.theme.colour(ground))
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(shape, RADIUS_CARD, RADIUS_CARD)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), self.theme, RADIUS_CARD)
