"""A folder that can only be read, and a process for which that holds although we are root."""

import os
import shutil
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def only_readable(folder: Path) -> Iterator[Path]:
    """A copy of a folder in which nobody may write; gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix="countersign-test-"))
    place.chmod(0o755)
    copy = place / folder.name
    shutil.copytree(folder, copy)
    for path in (*copy.rglob("*"), copy):
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        yield copy
    finally:
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o700)
        shutil.rmtree(place)


def as_nobody(work: Callable[[], int]) -> tuple[int, str, str]:
    """Do something in a child process without rights; its status and what it wrote.

    The child goes on where this process is: what it needs must have been imported before.
    """
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which it never uses
            child = os.fork()
        if child == 0:
            _be_nobody(work, out.fileno(), err.fileno())
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        return os.waitstatus_to_exitcode(status), out.read(), err.read()


def _be_nobody(work: Callable[[], int], out: int, err: int) -> None:
    status = 99
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.stdout = os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", closefd=False)
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        status = work()
    except BaseException:  # noqa: BLE001 - nothing of the test's own may run in the child
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
