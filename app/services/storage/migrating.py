"""Bringing a database up to date by numbered migrations."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from app.services.storage.failures import NewerDatabase
from app.services.storage.files import make_private_file, make_private_folder, sync_folder

_NAME: Final = re.compile(r"([0-9]{4})_[a-z0-9_]+\.sql")
_KEPT_BACKUPS: Final = 2
"""Copies of a database from before its latest migrations."""


def newest_version(migrations: Path) -> int:
    """The version of a database after all migrations."""
    return max(_numbered(migrations), default=0)


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations a database has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def build(connection: sqlite3.Connection, migrations: Path, version: int) -> None:
    """Bring a database that nobody else uses to a version; an empty one has it from the start."""
    steps = _numbered(migrations)
    for number in range(version_of(connection) + 1, version + 1):
        _migrate(connection, number, steps[number])


def bring_up_to_date(
    connection: sqlite3.Connection, migrations: Path, *, backups: Path | None, now: datetime
) -> None:
    """Run every migration that the database lacks: all of them, or none when one fails.

    A database that holds something is copied into `backups` first. The connection must be in
    autocommit mode. Raises NewerDatabase when the database knows more than we do.
    """
    steps = sorted(_numbered(migrations).items())
    newest = newest_version(migrations)
    if version_of(connection) == newest:
        return
    # Tables are rebuilt by dropping the old one, which enforced foreign keys would empty others by;
    # the switch has no effect inside a transaction.
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = version_of(connection)  # again: another process may have been faster
        if found > newest:
            raise newer_than_known(found, newest)
        if backups is not None and 0 < found < newest:
            _back_up(connection, backups, found, now)
        for number, script in steps:
            if number > found:
                _migrate(connection, number, script)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def newer_than_known(found: int, newest: int) -> NewerDatabase:
    """What is said of a database that has seen migrations from the future."""
    return NewerDatabase(
        "Your data was written by a newer version of Countersign.",
        f"It has version {found}; this program knows versions up to {newest}. Nothing was changed.",
        "Install the newest version of Countersign, or start with another profile folder.",
    )


def _numbered(migrations: Path) -> dict[int, Path]:
    found = {
        int(name[1]): path for path in migrations.iterdir() if (name := _NAME.fullmatch(path.name))
    }
    if sorted(found) != list(range(1, len(found) + 1)):
        raise ValueError(f"the migrations in {migrations} are not numbered 1, 2, 3 ...")
    return found


def _migrate(connection: sqlite3.Connection, number: int, script: Path) -> None:
    for statement in _statements(script.read_text(encoding="utf-8")):
        connection.execute(statement)
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise ValueError(f"{script.name} leaves {len(broken)} rows without their parents")
    connection.execute(f"PRAGMA user_version={number}")


def _statements(script: str) -> Iterator[str]:
    """The statements one by one: running them as a script would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"a migration ends in the middle of a statement: {statement.strip()}")


def _back_up(connection: sqlite3.Connection, backups: Path, version: int, now: datetime) -> None:
    """Copy what is committed; the connection holds the lock of writers, so nobody else copies."""
    make_private_folder(backups)
    source = Path(connection.execute("PRAGMA database_list").fetchone()["file"])
    kept = backups / f"{source.stem}-v{version:04}-{now:%Y%m%dT%H%M%SZ}.db"
    under_way = kept.with_suffix(".part")
    under_way.unlink(missing_ok=True)
    make_private_file(under_way)
    with closing(sqlite3.connect(source)) as reader, closing(sqlite3.connect(under_way)) as copy:
        reader.backup(copy)
    under_way.replace(kept)
    sync_folder(backups)
    for old in sorted(backups.glob(f"{source.stem}-v*.db"))[:-_KEPT_BACKUPS]:
        old.unlink()
