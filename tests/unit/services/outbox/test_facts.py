"""What is kept of a value for a comparison: never a secret, never much."""

import pytest

from app.domain.portrait import Fact
from app.services.outbox.facts import SET, Facts

FACTS = Facts(key="0a1b2c3d4e")
NUMBER = "19701212-1234"


def test_a_number_of_a_person_is_not_kept_and_its_digest_fits_thousands() -> None:
    kept = FACTS.secret(NUMBER)
    assert kept.text == SET
    assert len(kept.digest) == 4
    assert kept == FACTS.secret("19701212 1234")
    assert kept != FACTS.secret("19701212-1235")
    assert kept != Facts(key="another").secret(NUMBER)


@pytest.mark.parametrize("value", [None, "", " "])
def test_nothing_is_nothing(value: str | None) -> None:
    assert FACTS.secret(value) == FACTS.address(value) == FACTS.text(value) == Fact()


def test_of_a_web_address_only_the_computer_is_kept() -> None:
    kept = FACTS.address("https://hook.example.com/in?token=abc")
    assert kept.text == "hook.example.com"
    assert "abc" not in f"{kept}"
    assert kept != FACTS.address("https://hook.example.com/in?token=abd")


def test_an_address_that_is_none_is_not_shown() -> None:
    assert FACTS.address("http://[broken?token=abc").text == SET


def test_a_text_is_kept_as_it_is_read_and_a_long_one_is_cut() -> None:
    assert FACTS.text("<p>Sign &amp;\n return</p>") == Fact(text="Sign & return")
    assert FACTS.text("a < b") == Fact(text="a < b")
    long, longer = FACTS.text("x" * 300), FACTS.text("x" * 301)
    assert len(long.text) == 201
    assert (long.text, long.digest) != (longer.text, longer.digest)


def test_words_numbers_and_switches_are_kept_as_they_are() -> None:
    kept = [FACTS.word(each).text for each in ("sv", 30, True, False, None)]
    assert kept == ["sv", "30", "true", "false", ""]
