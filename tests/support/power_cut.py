"""The disk as it would be after a power cut at any system call of a recorded program.

What the model takes for granted, and what it does not:

- a write is safe once `fsync` or `fdatasync` of its file returned; until then any part of it may
  be there, in pieces of 512 bytes, or none;
- a name (a new file, a removed one, a new name) is safe once its *folder* was synced, which is the
  strict reading of POSIX; file systems with a journal are kinder, and keep names in order;
- `Cut.nothing_else` keeps only what is safe: the worst that the strict reading allows;
- `Cut.some_more` also keeps the earlier ones of the unsafe names, as a journal would, and a random
  part of the unsafe writes: what real disks do.

Shared memory (`-shm`) is left out: SQLite makes it anew after a start of the computer.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePosixPath

from tests.support.strace_log import Call

SECTOR = 512


class Cut(Enum):
    """How much of what is not safe survives."""

    NOTHING_ELSE = "only what was synced"
    SOME_MORE = "some of the rest too"


@dataclass(slots=True)
class _File:
    """The contents of one file, whatever it is called."""

    safe: bytearray = field(default_factory=bytearray)
    now: bytearray = field(default_factory=bytearray)
    unsafe: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes since the last sync: where and what; None cuts the file off there."""

    def write(self, at: int, content: bytes) -> None:
        _put(self.now, at, content)
        self.unsafe.append((at, content))

    def cut_off(self, size: int) -> None:
        _put(self.now, size, None)
        self.unsafe.append((size, None))

    def sync(self) -> None:
        self.safe = bytearray(self.now)
        self.unsafe.clear()

    def some(self, chance: random.Random) -> bytes:
        """The safe bytes with a random part of the others."""
        found = bytearray(self.safe)
        for at, content in self.unsafe:
            if content is None:
                if chance.random() < 0.5:
                    _put(found, at, None)
                continue
            for begin in range(0, len(content), SECTOR):
                if chance.random() < 0.5:
                    _put(found, at + begin, content[begin : begin + SECTOR])
        return bytes(found)


def _put(content: bytearray, at: int, piece: bytes | None) -> None:
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    if piece is None:
        del content[at:]
    else:
        content[at : at + len(piece)] = piece


Entry = _File | None
"""A file, or None for a folder."""
Names = dict[PurePosixPath, Entry]


@dataclass(frozen=True, slots=True)
class _Change:
    """What one call did to the names: these are gone, those are new."""

    gone: tuple[PurePosixPath, ...] = ()
    new: tuple[tuple[PurePosixPath, Entry], ...] = ()

    def done_to(self, names: Names) -> None:
        for path in self.gone:
            names.pop(path, None)
        names.update(self.new)

    def folders(self) -> set[PurePosixPath]:
        return {path.parent for path in (*self.gone, *(path for path, _ in self.new))}


@dataclass(slots=True)
class _Opened:
    path: PurePosixPath
    file: Entry
    at: int = 0
    appends: bool = False


class Disk:
    """The files below a folder, followed through the calls of a program."""

    def __init__(self, root: Path) -> None:
        """What is in `root` now is safe."""
        self._root = PurePosixPath(root)
        self._now: Names = {self._root: None}
        for path in sorted(root.rglob("*")) if root.exists() else ():
            content = None if path.is_dir() else bytearray(path.read_bytes())
            file = None if content is None else _File(bytearray(content), content)
            self._now[PurePosixPath(path)] = file
        self._safe: Names = dict(self._now)
        self._unsafe: list[_Change] = []
        self._opened: dict[tuple[int, int], _Opened] = {}

    def follow(self, call: Call) -> bool:
        """Take over what a call did; whether it concerns these files."""
        handler = getattr(self, f"_{call.name}", None)
        return bool(handler is not None and handler(call))

    def after_cut(self, target: Path, cut: Cut, seed: int = 0) -> None:
        """Write what is left into an empty folder."""
        chance = random.Random(seed)  # noqa: S311 - seeded
        names = dict(self._safe)
        if cut is Cut.SOME_MORE:
            for change in self._unsafe[: chance.randint(0, len(self._unsafe))]:
                change.done_to(names)
        for path, file in sorted(names.items()):
            place = target / path.relative_to(self._root)
            if file is None:
                if place == target or place.parent.is_dir():
                    place.mkdir(exist_ok=True)
            elif place.parent.is_dir() and not path.name.endswith("-shm"):
                some = cut is Cut.SOME_MORE
                place.write_bytes(file.some(chance) if some else bytes(file.safe))

    # ── calls ────────────────────────────────────────────────────────────────────────────────────

    def _is_mine(self, path: PurePosixPath) -> bool:
        return path.is_relative_to(self._root)

    def _path(self, call: Call, place: int, folder: int | None = None) -> PurePosixPath:
        name = PurePosixPath(call.text(place).decode())
        return name if folder is None else PurePosixPath(call.folder(folder)) / name

    def _change(self, change: _Change) -> bool:
        change.done_to(self._now)
        self._unsafe.append(change)
        return True

    def _openat(self, call: Call) -> bool:
        path = PurePosixPath(call.path)
        if not self._is_mine(path):
            self._opened.pop((call.process, call.result), None)
            return False
        flags = call.arguments[2]
        changed = False
        if path not in self._now:
            if "O_CREAT" not in flags:  # e.g. a file that was removed under this name
                return False
            changed = self._change(_Change(new=((path, _File()),)))
        file = self._now[path]
        if file is not None and "O_TRUNC" in flags and file.now:
            file.cut_off(0)
            changed = True
        self._opened[call.process, call.result] = _Opened(path, file, appends="O_APPEND" in flags)
        return changed

    def _close(self, call: Call) -> bool:
        self._opened.pop((call.process, call.number(0)), None)
        return False

    def _dup(self, call: Call) -> bool:
        opened = self._opened.get((call.process, call.number(0)))
        if opened is not None:
            self._opened[call.process, call.result] = opened
        return False

    _dup2 = _dup

    def _lseek(self, call: Call) -> bool:
        opened = self._opened.get((call.process, call.number(0)))
        if opened is not None:
            opened.at = call.result
        return False

    def _write(self, call: Call) -> bool:
        opened = self._opened.get((call.process, call.number(0)))
        if opened is None or opened.file is None:
            return False
        at = len(opened.file.now) if opened.appends else opened.at
        opened.file.write(at, call.text(1)[: call.result])
        opened.at = at + call.result
        return True

    def _pwrite64(self, call: Call) -> bool:
        opened = self._opened.get((call.process, call.number(0)))
        if opened is None or opened.file is None:
            return False
        opened.file.write(call.number(3), call.text(1)[: call.result])
        return True

    def _ftruncate(self, call: Call) -> bool:
        opened = self._opened.get((call.process, call.number(0)))
        if opened is None or opened.file is None:
            return False
        opened.file.cut_off(call.number(1))
        return True

    def _unknown(self, call: Call) -> bool:
        """No program of ours writes like this; a model that ignored it would prove nothing."""
        assert (call.process, call.number(0)) not in self._opened, call.name
        return False

    _writev = _pwritev = _fallocate = _copy_file_range = _sync_file_range = _unknown

    def _sendfile(self, call: Call) -> bool:
        target = self._opened.get((call.process, call.number(0)))
        source = self._opened.get((call.process, call.number(1)))
        if target is None or target.file is None:
            return False
        assert source is not None, "a copy of a file from elsewhere"
        assert source.file is not None
        begin = int(call.arguments[2].split("]")[0].strip("["))
        target.file.write(target.at, bytes(source.file.now[begin : begin + call.result]))
        target.at += call.result
        return True

    def _fsync(self, call: Call) -> bool:
        opened = self._opened.get((call.process, call.number(0)))
        if opened is None:
            return False
        if opened.file is not None:
            opened.file.sync()
            return True
        self._sync_names(opened.path)
        return True

    _fdatasync = _fsync

    def _sync_names(self, folder: PurePosixPath) -> None:
        """The names in one folder are safe; those in others are not."""
        left: list[_Change] = []
        for change in self._unsafe:
            here = _Change(
                gone=tuple(path for path in change.gone if path.parent == folder),
                new=tuple(each for each in change.new if each[0].parent == folder),
            )
            here.done_to(self._safe)
            rest = _Change(
                gone=tuple(path for path in change.gone if path.parent != folder),
                new=tuple(each for each in change.new if each[0].parent != folder),
            )
            if rest.folders():
                left.append(rest)
        self._unsafe = left

    def _renamed(self, old: PurePosixPath, new: PurePosixPath) -> bool:
        if not self._is_mine(old) and not self._is_mine(new):
            return False
        below = [path for path in self._now if path.is_relative_to(old)]
        moved = tuple((new / path.relative_to(old), self._now[path]) for path in below)
        return self._change(_Change(gone=tuple(below), new=moved))

    def _rename(self, call: Call) -> bool:
        return self._renamed(self._path(call, 0), self._path(call, 1))

    def _renameat(self, call: Call) -> bool:
        return self._renamed(self._path(call, 1, 0), self._path(call, 3, 2))

    _renameat2 = _renameat

    def _removed(self, path: PurePosixPath) -> bool:
        return path in self._now and self._change(_Change(gone=(path,)))

    def _unlink(self, call: Call) -> bool:
        return self._removed(self._path(call, 0))

    _rmdir = _unlink

    def _unlinkat(self, call: Call) -> bool:
        return self._removed(self._path(call, 1, 0))

    def _mkdir(self, call: Call) -> bool:
        path = self._path(call, 0)
        return self._is_mine(path) and self._change(_Change(new=((path, None),)))

    def _mkdirat(self, call: Call) -> bool:
        path = self._path(call, 1, 0)
        return self._is_mine(path) and self._change(_Change(new=((path, None),)))


@dataclass(frozen=True, slots=True)
class Moment:
    """Right after one call of a recording."""

    call: Call
    disk: Disk

    @property
    def says(self) -> bool:
        """Whether the call wrote to standard output."""
        return self.call.name == "write" and self.call.number(0) == 1


def moments(calls: Iterable[Call], disk: Disk) -> Iterator[Moment]:
    """Every moment at which the disk changed, or what is seen from outside; `disk` follows."""
    for call in calls:
        moment = Moment(call, disk)
        if disk.follow(call) or call.name in ("sendto", "sendmsg") or moment.says:
            yield moment
