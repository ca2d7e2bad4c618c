"""What tests of the actions share."""

from pathlib import Path

import pytest

ICONS = Path(__file__).parents[3] / "resources" / "icons"


@pytest.fixture(scope="session")
def theme_icons() -> set[str]:
    """The names of the icons that there are."""
    return {each.stem for each in ICONS.glob("*.svg")}
