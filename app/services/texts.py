"""The one door to words for people."""

from app.services.words.capabilities import (
    capability_group_word,
    capability_word,
    carries_word,
    way_word,
)
from app.services.words.details import (
    arrival_words,
    channel_word,
    confirmation_words,
    event_words,
    note_words,
    viewer_words,
)
from app.services.words.downloads import NO_EVIDENCE, NOT_UNPACKED, second_seal_note
from app.services.words.errors import (
    ErrorText,
    PersonRefusal,
    domain_error_text,
    error_text,
)
from app.services.words.findings import FindingText, finding_text, repair_label
from app.services.words.people import (
    agreement_word,
    delivery_word,
    does_word,
    participant_word,
    provider_word,
    role_word,
)
from app.services.words.scrive_people import copy_word
from app.services.words.sending import (
    CHANGED,
    FORGOTTEN,
    SendingWords,
    answer_word,
    needs_you,
    sending_words,
)
from app.services.words.sizes import size_word

__all__ = [
    "CHANGED",
    "FORGOTTEN",
    "NOT_UNPACKED",
    "NO_EVIDENCE",
    "ErrorText",
    "FindingText",
    "PersonRefusal",
    "SendingWords",
    "agreement_word",
    "answer_word",
    "arrival_words",
    "capability_group_word",
    "capability_word",
    "carries_word",
    "channel_word",
    "confirmation_words",
    "copy_word",
    "delivery_word",
    "does_word",
    "domain_error_text",
    "error_text",
    "event_words",
    "finding_text",
    "needs_you",
    "note_words",
    "participant_word",
    "provider_word",
    "repair_label",
    "role_word",
    "second_seal_note",
    "sending_words",
    "size_word",
    "viewer_words",
    "way_word",
]
