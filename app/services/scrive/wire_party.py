"""Scrive's JSON about a party of a document, as typed structs (Document API v2, Signatory).

See `wire` for how members are read. Values of enumerations stay text, so that ones not known here
are kept.
"""

import msgspec
from typing_extensions import override

from app.domain.json_value import JsonObject
from app.services.lenient import Section


class Offset(Section, frozen=True, kw_only=True):
    """How far from its phrase a placement lies, as fractions of the page."""

    x: float | None = None
    y: float | None = None


class Anchor(Section, frozen=True, kw_only=True):
    """A phrase in the PDF that a placement follows."""

    text: str = ""
    index: int | None = None
    """Which occurrence, from 1."""
    offset: Offset | None = None


class Placement(Section, frozen=True, kw_only=True):
    """Where a field lies on a page; origin top left, fractions 0 to 1 of the page's size."""

    xrel: float | None = None
    yrel: float | None = None
    wrel: float | None = None
    hrel: float | None = None
    fsrel: float | None = None
    """The size of the font, as a fraction of the page's width."""
    page: int | None = None
    """From 1."""
    tip: str = ""
    """`left` or `right`: the side from which the guiding arrow comes."""
    anchors: tuple[Anchor, ...] = ()
    raw: JsonObject = msgspec.field(default_factory=dict)


class CustomValidation(Section, frozen=True, kw_only=True):
    """What the text in a field has to look like."""

    pattern: str = ""
    positive_example: str = ""
    tooltip: str = ""


class DateLimit(Section, frozen=True, kw_only=True):
    """The first or last date that a date field takes."""

    type: str = ""
    """`relative-to-doc-view` or `absolute`."""
    value: str = ""
    """Days, or a date."""


class DateConfiguration(Section, frozen=True, kw_only=True):
    """The dates that a date field takes."""

    start_date: DateLimit | None = None
    end_date: DateLimit | None = None


class Field(Section, frozen=True, kw_only=True):
    """One field of a party (Document API v2, Signatory, `fields`)."""

    type: str = ""
    order: int | None = None
    """Of a `name`: 1 is the first name, 2 the last."""
    name: str = ""
    """Of a signature, text, checkbox, radiogroup or date; unique for the party."""
    value: str = ""
    is_obligatory: bool | None = None
    should_be_filled_by_sender: bool | None = None
    editable_by_signatory: bool | None = None
    """Of an e-mail address or a mobile number."""
    description: str = ""
    placements: tuple[Placement, ...] = ()
    signature: str = ""
    """The id of the drawn signature's file."""
    is_checked: bool | None = None
    values: tuple[str, ...] = ()
    """Of a radiogroup: its choices, one placement each."""
    selected_value: str = ""
    custom_validation: CustomValidation | None = None
    configuration: DateConfiguration | None = None
    raw: JsonObject = msgspec.field(default_factory=dict)


class Method(Section, frozen=True, kw_only=True):
    """One proof of identity in its newer form."""

    type: str = ""


class Authentications(Section, frozen=True, kw_only=True):
    """The proofs of identity in their newer form."""

    view: Method = Method()
    sign: Method = Method()
    view_archived: Method = Method()


class HighlightedPage(Section, frozen=True, kw_only=True):
    """A page on which a party marked something."""

    page: int | None = None
    file_id: str = ""


class RequestedAttachment(Section, frozen=True, kw_only=True):
    """A file that the party is asked to hand in."""

    name: str = ""
    description: str = ""
    required: bool | None = None
    add_to_sealed_file: bool | None = None
    file_id: str = ""
    """Empty until it was handed in."""
    file_name: str = ""
    raw: JsonObject = msgspec.field(default_factory=dict)


class DetailedDescription(Section, frozen=True, kw_only=True):
    """The long form of a question."""

    title: str = ""
    text: str = ""


class ConsentQuestion(Section, frozen=True, kw_only=True):
    """One question that a party answers before signing."""

    title: str = ""
    positive_option: str = ""
    negative_option: str = ""
    response: bool | None = None
    """None until it was answered."""
    detailed_description: DetailedDescription | None = None
    raw: JsonObject = msgspec.field(default_factory=dict)


class ConsentModule(Section, frozen=True, kw_only=True):
    """The questions that a party answers before signing."""

    title: str = ""
    questions: tuple[ConsentQuestion, ...] = ()
    raw: JsonObject = msgspec.field(default_factory=dict)


class Signatory(Section, frozen=True, kw_only=True):
    """One party of a document (Document API v2, Signatory)."""

    id: str = ""
    """May change while the document is in preparation."""
    user_id: str = ""
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
    deferred_time: str = ""
    rejection_reason: str = ""
    sign_success_redirect_url: str = ""
    reject_redirect_url: str = ""
    email_delivery_status: str = ""
    mobile_delivery_status: str = ""
    confirmation_email_delivery_status: str = ""
    has_authenticated_to_view: bool | None = None
    csv: tuple[tuple[str, ...], ...] = ()
    delivery_method: str = ""
    confirmation_delivery_method: str = ""
    notification_delivery_method: str = ""
    authentication_method_to_view: str = ""
    authentication_method_to_view_archived: str = ""
    authentication_method_to_sign: str = ""
    authentications: Authentications = Authentications()
    """Newer servers tell the three above here."""
    allows_highlighting: bool | None = None
    highlighted_pages: tuple[HighlightedPage, ...] = ()
    hide_personal_number: bool | None = None
    can_forward: bool | None = None
    attachments: tuple[RequestedAttachment, ...] = ()
    api_delivery_url: str = ""
    """A secret: the party's signing link, below the base URL; told to the author only."""
    consent_module: ConsentModule | None = None
    is_visible: bool | None = None
    """Of approvers only."""
    raw: JsonObject = msgspec.field(default_factory=dict)

    @property
    def to_view(self) -> str:
        """The proof of identity before opening, wherever the server tells it."""
        return self.authentication_method_to_view or self.authentications.view.type

    @property
    def to_sign(self) -> str:
        """The proof of identity when signing, wherever the server tells it."""
        return self.authentication_method_to_sign or self.authentications.sign.type

    @property
    def to_view_archived(self) -> str:
        """The proof of identity after closing, wherever the server tells it."""
        archived = self.authentication_method_to_view_archived
        return archived or self.authentications.view_archived.type

    @override
    def __repr__(self) -> str:
        """Without its signing link and personal data."""
        return f"Signatory(id={self.id!r}, signatory_role={self.signatory_role!r})"
