"""The two databases of a profile."""

from pathlib import Path

from app.services.ports import Clock
from app.services.storage.database import MIGRATIONS, Database


def countersign_database(path: Path, clock: Clock) -> Database:
    """Accounts, drafts, outbox and what is followed: kept at any price."""
    return Database(path, MIGRATIONS / "countersign", clock)


def cache_database(path: Path, clock: Clock) -> Database:
    """What the services said; it can be fetched again."""
    return Database(path, MIGRATIONS / "cache", clock, precious=False)
