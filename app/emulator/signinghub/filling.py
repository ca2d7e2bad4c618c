"""What people put into the fields of a document when they act."""

from dataclasses import replace
from datetime import datetime

from app.emulator.signinghub.records import Field, Package, Recipient


def fill(package: Package, recipient: Recipient, *, by: str, at: datetime) -> None:
    """Fill the mandatory fields of a recipient that are still empty, as the person would."""
    for document in package.documents:
        for field in document.fields:
            if field.recipient is recipient and field.content.mandatory:
                value = _value(field, recipient, by=by, at=at)
                field.content = replace(field.content, value=value)


def _value(field: Field, recipient: Recipient, *, by: str, at: datetime) -> str:
    """An answer that suits the field; nothing where no text belongs."""
    if field.kind == "checkbox":
        return "true"
    if field.kind != "text" or field.content.value:
        return field.content.value
    values = {
        "NAME": recipient.label,
        "EMAIL": by,
        "DATE": f"{at:%d/%m/%Y}",
        "COMPANY": "Example Ltd",
        "JOBTITLE": "Manager",
    }
    usual = "1" if field.content.field_type == "Number" else "Filled in"
    return values.get(field.content.type, usual)[: field.content.max_length]
