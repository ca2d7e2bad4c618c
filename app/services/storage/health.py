"""What the data of a profile has to tell its user before anything else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.services.errors import LocalError
from app.services.storage.database import Database
from app.services.storage.rescue_report import RescueNotes
from app.services.words.errors import ErrorText
from app.services.words.rescue import read_only_text, rescue_text

RESCUED: Final = "rescued"
READ_ONLY: Final = "read-only"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataNotice:
    """One thing to know about the data."""

    key: str
    text: ErrorText
    once: bool
    """Whether it is over when it was seen."""


class DataHealth:
    """Asked whenever the desk is read; safe to use from any thread."""

    def __init__(self, database: Database, folder: Path) -> None:
        """`database` is countersign.db of the profile in `folder`."""
        self._database = database
        self._notes = RescueNotes(folder)

    def notices(self) -> tuple[DataNotice, ...]:
        """What is to be told; nothing where the data cannot be used, which is told elsewhere."""
        try:
            read_only = self._database.read_only
        except LocalError:
            return ()
        found = [
            DataNotice(key=f"{RESCUED}:{each.at.isoformat()}", text=rescue_text(each), once=True)
            for each in self._notes.unseen()
        ]
        if read_only:
            found.append(DataNotice(key=READ_ONLY, text=read_only_text(), once=False))
        return tuple(found)

    def seen(self) -> None:
        """Somebody has read what is told once."""
        self._notes.seen()
