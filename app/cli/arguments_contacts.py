"""The options of the verb about contacts."""

from app.cli.arguments_templates import MakeParser


def add_contacts_verb(make: MakeParser) -> None:
    """`contacts`."""
    contacts = make("contacts", "the contacts or groups of a SigningHub account")
    contacts.add_argument("--account", default="", metavar="NAME")
    contacts.add_argument("--groups", action="store_true", help="groups instead of people")
    contacts.add_argument("--search", default="", metavar="TEXT", help="in the name or address")
