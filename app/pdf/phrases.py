"""Finding a phrase in the text of a page, whatever its spaces, line breaks and capitals."""

from collections.abc import Iterator

MOST_CHARACTERS = 200
"""Of a phrase that is looked for."""
MOST_HITS = 500
"""Of one phrase in one file."""


def occurrences(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Yield beginning and length of each occurrence in `text`, which do not overlap."""
    plain, places = _plain(text)
    wanted, _ = _plain(phrase.strip()[:MOST_CHARACTERS])
    if not wanted:
        return
    at = plain.find(wanted)
    while at >= 0:
        last = at + len(wanted) - 1
        yield places[at], places[last] - places[at] + 1
        at = plain.find(wanted, last + 1)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in small letters with single spaces, and where each character stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                places.append(place)
            continue
        small = character.lower()
        letters.append(small if len(small) == 1 else character)
        places.append(place)
    return "".join(letters), places
