"""What the emulated account has on its shelf from the beginning."""

from app.emulator.signinghub import people
from app.emulator.signinghub.demo_papers import paper
from app.emulator.signinghub.options import Box, Contact, FieldContent
from app.emulator.signinghub.shelf import (
    Group,
    LibraryDocument,
    Shelf,
    TemplateField,
    TemplatePlace,
    TemplateRecipe,
)
from app.emulator.signinghub.words import Role

_CONTACTS = ("Elsa Norberg", "Viktor Hallgren", "Aisha Rahman", "Bodil Oskarsson", "Åke Öberg")
_HOUSE_LEASE = TemplateRecipe(
    template_id=77,
    name="House lease",
    description="A tenant signs, then the legal department.",
    places=(
        TemplatePlace(role=Role.SIGNER, placeholder="Tenant"),
        TemplatePlace(role=Role.SIGNER, group_name="Legal"),
    ),
    fields=(
        TemplateField(
            kind="electronic_signature",
            place=0,
            page=1,
            box=Box(x=56, y=600, width=200, height=80),
        ),
        TemplateField(
            kind="text",
            place=0,
            page=1,
            box=Box(x=56, y=700, width=200, height=24),
            content=FieldContent(type="DATE", format="dd/mm/yyyy"),
        ),
        TemplateField(
            kind="electronic_signature",
            place=1,
            page=1,
            box=Box(x=320, y=600, width=200, height=80),
        ),
    ),
)
_STANDARD_TERMS = TemplateRecipe(
    template_id=78,
    name="Standard terms, locked",
    description="Only the counterpart may be filled in.",
    read_only=True,
    places=(TemplatePlace(role=Role.SIGNER, placeholder="Counterpart"),),
    fields=(
        TemplateField(
            kind="electronic_signature",
            place=0,
            page=1,
            box=Box(x=56, y=600, width=200, height=80),
        ),
    ),
)
_EXPENSE_FORM = TemplateRecipe(
    template_id=79,
    name="Expense form",
    description="For the form of the same name.",
    public=False,
    needs_form_fields=True,
    places=(TemplatePlace(role=Role.REVIEWER, placeholder="Head of department"),),
)


def fill(shelf: Shelf) -> None:
    """Put the invented contacts, groups, documents and templates there."""
    shelf.contacts = [_contact(name) for name in _CONTACTS]
    shelf.groups = [
        Group(
            group_id=number,
            name=name,
            description=f"Everybody of {name}",
            members=tuple(Contact(name=_name(one), email=one) for one in members),
        )
        for number, (name, members) in enumerate(people.GROUPS.items(), 31)
    ]
    shelf.library = [
        LibraryDocument(
            document_id=501,
            name="Standard terms",
            content=paper("Standard terms", "Delivery", "Payment", "Liability", pages=2),
        ),
        LibraryDocument(document_id=502, name="House rules", content=paper("House rules", "Quiet")),
    ]
    shelf.templates = [_HOUSE_LEASE, _STANDARD_TERMS, _EXPENSE_FORM]


def _contact(name: str) -> Contact:
    plain = name.lower().translate(str.maketrans("åäö ", "aao."))
    return Contact(name=name, email=f"{plain}@example.com")


def _name(email: str) -> str:
    return email.partition("@")[0].replace(".", " ").title()
