"""What a rescue of damaged data brought back, kept until somebody has seen it."""

import json
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.services.file_copies import write_file

log = logging.getLogger(__name__)

_FILE: Final = "rescue.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReport:
    """What became of the rows of one table."""

    table: str
    rescued: int
    """Rows that are back, those from an older copy included."""
    from_copy: int = 0
    """Rows that could only be found in the copy from before an update."""
    lost: int = 0
    """Rows that are known to have been there."""
    whole: bool = True
    """False: part of the table could not be read, so that more may be lost than is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueReport:
    """One rescue."""

    at: datetime
    damaged: str
    """Where the damaged file lies now; it is kept for good."""
    tables: tuple[TableReport, ...]
    doubtful: int = 0
    """Agreements on their way of which it has to be found out whether they were sent."""
    copied_at: str = ""
    """When the older copy was made that rows were taken from; empty where none was needed."""

    def rescued(self, table: str) -> int:
        """Rows of a table that are back."""
        return sum(each.rescued for each in self.tables if each.table == table)

    def lost(self, table: str) -> int:
        """Rows of a table that are known to be lost."""
        return sum(each.lost for each in self.tables if each.table == table)

    def incomplete(self, table: str) -> bool:
        """Whether rows of a table are, or may be, lost."""
        return any(each.lost or not each.whole for each in self.tables if each.table == table)


class RescueNotes:
    """The reports of a profile that nobody has seen yet."""

    def __init__(self, folder: Path) -> None:
        """Keep them in `folder`, the profile."""
        self._file = folder / _FILE

    def unseen(self) -> tuple[RescueReport, ...]:
        """Every report that was not seen, the oldest first."""
        try:
            return tuple(_report(each) for each in json.loads(self._file.read_bytes()))
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError, KeyError):
            log.warning("what was rescued cannot be told: %s is not readable", _FILE)
            return ()

    def add(self, report: RescueReport) -> None:
        """Keep a report. Raises LocalError."""
        reports = [asdict(each) | {"at": each.at.isoformat()} for each in (*self.unseen(), report)]
        write_file(self._file, json.dumps(reports, indent=2).encode(), mode=0o600)

    def seen(self) -> None:
        """Somebody has seen all of them."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


def _report(value: "dict[str, object]") -> RescueReport:
    tables = value["tables"]
    if not isinstance(tables, list):
        raise TypeError("tables")
    return RescueReport(
        at=datetime.fromisoformat(str(value["at"])),
        damaged=str(value["damaged"]),
        tables=tuple(TableReport(**each) for each in tables),
        doubtful=int(str(value["doubtful"])),
        copied_at=str(value["copied_at"]),
    )
