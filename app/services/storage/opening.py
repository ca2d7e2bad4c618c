"""The two databases of a profile, opened."""

from pathlib import Path
from typing import Final

from app.services.errors import LocalError
from app.services.ports import Clock
from app.services.storage.database import MIGRATIONS, Database
from app.services.storage.failures import DamagedDatabase, NewerDatabase

_SIDE_FILES: Final = ("", "-wal", "-shm", "-journal")


def open_countersign(path: Path, clock: Clock) -> Database:
    """Accounts, drafts, outbox and what is followed: kept at any price.

    Raises NewerDatabase, DamagedDatabase or another LocalError, and changes nothing then.
    """
    database = Database(path, MIGRATIONS / "countersign", clock)
    database.prepare()
    return database


def open_cache(path: Path, clock: Clock) -> Database:
    """What the services said; a file that cannot be used is set aside for an empty one.

    Raises LocalError when not even an empty one can be made.
    """
    database = Database(path, MIGRATIONS / "cache", clock, precious=False)
    try:
        if _is_sound(database):
            return database
    except (DamagedDatabase, NewerDatabase):
        pass
    database.close()
    _set_aside(path)
    database.prepare()
    return database


def _is_sound(database: Database) -> bool:
    with database.read() as connection:
        return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0]) == "ok"


def _set_aside(path: Path) -> None:
    """Rename the files of a database; an older one that was set aside goes."""
    try:
        for ending in _SIDE_FILES:
            file = path.with_name(path.name + ending)
            if file.exists():
                file.replace(file.with_name(f"{path.stem}-set-aside{path.suffix}{ending}"))
    except OSError as error:
        raise LocalError(
            f"{path} is damaged and cannot be set aside.",
            f"{error.strerror or error}.",
            "Close other windows of Countersign, delete the file, then try again.",
        ) from error
