"""Applying a template: the recipients, fields and settings that it brings into a draft."""

from app.emulator.signinghub import drafting, drawing, errors
from app.emulator.signinghub.drafting import NewRecipient
from app.emulator.signinghub.drawing import NewField
from app.emulator.signinghub.options import Template
from app.emulator.signinghub.records import Document, Package, Recipient
from app.emulator.signinghub.shelf import Shelf, TemplateField, TemplateRecipe


def apply(
    package: Package, documents: list[Document], template: TemplateRecipe, shelf: Shelf
) -> None:
    """Append its recipients once, and draw its fields on each document.

    Applying twice brings everything twice. A read-only template locks the workflow.
    """
    if template.needs_form_fields and not all(one.form_fields for one in documents):
        raise errors.invalid("the document does not have the form fields of the template")
    newcomers = [
        NewRecipient(
            role=place.role,
            placeholder=place.placeholder,
            group_name=place.group_name,
            group_members=tuple(shelf.group(place.group_name).addresses)
            if place.group_name
            else (),
            signing_order=len(package.recipients) + number,
        )
        for number, place in enumerate(template.places, 1)
    ]
    people = drafting.add_recipients(package, newcomers)
    for document in documents:
        for wanted in template.fields:
            _draw(package, document, wanted, people)
        document.template = Template(
            template_id=template.template_id, name=template.name, read_only=template.read_only
        )
    package.read_only = package.read_only or template.read_only


def _draw(
    package: Package, document: Document, wanted: TemplateField, people: list[Recipient]
) -> None:
    drawing.add_field(
        package,
        document,
        NewField(
            kind=wanted.kind,
            order=package.position(people[wanted.place]),
            page=min(wanted.page, document.pages),
            box=wanted.box,
            content=wanted.content,
        ),
    )
