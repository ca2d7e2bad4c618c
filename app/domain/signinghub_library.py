"""What a SigningHub package takes from its account: documents of the library, and a template.

The documents stand in `signinghub.library`, follow those of the draft and carry no fields of ours.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.agreement import Agreement
from app.domain.signinghub_members import Members
from app.domain.signinghub_settings import with_setting

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject

LIBRARY: Final = "library"
ID: Final = "library_document_id"
NAME: Final = "document_name"
TEMPLATE: Final = "template"
TEMPLATE_NAME: Final = "template_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryDocument:
    """One document that the service keeps."""

    id: str
    """Digits."""
    name: str = ""

    @property
    def shown_name(self) -> str:
        """The name, or what stands for it."""
        return self.name or self.id


def library_of(agreement: Agreement) -> tuple[LibraryDocument, ...]:
    """The documents in the order in which they follow."""
    return read_library(Members.of(agreement.signinghub))


def read_library(settings: Members) -> tuple[LibraryDocument, ...]:
    """The same from members that are being read; what has no number is a misfit."""
    entries = settings.objects(LIBRARY, (ID, NAME))
    found = tuple(
        LibraryDocument(id=str(each.get(ID, "")).strip(), name=str(each.get(NAME, "")).strip())
        for each in entries
    )
    if all(each.id.isdecimal() and each.id.isascii() for each in found):
        return found
    settings.misfits.append(LIBRARY)
    return ()


def with_library(agreement: Agreement, documents: tuple[LibraryDocument, ...]) -> Agreement:
    """The agreement with exactly these documents of the library."""
    told = [{ID: each.id, NAME: each.name} for each in documents]
    return with_setting(agreement, LIBRARY, [dict(each) for each in told])


def without_library_document(agreement: Agreement, place: int) -> Agreement:
    """The agreement without one of them, by its place from 0."""
    kept = [each for at, each in enumerate(library_of(agreement)) if at != place]
    return with_library(agreement, tuple(kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedTemplate:
    """A template that is applied before people and fields are added."""

    name: str
    apply_to_all: bool = False
    """On every document, not on the first one only."""


def template_of(agreement: Agreement) -> WantedTemplate | None:
    """The template that the draft asks for; None where it asks for none."""
    return read_template(Members.of(agreement.signinghub))


def read_template(settings: Members) -> WantedTemplate | None:
    """The same from members that are being read."""
    told = settings.section(TEMPLATE)
    if told is None:
        return None
    name, everywhere = told.text(TEMPLATE_NAME).strip(), told.flag("apply_to_all")
    return WantedTemplate(name=name, apply_to_all=bool(everywhere)) if name else None


def with_template(agreement: Agreement, wanted: WantedTemplate | None) -> Agreement:
    """The agreement with that template, or without one."""
    if wanted is None:
        return with_setting(agreement, TEMPLATE, None)
    told: JsonObject = {TEMPLATE_NAME: wanted.name}
    if wanted.apply_to_all:
        told["apply_to_all"] = True
    return with_setting(agreement, TEMPLATE, told)
