"""Taking the documents out of a ZIP that a service sent, within bounds."""

import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BufferedRandom
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from app.services.cancel import CancelToken
from app.services.errors import LocalError
from app.services.saving import FileTray

_MOST_FILES: Final = 500
_MOST_BYTES: Final = 2 * 1024**3
"""Of all files together, unpacked."""
_MOST_GROWTH: Final = 100
"""How many times as large as the ZIP its contents may be; PDFs hardly shrink."""
_SMALL: Final = 16 * 1024**2
"""Bytes that may come out of any ZIP, however small it is."""
_CHUNK: Final = 1024**2
_ENCRYPTED: Final = 0x1
_OFFICE: Final = "[Content_Types].xml"
"""Documents of Word are ZIPs too, which hold this."""
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
)
"""What reading a ZIP may end in that was cut, or made to be odd."""


class NotUnpacked(Exception):
    """It is better kept as it is: too large, locked, or not made of documents."""


class DamagedArchive(Exception):
    """It is no ZIP, or a part of it is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """One file out of a ZIP; its name is whatever the ZIP says, without its folders."""

    name: str
    content: BufferedRandom


def unpacked(archive: BinaryIO, tray: FileTray, cancel: CancelToken) -> tuple[PackedFile, ...]:
    """Everything in it, in sinks of the tray that are not put down yet.

    Raises NotUnpacked, DamagedArchive, LocalError and UserCancelled.
    """
    archive.seek(0, 2)
    size = archive.tell()
    archive.seek(0)
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = [each for each in opened.infolist() if not each.is_dir()]
            _check(entries, size)
            return tuple(_unpacked(opened, each, tray, cancel) for each in entries)
    except _BROKEN as error:
        raise DamagedArchive from error


def _check(entries: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Refuse by what the ZIP says of itself; no more than that is ever read out of it."""
    whole = sum(each.file_size for each in entries)
    if (
        not 0 < len(entries) <= _MOST_FILES
        or whole > min(_MOST_BYTES, max(_SMALL, size * _MOST_GROWTH))
        or any(each.flag_bits & _ENCRYPTED for each in entries)
        or any(each.filename == _OFFICE for each in entries)
    ):
        raise NotUnpacked


def _unpacked(
    opened: zipfile.ZipFile, entry: zipfile.ZipInfo, tray: FileTray, cancel: CancelToken
) -> PackedFile:
    sink = tray.sink()
    with opened.open(entry) as packed:
        # Never more than the ZIP said: its reader stops there.
        while chunk := packed.read(_CHUNK):
            cancel.raise_if_cancelled()
            _write(sink, chunk)
    return PackedFile(name=PurePosixPath(entry.filename.replace("\\", "/")).name, content=sink)


def _write(sink: BufferedRandom, chunk: bytes) -> None:
    try:
        sink.write(chunk)
    except OSError as error:
        raise LocalError(
            "The files could not be unpacked.",
            f"{error.strerror or error}.",
            "Make room or choose another folder, then try again.",
        ) from error
