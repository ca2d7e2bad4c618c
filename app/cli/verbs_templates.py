"""`templates` and `new`."""

from pathlib import Path

from app.cli.documents import time_text
from app.cli.exits import Exit
from app.cli.session import Session
from app.domain.errors import DomainError
from app.domain.json_value import JsonObject
from app.services.templates import BegunDraft, Template


def run_templates(session: Session) -> Exit:
    """List what an account can begin with. Raises DomainError and ServiceError."""
    found = session.desk.templates.of(session.account(), session.cancel)
    lines = [f"{each.id}  {each.title}" for each in found]
    session.show(
        {"templates": [_document(each) for each in found]},
        "\n".join(lines) or "The account has no templates.",
    )
    return Exit.DONE


def run_new(session: Session) -> Exit:
    """Write a template as an `.agreement` file. Raises DomainError and ServiceError.

    No draft is kept in the profile: the file is the draft.
    """
    to = new_file(session.arguments.to)
    desk = session.desk
    begun = desk.templates.begin(
        session.account(), session.arguments.template, cancel=session.cancel
    )
    try:
        desk.drafts.export(begun.draft.id, to)
    finally:
        desk.drafts.delete(begun.draft.id)
    session.show(
        {
            "file": str(to),
            "title": begun.draft.agreement.title,
            "remarks": list(begun.remarks),
        },
        "\n".join((_written(begun, to), *begun.remarks)),
    )
    return Exit.DONE


def new_file(to: Path | None) -> Path:
    """Where a draft is written, where nothing is yet. Raises DomainError."""
    if to is None or to.exists():
        raise DomainError(
            "draft.exists",
            facts={
                "sentence": f"{to} is there already.",
                "next_step": "Say another name; nothing was written over.",
            },
        )
    return to


def _document(template: Template) -> JsonObject:
    return {
        "id": template.id,
        "title": template.title,
        "people": template.people,
        "fields": template.fields,
        "changed_at": time_text(template.changed_at),
    }


def _written(begun: BegunDraft, to: Path) -> str:
    return f"“{begun.draft.agreement.title}” is written to {to}. Nothing was sent."
