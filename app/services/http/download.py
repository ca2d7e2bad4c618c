"""Taking in the body of an answer: into memory, or straight into a file."""

from typing import BinaryIO, Protocol

import requests
from typing_extensions import override
from urllib3.exceptions import HTTPError

from app.services.cancel import CancelToken
from app.services.errors import LocalError
from app.services.ports import Clock, Progress

_BLOCK = 65_536
_LARGEST_IN_MEMORY = 64 * 1024 * 1024


class BodyReader(Protocol):
    """Takes in the body of a response whose status has arrived."""

    def read(self, response: requests.Response) -> tuple[bytes, bool]:
        """What is kept in memory, and whether the body arrived completely."""
        ...


class InMemory(BodyReader):
    """Keeps the body, up to a size and a time that no honest answer needs."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        """`seconds` for the whole body."""
        self._clock = clock
        self._seconds = seconds

    @override
    def read(self, response: requests.Response) -> tuple[bytes, bool]:
        """All that arrived in time."""
        end = self._clock.monotonic() + self._seconds
        blocks: list[bytes] = []
        size = 0
        while block := _next_block(response):
            blocks.append(block)
            size += len(block)
            if size > _LARGEST_IN_MEMORY or self._clock.monotonic() > end:
                return b"".join(blocks), False
        return b"".join(blocks), block is not None


class IntoFile(BodyReader):
    """Writes the body of a success into an open file, from the file's start."""

    def __init__(self, sink: BinaryIO, progress: Progress | None, cancel: CancelToken) -> None:
        """The sink is emptied first, so that a second attempt begins anew."""
        self._sink = sink
        self._progress = progress
        self._cancel = cancel

    @override
    def read(self, response: requests.Response) -> tuple[bytes, bool]:
        """Nothing in memory. Raises UserCancelled, and LocalError when the disk refuses."""
        expected = _length(response)
        self._write_all(b"", restart=True)
        size = 0
        while block := _next_block(response):
            self._cancel.raise_if_cancelled()
            self._write_all(block)
            size += len(block)
            if self._progress is not None:
                self._progress(size, expected)
        return b"", block is not None

    def _write_all(self, block: bytes, *, restart: bool = False) -> None:
        try:
            if restart:
                self._sink.seek(0)
                self._sink.truncate()
            self._sink.write(block)
        except OSError as error:
            raise LocalError(
                "The file could not be saved.",
                f"{error.strerror or error}.",
                "Make room or choose another folder, then try again.",
            ) from error


def _next_block(response: requests.Response) -> bytes | None:
    """What has arrived by now, decompressed; empty at the end, None where the body broke off.

    requests' own way of reading (`iter_content`) would wait for whole blocks, and lose what had
    arrived when the body breaks off.
    """
    try:
        block: bytes = response.raw.read1(_BLOCK, decode_content=True)
    except (HTTPError, OSError):
        return None
    return block


def _length(response: requests.Response) -> int:
    """The announced size in bytes; 0 where unknown."""
    announced = response.headers.get("Content-Length", "")
    return int(announced) if announced.isascii() and announced.isdigit() else 0
