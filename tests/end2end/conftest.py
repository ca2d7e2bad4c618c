"""What the tests of the whole program begin with."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.emulator.server import Emulator
from tests.support.shell import Shell


@pytest.fixture
def shell(
    tmp_path: Path,
    emulator: Emulator,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Shell]:
    """A verb takes over the signals of its process; the test's process gets its own back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield Shell(tmp_path, emulator, capsys, monkeypatch)
    for number, handler in before.items():
        signal.signal(number, handler)
