"""Words for what services tell beside a status: notes, deliveries, copies, events."""

from typing import Final

from app.domain.observed_parts import Channel, DeliveryReport, DocumentNote

_NOTES: Final = {
    DocumentNote.NOT_STARTED: "Sent, but the service has not started it yet",
    DocumentNote.ALL_SIGNED: "Signed by all, waiting for the rest",
    DocumentNote.SEALING: "The service is still sealing the signed file",
    DocumentNote.SEAL_FAILED: "There is no signed file: the service could not finish it",
    DocumentNote.TRASHED: "In the trash at the service",
    DocumentNote.DELETED: "Deleted at the service",
    DocumentNote.NOT_OURS: "Made by somebody else: this account may only look",
}
_VIEWERS: Final = {
    "company_shared": "Shared with this account",
    "company_admin": "Seen as an administrator of the company",
    "signatory": "Seen as one who takes part",
}
_CONFIRMATIONS: Final = {
    "email": "By e-mail",
    "mobile": "As a link by SMS",
    "email_mobile": "By e-mail, and as a link by SMS",
    "email_link": "As a link by e-mail",
    "email_link_mobile": "As a link by e-mail and SMS",
    "none": "Not sent",
}
_CHANNELS: Final = {Channel.EMAIL: "E-mail", Channel.SMS: "SMS"}
_EVENTS: Final = {
    "initiated": "Created",
    "draft": "Prepared",
    "cancelled": "Withdrawn",
    "rejected": "Declined",
    "timeouted": "Expired",
    "problem": "Problem",
    "deliveryproblem": "Not delivered",
    "sent": "Sent",
    "delivered": "Delivered",
    "read": "Invitation read",
    "opened": "Opened",
    "signed": "Signed",
    "prolonged": "Prolonged",
    "sealed": "Sealed",
    "extended": "Sealed again",
}
"""Document API v2, documents/{id}/history, `status`: another vocabulary than a document's."""


def note_words(note: DocumentNote) -> str:
    """What an owner should know of a document, without a full stop."""
    return _NOTES[note]


def viewer_words(viewed_as: str) -> str:
    """Who the account is to a document of somebody else; unknown words as the service has them."""
    return _VIEWERS.get(viewed_as, viewed_as)


def confirmation_words(method: str) -> str:
    """How the signed copy arrives; unknown ways as the service calls them."""
    return _CONFIRMATIONS.get(method, method)


def channel_word(channel: Channel) -> str:
    """By which way a message went."""
    return _CHANNELS[channel]


def arrival_words(report: DeliveryReport) -> str:
    """Whether one message arrived; what is not known here in the service's word."""
    if report.arrived is None:
        return "On its way" if report.raw_status == "deferred" else report.raw_status
    return "Arrived" if report.arrived else "Did not arrive"


def event_words(raw_type: str) -> str:
    """What kind of thing happened; empty where the service's word is not known."""
    return _EVENTS.get(raw_type, "")
