"""What every test of the window gets: the theme, dressed in the light colours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.theme import Appearance, Theme
from tests.support.composers import ComposerBench, composer_bench
from tests.support.composing import composing_desk
from tests.support.patient_bot import PatientBot

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def qtbot(installed_theme: Theme, request: pytest.FixtureRequest) -> QtBot:
    """What drives the window, in the place of pytest-qt's own."""
    return PatientBot(request, installed_theme)


@pytest.fixture(scope="session")
def installed_theme(qapp: QApplication) -> Theme:
    """The one theme of the run: style sheets are slow to set."""
    theme = Theme(RESOURCES)
    theme.set_appearance(Appearance.LIGHT)
    theme.install(qapp)
    return theme


@pytest.fixture
def theme(installed_theme: Theme) -> Iterator[Theme]:
    """The theme, light at first and again after the test."""
    if not wears(installed_theme):
        installed_theme._apply()
    yield installed_theme
    installed_theme.set_practice(False)
    installed_theme.set_reduced_motion(None)
    installed_theme.set_appearance(Appearance.LIGHT)


def wears(theme: Theme) -> bool:
    """Whether the application is dressed by this theme, not by that of a window of its own."""
    folders = [Path(each) for each in QDir.searchPaths("tinted")]
    return bool(folders) and all(each.parent == theme._tinted_folder() for each in folders)


@pytest.fixture
def bench(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[ComposerBench]:
    """Composers over a real profile, with nothing in it yet."""
    with composing_desk(tmp_path) as desk, composer_bench(desk, theme, qtbot) as made:
        yield made
