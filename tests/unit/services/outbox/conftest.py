"""What the tests of the outbox begin with."""

from pathlib import Path

import pytest

from tests.support.outbox_bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """All waits are over at once."""
    return Bench(tmp_path)


@pytest.fixture
def slow_bench(tmp_path: Path) -> Bench:
    """Waits are as long as in an office: what is in doubt stays so until the clock is turned."""
    return Bench(tmp_path, scale=1.0)
