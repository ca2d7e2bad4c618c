"""An office in front of a fresh Scrive, for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.acting_office import ActingOffice, an_acting_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ActingOffice]:
    with an_acting_office(tmp_path) as opened:
        yield opened
