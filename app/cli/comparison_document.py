"""The JSON document of `outbox compare`."""

from app.cli.documents import time_text
from app.domain.comparison import Comparison, There
from app.domain.json_value import JsonObject
from app.services.outbox.comparing import Compared
from app.services.outbox.records import OutboxItem
from app.services.words.comparison import RowWords, comparison_words


def comparison_document(item: OutboxItem, compared: Compared) -> JsonObject:
    """What differs, and all rows in words; a view that could not be had is null in every row."""
    words = comparison_words(item, compared)
    message = (words.headline, words.meaning, words.following)
    return {
        "id": item.id,
        "title": item.title,
        "there": compared.comparison.there.value,
        "read_at": time_text(compared.at),
        "message": " ".join(part for part in message if part),
        "changes": [_row(row, compared.comparison) for row in words.changes],
        "same": [_row(row, compared.comparison) for row in words.same],
    }


def _row(row: RowWords, comparison: Comparison) -> JsonObject:
    return {
        "subject": row.subject,
        "aspect": row.aspect or None,
        "change": row.change.value,
        "ours": row.ours,
        "prepared": row.prepared if comparison.has_prepared else None,
        "theirs": row.theirs if comparison.there is There.READ else None,
    }
