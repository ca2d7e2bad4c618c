"""The surroundings that every test gets."""

import os
from pathlib import Path

import keyring
import keyring.backends.null
import keyring.errors
import pytest


def test_home_is_a_folder_of_the_test(own_environment: Path) -> None:
    assert Path.home() == own_environment
    assert list(own_environment.iterdir()) == [own_environment / "run"]


def test_there_is_no_proxy() -> None:
    assert not [name for name in os.environ if name.lower().endswith("_proxy")]


@pytest.mark.parametrize("repeated", [1, 2])
def test_the_keyring_refuses_also_after_a_test_that_chose_one(repeated: int) -> None:
    with pytest.raises(keyring.errors.NoKeyringError):
        keyring.get_password("countersign", "nobody")
    keyring.set_keyring(keyring.backends.null.Keyring())  # type: ignore[no-untyped-call]
    assert keyring.get_password("countersign", "nobody") is None
