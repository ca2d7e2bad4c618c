"""Where in a tree of rows something is said."""

from collections.abc import Iterator, Sequence

from app.gui.tracking.rows import WorkflowRow

Path = tuple[str, ...]
"""The keys from the top down to a row."""


def places(rows: Sequence[WorkflowRow], above: Path = ()) -> Iterator[tuple[Path, WorkflowRow]]:
    """Every row with its path, as it is read from top to bottom."""
    for row in rows:
        path = (*above, row.key)
        yield path, row
        yield from places(row.children, path)


def words_of(searched: str) -> tuple[str, ...]:
    """The words that a row must have, all of them."""
    return tuple(searched.casefold().split())


def found(rows: Sequence[WorkflowRow], words: Sequence[str]) -> tuple[Path, ...]:
    """The rows that say all the words, by what is shown or by what the service wrote."""
    return tuple(path for path, row in places(rows) if words and _says(row, words))


def after(rows: Sequence[WorkflowRow], hits: Sequence[Path], current: Path, step: int) -> Path:
    """The hit to which one goes from `current`: `step` is 1 or -1, or 0 to stay on a hit.

    Behind the last comes the first. There must be hits.
    """
    order = {path: place for place, (path, _) in enumerate(places(rows))}
    here = order.get(current, -1)
    if step < 0:
        before = [hit for hit in hits if order[hit] < here]
        return before[-1] if before else hits[-1]
    ahead = [hit for hit in hits if order[hit] >= here + step]
    return ahead[0] if ahead else hits[0]


def _says(row: WorkflowRow, words: Sequence[str]) -> bool:
    text = f"{row.spoken}\n{row.said}".casefold()
    return all(word in text for word in words)
