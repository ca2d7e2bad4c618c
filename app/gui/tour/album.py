"""The pictures of a tour, and the story told under them."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.gui.theme import Theme
from app.gui.tour.failure import TourFailed
from app.gui.widgets.sheet import Sheet

STORY = "story.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One numbered picture and its sentence."""

    file: str
    sentence: str


class Album:
    """Saves what the window shows, with the sheets and menus over it."""

    def __init__(self, folder: Path, window: QWidget, theme: Theme) -> None:
        """Keep pictures of `window` in `folder`, which is there."""
        self._folder = folder
        self._window = window
        self._theme = theme
        self._pictures: list[Picture] = []

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """What was kept so far."""
        return tuple(self._pictures)

    def keep(self, name: str, sentence: str) -> None:
        """Save a picture; `name` goes into its file name, `sentence` under it."""
        number = len(self._pictures) + 1
        file = f"{number:02}-{name}.png"
        if not self.take().save(str(self._folder / file)):
            raise TourFailed(f"{file} could not be written")
        self._pictures.append(Picture(file=file, sentence=sentence))

    def take(self) -> QPixmap:
        """The window as a person sees it now."""
        picture = self._window.grab()
        painter = QPainter(picture)
        for widget in self._over_it():
            place = widget.mapToGlobal(QPoint(0, 0)) - self._window.mapToGlobal(QPoint(0, 0))
            painter.drawPixmap(self._inside(place, widget.size()), widget.grab())
            painter.setPen(QPen(self._theme.colour("line-strong"), 1))
            painter.drawRect(place.x() - 1, place.y() - 1, widget.width() + 1, widget.height() + 1)
        painter.end()
        return picture

    def write_story(self, title: str) -> None:
        """Write the sentences, each under its picture."""
        parts = [f"# {title}"]
        parts += [f"{each.sentence}\n\n![{each.sentence}]({each.file})" for each in self._pictures]
        (self._folder / STORY).write_text("\n\n".join(parts) + "\n", encoding="utf-8")

    def _over_it(self) -> list[QWidget]:
        """Sheets and menus that are open, the newest last."""
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and isinstance(widget, Sheet | QMenu)
        ]

    def _inside(self, place: QPoint, size: QSize) -> QPoint:
        """A place at which the whole widget is on the picture, as far as that is possible."""
        room = self._window.size() - size
        return QPoint(max(0, min(place.x(), room.width())), max(0, min(place.y(), room.height())))
