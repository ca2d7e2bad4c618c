"""The emulated SigningHub for the tests of this room."""

from collections.abc import Iterator

import pytest

from tests.support.signinghub_server import SigningHubServer, a_signinghub


@pytest.fixture
def hub() -> Iterator[SigningHubServer]:
    """A SigningHub of its own on a loopback port."""
    with a_signinghub() as server:
        yield server
