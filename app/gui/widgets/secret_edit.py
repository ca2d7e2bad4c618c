"""A line for a secret, hidden until the eye is pressed."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.gui.theme import Theme
from app.gui.widgets.line_action import add_line_action


class SecretEdit(QLineEdit):
    """Shows dots; the eye at its end shows the text while it is pressed in."""

    def __init__(self, theme: Theme, *, name: str = "", parent: QWidget | None = None) -> None:
        """Begin hidden; nothing is remembered or suggested by the input method."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setProperty("fixed", "true")
        self.setFont(theme.font("fixed"))
        icon = theme.icon("eye", "text-2", on_token="accent-text")
        self.eye = add_line_action(self, icon, self.tr("Show what was typed"))
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._on_eye_toggled)

    @Slot(bool)
    def _on_eye_toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
