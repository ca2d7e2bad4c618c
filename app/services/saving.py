"""Saving downloaded files into a folder of the user: all of them arrive, or none does."""

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from io import BufferedRandom
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from app.services.errors import LocalError
from app.services.ports import DownloadedFile, SavedKind

_LONGEST_NAME: Final = 150
"""Bytes in UTF-8, without number and extension; file systems end at 255."""
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
"""Characters that Windows refuses; the slash is everybody's."""
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
"""Names that Windows keeps for devices, whatever their extension."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A full file that is to be delivered."""

    sink: BufferedRandom
    name: str
    kind: SavedKind
    source: str
    note: str


class FileTray:
    """Holds files under way in a hidden folder beside their destination, which `with` removes.

    Every method raises LocalError where the disk does not take it.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is made when it does not exist."""
        self._folder = folder
        self._waiting: list[_Waiting] = []
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with _translated(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            hidden = tempfile.TemporaryDirectory(prefix=".countersign-", dir=self._folder)
            self._hidden = Path(self._stack.enter_context(hidden))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def sink(self) -> BufferedRandom:
        """An empty file to write into; forgotten unless it is put down with `add`."""
        with _translated(self._folder):
            path = self._hidden / str(len(list(self._hidden.iterdir())))
            return self._stack.enter_context(path.open("w+b"))

    def add(
        self,
        sink: BufferedRandom,
        name: str,
        kind: SavedKind = SavedKind.SIGNED,
        source: str = "",
        note: str = "",
    ) -> None:
        """Take a full sink for delivery as `name`, which may be whatever a service said."""
        safe = safe_file_name(name)
        self._waiting.append(_Waiting(sink=sink, name=safe, kind=kind, source=source, note=note))

    def deliver(self) -> tuple[DownloadedFile, ...]:
        """Put everything into the folder; a number is added to a name that is taken."""
        delivered: list[DownloadedFile] = []
        try:
            with _translated(self._folder):
                delivered.extend(self._deliver(each) for each in self._waiting)
        except LocalError:
            for each in delivered:
                each.path.unlink(missing_ok=True)
            raise
        self._waiting.clear()
        return tuple(delivered)

    def _deliver(self, waiting: _Waiting) -> DownloadedFile:
        sink = waiting.sink
        sink.flush()
        os.fsync(sink.fileno())
        sink.seek(0)
        digest = hashlib.file_digest(sink, "sha256").hexdigest()
        sink.close()
        target = reserved_path(self._folder, waiting.name)
        try:
            Path(sink.name).replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
        return DownloadedFile(
            path=target,
            sha256=digest,
            kind=waiting.kind,
            source=waiting.source,
            note=waiting.note,
        )


def safe_file_name(name: str) -> str:
    """`name` as the name of a file in any folder of any system; never a path, never empty."""
    kept = "".join(
        "_" if letter in _FORBIDDEN else letter
        for letter in unicodedata.normalize("NFC", name)
        if letter.isprintable()
    )
    stem, dot, extension = kept.rpartition(".")
    if not stem.strip(" .") or len(extension) not in range(1, 9) or not extension.isalnum():
        stem, dot, extension = kept, "", ""
    stem = stem.strip(" .").encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip(" .")
    if not stem.strip("_"):
        stem = "document"
    if stem.split(".")[0].strip().casefold() in _DEVICES:
        stem = f"_{stem}"
    return f"{stem}{dot}{extension}"


def reserved_path(folder: Path, name: str, taken: Collection[str] = ()) -> Path:
    """An empty file of that name that nobody else has, so that nothing is written over.

    `taken` are names, casefolded, that are meant for other files.
    """
    for path in numbered_paths(folder, name):
        if path.name.casefold() in taken:
            continue
        with suppress(FileExistsError):
            path.open("xb").close()
            return path
    raise AssertionError("unreachable: numbers do not end")


def numbered_paths(folder: Path, name: str) -> Iterator[Path]:
    """`name` in a folder, then the same with numbers, without end."""
    wanted = Path(name)
    yield folder / name
    for number in count(2):
        yield folder / f"{wanted.stem} ({number}){wanted.suffix}"


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LocalError(
            f"The files could not be saved in {folder}.",
            f"{error.strerror or error}.",
            "Make room or choose another folder, then try again.",
        ) from error
