"""What the tests of the whole program begin with."""

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
) -> Shell:
    return Shell(tmp_path, emulator, capsys, monkeypatch)
