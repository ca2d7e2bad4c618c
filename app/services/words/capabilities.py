"""Words for what the two ways of sending with Scrive can carry."""

from typing import Final

from app.domain.kinds import Delivery, Role, SendWith
from app.domain.scrive_capabilities import Carries
from app.services.words.people import delivery_word, does_word

_GROUPS: Final = {
    "documents": "Documents",
    "role": "Roles",
    "delivery": "Reaching people",
    "proof": "Proof of identity",
    "person": "What people are told and asked for",
    "process": "Process",
    "settings": "Settings",
}
_THINGS: Final = {
    "documents.one": "One document",
    "documents.several": "Several documents at once",
    "documents.fields": "Fields on pages",
    "documents.attachments": "Files that go along",
    "delivery.email_sms": "E-mail and SMS",
    "delivery.none": "No invitation at all",
    "delivery.signed_copy": "How the signed copy comes",
    "proof.sms_otp": "SMS code",
    "proof.attempts": "Number of tries",
    "proof.eid": "Electronic ID",
    "proof.other": "Other proofs, as typed",
    "proof.password": "Password",
    "proof.archived": "Proof to open the archive",
    "person.company": "Company",
    "person.number": "Personal number",
    "person.requested_files": "Asking for files",
    "person.consent": "Questions before signing",
    "person.redirect": "Page after signing",
    "process.order": "First, second, third",
    "process.nested": "Sequences beside each other",
    "settings.message": "Your message",
    "settings.language": "Language",
    "settings.deadline": "Deadline",
    "settings.reminder": "Reminder by itself",
    "process.others": "Forms and other steps of a Flow",
    "settings.tags": "Tags",
    "settings.author": "You sign too",
    "settings.others": "Time zone, page options, callback",
    "settings.flow": "Forms and settings of a Flow",
    "settings.unknown": "Settings that nobody knows",
}
_CARRIES: Final = {
    Carries.YES: "Yes",
    Carries.NO: "No",
    Carries.EXPERIMENTAL: "Experiment",
}
_WAYS: Final = {
    SendWith.FLOW: "Scrive Flow",
    SendWith.DOCUMENTS: "Plain document",
    SendWith.PACKAGE: "SigningHub package",
}


def capability_group_word(group: str) -> str:
    """The heading of a group of things."""
    return _GROUPS[group]


def capability_word(code: str) -> str:
    """One thing that a draft may need."""
    group, _, thing = code.partition(".")
    if code in _THINGS:
        return _THINGS[code]
    return does_word(Role(thing)) if group == "role" else delivery_word(Delivery(thing))


def carries_word(carries: Carries) -> str:
    """Whether a way carries it."""
    return _CARRIES[carries]


def way_word(way: SendWith) -> str:
    """What a way of sending is called."""
    return _WAYS[way]
