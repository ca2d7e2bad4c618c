"""What a profile says of its outbox, as any new process would read it."""

from pathlib import Path

from app.services.clock import SystemClock
from app.services.outbox.carrier import Carrier
from app.services.outbox.outbox import Outbox
from app.services.outbox.records import OutboxItem
from app.services.storage.database import MIGRATIONS, Database
from app.services.timing import Timing


def items_in(profile: Path) -> tuple[OutboxItem, ...]:
    """The items, newest first; none where nothing was ever put on its way."""
    path = profile / "countersign.db"
    if not path.exists():
        return ()
    clock = SystemClock()
    database = Database(path, MIGRATIONS / "countersign", clock)
    try:
        outbox = Outbox(
            database,
            profile / "outbox",
            profile / "outbox.lock",
            _no_carrier,
            clock,
            Timing,
            lambda _item, _arrival: None,
        )
        return outbox.items()
    finally:
        database.close()


def _no_carrier(_item: OutboxItem, /) -> Carrier:
    raise AssertionError("nobody sends while looking")
