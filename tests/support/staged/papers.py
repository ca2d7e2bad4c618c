"""The files that are sent on the stage."""

from typing import Final

LONG: Final = "paper.pdf"
SHORT: Final = "short.pdf"
PAGES: Final = {LONG: 5, SHORT: 2}
"""How many pages each has."""
