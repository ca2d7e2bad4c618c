"""The desk that the tests of the emulated SigningHub sit at."""

import pytest

from tests.support.signinghub_desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()
