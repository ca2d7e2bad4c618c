"""Taking files of the user into the profile, so that later changes to them change nothing."""

import hashlib
import os
import stat
import uuid
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final

from app.domain.errors import DomainError
from app.services.cancel import CancelToken
from app.services.errors import LocalError
from app.services.ports import Progress
from app.services.storage.files import sync_folder

_BLOCK: Final = 1 << 20
_MARK: Final = b"%PDF-"
_MARK_WITHIN: Final = 1_024
"""Bytes at the start of a file in which readers look for the mark of a PDF."""

_BINARY: Final = getattr(os, "O_BINARY", 0)
"""Windows would otherwise change the ends of lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What was copied."""

    sha256: str
    size: int
    """Bytes."""


def check_pdf(source: Path) -> None:
    """Refuse what is plainly no PDF to send.

    Raises DomainError `file.missing, file.folder, file.unreadable, file.empty` or `file.not_pdf`,
    with the fact `file`.
    """
    with _opened(source) as stream:
        start = _read(stream, source, _MARK_WITHIN)
    if not start:
        raise _refusal("empty", source)
    if _MARK not in start:
        raise _refusal("not_pdf", source)


def copy_file(
    source: Path,
    target: Path,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
    *,
    mode: int = 0o600,
) -> Copy:
    """Copy a file to `target`, which appears complete or not at all, with `mode` less the umask.

    When this returns, the copy survives a power cut.
    Raises DomainError `file.*` (also `file.changing`, when somebody writes to the file meanwhile),
    LocalError when the copy cannot be kept, and UserCancelled.
    """
    with _opened(source) as stream:
        return copy_stream(stream, source, target, progress, cancel, mode=mode)


def copy_stream(
    stream: BinaryIO,
    source: Path,
    target: Path,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
    *,
    mode: int = 0o600,
) -> Copy:
    """As `copy_file`, of a file that is open already, at its start; `source` is for sentences."""
    before = os.fstat(stream.fileno())
    under_way = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with _new(under_way, target, mode) as copy:
            found = _copied(stream, copy, source, target, before.st_size, progress, cancel)
        after = os.fstat(stream.fileno())
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, found.size):
            raise _refusal("changing", source)
        _moved(under_way, target)
    finally:
        _forgotten(under_way)
    return found


def write_file(target: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file that appears complete or not at all, in the place of an older one.

    Raises LocalError.
    """
    under_way = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with _new(under_way, target, mode) as file:
            _write(file, content, target)
            _sync(file, target)
        _moved(under_way, target)
    finally:
        _forgotten(under_way)


def refused_by_disk(name: str, error: OSError) -> LocalError:
    """What is said when a file cannot be kept."""
    return LocalError(
        f"{name} could not be kept.",
        f"{error.strerror or error}.",
        "Make room on the disk or check your rights, then try again.",
    )


def digest(path: Path) -> Copy | None:
    """What a file holds now; None where there is no file that can be read."""
    try:
        with _opened(path) as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            return Copy(sha256=sha256, size=stream.tell())
    except (DomainError, OSError):
        return None


def _opened(source: Path) -> BufferedReader:
    try:
        mode = source.stat().st_mode
        if stat.S_ISDIR(mode):
            raise _refusal("folder", source)
        if not stat.S_ISREG(mode):  # opening a pipe would wait for ever
            raise _refusal("unreadable", source, "It is a device or a pipe.")
        return source.open("rb")
    except FileNotFoundError as error:
        raise _refusal("missing", source) from error
    except (OSError, ValueError) as error:
        reason = f"{getattr(error, 'strerror', None) or error}."
        raise _refusal("unreadable", source, reason) from error


def _read(stream: BinaryIO, source: Path, size: int) -> bytes:
    try:
        return stream.read(size)
    except OSError as error:
        raise _refusal("unreadable", source, f"{error.strerror or error}.") from error


def _copied(
    stream: BinaryIO,
    copy: BinaryIO,
    source: Path,
    target: Path,
    size: int,
    progress: Progress | None,
    cancel: CancelToken | None,
) -> Copy:
    sha256 = hashlib.sha256()
    done = 0
    while block := _read(stream, source, _BLOCK):
        if cancel is not None:
            cancel.raise_if_cancelled()
        sha256.update(block)
        _write(copy, block, target)
        done += len(block)
        if done > size:  # it grows as fast as it is read; the caller sees that it changed
            break
        if progress is not None:
            progress(done, size)
    _sync(copy, target)
    return Copy(sha256=sha256.hexdigest(), size=done)


def _write(copy: BinaryIO, block: bytes, target: Path) -> None:
    try:
        copy.write(block)
    except OSError as error:
        raise refused_by_disk(target.name, error) from error


def _sync(copy: BinaryIO, target: Path) -> None:
    try:
        copy.flush()
        os.fsync(copy.fileno())
    except OSError as error:
        raise refused_by_disk(target.name, error) from error


def _new(under_way: Path, target: Path, mode: int) -> BinaryIO:
    try:
        handle = os.open(under_way, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, mode)
    except OSError as error:
        raise refused_by_disk(target.name, error) from error
    return os.fdopen(handle, "wb")


def _moved(under_way: Path, target: Path) -> None:
    try:
        under_way.replace(target)
    except OSError as error:
        raise refused_by_disk(target.name, error) from error
    sync_folder(target.parent)


def _forgotten(under_way: Path) -> None:
    with suppress(OSError):
        under_way.unlink()


def _refusal(problem: str, source: Path, reason: str = "") -> DomainError:
    facts = {"file": source.name or str(source), "reason": reason}
    return DomainError(f"file.{problem}", str(source), facts)
