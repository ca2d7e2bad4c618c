"""The fields of a draft's documents: drawn, changed, given to others, taken out."""

import dataclasses
from dataclasses import dataclass

from app.emulator.signinghub import errors
from app.emulator.signinghub.drafting import recipient_at
from app.emulator.signinghub.options import Box, FieldContent
from app.emulator.signinghub.records import Document, Field, Package


@dataclass(frozen=True, slots=True, kw_only=True)
class NewField:
    """A field as a request describes it."""

    kind: str
    order: int
    page: int
    box: Box
    name: str | None = None
    visible: bool = True
    otp_mobile_number: str | None = None
    totp: bool = False
    levels: tuple[str, ...] = ()
    content: FieldContent = dataclasses.field(default_factory=FieldContent)


def add_field(
    package: Package, document: Document, new: NewField, *, unique: bool = False
) -> Field:
    """Give the recipient at a position a field; the service invents a name where none is given.

    `unique`: refuse a name that is taken.
    """
    recipient = recipient_at(package, new.order)
    _check_place(document, new)
    taken = {field.name for field in document.fields}
    if unique and new.name in taken:
        raise errors.invalid("field_name is already in use")
    field = Field(
        name=new.name or _free_name(taken),
        kind=new.kind,
        recipient=recipient,
        page=new.page,
        box=new.box,
        visible=new.visible,
        otp_mobile_number=new.otp_mobile_number,
        totp=new.totp,
        levels=new.levels,
        content=new.content,
    )
    document.fields.append(field)
    return field


def replace_field(
    package: Package, document: Document, new: NewField, *, renamed_as: str | None = None
) -> Field:
    """Replace everything about the field of that name and kind; the last one of several."""
    recipient = recipient_at(package, new.order)
    for field in reversed(document.fields):
        if field.name == new.name and field.kind == new.kind:
            _check_place(document, new)
            field.recipient, field.page, field.box = recipient, new.page, new.box
            field.visible, field.content, field.levels = new.visible, new.content, new.levels
            field.otp_mobile_number, field.totp = new.otp_mobile_number, new.totp
            field.name = renamed_as or field.name
            return field
    raise errors.no_such_field()


def assign_field(package: Package, document: Document, name: str, order: int) -> None:
    """Give the field of that name to the recipient at a position."""
    recipient = recipient_at(package, order)
    for field in reversed(document.fields):
        if field.name == name:
            field.recipient = recipient
            return
    raise errors.no_such_field()


def remove_field(document: Document, name: str) -> None:
    """Take a field out; of several with that name the one that came last."""
    for field in reversed(document.fields):
        if field.name == name:
            document.fields.remove(field)
            return
    raise errors.no_such_field()


def _check_place(document: Document, new: NewField) -> None:
    if not 1 <= new.page <= document.pages:
        raise errors.invalid("page_no is not a page of the document")
    box = new.box
    if min(box.width, box.height) <= 0 or min(box.x, box.y) < 0:
        raise errors.invalid("dimensions are not inside the page")
    if box.x + box.width > document.width or box.y + box.height > document.height:
        raise errors.invalid("dimensions are not inside the page")


def _free_name(taken: set[str]) -> str:
    number = len(taken) + 1
    while f"Signature{number}" in taken:
        number += 1
    return f"Signature{number}"
