"""Files and folders that only their owner can read, and where they lie."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

_NETWORK_TYPES: Final = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "fuse.davfs2",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)
_OTHERS: Final = 0o077
_MOUNTS: Final = Path("/proc/self/mounts")
_REMOTE_DRIVE: Final = 4
"""`DRIVE_REMOTE` of Windows' GetDriveType."""


def make_private_folder(folder: Path) -> None:
    """Make a folder with mode 0700, with the folders above it; one that exists stays as it is.

    A new one survives a power cut from here on.
    """
    missing: list[Path] = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk: a file that is synced may still lose its name.

    Windows writes names by itself; some file systems know no such order, and need none.
    """
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_private_file(path: Path) -> None:
    """Make an empty file, or take one as it is, with mode 0600.

    SQLite gives its side files the same mode.
    """
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    close_to_others(path)


def close_to_others(path: Path) -> None:
    """Let nobody but its owner use a file or folder; what the owner may do stays as it is."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OTHERS:
        # Somebody else's, or on a disk that can only be read: we may use it all the same.
        with suppress(OSError):
            path.chmod(mode & ~_OTHERS)


def is_on_network(path: Path) -> bool:
    """Whether a file lies on another computer's disk, as far as the system tells."""
    if sys.platform == "win32":
        import ctypes

        anchor = path.resolve().anchor
        if anchor.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(anchor) == _REMOTE_DRIVE)
    if sys.platform == "darwin":
        return path.resolve().is_relative_to("/Volumes")
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return network_mount_of(path.resolve(), mounts) is not None


def network_mount_of(path: Path, mounts: str) -> Path | None:
    """The network mount on which an absolute path lies, by the lines of `/proc/self/mounts`."""
    nearest, kind = Path("/"), ""
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) > 2:  # noqa: PLR2004
            point = Path(words[1].replace("\\040", " ").replace("\\011", "\t"))
            if path.is_relative_to(point) and point.is_relative_to(nearest):
                nearest, kind = point, words[2]
    return nearest if kind in _NETWORK_TYPES else None
