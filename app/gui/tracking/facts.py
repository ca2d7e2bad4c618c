"""Rows that tell one fact each; what is not told has no row."""

from app.gui.tracking.counting import counted
from app.gui.tracking.details import value_text
from app.gui.tracking.rows import WorkflowRow
from app.gui.tracking.said import NamedPerson
from app.gui.when import Times


def present(*rows: WorkflowRow | None) -> tuple[WorkflowRow, ...]:
    """The rows that there are."""
    return tuple(row for row in rows if row is not None)


def fact(
    key: str, name: str, words: str, *, said: str = "", when: str = "", glyph: str = ""
) -> WorkflowRow | None:
    """`name: words`; `said` is what the service wrote for it."""
    if not words:
        return None
    own = "" if said == words else said
    return WorkflowRow(key=key, name=name, status=words, said=own, when=when, glyph=glyph)


def choice(
    key: str, name: str, is_on: bool | None, yes: str = "Yes", no: str = "No"
) -> WorkflowRow | None:
    """One of two words; None where it is not told."""
    return None if is_on is None else fact(key, name, yes if is_on else no)


def moment_fact(key: str, name: str, raw: str, times: Times) -> WorkflowRow | None:
    """A moment as the service wrote it."""
    return fact(key, name, value_text(raw, times), said=raw) if raw else None


def people_fact(
    key: str, name: str, people: tuple[NamedPerson, ...], title: str = ""
) -> WorkflowRow | None:
    """Several people, each in a row beneath; `title` stands in place of how many they are."""
    if not people:
        return None
    return WorkflowRow(
        key=key,
        name=name,
        glyph="users",
        status=title or counted(len(people), "person"),
        children=tuple(
            WorkflowRow(
                key=str(place),
                name=each.name or each.email,
                glyph="user-round",
                status=each.email if each.name else "",
            )
            for place, each in enumerate(people, 1)
        ),
    )
