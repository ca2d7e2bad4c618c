"""How far a download of several files is, each of which tells its size only when it comes."""

from app.services.ports import Progress


class OverallProgress:
    """Makes one count of bytes out of those of the files."""

    def __init__(self, progress: Progress | None, files: int) -> None:
        """Tell `progress`; `files` are to come."""
        self._progress = progress
        self._files = files
        self._begun = 0
        self._finished = 0
        self._current = 0

    def next_file(self) -> Progress:
        """What the next file is to tell: bytes done, and bytes in all (0 where unknown)."""
        self._begun += 1
        self._finished += self._current
        self._current = 0
        return self._on_bytes

    def _on_bytes(self, done: int, total: int) -> None:
        self._current = done
        if self._progress is None:
            return
        told = self._finished + total
        ahead = max(0, self._files - self._begun)
        # Those to come are taken to be as large as those known, one with the other.
        guess = told + ahead * told // self._begun if total else 0
        self._progress(self._finished + done, guess)
