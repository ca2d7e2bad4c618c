"""The pages of one document, with the means to turn them and to look closer."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.gui.metrics import GAP, GAP_PAIR
from app.gui.theme import Theme
from app.gui.widgets.bar_height import BarHeight
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.labels import ElidedLabel, Label
from app.gui.widgets.page_canvas import PageCanvas

_HEAD = 40


class PagePreview(Pane):
    """Shows the pages of a stored file; the pictures are brought by somebody else.

    Signals:
        picture_wanted: stored file, page from 0, width in pixels
        page_toggled: page from 1 that is to be left out, or taken back
    """

    picture_wanted = Signal(str, int, int)
    page_toggled = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, "bg-base", parent)
        self.setObjectName("preview")
        self._file = ""
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._left_out: frozenset[int] = frozenset()
        self._against = ""
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._refresh()

    @property
    def file(self) -> str:
        """The stored file that is shown; empty for none."""
        return self._file

    def show_file(self, file: str, name: str, sizes: Sequence[tuple[float, float]]) -> None:
        """Show a document; `sizes` are those of its pages in points."""
        self._name.setText(name)
        wanted = tuple(sizes)
        if (file, wanted) == (self._file, self._sizes):
            return
        self._file, self._sizes = file, wanted
        self.canvas.set_pages(wanted)
        self._refresh()

    def show_left_out(self, pages: Sequence[int], *, against: str) -> None:
        """Show which pages (from 1) are left out; `against` says why that cannot be changed."""
        self._left_out, self._against = frozenset(pages), against
        self.canvas.set_left_out(pages)
        self._refresh()

    def set_picture(self, file: str, page: int, image: QImage) -> None:
        """Show the picture of a page; one of another file is ignored."""
        if file == self._file:
            self.canvas.set_image(page, image)

    def _build_widgets(self) -> None:
        theme = self.theme
        self._name = ElidedLabel(theme, weight=600)
        self._place = Label(theme, role="caption")
        self._zoom = Label(theme, role="caption")
        self._back = self._button("chevron-left", self.tr("Page before"), "page-before")
        self._next = self._button("chevron-right", self.tr("Next page"), "page-next")
        self._smaller = self._button("zoom-out", self.tr("Smaller"), "zoom-out")
        self._larger = self._button("zoom-in", self.tr("Larger"), "zoom-in")
        self.toggle = self._button("trash-2", "", "page-left-out")
        self._fit = self._button("maximize", self.tr("As wide as the view"), "zoom-fit")
        self.canvas = PageCanvas(theme)
        self.canvas.setObjectName("canvas")
        self._empty = EmptyState(
            theme,
            icon="file-text",
            title=self.tr("No document chosen"),
            sentence=self.tr("Its pages appear here."),
        )
        self._desk = QStackedWidget()
        self._desk.addWidget(self.canvas)
        ground = Pane(theme, "bg-sunken")
        inside = QVBoxLayout(ground)
        inside.addWidget(self._empty)
        self._desk.addWidget(ground)

    def _button(self, icon: str, purpose: str, name: str) -> Button:
        return icon_button(self.theme, icon, purpose, size="small", name=name)

    def _build_layout(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 0, GAP, 0)
        row.setSpacing(GAP_PAIR)
        row.addWidget(self._name, 1)
        row.addWidget(self._back)
        row.addWidget(self._place)
        row.addWidget(self._next)
        for widget in (self.toggle, self._smaller, self._zoom, self._larger, self._fit):
            row.addWidget(widget)
        BarHeight(head, _HEAD, self._next, 2 * GAP_PAIR)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(Line(self.theme))
        layout.addWidget(self._desk, 1)

    def _connect(self) -> None:
        self.canvas.page_wanted.connect(self._on_page_wanted)
        self.canvas.current_page_changed.connect(self._on_page_changed)
        self.canvas.zoom_changed.connect(self._on_zoom_changed)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self._smaller.clicked.connect(self.canvas.zoom_out)
        self._larger.clicked.connect(self.canvas.zoom_in)
        self._fit.clicked.connect(self.canvas.fit_width)
        self.toggle.clicked.connect(self._on_toggle)

    @Slot(int, int)
    def _on_page_wanted(self, page: int, width: int) -> None:
        if self._file:
            self.picture_wanted.emit(self._file, page, width)

    @Slot(int)
    def _on_page_changed(self, _page: int) -> None:
        self._refresh()

    @Slot(float)
    def _on_zoom_changed(self, _zoom: float) -> None:
        self._refresh()

    @Slot()
    def _on_back(self) -> None:
        self.canvas.go_to_page(self.canvas.current_page - 1)

    @Slot()
    def _on_toggle(self) -> None:
        self.page_toggled.emit(self.canvas.current_page + 1)

    @Slot()
    def _on_next(self) -> None:
        self.canvas.go_to_page(self.canvas.current_page + 1)

    def _refresh(self) -> None:
        pages, current = self.canvas.page_count, self.canvas.current_page
        for widget in (self._back, self._next, self._place, self._zoom):
            widget.setVisible(pages > 0)
        for button in (self.toggle, self._smaller, self._larger, self._fit):
            button.setVisible(pages > 0)
        self._desk.setCurrentIndex(0 if pages else 1)
        self._back.setEnabled(current > 0)
        self._next.setEnabled(current < pages - 1)
        place = self.tr("Page {page} of {pages}")
        self._place.setText(place.format(page=current + 1, pages=pages))
        self._show_toggle(current + 1)
        self._zoom.setText(self.tr("{percent} %").format(percent=round(self.canvas.zoom * 100)))

    def _show_toggle(self, page: int) -> None:
        """The same button leaves a page out and takes it back."""
        is_out = page in self._left_out
        self.toggle.set_icon("file-check" if is_out else "trash-2")
        out, back = self.tr("Leave out this page"), self.tr("Take this page back")
        self.toggle.set_purpose(back if is_out else out)
        reason = self._against
        if not reason and not is_out and len(self._left_out) + 1 >= self.canvas.page_count:
            reason = self.tr("Something must be left to sign.")
        self.toggle.set_possible(not reason, reason)
