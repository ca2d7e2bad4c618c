"""Rules about fields on pages: they belong to somebody, and lie on a page."""

from collections.abc import Iterator

from app.domain.agreement import Field
from app.domain.findings import Draft, FileFacts, Finding, Part, Severity


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding about fields."""
    for position, field in enumerate(draft.agreement.fields):
        where = f"/fields/{position}"
        if draft.agreement.participant(field.participant) is None:
            yield _finding("unknown_participant", f"{where}/participant", label=field.participant)
        document = draft.agreement.document(field.document)
        if document is None:
            yield _finding("unknown_document", f"{where}/document", label=field.document)
            continue
        facts = draft.files.get(document.label)
        if facts is not None:
            yield from _on_page(field, facts, where, document.shown_name)


def _finding(rule: str, where: str, **facts: str) -> Finding:
    return Finding(
        id=f"fields.{rule}",
        severity=Severity.ERROR,
        where=where,
        part=Part.DOCUMENTS,
        facts=facts,
    )


def _on_page(field: Field, facts: FileFacts, where: str, name: str) -> Iterator[Finding]:
    if facts.pages is not None and field.page > facts.pages:
        yield _finding(
            "no_such_page",
            f"{where}/page",
            document=name,
            page=str(field.page),
            pages=str(facts.pages),
        )
        return
    if field.page > len(facts.page_sizes):
        return
    width, height = facts.page_sizes[field.page - 1]
    inside = (
        field.x >= 0
        and field.y >= 0
        and field.width > 0
        and field.height > 0
        and field.x + field.width <= width
        and field.y + field.height <= height
    )
    if not inside:
        yield _finding("outside_page", where, document=name, page=str(field.page))
