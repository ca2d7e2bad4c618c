"""Addresses, numbers and initials."""

import pytest

from app.domain.contacts import e164, initials, normal_email, spaced_phone


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+46 70-174 06 31", "+46701740631"),
        ("0046701740631", "+46701740631"),
        ("0225-4141465", None),
        ("+46", None),
        ("", None),
        ("call me", None),
    ],
)
def test_a_number_is_international_or_none(typed: str, number: str | None) -> None:
    assert e164(typed) == number


def test_a_national_number_needs_its_country() -> None:
    assert e164("070-174 06 31", "SE") == "+46701740631"


def test_a_number_is_shown_in_groups() -> None:
    assert spaced_phone("+46701740631") == "+46 70 174 06 31"
    assert spaced_phone("0225-4141465") == "0225-4141465"


@pytest.mark.parametrize("typed", ["bodil@example.com", " bodil@example.com ", "bö@example.com"])
def test_an_address_is_usable(typed: str) -> None:
    assert normal_email(typed) == typed.strip()


@pytest.mark.parametrize("typed", ["", "bodil", "a@b", "a b@example.com", "<a@example.com>"])
def test_an_address_is_not_usable(typed: str) -> None:
    assert normal_email(typed) is None


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Inga Engberg", "IE"), ("Anna Maria Öberg", "AÖ"), ("bo", "B"), ("", "?"), ("- -", "?")],
)
def test_initials_stand_for_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters
