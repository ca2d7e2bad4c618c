"""The signing link of one person, and its picture: a secret, shown only when asked for."""

from PySide6.QtCore import QMimeData, QRect, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from app.gui.actions.asking import SheetFace
from app.gui.actions.effects import EffectLine, EffectList
from app.gui.actions.framed import FramedSheet
from app.gui.metrics import GAP, GAP_PANE
from app.gui.theme import Theme
from app.gui.widgets.banner import Notice
from app.gui.widgets.buttons import Button
from app.gui.widgets.field import Field
from app.gui.widgets.labels import Label

_QR_SIDE = 200
_QR_EDGE = 16
_UNHISTORIED = "x-kde-passwordManagerHint"
"""Clipboard histories that know this type keep what is marked `secret` out of themselves."""


class LinkSheet(FramedSheet):
    """Says what the link is, shows it on demand, and forgets it when it is hidden.

    Signals:
        wanted: the secret is to be shown
    """

    wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        face: SheetFace,
        lines: tuple[EffectLine, ...],
        show: str,
        parent: QWidget | None = None,
    ) -> None:
        """`lines` say what it means that somebody has the link; `show` is the button's text."""
        super().__init__(theme, face, parent)
        self._build_widgets(lines, show)
        self._build_layout()
        self._connect()
        self.fit()
        self.show_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, words: str) -> None:
        """The service is being asked."""
        self.drop_trouble()
        self.show_it.set_possible(False, words)
        self.note.setText(words)

    def show_secret(self, link: str, picture: bytes) -> None:
        """Show the link, its picture (PNG), or both; what is empty takes no place."""
        self.note.setText("")
        self.show_it.setVisible(False)
        self.link.setText(link)
        self.link.setCursorPosition(0)
        self._link_row.setVisible(bool(link))
        drawn = QImage.fromData(picture)
        has_picture = not drawn.isNull()
        if has_picture:
            self.picture.setPixmap(self._on_paper(drawn))
        self._picture_row.setVisible(has_picture)
        self.fit()
        if link:
            self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, notice: Notice) -> None:
        """It could not be shown: say why."""
        self.note.setText("")
        self.show_it.set_possible(True)
        self.say_trouble(notice)
        self.fit()

    def _build_widgets(self, lines: tuple[EffectLine, ...], show: str) -> None:
        theme = self.theme
        self.effects = EffectList(theme)
        self.effects.set_lines(lines)
        self.link = QLineEdit()
        self.link.setObjectName("link")
        self.link.setReadOnly(True)
        self.link.setProperty("fixed", "true")
        self.link.setFont(theme.font("fixed"))
        self._field = Field(theme, self.tr("Signing link"), self.link)
        self.copy = Button(theme, self.tr("Copy the secret link"), icon="copy", name="copy")
        self.picture = QLabel()
        self.picture.setObjectName("picture")
        self.picture.setAccessibleName(self.tr("Signing link as a picture"))
        self.close_it = Button(theme, self.tr("Close"), name="refuse")
        self.show_it = Button(theme, show, kind="primary", icon="eye", name="show")

    def _build_layout(self) -> None:
        self._link_row = QWidget()
        row = QHBoxLayout(self._link_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._field, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignBottom)
        self._link_row.setVisible(False)
        self._picture_row = QWidget()
        shown = QHBoxLayout(self._picture_row)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(GAP_PANE)
        shown.addWidget(self.picture)
        hint = self.tr("For the person's telephone. It may need the app of the service.")
        shown.addWidget(Label(self.theme, hint, token="text-2", wrap=True), 1)
        self._picture_row.setVisible(False)
        self.inside.setSpacing(GAP_PANE)
        for widget in (self.effects, self._link_row, self._picture_row):
            self.inside.addWidget(widget)
        self.inside.addStretch(1)
        self.add_foot(self.close_it)
        self.add_foot(self.show_it)

    def _connect(self) -> None:
        self.show_it.clicked.connect(self.wanted)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.close_it.clicked.connect(self.reject)

    @Slot()
    def _on_copy_clicked(self) -> None:
        copied = QMimeData()
        copied.setText(self.link.text())
        copied.setData(_UNHISTORIED, b"secret")
        QApplication.clipboard().setMimeData(copied)
        said = self.tr("Copied. It stays in the clipboard until you copy something else.")
        self.note.setText(said)

    def _on_paper(self, drawn: QImage) -> QPixmap:
        """The picture with the white edge that a camera needs, whatever the theme."""
        ratio = self.devicePixelRatioF()
        side, edge = round(_QR_SIDE * ratio), round(_QR_EDGE * ratio)
        paper = QPixmap(side + 2 * edge, side + 2 * edge)
        paper.fill(self.theme.colour("page"))
        painter = QPainter(paper)
        # Not smooth: blurred squares are harder to read.
        painter.drawImage(QRect(edge, edge, side, side), drawn)
        painter.end()
        paper.setDevicePixelRatio(ratio)
        return paper

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.link.clear()
        self.picture.clear()
        super().hideEvent(event)
