"""What a row says of a template: its title, when it was changed, and how much is in it."""

from collections.abc import Sequence

from app.gui.models.found_rows import FoundRow
from app.gui.when import Times
from app.services.templates import Template


class TemplateRow(FoundRow):
    """One template: `ago` says when it was changed last, `line` how much is in it."""

    __slots__ = ()


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
