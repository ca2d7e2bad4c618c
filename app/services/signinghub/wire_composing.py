"""What SigningHub answers to those who compose: packages, recipients, files under way (v3, v4)."""

from typing import ClassVar

import msgspec

from app.domain.json_value import JsonObject
from app.services.lenient import Section
from app.services.signinghub.wire import Person
from app.services.signinghub.wire_settings import Permission, Reminder


class AddedPackage(Section, frozen=True, kw_only=True):
    """POST packages; the account's role decides the type and mode, so that they are told."""

    package_id: str = ""
    workflow_mode: str = ""
    workflow_type: str = ""
    raw: JsonObject = msgspec.field(default_factory=dict)


class AddedRecipient(Section, frozen=True, kw_only=True):
    """An entry of the answer to POST workflow/users (v4); the position is not told."""

    user_email: str = ""
    signing_order: int | None = None
    guest_user: bool | None = None
    email_language_code: str = ""
    permission: Permission = Permission()
    reminder: Reminder = Reminder()
    raw: JsonObject = msgspec.field(default_factory=dict)


class SharedPackage(Section, frozen=True, kw_only=True):
    """An entry of the answer to POST packages/{id}/workflow."""

    package_id: str = ""
    documents: tuple[str, ...] = ()


class DetailsDocument(Section, frozen=True, kw_only=True):
    """A document in GET packages/{id}/details (v4), where its members have other names."""

    id: str = ""
    name: str = ""
    uploaded_on: str = ""
    modified_on: str = ""
    size: int | None = None
    type: str = ""
    source: str = ""


class PackageDetails(Section, frozen=True, kw_only=True):
    """GET packages/{id}/details (v4)."""

    name: str = ""
    owner: Person = Person()
    read_only: bool | None = None
    document_status: str = ""
    documents: tuple[DetailsDocument, ...] = ()
    raw: JsonObject = msgspec.field(default_factory=dict)


class NamedField(Section, frozen=True, kw_only=True):
    """A field in the answer to whoever made it; the service invents a name where none was sent."""

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {"field_name": ("name",)}
    field_name: str = ""
    created_on: str = ""
