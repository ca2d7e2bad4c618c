"""What every chapter of the tour is handed."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.observation import ObservedParticipant
from app.domain.status import ParticipantStatus
from app.gui.main_window import MainWindow
from app.gui.theme import Theme
from app.gui.tour.album import Album
from app.gui.tour.failure import TourFailed
from app.gui.tour.guide import Guide
from app.gui.tour.stage import TourStage
from app.pdf.port import PdfReader
from app.services.tracking.tracked import TrackedAgreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The window, the hand that works in it, and the world behind it."""

    window: MainWindow
    theme: Theme
    stage: TourStage
    pdf: PdfReader
    guide: Guide
    album: Album
    samples: tuple[Path, ...]
    """The PDFs that are sent."""
    downloads: Path
    """Where the signed ones are saved."""

    def keep(self, name: str, sentence: str) -> None:
        """Save a picture with its sentence."""
        self.guide.settle()
        self.album.keep(name, sentence)

    @property
    def shown(self) -> TrackedAgreement:
        """The agreement in the viewer."""
        tracked = self.window.desk_page.viewer.tracked
        if tracked is None:
            raise TourFailed("the viewer shows nothing")
        return tracked

    def person(self, name: str) -> ObservedParticipant:
        """A participant of the agreement in the viewer."""
        observation = self.shown.observation
        people = observation.participants if observation is not None else ()
        for each in people:
            if each.name == name:
                return each
        raise TourFailed(f"{name} is not in the viewer")

    def await_person(self, name: str, status: ParticipantStatus) -> None:
        """Wait until the viewer shows a participant in that state."""
        self.guide.wait(
            f"{name} is shown as {status.value}", lambda: self.person(name).status is status
        )
