"""Lucide icons drawn in a colour of the look, crisp at every scale.

The files are line drawings in `currentColor`; they are coloured when they are painted, so that
a change of the theme needs no new icons.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

STROKE = 'stroke-width="1.75"'


class IconMissing(LookupError):
    """There is no icon file of this name, or Qt cannot read it."""


class IconStore:
    """Reads icon files from one folder and keeps what was rendered.

    Rendered pictures are kept by name, colour and size in device pixels: a screen of another
    scale gets a picture of its own. Only for the main thread.
    """

    def __init__(self, folder: Path) -> None:
        """Read from `folder`, which holds `NAME.svg` files; nothing is opened yet."""
        self._folder = folder
        self._sources: dict[str, bytes] = {}
        self._images: dict[tuple[str, int, int, int], QImage] = {}

    def source(self, name: str) -> bytes:
        """Return the SVG of an icon with the stroke of the look; raise `IconMissing`."""
        if name not in self._sources:
            path = self._folder / f"{name}.svg"
            try:
                text = path.read_text(encoding="utf-8")
            except OSError as error:
                raise IconMissing(f"no icon named {name!r} in {self._folder.name}") from error
            self._sources[name] = text.replace('stroke-width="2"', STROKE).encode()
        return self._sources[name]

    def image(self, name: str, colour: QColor, size: QSize) -> QImage:
        """Return the icon in a colour, `size` in device pixels; raise `IconMissing`."""
        key = (name, colour.rgba(), size.width(), size.height())
        if key not in self._images:
            self._images[key] = self._render(name, colour, size)
        return self._images[key]

    def paint(self, painter: QPainter, rect: QRect | QRectF, name: str, colour: QColor) -> None:
        """Draw the icon into `rect` (device-independent), as large as fits, centred."""
        area = QRectF(rect)
        side = min(area.width(), area.height())
        # The transform knows the screen's scale, also where a widget is drawn into a picture.
        scale = max(0.1, painter.deviceTransform().m11())
        pixels = max(1, round(side * scale))
        picture = self.image(name, colour, QSize(pixels, pixels))
        left = area.x() + (area.width() - side) / 2
        top = area.y() + (area.height() - side) / 2
        # On whole device pixels, or the line drawing is blurred by half a pixel.
        target = QRectF(round(left * scale) / scale, round(top * scale) / scale, side, side)
        target.setSize(QSizeF(pixels, pixels) / scale)
        painter.drawImage(target, picture)

    def _render(self, name: str, colour: QColor, size: QSize) -> QImage:
        svg = self.source(name).replace(b"currentColor", colour.name().encode())
        renderer = QSvgRenderer(svg)
        if not renderer.isValid():
            raise IconMissing(f"the icon {name!r} cannot be read")
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setOpacity(colour.alphaF())
        renderer.render(painter)
        painter.end()
        return image


class TintedIconEngine(QIconEngine):
    """Paints one icon in the colour that the theme has at this moment."""

    def __init__(
        self,
        store: IconStore,
        colour: Callable[[str], QColor],
        name: str,
        token: str,
        off_token: str = "text-off",
        on_token: str = "",
    ) -> None:
        """Use `token` in rest, `off_token` when disabled, `on_token` when checked."""
        super().__init__()
        self._store = store
        self._colour = colour
        self._name = name
        self._token = token
        self._off_token = off_token
        self._on_token = on_token or token

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        self._store.paint(painter, rect, self._name, self._tint(mode, state))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    @override
    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # Qt 6.12 asks in device-independent pixels and tells the scale beside them.
        width, side = (max(1, round(length * scale)) for length in size.toTuple())
        picture = self._store.image(self._name, self._tint(mode, state), QSize(side, side))
        # Wider than high: the rest is the gap between the icon of a button and its words.
        pixmap = QPixmap(max(width, side), side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.drawImage(0, 0, picture)
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    @override
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    @override
    def isNull(self) -> bool:
        return False

    @override
    def clone(self) -> QIconEngine:
        return TintedIconEngine(
            self._store, self._colour, self._name, self._token, self._off_token, self._on_token
        )

    def _tint(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return self._colour(self._off_token)
        return self._colour(self._on_token if state == QIcon.State.On else self._token)


def app_icon(file: Path, accent: QColor) -> QIcon:
    """Return the icon of the program with its ground in `accent`; raise `IconMissing`."""
    try:
        svg = file.read_text(encoding="utf-8").replace("#1F4FA3", accent.name())
    except OSError as error:
        raise IconMissing(f"no program icon at {file.name}") from error
    renderer = QSvgRenderer(svg.encode())
    icon = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(QPoint(0, 0), QSize(side, side)))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
