"""What stands over the values of a sign-in."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.kinds import ServiceKind
from app.gui.accounts.ways import Way
from app.gui.metrics import GAP
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.labels import Label


class FormHeading(QWidget):
    """Says what is to be entered and where it comes from; has a place for a button."""

    def __init__(
        self,
        theme: Theme,
        service: ServiceKind,
        way: Way,
        button: Button | None,
        parent: QWidget | None = None,
    ) -> None:
        """`button` stands at the right."""
        super().__init__(parent)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(theme, self._title(service, way), weight=600))
        words.addWidget(
            Label(theme, self._where(service, way), role="caption", token="text-2", wrap=True)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GAP, 0, 0)
        row.addLayout(words, 1)
        if button is not None:
            row.addWidget(button)

    def _title(self, service: ServiceKind, way: Way) -> str:
        if service is ServiceKind.SIGNINGHUB:
            return self.tr("Sign-in at SigningHub")
        return {
            Way.VALUES: self.tr("Four values from Scrive"),
            Way.BROWSER: self.tr("Permission in the browser"),
            Way.PASSWORD: self.tr("E-mail address and password of Scrive"),
        }[way]

    def _where(self, service: ServiceKind, way: Way) -> str:
        if service is ServiceKind.SIGNINGHUB:
            return self.tr(
                "The first two come from your administrator. With API version 4 they are enough "
                "where you say for whom to act."
            )
        return {
            Way.VALUES: self.tr("In Scrive: Settings, Integration settings."),
            Way.BROWSER: self.tr(
                "Your browser opens, and you permit Countersign there. The two values of the"
                " program come from your administrator."
            ),
            Way.PASSWORD: self.tr(
                "The password is used once to get the four values, and is not kept. This does not"
                " work with two-factor authentication."
            ),
        }[way]
