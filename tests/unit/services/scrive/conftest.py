"""The emulated Scrive for the tests of this room."""

from collections.abc import Iterator

import pytest

from tests.support.scrive_server import ScriveServer, a_scrive


@pytest.fixture
def scrive() -> Iterator[ScriveServer]:
    """A Scrive of its own on a loopback port."""
    with a_scrive() as server:
        yield server
