"""What the account keeps for use in packages: people, groups, documents and templates."""

from dataclasses import dataclass, field

from app.emulator.signinghub import errors
from app.emulator.signinghub.options import Box, Contact, FieldContent
from app.emulator.signinghub.words import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Several people of whom any one acts for all."""

    group_id: int
    name: str
    description: str
    members: tuple[Contact, ...]

    @property
    def addresses(self) -> list[str]:
        """The addresses of the members."""
        return [member.email for member in self.members]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryDocument:
    """A PDF that waits on the shelf."""

    document_id: int
    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePlace:
    """A recipient that a template brings: a place for somebody, or a group."""

    role: Role
    placeholder: str = ""
    group_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateField:
    """A field that a template draws, for the recipient `place` (from 0)."""

    kind: str
    place: int
    page: int
    box: Box
    content: FieldContent = field(default_factory=FieldContent)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRecipe:
    """A template of the account."""

    template_id: int
    name: str
    description: str = ""
    public: bool = True
    read_only: bool = False
    needs_form_fields: bool = False
    """It was drawn on a PDF with form fields of its own, which the target must have too."""
    places: tuple[TemplatePlace, ...] = ()
    fields: tuple[TemplateField, ...] = ()


@dataclass(slots=True, kw_only=True)
class Shelf:
    """All of it, found by name or number."""

    contacts: list[Contact] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    library: list[LibraryDocument] = field(default_factory=list)
    templates: list[TemplateRecipe] = field(default_factory=list)

    def group(self, name: str) -> Group:
        """The group of that name."""
        for group in self.groups:
            if group.name.casefold() == name.casefold():
                return group
        raise errors.no_such_group()

    def template(self, name: str) -> TemplateRecipe:
        """The template of that name."""
        for template in self.templates:
            if template.name.casefold() == name.casefold():
                return template
        raise errors.refusal(404, "Template not found")

    def document(self, document_id: int) -> LibraryDocument:
        """The document of that number."""
        for document in self.library:
            if document.document_id == document_id:
                return document
        raise errors.not_found()
