"""A request body read piece by piece, with progress and a way to stop."""

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from app.services.cancel import CancelToken
from app.services.errors import LocalError
from app.services.ports import Progress

_BLOCK = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the body: `size` bytes of a stream, from where the stream stands."""

    stream: BinaryIO
    size: int


def bytes_part(data: bytes) -> Part:
    """Bytes in memory as a part."""
    return Part(stream=io.BytesIO(data), size=len(data))


def file_part(stream: BinaryIO) -> Part:
    """The rest of an open file as a part."""
    start = stream.tell()
    size = stream.seek(0, os.SEEK_END) - start
    stream.seek(start)
    return Part(stream=stream, size=size)


class UploadBody:
    """A file-like body that is never whole in memory and can be sent again from its start.

    requests takes its length from `len` and reads it to the end; after a failed connection urllib3
    rewinds it with `seek`. Stopping raises `UserCancelled` only while bytes are still missing: the
    service then never has the whole request.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> None:
        """Join the parts; their streams stay open and belong to the caller."""
        self._parts = [(part, part.stream.tell()) for part in parts]
        self._progress = progress
        self._cancel = cancel
        self._position = 0
        self.len = sum(part.size for part in parts)

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most one block; empty at the end.

        Raises `UserCancelled`, or `LocalError` when a file cannot be read or became shorter.
        """
        if self._position >= self.len:
            return b""
        if self._cancel is not None:
            self._cancel.raise_if_cancelled()
        wanted = _BLOCK if size < 0 else min(size, _BLOCK)
        data = self._next(wanted)
        self._position += len(data)
        if self._progress is not None:
            self._progress(self._position, self.len)
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move to a place, as a file would."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.len}[whence]
        self._position = max(0, start + offset)
        return self._position

    def tell(self) -> int:
        """How many bytes were read."""
        return self._position

    def __iter__(self) -> Iterator[bytes]:
        """The rest, block by block."""
        while block := self.read():
            yield block

    def _next(self, wanted: int) -> bytes:
        """At most `wanted` bytes from the part in which the position lies."""
        start = 0
        for part, origin in self._parts:
            inside = self._position - start
            if inside < part.size:
                return _read_exactly(part, origin + inside, min(wanted, part.size - inside))
            start += part.size
        return b""


def _read_exactly(part: Part, place: int, size: int) -> bytes:
    """Bytes of a part's stream; a stream that ends early has changed since it was measured."""
    try:
        if part.stream.tell() != place:
            part.stream.seek(place)
        data = part.stream.read(size)
    except OSError as error:
        raise LocalError(
            "The file could not be read while it was being sent.",
            str(error.strerror or error),
            "Nothing was completed at the service. Check the file, and try again.",
        ) from error
    if not data:
        raise LocalError(
            "The file became shorter while it was being sent.",
            next_step="Nothing was completed at the service. Check the file, and try again.",
        )
    return data
