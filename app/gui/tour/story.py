"""The whole story of the tour, chapter by chapter."""

from typing import Final

from PySide6.QtWidgets import QListView

from app.gui.tour.composing import compose
from app.gui.tour.following import change_the_look, follow_elsewhere, let_people_act, save_files
from app.gui.tour.scene import Scene

STORY_TITLE: Final = "Countersign: the tour"


def tell(scene: Scene) -> None:
    """Play everything; raises TourFailed as soon as a step does not really happen."""
    _arrive(scene)
    compose(scene)
    follow_elsewhere(scene)
    let_people_act(scene)
    save_files(scene)
    change_the_look(scene)
    scene.album.write_story(STORY_TITLE)


def _arrive(scene: Scene) -> None:
    guide, window = scene.guide, scene.window
    guide.wait("everything was read", lambda: window.feed.overview is not None)
    guide.press_named("waiting")
    rows = guide.find(QListView, "entries")
    guide.wait("agreements are listed", lambda: rows.model().rowCount() > 0)
    guide.wait("the services were asked", lambda: window.checker.checked_at is not None)
    scene.keep("first-look", "At a glance: who keeps whom waiting, over both services.")
