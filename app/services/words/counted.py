"""People in sentences: named while they are few, else counted."""

from collections.abc import Mapping, Sequence
from typing import Final

Facts = Mapping[str, str]
"""What a sentence mentions, by name."""
_FEW: Final = 3
"""So many people are named; of more it is said how many they are."""


def people_words(facts: Facts) -> str:
    """`Amara and Jonas`, or `7 people`."""
    names = [name.strip() for name in facts.get("names", "").split(",") if name.strip()]
    count = int(facts.get("count") or len(names))
    if not names or count > _FEW:
        return "1 person" if count == 1 else f"{count} people"
    return listed(names)


def listed(parts: Sequence[str]) -> str:
    """`Amara, Jonas and Tuva`; empty for nothing."""
    *others, last = parts or ("",)
    return f"{', '.join(others)} and {last}" if others else last


def first_name(facts: Facts) -> str:
    """`Henrik` of Henrik Falk; the whole of an address."""
    name = facts.get("name", "")
    return name.split()[0] if name.split() else "The person"


def is_one(facts: Facts) -> bool:
    """Whether they are one."""
    return facts.get("count") == "1"


def named(facts: Facts) -> str:
    """Everybody's names where the sentence only counts them."""
    return facts.get("names", "") if int(facts.get("count") or 0) > _FEW else ""
