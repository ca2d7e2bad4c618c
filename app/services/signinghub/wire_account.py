"""What SigningHub answers about the server and the account, as typed structs (REST API v3, v4).

The shapes of lists are not documented for every version: all names under which a value was seen
are accepted, and `raw` is the object as it came.
"""

from typing import ClassVar

import msgspec
from typing_extensions import override

from app.domain.json_value import JsonObject
from app.services.lenient import Section
from app.services.signinghub.wire import Person


class TokenAnswer(Section, frozen=True, kw_only=True):
    """POST authenticate; `expires_in` in seconds, `refresh_token` may be missing."""

    access_token: str = ""
    token_type: str = ""
    expires_in: int | None = None
    refresh_token: str = ""


class About(Section, frozen=True, kw_only=True):
    """GET about: the installed product."""

    installation_name: str = ""
    version: str = ""
    build: str = ""
    copyright: str = ""
    raw: JsonObject = msgspec.field(default_factory=dict)


class ProfileGeneral(Section, frozen=True, kw_only=True):
    """Who the signed-in user is."""

    user_email: str = ""
    user_name: str = ""
    job_title: str = ""
    company_name: str = ""
    mobile_number: str = ""
    enterprise_role: str = ""
    user_national_id: str = ""


class ProfileLocale(Section, frozen=True, kw_only=True):
    """Where the signed-in user is."""

    country: str = ""
    timezone: str = ""
    language: str = ""


class ProfileEnterprise(Section, frozen=True, kw_only=True):
    """For whom the signed-in user works."""

    enterprise_name: str = ""
    owner: str = ""
    owner_email: str = ""


class Profile(Section, frozen=True, kw_only=True):
    """GET settings/profile."""

    general: ProfileGeneral = ProfileGeneral()
    locale: ProfileLocale = ProfileLocale()
    enterprise: ProfileEnterprise = ProfileEnterprise()
    raw: JsonObject = msgspec.field(default_factory=dict)


class Contact(Section, frozen=True, kw_only=True):
    """An entry of GET settings/contacts: somebody in the address book."""

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {
        "user_name": ("name",),
        "user_email": ("email",),
    }
    id: str = ""
    user_name: str = ""
    user_email: str = ""
    mobile_number: str = ""
    enterprise: bool | None = None
    user_national_id: str = ""
    created_on: str = ""
    raw: JsonObject = msgspec.field(default_factory=dict)

    @override
    @classmethod
    def from_text(cls, text: str) -> JsonObject:
        """A bare text is an e-mail address or a name."""
        return Person.from_text(text)


class Group(Section, frozen=True, kw_only=True):
    """An entry of GET settings/groups; its shape is not documented."""

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {
        "group_id": ("id", "Id"),
        "group_name": ("name", "Name"),
        "description": ("Description",),
        "group_members": ("members", "Members"),
    }
    group_id: str = ""
    group_name: str = ""
    description: str = ""
    group_members: tuple[Person, ...] = ()
    raw: JsonObject = msgspec.field(default_factory=dict)

    @override
    @classmethod
    def from_text(cls, text: str) -> JsonObject:
        """A bare text is the name of a group."""
        return {"group_name": text}


class TemplateDocument(Section, frozen=True, kw_only=True):
    """A document of a template (v4)."""

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {
        "id": ("document_id",),
        "name": ("document_name",),
    }
    id: str = ""
    name: str = ""


class TemplateEntry(Section, frozen=True, kw_only=True):
    """An entry of GET settings/templates; templates are applied by their name."""

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {
        "template_id": ("id",),
        "template_name": ("name",),
    }
    template_id: str = ""
    template_name: str = ""
    template_public: bool | None = None
    read_only: bool | None = None
    created_on: str = ""
    description: str = ""
    enterprise: bool | None = None
    documents: tuple[TemplateDocument, ...] = ()
    raw: JsonObject = msgspec.field(default_factory=dict)


class LibraryDocument(Section, frozen=True, kw_only=True):
    """An entry of GET settings/library; its shape is not documented."""

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {
        "document_id": ("library_document_id", "documentid", "id"),
        "document_name": ("name",),
        "document_type": ("type",),
    }
    document_id: str = ""
    document_name: str = ""
    document_type: str = ""
    raw: JsonObject = msgspec.field(default_factory=dict)


class Notification(Section, frozen=True, kw_only=True):
    """An entry of GET account/notifications; its shape is not documented."""

    id: str = ""
    message: str = ""
    package_id: str = ""
    created_on: str = ""
    raw: JsonObject = msgspec.field(default_factory=dict)
