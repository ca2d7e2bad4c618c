"""The sentences about data that was damaged, or that can only be read."""

from typing import Final

from app.services.storage.rescue_report import RescueReport
from app.services.words.errors import ErrorText

_NAMES: Final = {
    "accounts": "accounts",
    "drafts": "drafts",
    "draft_files": "documents of drafts",
    "draft_versions": "earlier versions of drafts",
    "followed": "followed agreements",
    "outbox_items": "agreements on their way",
    "outbox_steps": "steps of agreements on their way",
    "outbox_looks": "notes about agreements on their way",
}
"""What the rows of a table are for people."""


def rescue_text(report: RescueReport) -> ErrorText:
    """What happened to the data, what is missing, and where the damaged file lies."""
    return ErrorText(
        title=f"Your data was damaged on {report.at:%d %B %Y}; what could be read is back.",
        detail=" ".join(filter(None, (_missing(report), _older(report), _doubtful(report)))),
        next_step=f"The damaged file is kept as {report.damaged}.",
    )


def read_only_text() -> ErrorText:
    """What a profile that nobody here may write to is good for."""
    return ErrorText(
        title="This profile can only be read.",
        detail="Everything is shown; nothing can be saved, and nothing can be sent.",
        next_step="Allow writing to the profile folder to work with it.",
    )


def cut_short_text() -> ErrorText:
    """What is known of an agreement whose last lines are lost."""
    return ErrorText(
        title="We do not know whether this was sent.",
        detail=(
            "The data of Countersign was damaged while this was on its way, and the last lines"
            " about it may be missing. Nothing is repeated."
        ),
        next_step=(
            "Look for it at the service. If it is not there, give this up and copy it to a new"
            " draft."
        ),
    )


def _missing(report: RescueReport) -> str:
    gaps = [each for each in report.tables if report.incomplete(each.table)]
    known = {each.table: each.lost for each in gaps if each.lost and each.table in _NAMES}
    if not gaps:
        return "Nothing is missing."
    names = [f"{count} {_NAMES[table]}" for table, count in known.items()]
    unknown = [_NAMES[each.table] for each in gaps if not each.lost and each.table in _NAMES]
    said = f"Lost: {', '.join(names)}." if names else ""
    if unknown:
        said = f"{said} Some may be missing: {', '.join(unknown)}.".strip()
    if any(each.table == "outbox_items" for each in gaps):
        said += " Before you send a draft, look whether the service has it already."
    return said


def _older(report: RescueReport) -> str:
    return "Some of it is older, from the copy before the last update." if report.copied_at else ""


def _doubtful(report: RescueReport) -> str:
    if not report.doubtful:
        return ""
    one = report.doubtful == 1
    count = "One agreement" if one else f"{report.doubtful} agreements"
    whose = "its" if one else "their"
    return f"{count} on {whose} way may have been sent: this is found out first."
