"""Rows of the workflow tree as they shall be, each with the rows beneath it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.kinds import ParticipantKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowRow:
    """One row: what stands in its three columns, and what is beneath it."""

    key: str
    """Unlike its siblings'; with the keys above it, it names the row from refresh to refresh."""
    name: str
    aside: str = ""
    """Beside the name and quieter, e.g. `all at once`."""
    tag: str = ""
    """In a thin frame beside the name, e.g. a role."""
    glyph: str = ""
    """A Lucide name; empty where an avatar stands instead."""
    person: int | None = None
    """Place among the people, from 0, where the row is a person."""
    kind: ParticipantKind = ParticipantKind.PERSON
    """Of that one, who may be a group or nobody yet."""
    strong: bool = False
    status: str = ""
    status_glyph: str = ""
    status_token: str = "text-2"
    when: str = ""
    said: str = ""
    """What the service itself wrote, where that differs from what is shown."""
    hidden: str = ""
    """What it says only when asked for, e.g. a national id; `status` stands in its place."""
    deed: str = ""
    """What Enter or a double click does here, by a key; empty where that opens and closes."""
    fact: str = ""
    """What must differ for the row to count as changed; name and status where empty."""
    is_blocker: bool = False
    is_open: bool = False
    """Whether the rows beneath are shown without being asked for."""
    children: tuple["WorkflowRow", ...] = ()

    @property
    def compared(self) -> str:
        """By which two states of the row are compared."""
        return self.fact or f"{self.name}\n{self.status}"

    @property
    def spoken(self) -> str:
        """The row in one sentence, for screen readers and for copying."""
        parts = (self.name, self.aside, self.tag, self.status, self.when)
        return ", ".join(part for part in parts if part)


def revealed(rows: tuple[WorkflowRow, ...]) -> tuple[WorkflowRow, ...]:
    """The rows with what they say only when asked for."""
    return tuple(
        replace(
            row,
            status=row.hidden or row.status,
            aside="" if row.hidden else row.aside,
            hidden="",
            children=revealed(row.children),
        )
        for row in rows
    )


def walk(rows: tuple[WorkflowRow, ...], depth: int = 0) -> Iterator[tuple[int, WorkflowRow]]:
    """Every row with its depth, as it is read from top to bottom."""
    for row in rows:
        yield depth, row
        yield from walk(row.children, depth + 1)


def as_text(rows: tuple[WorkflowRow, ...]) -> str:
    """The rows as indented lines, for the clipboard."""
    lines = []
    for depth, row in walk(rows):
        if row.deed and not row.status:
            continue
        value = row.status
        if row.said and row.said != value:
            value = f"{value} ({row.said})" if value else row.said
        aside = "" if row.hidden or row.deed else row.aside
        name = " ".join(part for part in (row.name, aside) if part)
        name = f"{name} [{row.tag}]" if row.tag else name
        line = ": ".join(part for part in (name, value) if part)
        lines.append("  " * depth + (f"{line} - {row.when}" if row.when else line))
    return "\n".join(lines)
