"""The theme: colours, fonts, icons by name; everything that paints asks here."""

import shutil
import sys
import tempfile
import weakref
from enum import StrEnum
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QDir, QObject, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetrics,
    QIcon,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.icons import IconStore, TintedIconEngine, app_icon
from app.gui.theme_sheet import build_sheet, write_tinted
from app.gui.theme_tokens import (
    Scheme,
    build_palette,
    load_tokens,
    tokens_of_palette,
    with_practice,
)
from app.interpreter import keep_singletons_alive

Role = Literal["display", "title", "subtitle", "body", "caption", "tag", "fixed"]

# Points beside the system's size, least size, weight.
_ROLES: dict[Role, tuple[float, float, int]] = {
    "display": (10, 8, 600),
    "title": (3.5, 8, 600),
    "subtitle": (1.5, 8, 600),
    "body": (0, 0, 400),
    "caption": (-1, 8, 400),
    "tag": (-1.5, 8, 500),
    "fixed": (-1, 8, 400),
}


_DRESSED = "dressed"


class Appearance(StrEnum):
    """What the user chose: as the system, or one of ours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Gives colours, fonts and icons by name and follows the system.

    Signals:
        changed: colours, fonts or motion are different now; painted widgets repaint
    """

    changed = Signal()

    def __init__(self, resources_dir: Path, parent: QObject | None = None) -> None:
        """Read tokens, sheet and icons below `resources_dir` (`look/`, `icons/`).

        A `QApplication` must exist; nothing of it is touched before `install`.
        """
        super().__init__(parent)
        self._look = resources_dir / "look"
        self._schemes = load_tokens(self._look / "tokens.json")
        self._template = (self._look / "look.qss").read_text(encoding="utf-8")
        self._store = IconStore(resources_dir / "icons")
        self._application: QApplication | None = None
        # Both are kept: PySide forgets what hangs on a hints object that nobody holds.
        self._hints = QApplication.styleHints()
        self._access = self._hints.accessibility()
        self._system_palette = QPalette(QApplication.palette())
        self._appearance = Appearance.SYSTEM
        self._practice = False
        self._reduced_motion: bool | None = None
        self._fonts: dict[tuple[Role, int], QFont] = {}
        self._folder: Path | None = None
        self._tokens: dict[str, str] = {}
        self._colours: dict[str, QColor] = {}
        self._sheet = ""
        self._compute()

    # -- colours -------------------------------------------------------------------------

    def colour(self, name: str) -> QColor:
        """Return the colour of a token; an unknown name is a `KeyError`."""
        return self._colours[name]

    def colour_on_paper(self, name: str) -> QColor:
        """Return the light colour of a token: paper is white in every theme."""
        return QColor(self._schemes["light"][name])

    @property
    def scheme(self) -> Scheme:
        """Which of the three sets of colours is in use."""
        if self._high_contrast():
            return "hc"
        if self._appearance is not Appearance.SYSTEM:
            return "dark" if self._appearance is Appearance.DARK else "light"
        return "dark" if self._system_is_dark() else "light"

    @property
    def is_high_contrast(self) -> bool:
        """Whether edges must be drawn where others have only a ground."""
        return self.scheme == "hc"

    @property
    def appearance(self) -> Appearance:
        """What the user chose."""
        return self._appearance

    @property
    def practice(self) -> bool:
        """Whether the accent is exchanged for the colour of practice."""
        return self._practice

    # -- fonts ---------------------------------------------------------------------------

    def font(self, role: Role = "body", weight: int | None = None) -> QFont:
        """Return the font of a role; `weight` replaces the role's own (400, 500 or 600)."""
        beside, least, own_weight = _ROLES[role]
        key = (role, weight or own_weight)
        if key not in self._fonts:
            family = "FixedFont" if role == "fixed" else "GeneralFont"
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont[family])
            font.setPointSizeF(max(self._system_size() + beside, least))
            font.setWeight(QFont.Weight(key[1]))
            font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def font_metrics(self, role: Role = "body", weight: int | None = None) -> QFontMetrics:
        """Return the metrics of a role, for painted rows and size hints."""
        return QFontMetrics(self.font(role, weight))

    def row_height(self, least: int, lines: int = 1) -> int:
        """Return the height of a row: the table's, or more when the font is large."""
        return max(least, lines * self.font_metrics().lineSpacing() + 16)

    # -- icons ---------------------------------------------------------------------------

    def icon(
        self,
        name: str,
        token: str = "text-2",
        *,
        on_token: str = "",
        off_token: str = "text-off",
    ) -> QIcon:
        """Return a Lucide icon that follows the theme; raise `IconMissing`."""
        self._store.source(name)
        engine = TintedIconEngine(self._store, self.colour, name, token, off_token, on_token)
        return QIcon(engine)

    def paint_icon(
        self, painter: QPainter, rect: QRect | QRectF, name: str, colour: str | QColor
    ) -> None:
        """Draw a Lucide icon into `rect`; `colour` is a token or a colour."""
        tint = self.colour(colour) if isinstance(colour, str) else colour
        self._store.paint(painter, rect, name, tint)

    def app_icon(self) -> QIcon:
        """Return the icon of the program in the accent of the moment."""
        accent = "practice" if self._practice else "accent"
        colour = QColor(self._schemes["light"][accent])
        return app_icon(self._look / "app-icon.svg", colour)

    # -- motion --------------------------------------------------------------------------

    @property
    def reduced_motion(self) -> bool:
        """Whether everything happens at once, by the setting or else by the system."""
        if self._reduced_motion is not None:
            return self._reduced_motion
        return self._access.motionPreference() == Qt.MotionPreference.ReducedMotion

    def motion_ms(self, milliseconds: int) -> int:
        """Return how long a movement takes: nothing when motion is reduced."""
        return 0 if self.reduced_motion else milliseconds

    # -- changes -------------------------------------------------------------------------

    def install(self, application: QApplication) -> None:
        """Give the application style, palette and font, and follow the system."""
        keep_singletons_alive()
        self._application = application
        application.setStyle("Fusion")
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._access.contrastPreferenceChanged.connect(self._on_system_changed)
        self._access.motionPreferenceChanged.connect(self._on_system_changed)
        self._apply()

    def dress(self, window: QWidget) -> None:
        """Give a window the sheet, now and whenever it changes; what belongs to it wears it too.

        The application has none: with one, Qt dresses everything anew each time that a part is put
        into another, which was three quarters of the time that a page took.
        """
        window.setProperty(_DRESSED, True)
        window.setStyleSheet(self._sheet)

    def set_appearance(self, appearance: Appearance) -> None:
        """Take light, dark or what the system says."""
        if appearance is self._appearance:
            return
        self._appearance = appearance
        self._tell_system(appearance)
        self._apply()

    def set_practice(self, practice: bool) -> None:
        """Exchange the accent for the colour of practice, or back."""
        if practice is self._practice:
            return
        self._practice = practice
        self._apply()

    def set_reduced_motion(self, reduced: bool | None) -> None:
        """Set or unset the user's wish; None follows the system."""
        self._reduced_motion = reduced
        self.changed.emit()

    @Slot()
    def _on_system_changed(self) -> None:
        if self._application is not None:
            # An empty palette brings the system's back, so that it can be read.
            self._application.setPalette(QPalette())
            self._system_palette = QPalette(self._application.palette())
        self._apply()

    def _tell_system(self, appearance: Appearance) -> None:
        """Title bars and file dialogs belong to the system and should look alike."""
        if appearance is Appearance.SYSTEM:
            self._hints.unsetColorScheme()
        else:
            dark = appearance is Appearance.DARK
            self._hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _apply(self) -> None:
        self._fonts.clear()
        self._compute()
        if self._application is not None:
            self._dress(self._application)
        self.changed.emit()

    def _compute(self) -> None:
        scheme = self.scheme
        tokens = self._schemes[scheme]
        if scheme == "hc" and sys.platform == "win32":
            tokens = tokens_of_palette(self._system_palette, tokens)
        self._tokens = with_practice(tokens) if self._practice else dict(tokens)
        self._colours = {name: QColor(value) for name, value in self._tokens.items()}

    def _dress(self, application: QApplication) -> None:
        folder = self._tinted_folder() / (self.scheme + ("-practice" if self._practice else ""))
        write_tinted(folder, self._store, self._tokens)
        QDir.setSearchPaths("tinted", [str(folder)])
        application.setPalette(build_palette(self._tokens))
        application.setFont(self.font())
        application.setWindowIcon(self.app_icon())
        self._sheet = build_sheet(self._template, self._tokens)
        for window in application.topLevelWidgets():
            if window.property(_DRESSED):
                self.dress(window)

    def _tinted_folder(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="countersign-look-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder

    # -- the system ----------------------------------------------------------------------

    def _high_contrast(self) -> bool:
        return self._access.contrastPreference() == Qt.ContrastPreference.HighContrast

    def _system_is_dark(self) -> bool:
        scheme = self._hints.colorScheme()
        if scheme == Qt.ColorScheme.Unknown:
            role = QPalette.ColorRole
            ground = self._system_palette.color(role.Window).lightness()
            return ground < self._system_palette.color(role.WindowText).lightness()
        return scheme == Qt.ColorScheme.Dark

    def _system_size(self) -> float:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        size = font.pointSizeF()
        return size if size > 0 else QFontInfo(font).pointSizeF()
