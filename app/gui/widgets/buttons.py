"""Buttons in their six kinds and three sizes."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from typing_extensions import override

from app.gui.metrics import ICON, ICON_SMALL
from app.gui.theme import Role, Theme

Kind = Literal["primary", "secondary", "danger", "remove", "quiet", "link", "choice"]
Size = Literal["normal", "small", "large"]

_GAP = 3
"""Beside the gap that Qt leaves between icon and words."""

# Icon colour of each kind; the second is for the pressed-in state.
_TINTS: dict[Kind, tuple[str, str]] = {
    "primary": ("on-accent", ""),
    "secondary": ("text-2", ""),
    "danger": ("on-danger", ""),
    "remove": ("stopped", ""),
    "quiet": ("text-2", "accent-text"),
    "link": ("accent-text", ""),
    "choice": ("text-2", "accent-text"),
}


class Button(QPushButton):
    """A button of the look; a verb and its object stand on it, or one icon."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        kind: Kind = "secondary",
        size: Size = "normal",
        icon: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`icon` is a Lucide name; `name` becomes the object name."""
        super().__init__(text, parent)
        self.theme = theme
        self._kind: Kind = kind
        self._size: Size = size
        self._icon = icon
        self._purpose = ""
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setProperty("dim", size)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._restyle)
        self.set_kind(kind)

    @property
    def kind(self) -> Kind:
        """Which of the kinds it is."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Become another kind, e.g. primary when there is something to do."""
        self._kind = kind
        self.setProperty("kind", kind)
        repolish(self)
        self._restyle()

    @override
    def setText(self, text: str) -> None:
        """Show other words, with the gap to the icon that words need."""
        super().setText(text)
        self._restyle()

    def set_icon(self, icon: str) -> None:
        """Show another Lucide icon, or none."""
        self._icon = icon
        self._restyle()

    def set_purpose(self, purpose: str) -> None:
        """Say in the tooltip what it is for; screen readers of square buttons read it."""
        self._purpose = purpose
        self.setToolTip(purpose)
        if not self.text():
            self.setAccessibleName(purpose)

    def set_possible(self, possible: bool, reason: str = "") -> None:
        """Switch it on, or off with the reason that the tooltip then gives."""
        self.setEnabled(possible)
        said = self._purpose if possible else reason or self._purpose
        self.setToolTip(said)
        self.setAccessibleDescription("" if possible else reason)

    def set_menu(self, menu: QMenu) -> None:
        """Open `menu` when pressed; an arrow at the right says so."""
        self.setMenu(menu)
        self.setProperty("menu", "true")
        repolish(self)

    @Slot()
    def _restyle(self) -> None:
        role: Role = "caption" if self._size == "small" else "body"
        self.setFont(self.theme.font(role, 500))
        if self._icon:
            tint, on_tint = _TINTS[self._kind]
            self.setIcon(self.theme.icon(self._icon, tint, on_token=on_tint))
            side = ICON_SMALL if self._size == "small" else ICON
            self.setIconSize(QSize(side + (_GAP if self.text() else 0), side))


def icon_button(
    theme: Theme,
    icon: str,
    purpose: str,
    *,
    kind: Kind = "quiet",
    size: Size = "normal",
    name: str = "",
    parent: QWidget | None = None,
) -> Button:
    """Return a square button with an icon; `purpose` is its tooltip and its spoken name."""
    button = Button(theme, kind=kind, size=size, icon=icon, name=name, parent=parent)
    button.setProperty("shape", "square")
    button.set_purpose(purpose)
    repolish(button)
    return button


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at the widget's properties again.

    A widget that was never shown is left alone: it will be looked at, and looking twice would
    take its font away.
    """
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
