"""The lock of the writer: one thread of one process, for as long as that lives."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from app.services.errors import LocalError
from app.services.outbox.lock import WriterLock
from app.services.outbox.records import Phase, SendState
from tests.support.outbox_bench import Bench

_HOLDER = """
import sys
from pathlib import Path
from app.services.outbox.lock import WriterLock
with WriterLock(Path(sys.argv[1])).try_hold("a1") as held:
    print(held, flush=True)
    sys.stdin.read()
"""


@contextmanager
def _another_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock; killed, not ended, at the latest on leaving."""
    command = [sys.executable, "-c", _HOLDER, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "True\n"
            yield process
        finally:
            process.kill()


def _can_hold(path: Path) -> bool:
    with WriterLock(path).try_hold("a1") as held:
        return held


def test_the_lock_dies_with_a_killed_process(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with _another_process(path) as process:
        assert not _can_hold(path)
        process.kill()
        process.wait()
        assert _can_hold(path)


def test_a_second_thread_does_not_hold_the_lock_of_the_first(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "lock")
    seen: list[bool] = []

    def try_it() -> None:
        with lock.try_hold("a1") as held:
            seen.append(held)

    with lock.try_hold("a1") as held:
        thread = Thread(target=try_it)
        thread.start()
        thread.join()
    try_it()
    assert (held, seen) == (True, [False, True])


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(LocalError), WriterLock(tmp_path / "lock").try_hold("a1"):
        pass


def test_without_its_lock_an_agreement_waits(bench: Bench) -> None:
    (bench.folder / "lock").mkdir()
    item = bench.send()
    assert (item.phase, item.state) == (Phase.QUEUED, SendState.NOT_SENT)
    assert item.family == "local"
    (bench.folder / "lock").rmdir()
    assert bench.outbox.run(item.id).state is SendState.SENT


def test_while_another_process_writes_only_its_progress_is_followed(bench: Bench) -> None:
    item = bench.enqueue()
    with _another_process(bench.folder / "lock") as process:
        assert bench.outbox.run(item.id, wait=100).phase is Phase.QUEUED
        assert bench.office.calls == []
        process.kill()
        process.wait()
        assert bench.outbox.run(item.id).state is SendState.SENT
