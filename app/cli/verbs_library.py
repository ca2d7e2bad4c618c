"""`library`: the documents and templates that an account keeps at its service."""

from app.cli.exits import Exit
from app.cli.session import Session
from app.domain.signinghub_library import ID, NAME, TEMPLATE_NAME


def run(session: Session) -> Exit:
    """List documents or templates. Raises DomainError and ServiceError.

    The members are those of a draft, so that they can be copied into one.
    """
    shelf, account = session.desk.shelf, session.account()
    if session.arguments.templates:
        templates = shelf.templates(account, session.cancel)
        lines = [
            f"{each.name}  {'locked  ' if each.read_only else ''}{each.description}".rstrip()
            for each in templates
        ]
        session.show(
            {
                "templates": [
                    {
                        TEMPLATE_NAME: each.name,
                        "description": each.description,
                        "read_only": each.read_only,
                    }
                    for each in templates
                ]
            },
            "\n".join(lines) or "No template was found.",
        )
        return Exit.DONE
    documents = shelf.library(account, session.cancel)
    session.show(
        {"library": [{ID: each.id, NAME: each.name} for each in documents]},
        "\n".join(f"{each.id}  {each.name}" for each in documents) or "The library is empty.",
    )
    return Exit.DONE
