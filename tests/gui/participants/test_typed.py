"""People as they are typed: every part is told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gui.participants.typed import TypedPerson, typed_people


@pytest.mark.parametrize(
    ("text", "name", "email", "phone"),
    [
        ("Inga Engberg", "Inga Engberg", "", ""),
        ("  Inga   Engberg ", "Inga Engberg", "", ""),
        ("inga@example.com", "", "inga@example.com", ""),
        ("Inga Engberg <inga@example.com>", "Inga Engberg", "inga@example.com", ""),
        ('"Engberg, Inga" <inga@example.com>', "Engberg Inga", "inga@example.com", ""),
        ("inga@example.com (Inga Engberg)", "Inga Engberg", "inga@example.com", ""),
        ("mailto:inga@example.com", "", "inga@example.com", ""),
        ("+46 70 174 06 31", "", "", "+46701740631"),
        ("0046 70-174 06 31", "", "", "+46701740631"),
        ("070-174 06 31", "", "", "070-174 06 31"),
        ("Inga +46 (0)70 174 06 31", "Inga", "", "+46701740631"),
        ("Inga, inga@example.com, 070-1740631", "Inga", "inga@example.com", "070-1740631"),
        ("Bodil@@example.com", "", "Bodil@@example.com", ""),
        ("Jonas 2 Berg", "Jonas 2 Berg", "", ""),
    ],
)
def test_what_was_typed_is_told_apart(text: str, name: str, email: str, phone: str) -> None:
    assert typed_people(text) == (TypedPerson(name=name, email=email, phone=phone),)


def test_several_people_are_parted_by_semicolons_or_lines() -> None:
    people = typed_people("Inga <inga@example.com>; Bodil <bodil@example.com>\nKarim;")
    assert [each.name for each in people] == ["Inga", "Bodil", "Karim"]


@pytest.mark.parametrize("text", ["", "  ", ";;", "<>", "\n;\n"])
def test_nothing_is_nobody(text: str) -> None:
    assert typed_people(text) == ()


@given(st.text(max_size=60))
def test_whatever_is_typed_breaks_nothing(text: str) -> None:
    for person in typed_people(text):
        assert person != TypedPerson()
        assert person.name == " ".join(person.name.split())
