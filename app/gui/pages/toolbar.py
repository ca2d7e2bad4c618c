"""The line above the page: files or fields, zoom, magnet, a phrase to find, and the way around."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.gui.metrics import GAP, GAP_PAIR
from app.gui.pages.switch import view_choice
from app.gui.theme import Theme
from app.gui.widgets.bar_height import BarHeight
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.labels import ElidedLabel, Label
from app.gui.widgets.search_field import SearchField

HEAD = 40
_PHRASE = (48, 188)


class PagesToolbar(Pane):
    """Tells what is pressed; shows what is so.

    Signals:
        view_chosen: `files` or `fields`
        magnet_toggled: whether places are drawn to their neighbours
        phrase_entered: what is to be found; empty to forget it
        page_requested: by how many pages to go on
        smaller_requested, larger_requested, fit_requested: the zoom
    """

    view_chosen = Signal(str)
    magnet_toggled = Signal(bool)
    phrase_entered = Signal(str)
    page_requested = Signal(int)
    smaller_requested = Signal()
    larger_requested = Signal()
    fit_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with the magnet on."""
        super().__init__(theme, "bg-base", parent)
        self._build_widgets()
        self._build_layout()
        self._connect()

    def say_page(self, page: int, pages: int) -> None:
        """Say where in the document one is; `page` counts from 1."""
        words = self.tr("Page {page} of {pages}")
        self._page.setText(words.format(page=page, pages=pages) if pages else "")
        self.back.setEnabled(page > 1)
        self.forth.setEnabled(page < pages)

    def say_zoom(self, zoom: float) -> None:
        """Say how large the page is; 1.0 is as on paper."""
        self._zoom.setText(self.tr("{percent} %").format(percent=round(zoom * 100)))
        # It only grows, so that what stands beside it does not jump.
        least = max(self._zoom.minimumWidth(), self._zoom.sizeHint().width())
        self._zoom.setMinimumWidth(least)

    def page_words(self) -> str:
        """Where in the document one is."""
        return self._page.text()

    def _build_widgets(self) -> None:
        theme = self.theme
        self.view = view_choice(theme)
        self.view.set_value("fields")
        self.smaller = self._button("zoom-out", self.tr("Smaller (Ctrl+-)"), "fields-zoom-out")
        self._zoom = Label(theme, role="caption")
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.larger = self._button("zoom-in", self.tr("Larger (Ctrl++)"), "fields-zoom-in")
        self.fit = self._button("maximize", self.tr("As wide as the view (Ctrl+0)"), "fields-fit")
        magnet = self.tr("Magnet: fields line up with their neighbours (hold Alt to move freely)")
        self.magnet = self._button("magnet", magnet, "magnet")
        self.magnet.setCheckable(True)
        self.magnet.setChecked(True)
        self.phrase = SearchField(theme, self.tr("Find a phrase"), icon="scan-text")
        self.phrase.setObjectName("find-phrase")
        self.phrase.setToolTip(
            self.tr("Find a phrase in the text, then place fields by it (Enter)")
        )
        self.phrase.setMinimumWidth(_PHRASE[0])
        self.phrase.setMaximumWidth(_PHRASE[1])
        # It takes what the page number leaves.
        self.phrase.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._page = ElidedLabel(theme, role="caption", token="text-2")
        self._page.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.back = self._button("chevron-left", self.tr("Page before (Page up)"), "fields-back")
        self.forth = self._button("chevron-right", self.tr("Next page (Page down)"), "fields-forth")
        self._keys = {
            "find": QShortcut(QKeySequence("Ctrl+Shift+F"), self),
            "larger": QShortcut(QKeySequence(QKeySequence.StandardKey.ZoomIn), self),
            "smaller": QShortcut(QKeySequence(QKeySequence.StandardKey.ZoomOut), self),
            "fit": QShortcut(QKeySequence("Ctrl+0"), self),
        }

    def _button(self, icon: str, purpose: str, name: str) -> Button:
        return icon_button(self.theme, icon, purpose, size="small", name=name)

    def _build_layout(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, GAP, 0)
        row.setSpacing(GAP_PAIR)
        row.addWidget(self.view)
        row.addSpacing(GAP_PAIR)
        for widget in (self.smaller, self._zoom, self.larger, self.fit):
            row.addWidget(widget)
        row.addWidget(self._divider())
        row.addWidget(self.magnet)
        row.addStretch(1)
        row.addWidget(self.phrase, 3)
        row.addSpacing(GAP_PAIR)
        row.addWidget(self._page)
        row.addWidget(self.back)
        row.addWidget(self.forth)
        BarHeight(self, HEAD, self.view, GAP)

    def _divider(self) -> Line:
        line = Line(self.theme, Qt.Orientation.Vertical)
        line.setFixedHeight(20)
        return line

    def _connect(self) -> None:
        self.view.chosen.connect(self.view_chosen)
        self.smaller.clicked.connect(self.smaller_requested)
        self.larger.clicked.connect(self.larger_requested)
        self.fit.clicked.connect(self.fit_requested)
        self.magnet.toggled.connect(self.magnet_toggled)
        self.phrase.returnPressed.connect(self._on_entered)
        self.phrase.textChanged.connect(self._on_phrase_changed)
        self.back.clicked.connect(self._on_back)
        self.forth.clicked.connect(self._on_forth)
        self._keys["find"].activated.connect(self.phrase.setFocus)
        self._keys["larger"].activated.connect(self.larger_requested)
        self._keys["smaller"].activated.connect(self.smaller_requested)
        self._keys["fit"].activated.connect(self.fit_requested)

    @Slot()
    def _on_entered(self) -> None:
        self.phrase_entered.emit(self.phrase.text().strip())

    @Slot(str)
    def _on_phrase_changed(self, text: str) -> None:
        if not text:
            self.phrase_entered.emit("")

    @Slot()
    def _on_back(self) -> None:
        self.page_requested.emit(-1)

    @Slot()
    def _on_forth(self) -> None:
        self.page_requested.emit(1)
