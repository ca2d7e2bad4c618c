"""The options of the verbs about what a SigningHub account keeps."""

from app.cli.arguments_templates import MakeParser


def add_contacts_verb(make: MakeParser) -> None:
    """`contacts` and `library`."""
    contacts = make("contacts", "the contacts or groups of a SigningHub account")
    contacts.add_argument("--account", default="", metavar="NAME")
    contacts.add_argument("--groups", action="store_true", help="groups instead of people")
    contacts.add_argument("--search", default="", metavar="TEXT", help="in the name or address")
    library = make("library", "the library documents or templates of a SigningHub account")
    library.add_argument("--account", default="", metavar="NAME")
    library.add_argument("--templates", action="store_true", help="templates instead of documents")
