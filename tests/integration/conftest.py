"""What the tests on real sockets begin with."""

from pathlib import Path

import pytest

from app.emulator.server import Emulator
from tests.support.documents_office import DocumentsOffice
from tests.support.flow_office import Office


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator) -> Office:
    return Office(tmp_path, emulator)


@pytest.fixture
def documents_office(tmp_path: Path, emulator: Emulator) -> DocumentsOffice:
    return DocumentsOffice(tmp_path, emulator)
