"""Runs the tour from an empty album to a told story."""

import sys
from pathlib import Path
from typing import Final

from typing_extensions import override

from app.gui.application import OpenedWindow
from app.gui.questions import FileQuestions
from app.gui.theme import Appearance
from app.gui.tour.album import Album
from app.gui.tour.failure import TourFailed
from app.gui.tour.guide import PATIENCE, Guide
from app.gui.tour.scene import Scene
from app.gui.tour.stage import TourStage
from app.gui.tour.story import tell
from app.pdf.port import PdfReader
from app.services.desk import Desk

_SIZE: Final = (1366, 768)
_FAILED: Final = "failed.png"
_DOWNLOADS: Final = "downloads"
"""Below the folder of the tour: where the signed files are saved."""


class TourAnswers(FileQuestions):
    """Answers the questions for which a person would use the system's own dialogs."""

    def __init__(self, downloads: Path) -> None:
        """Files are saved into `downloads`; no dialog is ever opened over anything."""
        self._downloads = downloads

    @override
    def folder(self) -> Path | None:
        return self._downloads


def run_tour(
    desk: Desk,
    pdf: PdfReader,
    resources: Path,
    *,
    stage: TourStage,
    folder: Path,
    patience: float = PATIENCE,
) -> int:
    """Play the story, keep it in `folder`; 0 only if every step really happened.

    Each step waits at most `patience` seconds for what comes of it. What went wrong is said in one
    line on standard error, with 1.
    """
    downloads = folder / _DOWNLOADS
    downloads.mkdir(parents=True, exist_ok=True)
    opened = OpenedWindow(desk, pdf, resources, stage=stage, questions=TourAnswers(downloads))
    album = Album(folder, opened.window, opened.theme)
    scene = Scene(
        window=opened.window,
        theme=opened.theme,
        stage=stage,
        pdf=pdf,
        guide=Guide(
            opened.window,
            opened.window.menuBar(),
            patience=patience,
            alarm=lambda: _last_line(opened.reports.report),
        ),
        album=album,
        # From the last to the first, because the contract is what matters most.
        samples=tuple(sorted((resources / "samples").glob("*.pdf"), reverse=True)),
        downloads=downloads,
    )
    try:
        _play(scene)
    except TourFailed as failure:
        album.take().save(str(folder / _FAILED))
        sys.stderr.write(f"The tour failed: {failure}; {_FAILED} shows how it looked then\n")
        return 1
    finally:
        opened.close()
    sys.stdout.write(f"{len(album.pictures)} pictures and their story are in {folder}\n")
    return 0


def _play(scene: Scene) -> None:
    scene.theme.set_appearance(Appearance.LIGHT)
    scene.window.resize(*_SIZE)
    scene.window.show()
    scene.window.start()
    tell(scene)


def _last_line(report: str) -> str:
    """Which error a report is about."""
    return report.strip().splitlines()[-1] if report.strip() else ""
