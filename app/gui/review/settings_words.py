"""What settings are called, and why one cannot be set."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement
from app.domain.findings import Finding, Part
from app.domain.kinds import SendWith, ServiceKind
from app.domain.part_members import DOCUMENTS
from app.domain.scrive_members import DOCUMENT_MEMBERS
from app.domain.scrive_ways import chosen_way, open_ways
from app.domain.signinghub_settings import AFTERWARDS, FOLDER, GOES_ON, MODE, TYPE
from app.services.words.languages import LANGUAGE_NAMES

_MEMBERS: Final = frozenset({*DOCUMENT_MEMBERS, "tags", "author", "send_with"})
FLOW_TOO: Final = frozenset({"title", "tags", "author", "send_with"})
"""What also a Flow takes."""
PACKAGE_TOO: Final = frozenset({"title", "message"})
"""What a SigningHub package takes."""
PACKAGE_MEMBERS: Final = frozenset({TYPE, MODE, GOES_ON, FOLDER, AFTERWARDS, DOCUMENTS})
"""What nothing else takes."""


def language_options() -> tuple[tuple[str, str], ...]:
    """The languages of Scrive by their codes; an empty one leaves it to the account."""
    own = QCoreApplication.translate("Review", "The account’s own")
    named = sorted(
        (QCoreApplication.translate("Languages", words), code) for code, words in LANGUAGE_NAMES
    )
    return (("", own), *((code, words) for words, code in named))


def language_name(code: str) -> str:
    """`Swedish`; a code that is not known is shown as it is."""
    return dict(language_options()).get(code, code)


def way_options() -> tuple[tuple[str, str], ...]:
    """How it is sent with Scrive; an empty one leaves it to what the draft needs."""
    return (
        ("", QCoreApplication.translate("Review", "As the draft needs it")),
        ("flow", QCoreApplication.translate("Review", "A Flow")),
        ("documents", QCoreApplication.translate("Review", "A plain document")),
    )


def author_options(way: SendWith | None) -> tuple[tuple[str, str], ...]:
    """What the sender does; in a Flow there is no step to sign for them."""
    views = QCoreApplication.translate("Review", "You only view")
    signs = QCoreApplication.translate("Review", "You sign too")
    if way is SendWith.DOCUMENTS:
        return (("", views), ("signing_party", signs))
    left = QCoreApplication.translate("Review", "Left to Scrive")
    return (("", left), ("viewer", views))


def option_options() -> tuple[tuple[str, str], ...]:
    """Whether the signing page shows something."""
    return (
        ("", QCoreApplication.translate("Review", "The account’s own")),
        ("yes", QCoreApplication.translate("Review", "Yes")),
        ("no", QCoreApplication.translate("Review", "No")),
    )


def display_word(name: str) -> str:
    """What a display option does; an unknown one is called as Scrive does."""
    return {
        "show_header": QCoreApplication.translate("Review", "Show the header"),
        "show_pdf_download": QCoreApplication.translate("Review", "Offer the PDF to download"),
        "show_reject_option": QCoreApplication.translate("Review", "Let people reject"),
        "allow_reject_reason": QCoreApplication.translate("Review", "Ask why they reject"),
        "show_footer": QCoreApplication.translate("Review", "Show the footer"),
        "document_is_receipt": QCoreApplication.translate("Review", "It is a receipt"),
        "show_arrow": QCoreApplication.translate("Review", "Lead with an arrow"),
    }.get(name, name)


def setting_of(finding: Finding) -> str:
    """The setting that a finding is about; empty where it is about something else."""
    words = finding.where.split("/")[1:]
    if finding.part is not Part.REVIEW or not words:
        return ""
    if words[0] == "scrive" and len(words) > 1:
        return words[1] if words[1] in _MEMBERS else ""
    if words[0] == "signinghub" and len(words) > 1:
        return words[1] if words[1] in PACKAGE_MEMBERS else ""
    return words[0] if words[0] in ("message", "language") else ""


def reason_against(agreement: Agreement, service: ServiceKind | None, member: str) -> str:
    """Why a setting cannot be made; empty where one of the ways that are open takes it."""
    if service is None:
        return ""
    if service is ServiceKind.SIGNINGHUB:
        if member in PACKAGE_TOO:
            return ""
        return QCoreApplication.translate("Review", "Only Scrive takes this.")
    if member in FLOW_TOO or SendWith.DOCUMENTS in open_ways(agreement, service):
        return ""
    if chosen_way(agreement) is SendWith.FLOW:
        return QCoreApplication.translate(
            "Review", "A Flow does not take what is switched off here. Choose another way."
        )
    return QCoreApplication.translate(
        "Review", "Several documents go as a Flow, which does not take what is switched off here."
    )
