"""What every test of the window gets: the theme, dressed in the light colours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.gui.theme import Appearance, Theme

RESOURCES = Path(__file__).parents[2] / "resources"


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
    yield installed_theme
    installed_theme.set_practice(False)
    installed_theme.set_reduced_motion(None)
    installed_theme.set_appearance(Appearance.LIGHT)
