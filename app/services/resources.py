"""Where the files lie that come with the program: icons, samples, colours, help."""

import sys
from pathlib import Path


def resources_folder() -> Path:
    """Beside the program when frozen, in the package when installed, else in the checkout."""
    package = Path(__file__).resolve().parents[1]
    frozen = getattr(sys, "_MEIPASS", None)
    places = [package / "resources", package.parent / "resources"]
    if isinstance(frozen, str):
        places.insert(0, Path(frozen) / "app" / "resources")
    return next((place for place in places if place.is_dir()), places[-1])
