"""Scrive's JSON as typed structs (Document API v2 and Flow).

Every id is text, though servers may send numbers. A flag or number is None when it was absent, null
or unreadable; a text is empty then. Dates stay as sent. `raw` is the object as it came, with the
members that are not modelled here.
"""

import msgspec

from app.domain.json_value import JsonObject
from app.services.lenient import Section


class Field(Section, frozen=True, kw_only=True):
    """One field of a party (Document API v2, Signatory, `fields`)."""

    type: str = ""
    order: int | None = None
    """Of a `name`: 1 is the first name, 2 the last."""
    value: str = ""


class Signatory(Section, frozen=True, kw_only=True):
    """One party of a document (Document API v2, Signatory)."""

    id: str = ""
    is_author: bool | None = None
    is_signatory: bool | None = None
    """Deprecated; wins where it contradicts `signatory_role`."""
    signatory_role: str = ""
    fields: tuple[Field, ...] = ()
    sign_order: int | None = None
    sign_time: str = ""
    seen_time: str = ""
    read_invitation_time: str = ""
    rejected_time: str = ""
    rejection_reason: str = ""
    email_delivery_status: str = ""
    mobile_delivery_status: str = ""
    has_authenticated_to_view: bool | None = None
    delivery_method: str = ""
    authentication_method_to_view: str = ""
    authentication_method_to_sign: str = ""
    raw: JsonObject = msgspec.field(default_factory=dict)


class FileName(Section, frozen=True, kw_only=True):
    """A file of a document."""

    id: str = ""
    name: str = ""


class Tag(Section, frozen=True, kw_only=True):
    """A name and a value that mark a document."""

    name: str = ""
    value: str = ""


class Document(Section, frozen=True, kw_only=True):
    """A document (Document API v2, Document)."""

    id: str = ""
    title: str = ""
    status: str = ""
    object_version: int | None = None
    parties: tuple[Signatory, ...] = ()
    file: FileName | None = None
    sealed_file: FileName | None = None
    """None until the document is closed and sealed."""
    tags: tuple[Tag, ...] = ()
    ctime: str = ""
    mtime: str = ""
    timeout_time: str = ""
    invitation_message: str = ""
    is_template: bool | None = None
    is_trashed: bool | None = None
    is_deleted: bool | None = None
    raw: JsonObject = msgspec.field(default_factory=dict)


class DocumentPage(Section, frozen=True, kw_only=True):
    """One page of the list (Document API v2, documents/list).

    `total_matching` is capped by the service: a walk ends at a page that is empty.
    """

    total_matching: int | None = None
    documents: tuple[Document, ...] = ()


class CanStart(Section, frozen=True, kw_only=True):
    """Whether a draft could be started (Document API v2, documents/{id}/canbestarted)."""

    can_start: bool | None = None


class Event(Section, frozen=True, kw_only=True):
    """One line of a document's history (Document API v2, documents/{id}/history)."""

    status: str = ""
    """Another vocabulary than a document's: `cancelled`, `timeouted` ..."""
    time: str = ""
    text: str = ""
    """Prose that may contain HTML."""
    party: str = ""


class History(Section, frozen=True, kw_only=True):
    """The history of a document, newest first."""

    events: tuple[Event, ...] = ()


class Company(Section, frozen=True, kw_only=True):
    """The organisation of a user."""

    companyname: str = ""


class Profile(Section, frozen=True, kw_only=True):
    """Who is signed in (Document API v2, getprofile)."""

    id: str = ""
    fstname: str = ""
    sndname: str = ""
    email: str = ""
    company: Company = Company()


class FlowInstanceNames(Section, frozen=True, kw_only=True):
    """The places where the answer to `POST /flow/instances` may tell the id."""

    id: str = ""
    instance_id: str = ""
    flow_id: str = ""
    instance: FileName = FileName()
    """An object with an `id`."""
