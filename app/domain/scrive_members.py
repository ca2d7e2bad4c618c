"""Members of `scrive` in a draft: those that the Document API is sure to take from a client."""

from typing import Final

OURS: Final = frozenset({"send_with", "participants", "attachments", "documents", "author"})
"""Members of `scrive` with rules of their own: they are not handed on as they are."""
FLOW_MEMBERS: Final = ("forms", "settings")
"""Handed on to a Flow as they are (Flow API, `forms` and `settings`), and to nothing else."""
FLOW_SETTINGS: Final = ("language", "duration")
"""Of `settings`, what is handed on: the shapes of the others are not known."""
BOTH_WAYS: Final = ("tags",)
"""Joined with our own marks on every document, also of a Flow."""
DOCUMENT_MEMBERS: Final = (
    "days_to_sign",
    "days_to_remind",
    "timezone",
    "display_options",
    "confirmation_message",
    "sms_invitation_message",
    "sms_confirmation_message",
    "api_callback_url",
)
"""Handed on as they are (Document API v2, Document)."""
PARTY_MEMBERS: Final = (
    "confirmation_delivery_method",
    "notification_delivery_method",
    "authentication_method_to_view_archived",
    "hide_personal_number",
    "allows_highlighting",
    "attachments",
    "consent_module",
    "sign_success_redirect_url",
    "reject_redirect_url",
    "is_visible",
)
"""Handed on as they are for one participant (Document API v2, Signatory)."""
PARTY_VALUES: Final = ("company", "company_number", "personal_number")
"""Values of a participant's standard fields (Document API v2, Signatory, `fields`)."""
FIELDS: Final = "fields"
"""What a participant may change of their own standard fields."""
TO_PARTIES: Final = frozenset({*PARTY_MEMBERS, *PARTY_VALUES, FIELDS})
"""Every member of `scrive.participants.LABEL` that can be handed on."""
LANGUAGES: Final = frozenset(
    "cs da de el en es et fi fr hu is it lt lv nl no pl pt sv".split()  # noqa: SIM905 - readable
)
"""Document API v2, `lang`."""
LONGEST_DAYS: Final = 365
"""Newer accounts take so many days to sign; 90 everywhere."""


def language_of(tag: str) -> str:
    """Scrive's word for a language tag such as `sv` or `nb-NO`; empty where it has none."""
    first = tag.replace("_", "-").split("-")[0].casefold()
    known = {"nb": "no", "nn": "no"}.get(first, first)
    return known if known in LANGUAGES else ""
