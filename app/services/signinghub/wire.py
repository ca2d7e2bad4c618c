"""SigningHub's JSON as typed structs (REST API v3, with what v4 adds).

Every id is text: servers send numbers or digits. A flag or number is None when it was absent, null
or unreadable; a text is empty then. Dates stay as sent. `raw` is the object as it came, with the
members that are not modelled here.
"""

from typing import Any, ClassVar

import msgspec
from typing_extensions import override

from app.domain.json_value import JsonObject
from app.services.lenient import Section
from app.services.signinghub.wire_settings import Authentications, Permission, Reminder


class Person(Section, frozen=True, kw_only=True):
    """Somebody named in passing: next signer, group member, post-processing recipient."""

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {
        "user_email": ("email",),
        "user_name": ("name",),
    }
    user_email: str = ""
    user_name: str = ""

    @override
    @classmethod
    def from_text(cls, text: str) -> JsonObject:
        """A bare text is an e-mail address or a name."""
        return {"user_email" if "@" in text else "user_name": text}


class PostProcess(Section, frozen=True, kw_only=True):
    """What happens after completion; `contacts` is the older form of `recipients`."""

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {"one_drive": ("onedrive",)}
    enabled: bool | None = None
    contacts: tuple[Person, ...] = ()
    recipients: tuple[Person, ...] = ()
    workflow_recipients: bool | None = None
    message: str = ""
    google_drive: bool | None = None
    dropbox: bool | None = None
    one_drive: bool | None = None
    document_processing_report: bool | None = None


class Workflow(Section, frozen=True, kw_only=True):
    """The rules by which the package travels, and how far it came."""

    workflow_type: str = ""
    workflow_mode: str = ""
    continue_on_decline: bool | None = None
    workflow_status: str = ""
    read_only: bool | None = None
    message: str = ""
    comments: str = ""
    post_process: PostProcess = PostProcess()


class Template(Section, frozen=True, kw_only=True):
    """The template that was applied to a document."""

    template_id: str = ""
    template_name: str = ""
    read_only: bool | None = None


class Certify(Section, frozen=True, kw_only=True):
    """What may still change after signing: v3 `permission`, v4 allowed and default ones."""

    enabled: bool | None = None
    permission: str = ""
    allowed_permissions: tuple[str, ...] = ()
    default_permission: str = ""


class Document(Section, frozen=True, kw_only=True):
    """One document of the package; sizes in SigningHub's pixels."""

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {
        "document_id": ("documentid", "documentId", "id"),
        "uploaded_on": ("created_on",),
    }
    document_id: str = ""
    document_name: str = ""
    document_order: int | None = None
    document_type: str = ""
    document_source: str = ""
    document_width: int | None = None
    document_height: int | None = None
    document_pages: int | None = None
    document_size: int | None = None
    uploaded_on: str = ""
    modified_on: str = ""
    form_fields: bool | None = None
    lock_form_fields: bool | None = None
    template: Template | None = None
    certify: Certify | None = None
    locked: bool | None = None
    conformance_level: str = ""
    formatted: bool | None = None
    update_required: bool | None = None
    has_signed_signature_fields: bool | None = None
    package_name: str = ""
    """Only where a document is answered by itself (v4)."""
    raw: dict[str, Any] = msgspec.field(default_factory=dict)


class Recipient(Section, frozen=True, kw_only=True):
    """An entry of the workflow: person, group or placeholder.

    `order` is the position in the list, `signing_order` the stage in which the entry acts.
    """

    order: int | None = None
    signing_order: int | None = None
    user_email: str = ""
    user_name: str = ""
    group_name: str = ""
    group_members: tuple[Person, ...] = ()
    placeholder: str = ""
    role: str = ""
    process_status: str = ""
    processed_on: str = ""
    processed_as: str = ""
    processed_by: str = ""
    reason: str = ""
    delegator: str = ""
    delegatee: str = ""
    delegatee_name: str = ""
    user_national_id: str = ""
    permission: Permission = Permission()
    authentications: Authentications = Authentications()
    reminder: Reminder = Reminder()
    email_notification: bool | None = None
    mobile_number: str = ""
    delivery_method: str = ""
    guest_user: bool | None = None
    email_language_code: str = ""
    user_photo_url: str = ""
    gatekeeper: bool | None = None
    gatekeepers: tuple[Person, ...] = ()
    raw: dict[str, Any] = msgspec.field(default_factory=dict)

    @override
    @classmethod
    def from_text(cls, text: str) -> JsonObject:
        """A bare text names a recipient of whom nothing else is known."""
        return Person.from_text(text)


class PackageHeader(Section, frozen=True, kw_only=True):
    """What every answer about a package begins with.

    `package_status` is how it stands for the signed-in user; `next_signer_email` names all members
    when the next signer is a group.
    """

    package_id: str = ""
    package_name: str = ""
    package_owner: str = ""
    owner_name: str = ""
    package_status: str = ""
    folder: str = ""
    folder_id: str = ""
    unread: bool | None = None
    shared_package: bool | None = None
    gatekeeper: bool | None = None
    next_signer: str = ""
    next_signer_email: tuple[Person, ...] = ()
    uploaded_on: str = ""
    modified_on: str = ""
    raw: dict[str, Any] = msgspec.field(default_factory=dict)


class WorkflowDetails(PackageHeader, frozen=True, kw_only=True):
    """GET packages/{id}/workflow."""

    workflow: Workflow = Workflow()
    documents: tuple[Document, ...] = ()
    users: tuple[Recipient, ...] = ()


class AccessDates(Section, frozen=True, kw_only=True):
    """First and last day of access in a package list (v4)."""

    date_from: str = ""
    date_to: str = ""


class Decline(Section, frozen=True, kw_only=True):
    """Why a package of the list was declined (v4); `auto_decline`: its access window ended."""

    reason: str = ""
    auto_decline: bool | None = None
    declined_by: Person = Person()


class PackageSummary(PackageHeader, frozen=True, kw_only=True):
    """One entry of GET packages/{status}/{page}/{records}."""

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {"gatekeeper": ("gatekeeper_package",)}
    workflow_mode: str = ""
    extension: str = ""
    size: int | None = None
    access_duration: AccessDates = AccessDates()
    decline: Decline = Decline()


class HistoryFact(Section, frozen=True, kw_only=True):
    """What an entry of the history adds, such as the signing method."""

    type: str = ""
    value: str = ""

    @override
    @classmethod
    def from_text(cls, text: str) -> JsonObject:
        """A bare text is a value without a type."""
        return {"value": text}


class HistoryAction(Section, frozen=True, kw_only=True):
    """One entry of the history; the words of `action_type` are not published, save SHARED."""

    log_id: str = ""
    date_time: str = ""
    action_type: str = ""
    user_email: str = ""
    user_name: str = ""
    enterprise_name: str = ""
    information: HistoryFact = HistoryFact()
    raw: dict[str, Any] = msgspec.field(default_factory=dict)


class History(PackageHeader, frozen=True, kw_only=True):
    """GET packages/{id}/log (v3), packages/{id}/log/{page}/{records} (v4)."""

    documents: tuple[Document, ...] = ()
    actions: tuple[HistoryAction, ...] = ()
