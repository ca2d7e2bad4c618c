"""The bar that tells how far a download is."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.gui.metrics import GAP, GAP_PANE
from app.gui.tasks import Step
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Pane
from app.gui.widgets.labels import ElidedLabel


class DownloadBar(Pane):
    """Words, a bar, and a way to stop it.

    Signals:
        cancel_requested: the user does not want the files any more
    """

    cancel_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(theme, "sending-bg", parent)
        self._words = ElidedLabel(theme)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self.cancel = Button(theme, self.tr("Cancel"), size="small", name="cancel-download")
        self.cancel.clicked.connect(self.cancel_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP_PANE, 6, GAP_PANE, 6)
        layout.setSpacing(GAP)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._bar)
        layout.addWidget(self.cancel)
        self.setVisible(False)

    def begin(self, title: str) -> None:
        """Show that the files of an agreement are being fetched."""
        self._words.setText(self.tr("Downloading {title}").format(title=title))
        self._bar.setRange(0, 0)
        self.setVisible(True)

    def show_step(self, step: Step) -> None:
        """Show how far it is, in bytes."""
        if step.total > 0:
            self._bar.setRange(0, 1000)
            self._bar.setValue(min(1000, step.done * 1000 // step.total))
        done = QLocale().formattedDataSize(step.done)
        self._bar.setAccessibleName(self.tr("{done} downloaded").format(done=done))
        self._bar.setToolTip(self._bar.accessibleName())
