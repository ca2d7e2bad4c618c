"""Rescuing a damaged database: it is kept as it is, and what can be read goes into a new one."""

import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.services.file_copies import copy_file, copy_stream
from app.services.storage.files import make_private_file, sync_folder
from app.services.storage.mending import MAGIC
from app.services.storage.migrating import (
    bring_up_to_date,
    build,
    newer_than_known,
    newest_version,
    version_of,
)
from app.services.storage.replacing import SoleUse, sole_use, take_place, waiting_place
from app.services.storage.rescue_report import RescueNotes, RescueReport, TableReport
from app.services.storage.rescued_actions import mend_actions
from app.services.storage.rescued_outbox import OUTBOX, doubt_outbox
from app.services.storage.rescued_rows import remove_orphans, remove_unreadable
from app.services.storage.salvage import Salvage, TableRows, layout_of, read_tables, salvage
from app.services.storage.soundness import SIDE_FILES
from app.services.storage.turns import Turn

log = logging.getLogger(__name__)

_WORKSHOP = ".rescue-"
_VERSION_AT = slice(60, 64)
"""Where the header has the number of the last migration (File Format 1.3, user version)."""
_HIGHEST = 9999
"""Migrations have four digits; what is higher is damage."""


def rescue(turn: Turn, migrations: Path, backups: Path, now: datetime, patience: float) -> None:
    """Put a sound database in the place of a damaged one; leave a report in the notes.

    Others must let go of it within `patience` seconds. Until the new one is complete, the damaged
    one stays. Raises LocalError, NewerDatabase and OSError.
    """
    path = turn.path
    turn.must_be_alone()
    with sole_use(path, patience) as use:
        if not use.same or waiting_place(path).exists():
            return
        _refuse_newer(use, migrations)
        _clear_workshops(path.parent)
        damaged = _kept(use, now)
        with tempfile.TemporaryDirectory(prefix=_WORKSHOP, dir=path.parent) as folder:
            workshop = Path(folder)
            fresh = workshop / "fresh.db"
            make_private_file(fresh)
            found = salvage(damaged, migrations, workshop)
            report = _filled(fresh, found, migrations, _Copy(backups, path, workshop), now)
            report = replace(report, damaged=str(damaged))
            RescueNotes(path.parent).add(report)
            log.warning("%s was damaged: %s rows rescued", path.name, found.count)
            fresh.replace(waiting_place(path))
            sync_folder(path.parent)
        take_place(path)


def finish_rescue(turn: Turn, patience: float) -> None:
    """Go on where an earlier rescue was interrupted after its work was done.

    Raises LocalError and OSError.
    """
    path = turn.path
    if waiting_place(path).exists():
        turn.must_be_alone()
        make_private_file(path)
        with sole_use(path, patience) as use:
            if use.same and waiting_place(path).exists():
                _clear_workshops(path.parent)
                take_place(path)


def _clear_workshops(folder: Path) -> None:
    """Remove what rescues left that were interrupted."""
    for left in folder.glob(f"{_WORKSHOP}*"):
        shutil.rmtree(left, ignore_errors=True)


def _refuse_newer(use: SoleUse, migrations: Path) -> None:
    with use.content() as file:
        header = file.read(100)
    told = int.from_bytes(header[_VERSION_AT], "big")
    if header.startswith(MAGIC) and newest_version(migrations) < told <= _HIGHEST:
        raise newer_than_known(told, newest_version(migrations))


def _kept(use: SoleUse, now: datetime) -> Path:
    """A copy of the damaged files under a name of its own."""
    path = use.path
    stem = f"{path.stem}-damaged-{now:%Y%m%dT%H%M%SZ}"
    names = (f"{stem}{'' if number == 1 else f'-{number}'}{path.suffix}" for number in _from_one())
    kept = next(each for name in names if not (each := path.with_name(name)).exists())
    for ending in SIDE_FILES:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            copy_file(beside, kept.with_name(kept.name + ending))
    with use.content() as content:
        copy_stream(content, path, kept)
    return kept


def _from_one() -> Iterator[int]:
    number = 0
    while True:
        number += 1
        yield number


@dataclass(frozen=True, slots=True)
class _Copy:
    """The copy of the database that was made before its last update."""

    backups: Path
    path: Path
    workshop: Path

    def tables(self, migrations: Path, version: int) -> tuple[dict[str, TableRows], str]:
        """Its rows as they are in that version, and when it was made; empty without a copy."""
        for kept in sorted(self.backups.glob(f"{self.path.stem}-v*.db"), reverse=True):
            image = self.workshop / kept.name
            shutil.copyfile(kept, image)
            try:
                with closing(sqlite3.connect(image, isolation_level=None)) as connection:
                    if version_of(connection) > version:
                        continue
                    build(connection, migrations, version)
                    return read_tables(connection, layout_of(connection)), kept.stem.split("-")[-1]
            except (sqlite3.Error, ValueError):
                log.warning("%s cannot be read", kept.name)
        return {}, ""


def _filled(
    fresh: Path, found: Salvage, migrations: Path, copy: _Copy, now: datetime
) -> RescueReport:
    """Fill the new database with what was found, and with what only the older copy has."""
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous=FULL")
        build(connection, migrations, found.version)
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        tables = layout_of(connection)
        for table in tables:
            if table in found.tables:
                _insert(connection, table, found.tables[table])
        gaps = [each for each in tables if each not in found.tables or not found.tables[each].whole]
        older, copied_at = copy.tables(migrations, found.version) if gaps else ({}, "")
        from_copy = {
            each: _complete(connection, each, older[each]) for each in gaps if each in older
        }
        remove_orphans(connection)
        connection.execute("COMMIT")
        bring_up_to_date(connection, migrations, backups=None, now=now)
        connection.execute("BEGIN IMMEDIATE")
        trusted = found.newest and not any(each in OUTBOX for each in gaps)
        today = layout_of(connection)
        doubtful = doubt_outbox(connection, now, trusted=trusted) if today.keys() >= OUTBOX else 0
        if "actions" in today:
            mend_actions(connection, now)
        remove_unreadable(connection, today)
        connection.execute("COMMIT")
        reports = tuple(
            _told(connection, each, found.tables.get(each), from_copy.get(each, 0))
            for each in today
        )
    used = any(from_copy.values())
    return RescueReport(
        at=now,
        damaged="",
        tables=reports,
        doubtful=doubtful,
        copied_at=copied_at if used else "",
    )


def _insert(connection: sqlite3.Connection, table: str, rows: TableRows) -> int:
    """Add rows; how many were taken. What breaks a rule of the table is garbled."""
    columns = ", ".join(f'"{column}"' for column in rows.columns)
    marks = ", ".join("?" * len(rows.columns))
    # Table and columns are those of our own migrations.
    command = f'INSERT OR IGNORE INTO "{table}" ({columns}) VALUES ({marks})'  # noqa: S608
    taken = 0
    for row in rows.rows.values():
        try:
            taken += connection.execute(command, row).rowcount
        except (sqlite3.IntegrityError, sqlite3.DataError):
            continue
    return taken


def _complete(connection: sqlite3.Connection, table: str, older: TableRows) -> int:
    """Add the rows of the older copy that are not there; how many."""
    has_keys = bool(connection.execute(f'PRAGMA index_list("{table}")').fetchall())
    is_empty = connection.execute(f'SELECT 1 FROM "{table}"').fetchone() is None  # noqa: S608
    return _insert(connection, table, older) if has_keys or is_empty else 0


def _told(
    connection: sqlite3.Connection, table: str, found: TableRows | None, from_copy: int
) -> TableReport:
    count = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
    before = 0 if found is None else len(found.rows) + found.lost
    return TableReport(
        table=table,
        rescued=count,
        from_copy=from_copy,
        lost=max(before - count, 0),
        whole=found is not None and found.whole,
    )
