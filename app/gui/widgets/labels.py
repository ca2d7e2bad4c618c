"""Words on the screen: plain, cut to fit, or with a strong beginning."""

from html import escape

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from app.gui.theme import Role, Theme


class Label(QLabel):
    """Plain text in a role and a colour of the theme; never read as HTML."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: Role = "body",
        token: str = "text",
        weight: int | None = None,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show `text`; `wrap` lets it take several lines."""
        super().__init__(parent)
        self.theme = theme
        self._role: Role = role
        self._token = token
        self._weight = weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_token(self, token: str) -> None:
        """Take another colour."""
        self._token = token
        self._restyle()

    def set_weight(self, weight: int | None) -> None:
        """Take another weight, e.g. 600 for what matters."""
        self._weight = weight
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self.theme.font(self._role, self._weight))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.colour(self._token))
        off = self.theme.colour("text-off")
        group = QPalette.ColorGroup.Disabled
        palette.setColor(group, QPalette.ColorRole.WindowText, off)
        palette.setColor(QPalette.ColorRole.Link, self.theme.colour("accent-text"))
        self.setPalette(palette)
        self._say_again()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The style sheet brings back, when it first sees the label, the colours of its making.
        if self.palette().windowText().color() != self.theme.colour(self._token):
            self._restyle()

    def _say_again(self) -> None:
        """For texts that carry colours of their own.

        An override of the slot itself would be called for labels that are gone already: PySide
        does not see whose method it is.
        """


class ElidedLabel(Label):
    """One line that ends in "..." where the place ends; the whole text is in the tooltip."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: Role = "body",
        token: str = "text",
        weight: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show as much of `text` as fits."""
        super().__init__(theme, text, role=role, token=token, weight=weight, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def shown_text(self) -> str:
        """Return what fits into the width of the moment."""
        metrics = self.fontMetrics()
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(3 * self.fontMetrics().averageCharWidth(), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.shown_text()
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


class Sentence(Label):
    """A sentence with a strong beginning and perhaps a link at its end.

    Both texts are shown as they are: what looks like HTML in them stays text.
    The link is followed by mouse and keyboard; `linkActivated` tells it.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        role: Role = "body",
        token: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        """Begin empty; `say` fills it."""
        super().__init__(theme, role=role, token=token, wrap=True, parent=parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._said = ("", "", "")

    def say(self, strong: str = "", text: str = "", link: str = "") -> None:
        """Show **strong** and text, then `link` as something to press."""
        self._said = (strong, text, link)
        parts = [f"<b>{escape(strong)}</b>" if strong else "", escape(text)]
        if link:
            words = escape(link).replace(" ", "&nbsp;")
            parts.append(f'<a href="link" style="text-decoration:none">{words}</a>')
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
        self.setText(" ".join(part for part in parts if part).replace("\n", "<br>"))
        self.setAccessibleName(self.plain_text())

    def plain_text(self) -> str:
        """Return what is read, without any markup."""
        return " ".join(part for part in self._said if part)

    @override
    def _say_again(self) -> None:
        if self.text():
            # A link keeps the colour that it had when it was said.
            self.setText("")
            self.say(*self._said)
