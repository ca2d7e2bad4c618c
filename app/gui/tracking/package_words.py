"""SigningHub's words in a workflow's details, as people say them; unknown ones stay as they are."""

from collections.abc import Mapping
from typing import Final

from app.domain.status import normal_word

_TYPES: Final = {
    "SERIAL": "One after another",
    "SEQUENTIAL": "One after another",
    "PARALLEL": "All at once",
    "INDIVIDUAL": "A copy for each",
    "CUSTOM": "In steps",
}
_MODES: Final = {
    "ONLYME": "Only the owner",
    "MEANDOTHERS": "The owner and others",
    "ONLYOTHERS": "Others than the owner",
}
_OWN: Final = {
    "DRAFT": "A draft of this account",
    "INPROGRESS": "Sent by this account",
    "INPRGORESS": "Sent by this account",
    "SHARED": "Sent by this account",
    "PENDING": "Waits for this account",
    "SIGNED": "This account has signed",
    "REVIEWED": "This account has approved",
    "APPROVED": "This account has approved",
    "EDITED": "This account has filled it in",
    "UPDATED": "This account has filled it in",
    "DECLINED": "Declined",
    "COMPLETED": "Completed",
}
_FOLDERS: Final = {"INBOX": "Inbox", "ARCHIVE": "Archive"}
_CERTIFIED: Final = {
    "NOCHANGESALLOWED": "Nothing may change afterwards",
    "FORMFILLINGALLOWED": "Forms may be filled in afterwards",
    "FORMFILLINGWITHANNOTATIONSALLOWED": "Forms may be filled in and notes added afterwards",
}
_PROCESSED_AS: Final = {
    "COLLABORATOR": "as one of the workflow",
    "DELEGATOR": "as the one who delegated",
    "DELEGATEE": "as their delegate",
    "GROUPMEMBER": "as a member of the group",
    "OWNER": "as the owner",
}
_PERMISSIONS: Final = {
    "print": "Print",
    "download": "Download",
    "add_text": "Add text",
    "add_attachment": "Add attachments",
    "attachment": "Add attachments",
    "change_recipients": "Change recipients",
}


def type_word(raw: str) -> str:
    """`workflow_type`: who acts after whom."""
    return _word(_TYPES, raw)


def mode_word(raw: str) -> str:
    """`workflow_mode`: whether the owner takes part."""
    return _word(_MODES, raw)


def own_word(raw: str) -> str:
    """`package_status`: how the package stands for the account, not how far the workflow is."""
    return _word(_OWN, raw)


def folder_word(raw: str) -> str:
    """`folder`: where the account keeps it."""
    return _word(_FOLDERS, raw)


def certified_word(raw: str) -> str:
    """`certify.permission`: what may change after the first signature."""
    return _word(_CERTIFIED, raw)


def processed_as_word(raw: str) -> str:
    """`processed_as`: in which capacity somebody acted."""
    return _word(_PROCESSED_AS, raw)


def permission_word(member: str) -> str:
    """A member of `permission`; empty where it has no word."""
    return _PERMISSIONS.get(member, "")


def _word(words: Mapping[str, str], raw: str) -> str:
    return words.get(normal_word(raw), raw)
