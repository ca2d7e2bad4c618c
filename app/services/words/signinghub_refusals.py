"""The sentences of SigningHub's known refusals: what happened, what it means, what to do."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalWords:
    """The three parts of a refusal."""

    title: str
    detail: str
    next_step: str


_SAFE: Final = "Nothing was changed."

_REFUSALS: Final = {
    "empty_document": (
        "SigningHub got an empty document.",
        "A file without content cannot be signed.",
        "Look at the file, then add it again.",
    ),
    "no_file_name": (
        "SigningHub got a document without a name.",
        "It needs a file name that does not begin with a blank.",
        "Rename the file, then add it again.",
    ),
    "xml_only": (
        "XML files cannot go together with other files.",
        "SigningHub takes either XML files or others in one agreement.",
        "Make an agreement of its own for the other files.",
    ),
    "role_not_for_xml": (
        "This role does not go with an XML file.",
        "Only signers, reviewers and people who get a copy can have one.",
        "Give the person another role.",
    ),
    "not_owner": (
        "This agreement belongs to somebody else.",
        "Only its owner may do this in SigningHub.",
        "Use the account of its owner, or ask them to do it.",
    ),
    "not_signed_in": (
        "SigningHub does not accept the sign-in.",
        "It may have ended, or not be right any more.",
        "Try again; if it stays, check the account's credentials.",
    ),
    "not_a_draft": (
        "This agreement is no draft any more.",
        "SigningHub changes this only before an agreement is sent.",
        "Recall it to draft first, or look at how it stands.",
    ),
    "locked": (
        "This agreement is locked by its template.",
        "Only placeholders can still be filled with people.",
        "Fill the placeholders, or begin without this template.",
    ),
    "not_in_plan": (
        "The account may not do this.",
        "Its role or the subscription does not include it.",
        "Ask the administrator of the account at SigningHub for the permission.",
    ),
    "may_not_change_recipient": (
        "The account may not change recipients.",
        "Its role does not include it.",
        "Ask the administrator of the account at SigningHub for the permission.",
    ),
    "account_disabled": (
        "This account is disabled at SigningHub.",
        "Nothing can be read or sent with it.",
        "Ask the administrator of the account at SigningHub to enable it.",
    ),
    "no_integration": (
        "The account may not act for other users.",
        "That needs an administrator whose role allows managing integration.",
        "Remove the user to act for, or ask your administrator for the right.",
    ),
    "no_workflows_left": (
        "The subscription has no workflow left.",
        "Each agreement that is sent uses one up. Nobody was notified.",
        "Ask the administrator of the account for more, then send again.",
    ),
    "no_storage_left": (
        "The account has no room left at SigningHub.",
        "The document was not stored.",
        "Delete what is not needed there, or ask the administrator for more room.",
    ),
    "document_too_large": (
        "The document is too large for the account.",
        "The subscription limits the size of a document. It was not stored.",
        "Make the file smaller, or ask the administrator for a larger limit.",
    ),
    "upload_refused": (
        "SigningHub does not store this file.",
        "Its virus scanner found something in it.",
        "Have the file looked at before you send it to anybody.",
    ),
    "not_under_way": (
        "There is nothing to recall.",
        "Only an agreement that is under way can be recalled, by its owner.",
        "Look at how it stands now.",
    ),
    "access_not_begun": (
        "The documents cannot be opened yet.",
        "The time in which they may be opened has not begun.",
        "Try again when it has begun.",
    ),
    "access_over": (
        "The documents cannot be opened any more.",
        "The time in which they could be opened is over.",
        "Ask the sender for a new agreement.",
    ),
    "delegation_over": (
        "The documents are not yours to see any more.",
        "The right to act for somebody else was changed, or it ended.",
        "Ask the person for whom you acted.",
    ),
    "wrong_code": (
        "The one-time code is not the right one.",
        "It may have been replaced by a newer one.",
        "Enter the newest code.",
    ),
    "wrong_password": (
        "The password of the documents is not the right one.",
        "Their owner chose it for opening them.",
        "Ask the owner for it, then try again.",
    ),
    "code_required": (
        "The documents open with a one-time code only.",
        "SigningHub sends it to the person whose documents they are.",
        "Have the code sent, then download them with it.",
    ),
    "password_required": (
        "The documents open with a password only.",
        "Their owner chose it for opening them.",
        "Ask the owner for it, then download them with it.",
    ),
    "no_download_of_draft": (
        "A draft cannot be downloaded from SigningHub.",
        "It gives out documents only after they were sent.",
        "Send the agreement first.",
    ),
    "gone": (
        "SigningHub does not have this agreement.",
        "It was deleted, or belongs to another account.",
        "Check the account, and whether somebody deleted it.",
    ),
    "nobody_there": (
        "There is nobody at this place any more.",
        f"The recipients were changed meanwhile. {_SAFE}",
        "Look at the recipients again, then repeat it.",
    ),
    "group_unknown": (
        "SigningHub does not know this group or contact.",
        f"It may have been renamed or removed. {_SAFE}",
        "Choose one from the list of the account.",
    ),
    "field_unknown": (
        "The signature field is not there any more.",
        f"Somebody may have removed it. {_SAFE}",
        "Look at the fields of the document again.",
    ),
    "no_signers": (
        "The agreement has nobody who signs.",
        "SigningHub sends only what somebody has to sign. Nobody was notified.",
        "Add a person who signs, then send again.",
    ),
    "server_error": (
        "SigningHub had a problem of its own.",
        "That also happens where something in the request is not to its liking.",
        "Try again later; if it stays, look at the agreement in SigningHub.",
    ),
}


def refusal_words(code: str) -> RefusalWords | None:
    """The sentences of a known refusal; None for any other."""
    if code not in _REFUSALS:
        return None
    title, detail, next_step = _REFUSALS[code]
    return RefusalWords(title=title, detail=detail, next_step=next_step)


REFUSAL_CODES: Final = frozenset(_REFUSALS)
"""The names of all refusals that have sentences."""
