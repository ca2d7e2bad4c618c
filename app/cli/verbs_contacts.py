"""`contacts`: whom an account knows at its service."""

from collections.abc import Iterable

from app.cli.exits import Exit
from app.cli.session import Session
from app.domain.json_value import JsonObject, JsonValue
from app.services.address_book import Contact, ContactGroup


def run(session: Session) -> Exit:
    """List people or groups. Raises DomainError and ServiceError."""
    arguments, book = session.arguments, session.desk.addresses
    if arguments.groups:
        groups = book.groups(session.account(), arguments.search, session.cancel)
        lines = [f"{each.name}  {_names(each.members)}".rstrip() for each in groups]
        session.show(
            {"groups": [_group(each) for each in groups]},
            "\n".join(lines) or "No group was found.",
        )
        return Exit.DONE
    people = book.contacts(session.account(), arguments.search, session.cancel)
    lines = [f"{each.name}  {each.email}" for each in people]
    session.show(
        {"contacts": [_contact(each) for each in people]},
        "\n".join(lines) or "Nobody was found.",
    )
    return Exit.DONE


def _contact(contact: Contact) -> JsonObject:
    return {
        "name": contact.name,
        "email": contact.email,
        "phone": contact.phone,
        "of_enterprise": contact.of_enterprise,
    }


def _group(group: ContactGroup) -> JsonObject:
    members: list[JsonValue] = [{"name": each.name, "email": each.email} for each in group.members]
    return {"name": group.name, "description": group.description, "members": members}


def _names(people: Iterable[Contact]) -> str:
    return ", ".join(each.name for each in people)
