"""Mending copies of a damaged database, so that SQLite reads in them at all."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from app.services.storage.leaves import PAGE_SIZE
from app.services.storage.migrating import build, newest_version
from app.services.storage.soundness import SIDE_FILES

MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100
_INTERIOR: Final = 0x05
"""The kind of a page that only leads to others."""
_LOG_HEADER: Final = 32
_FRAME_HEADER: Final = 24


def images(damaged: Path, migrations: Path, workshop: Path) -> Iterator[tuple[Path, bool]]:
    """Copies of a damaged database to try, and whether each has all that was written last.

    As found; with another header; with the description of the tables as a new database of each
    version has it. They are made in the folder `workshop`; the damaged files stay as they are.
    """
    whole_log = _log_is_whole(damaged, workshop)
    yield _copied(damaged, workshop / "as-found.db"), whole_log
    mended = _copied(damaged, workshop / "header.db")
    _mend_header(mended)
    yield mended, whole_log
    for version in range(newest_version(migrations), 0, -1):
        grafted = _copied(damaged, workshop / f"schema-{version}.db")
        with grafted.open("r+b") as file:
            for number, page in _schema_pages(migrations, version, grafted.stat().st_size):
                file.seek((number - 1) * PAGE_SIZE)
                file.write(page)
        yield grafted, False


def _copied(damaged: Path, image: Path) -> Path:
    for ending in ("", *SIDE_FILES):
        source = damaged.with_name(damaged.name + ending)
        if ending != "-shm" and source.exists():
            shutil.copyfile(source, image.with_name(image.name + ending))
    with image.open("ab") as file:
        # SQLite deletes the log of a database without pages instead of reading it.
        file.write(bytes(-file.tell() % PAGE_SIZE if file.tell() else PAGE_SIZE))
    return image


def opened(image: Path) -> sqlite3.Connection:
    """A connection that reads as much of a damaged copy as SQLite can."""
    connection = sqlite3.connect(image, isolation_level=None)
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA cell_size_check=ON")
        # A table whose description is garbled must not hide the others.
        connection.execute("PRAGMA writable_schema=ON")
    return connection


def _log_is_whole(damaged: Path, workshop: Path) -> bool:
    """Whether SQLite takes everything that the log was last begun with; it stops at damage."""
    log = damaged.with_name(f"{damaged.name}-wal")
    content = log.read_bytes() if log.exists() else b""
    frames = _frames(content)
    if not frames:
        return not content.strip(b"\0")
    image = _copied(damaged, workshop / "log.db")
    _mend_header(image)
    with closing(opened(image)) as connection, suppress(sqlite3.Error):
        return int(connection.execute("PRAGMA wal_checkpoint").fetchone()[1]) == frames
    return False


def _frames(log: bytes) -> int:
    """How many frames of a log carry the salt of its header (File Format 4.1)."""
    if len(log) < _LOG_HEADER:
        return 0
    size = int.from_bytes(log[8:12], "big") + _FRAME_HEADER
    salt = log[16:24]
    frames = 0
    for at in range(_LOG_HEADER, len(log), size):
        if log[at + 8 : at + 16] == salt:
            frames += 1
    return frames


def _mend_header(image: Path) -> None:
    with image.open("r+b") as file:
        file.write(_header(image.stat().st_size))


def _header(size: int) -> bytes:
    """A header for a database of that many bytes (File Format 1.3)."""
    numbers = bytearray(_HEADER)
    numbers[:16] = MAGIC
    numbers[16:18] = PAGE_SIZE.to_bytes(2, "big")
    numbers[18:24] = bytes((2, 2, 0, 64, 32, 32))
    numbers[28:32] = (size // PAGE_SIZE).to_bytes(4, "big")
    for at, number in ((24, 1), (40, 1), (44, 4), (56, 1), (92, 1)):
        numbers[at : at + 4] = number.to_bytes(4, "big")
    return bytes(numbers)


def _schema_pages(migrations: Path, version: int, size: int) -> Iterator[tuple[int, bytes]]:
    """The pages that say where the tables begin, as a new database of that version has them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        empty.execute(f"PRAGMA page_size={PAGE_SIZE}")
        build(empty, migrations, version)
        image = empty.serialize()
    first = bytearray(image[:PAGE_SIZE])
    first[18:20] = b"\2\2"
    first[28:32] = (size // PAGE_SIZE).to_bytes(4, "big")
    first[32:40] = bytes(8)
    yield 1, bytes(first)
    if first[_HEADER] == _INTERIOR:
        yield from ((number, _page(image, number)) for number in _children(bytes(first)))


def _children(page: bytes) -> Iterator[int]:
    """The pages below the first one (File Format 1.6)."""
    count = int.from_bytes(page[_HEADER + 3 : _HEADER + 5], "big")
    yield int.from_bytes(page[_HEADER + 8 : _HEADER + 12], "big")
    for at in range(_HEADER + 12, _HEADER + 12 + 2 * count, 2):
        cell = int.from_bytes(page[at : at + 2], "big")
        yield int.from_bytes(page[cell : cell + 4], "big")


def _page(image: bytes, number: int) -> bytes:
    return image[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
