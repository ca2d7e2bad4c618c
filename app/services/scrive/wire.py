"""Scrive's JSON as typed structs (Document API v2).

Every id is text, though servers may send numbers. A flag or number is None when it was absent, null
or unreadable; a text is empty then. Dates stay as sent. `raw` is the object as it came, with the
members that are not modelled here.
"""

import msgspec
from typing_extensions import override

from app.domain.json_value import JsonObject
from app.services.lenient import Section
from app.services.scrive.wire_party import Signatory


class FileName(Section, frozen=True, kw_only=True):
    """A file of a document."""

    id: str = ""
    name: str = ""


class Tag(Section, frozen=True, kw_only=True):
    """A name and a value that mark a document."""

    name: str = ""
    value: str = ""


class AuthorAttachment(Section, frozen=True, kw_only=True):
    """A file that goes along with the document."""

    name: str = ""
    required: bool | None = None
    """The parties must accept it."""
    add_to_sealed_file: bool | None = None
    """Merged into the signed PDF; otherwise delivered beside it."""
    file_id: str = ""
    raw: JsonObject = msgspec.field(default_factory=dict)


class DisplayOptions(Section, frozen=True, kw_only=True):
    """What the signing page shows."""

    show_header: bool | None = None
    show_pdf_download: bool | None = None
    show_reject_option: bool | None = None
    allow_reject_reason: bool | None = None
    show_footer: bool | None = None
    document_is_receipt: bool | None = None
    show_arrow: bool | None = None
    show_form: bool | None = None
    show_form_arrow: bool | None = None
    raw: JsonObject = msgspec.field(default_factory=dict)


class Viewer(Section, frozen=True, kw_only=True):
    """Who the account is to the document."""

    role: str = ""
    signatory_id: str = ""


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
    author_attachments: tuple[AuthorAttachment, ...] = ()
    tags: tuple[Tag, ...] = ()
    ctime: str = ""
    mtime: str = ""
    timeout_time: str = ""
    auto_remind_time: str = ""
    days_to_sign: int | None = None
    days_to_remind: int | None = None
    display_options: DisplayOptions = DisplayOptions()
    invitation_message: str = ""
    confirmation_message: str = ""
    sms_invitation_message: str = ""
    sms_confirmation_message: str = ""
    lang: str = ""
    timezone: str = ""
    date_format: str = ""
    api_callback_url: str = ""
    access_token: str = ""
    """A secret: it gives access to the document."""
    shareable_link: str = ""
    """A secret: whoever has it can sign."""
    folder_id: str = ""
    template_id: str = ""
    from_shareable_link: bool | None = None
    viewer: Viewer = Viewer()
    is_template: bool | None = None
    is_saved: bool | None = None
    is_shared: bool | None = None
    is_trashed: bool | None = None
    is_in_trash: bool | None = None
    is_deleted: bool | None = None
    raw: JsonObject = msgspec.field(default_factory=dict)

    @override
    def __repr__(self) -> str:
        """Without its secrets and the people in it."""
        return f"Document(id={self.id!r}, status={self.status!r})"


class DocumentPage(Section, frozen=True, kw_only=True):
    """One page of the list (Document API v2, documents/list).

    `total_matching` is capped by the service: a walk ends at a page that is empty.
    """

    total_matching: int | None = None
    documents: tuple[Document, ...] = ()


class CanStart(Section, frozen=True, kw_only=True):
    """Whether a draft could be started (Document API v2, documents/{id}/canbestarted)."""

    can_start: bool | None = None


class EvidenceFile(Section, frozen=True, kw_only=True):
    """One file of evidence (Document API v2, documents/{id}/evidenceattachments)."""

    name: str = ""
    download_url: str = ""
    """Below the base URL."""


class Evidence(Section, frozen=True, kw_only=True):
    """The evidence of a document; the list can be empty."""

    attachments: tuple[EvidenceFile, ...] = ()


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
