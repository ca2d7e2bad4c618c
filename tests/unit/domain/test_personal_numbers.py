"""Personal numbers: which can be right where, and how they are written plainly."""

import pytest

from app.domain.personal_numbers import bare, is_plausible


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("198112189876", "SE"),
        ("811218-9876", "SE"),
        ("19811218-9876", "SE"),
        ("811278-9873", "SE"),
        ("15076500565", "NO"),
        ("150765 00565", "NO"),
        ("070761-4285", "DK"),
        ("0707614285", "DK"),
        ("131052-308T", "FI"),
        ("131052a308t", "FI"),
    ],
)
def test_a_number_that_can_be_right_is_taken(number: str, country: str) -> None:
    assert is_plausible(number, country)
    assert is_plausible(number)


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("198112189875", "SE"),
        ("198113189876", "SE"),
        ("811218987", "SE"),
        ("15076500566", "NO"),
        ("1507650056", "NO"),
        ("320761-4285", "DK"),
        ("071361-4285", "DK"),
        ("131052-308U", "FI"),
        ("13105-2308T", "FI"),
        ("Bodil", ""),
    ],
)
def test_swapped_and_missing_digits_are_noticed(number: str, country: str) -> None:
    assert not is_plausible(number, country)


def test_a_number_of_another_country_is_not_right_here() -> None:
    assert is_plausible("131052-308T")
    assert not is_plausible("131052-308T", "SE")


def test_separators_are_dropped_where_they_say_nothing() -> None:
    assert bare("19811218-9876") == "198112189876"
    assert bare("150765 00565") == "15076500565"
    assert bare(" 131052-308T ") == "131052-308T"
