"""What the tests on real sockets begin with."""

from pathlib import Path

import pytest

from app.emulator.server import Emulator
from tests.support.flow_office import Office


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator) -> Office:
    return Office(tmp_path, emulator)
