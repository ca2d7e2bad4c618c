import pytest

from tests.support.scrive_desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()
