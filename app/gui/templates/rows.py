"""What a row says of a template: its title, when it was changed, and how much is in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.gui.when import Times
from app.services.templates import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """One template in the list."""

    key: str
    """The id at the service."""
    name: str
    ago: str
    """When it was changed last; empty where the service does not tell."""
    line: str
    """How much is in it."""

    @property
    def aside(self) -> str:
        """Rows of templates have two lines."""
        return ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.name, self.ago, self.line) if part)

    @property
    def can_move(self) -> bool:
        """Titles have their order."""
        return False


def template_rows(
    templates: Sequence[Template], times: Times, searched: str = ""
) -> tuple[TemplateRow, ...]:
    """Rows of the templates whose title or id has every word that is searched."""
    words = searched.casefold().split()
    return tuple(
        TemplateRow(
            key=each.id,
            name=each.title or "No title",
            ago=f"changed {times.at(each.changed_at)}" if each.changed_at is not None else "",
            line=_contents(each),
        )
        for each in templates
        if all(word in f"{each.title} {each.id}".casefold() for word in words)
    )


def _contents(template: Template) -> str:
    """`1 person, 3 fields`."""
    people = "1 person" if template.people == 1 else f"{template.people or 'no'} people"
    fields = "1 field" if template.fields == 1 else f"{template.fields or 'no'} fields"
    return f"{people}, {fields}"
