"""Sizes of files, as people read them."""

import pytest

from app.services.words.sizes import size_word


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 kB"), (84_000, "84 kB"), (99_999, "99 kB"), (100_000, "0.1 MB"), (1_240_000, "1.2 MB")],
)
def test_a_size_is_told_in_few_digits(size: int, words: str) -> None:
    assert size_word(size) == words
