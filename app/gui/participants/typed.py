"""People as they are typed or pasted: a name, an address, a number, or all of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.contacts import e164

_EMAIL: Final = re.compile(r"[^\s<>,;()\[\]\"]+@[^\s<>,;()\[\]\"]+")
_PHONE: Final = re.compile(r"(?<![\w@.])\+?\(?\d[\d\s()/.\-]{4,}\d(?![\w@])")
_AROUND: Final = " \t,;<>\"'()[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPerson:
    """What could be told apart; what was not typed is empty."""

    name: str = ""
    email: str = ""
    phone: str = ""


def typed_people(text: str) -> tuple[TypedPerson, ...]:
    """Everybody in `text`; several are parted by `;` or lines.

    `Inga Engberg <inga@example.com>, +46 70 174 06 31` is one person with everything.
    """
    return tuple(_people(text))


def _people(text: str) -> Iterator[TypedPerson]:
    for each in re.split(r"[;\n]+", text):
        person = _person(each)
        if person != TypedPerson():
            yield person


def _person(text: str) -> TypedPerson:
    text = text.replace("mailto:", " ")
    email = _EMAIL.search(text)
    rest = _EMAIL.sub(" ", text)
    phone = _PHONE.search(rest)
    if phone is not None:
        rest = rest.replace(phone.group(), " ")
    name = re.sub(r"[<>(),\[\]\"]+", " ", rest)
    return TypedPerson(
        name=" ".join(name.split()),
        email="" if email is None else email.group().strip(_AROUND + "."),
        phone="" if phone is None else _number(phone.group()),
    )


def _number(typed: str) -> str:
    """In the international form where it tells its country, else as it was typed."""
    return e164(typed) or " ".join(typed.split())
