"""What this computer knows of agreements because it sent them."""

from dataclasses import dataclass, field

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.domain.kinds import SendWith
from app.services.accounts import Identity
from app.services.outbox.journal_rows import ITEM_COLUMNS, item_of
from app.services.outbox.journal_view import JournalView
from app.services.outbox.records import FrozenFile
from app.services.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """How an agreement was sent from here."""

    way: SendWith
    agreement: Agreement
    """As it was frozen when Send was pressed."""
    instance_id: str = ""
    identity: Identity = field(default_factory=Identity)
    """Who sent it."""
    files: tuple[FrozenFile, ...] = ()
    """What was sent, with its digests; the copies of the files are gone by then."""
    sent_to: str = ""
    """Whose package it was, where everybody got one: a name or an address."""


class Origins:
    """Finds the outbox item behind a followed agreement."""

    def __init__(self, database: Database) -> None:
        """`database` is countersign.db."""
        self._database = database

    def of(self, base_url: str, service_id: str) -> Origin | None:
        """How the agreement of that id was sent; None where it was not sent from here."""
        with self._database.read() as connection:
            row = connection.execute(
                f"SELECT {ITEM_COLUMNS}, agreement FROM outbox_items"  # noqa: S608 - constant
                " WHERE (service_id = ? OR EXISTS (SELECT 1 FROM json_each(copies)"
                " WHERE json_extract(value, '$.service_id') = ?))"
                " AND base_url IN ('', ?) AND phase = 'sent' ORDER BY rowid DESC LIMIT 1",
                (service_id, service_id, base_url),
            ).fetchone()
        if row is None:
            return None
        item = item_of(row)
        return Origin(
            way=item.way,
            agreement=draft_format.parse(row["agreement"]),
            instance_id=item.instance_id,
            identity=item.identity,
            files=item.files,
            sent_to=next(
                (each.participant for each in item.copies if each.service_id == service_id), ""
            ),
        )

    def sent_draft_ids(self) -> frozenset[str]:
        """Ids (of the agreement) of drafts that are on their way or were sent."""
        return JournalView(self._database).sent_draft_ids()
