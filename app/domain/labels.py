"""Labels: the names by which the parts of one agreement refer to each other."""

import re
import unicodedata
from collections.abc import Container

_PATTERN = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_LONGEST = 40


def is_label(text: str) -> bool:
    """Whether `text` may be a label: `[a-z][a-z0-9_-]{0,39}`."""
    return _PATTERN.fullmatch(text) is not None


def new_label(text: str, taken: Container[str], fallback: str = "item") -> str:
    """A label made from a name that people use, unlike any in `taken`."""
    stem = _ascii_stem(text) or fallback
    if stem not in taken:
        return stem
    number = 2
    while True:
        ending = f"_{number}"
        candidate = stem[: _LONGEST - len(ending)] + ending
        if candidate not in taken:
            return candidate
        number += 1


def _ascii_stem(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", decomposed).strip("_")
    stem = re.sub(r"^[^a-z]+", "", stem)
    return stem[:_LONGEST].rstrip("_")
