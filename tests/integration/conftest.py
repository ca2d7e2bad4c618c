"""What the tests on real sockets begin with."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.emulator.server import Emulator
from tests.support.documents_office import DocumentsOffice
from tests.support.fault_matrix import stages_in
from tests.support.flow_office import Office
from tests.support.staged.stage import Stage, fast_folder


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator) -> Office:
    return Office(tmp_path, emulator)


@pytest.fixture
def documents_office(tmp_path: Path, emulator: Emulator) -> DocumentsOffice:
    return DocumentsOffice(tmp_path, emulator)


@pytest.fixture(scope="session")
def stages() -> Iterator[tuple[Stage, ...]]:
    """One for each of the two cores on which all tests should run in time."""
    if not hasattr(os, "fork"):
        pytest.skip("processes are forked here")
    with tempfile.TemporaryDirectory(dir=fast_folder()) as folder, stages_in(Path(folder)) as made:
        yield made
