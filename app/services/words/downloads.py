"""What people should know about files that were saved."""

from datetime import datetime
from pathlib import Path
from typing import Final

NO_EVIDENCE: Final = (
    "SigningHub does not give out the evidence report: it does so for the owner of a completed"
    " agreement, as far as role and subscription allow it."
)
NOT_UNPACKED: Final = (
    "The ZIP is saved as SigningHub sent it: it is locked, very large, or holds something else than"
    " documents."
)


def second_seal_note(first: Path, saved_at: datetime) -> str:
    """Why a signed file has other bytes than the copy that was saved before."""
    return (
        f"This copy differs from the one of {saved_at:%Y-%m-%d} ({first.name}), which is untouched."
        " Scrive seals a completed document a second time, 15 to 30 days after the first, and more"
        " strongly. Both copies are valid."
    )
