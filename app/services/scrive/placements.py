"""Places of fields on pages, as the Document API wants them (Document API v2, Placement)."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from app.domain.agreement import Field
from app.domain.field_kinds import BOXES, fixed_widths, nearest_width
from app.domain.json_value import JsonObject
from app.domain.kinds import SendWith
from app.domain.page_removal import as_sent, removed_pages, without_pages
from app.services.errors import LocalError
from app.services.outbox.carrier import Parcel

PageSizes = Sequence[tuple[float, float]]
"""Width and height of each page in points, as displayed."""
Measure = Callable[[Path], PageSizes]
"""Looks up the sizes of a PDF's pages; none where nobody can."""

_NORMAL_FONT: Final = 0.0168
"""Font size as a fraction of the page's width: the service's own middle size."""
_SCRIVE: Final = frozenset({SendWith.FLOW, SendWith.DOCUMENTS})


def placement(field: Field, pages: PageSizes) -> JsonObject:
    """The place of a field in fractions of its page, from the top left.

    A field that follows a phrase is sent with the place that was found for it: absolute places
    are certain, `anchors` are worked out again by the service when another file is set.
    Raises IndexError for a page that does not exist.
    """
    width, height = pages[field.page - 1]
    left, top = _fraction(field.x, width), _fraction(field.y, height)
    made: JsonObject = {
        "xrel": left,
        "yrel": top,
        "wrel": min(_fraction(field.width, width), round(1 - left, 6)),
        "hrel": min(_fraction(field.height, height), round(1 - top, 6)),
        "fsrel": _NORMAL_FONT,
        "page": field.page,
        "tip": "right",
        "anchors": [],
    }
    if field.type in BOXES:
        side = nearest_width(field.width, width, fixed_widths(_SCRIVE, field.type))
        # The square may be larger than it was drawn, and must not reach over the edge.
        made |= {
            "xrel": min(left, _floored(1 - side)),
            "yrel": min(top, _floored(1 - side * width / height)),
            "wrel": side,
            "hrel": 0,
            "fsrel": 0,
        }
    return made


def measured(measure: Measure, parcel: Parcel, label: str) -> PageSizes:
    """The sizes of a document's pages as it is sent, where it has fields. Raises LocalError."""
    sent = as_sent(parcel.agreement)
    fields = [field for field in sent.fields if field.document == label]
    if not fields:
        return ()
    removed = removed_pages(parcel.agreement, label)
    pages = without_pages(measure(parcel.paths[label]), removed)
    if len(pages) < max(field.page for field in fields):
        raise LocalError(
            "The pages of the document could not be measured.",
            "Fields cannot be placed without that. Nobody was notified.",
            "Take the fields out of the draft, or send it from another computer.",
        )
    return pages


def _floored(fraction: float) -> float:
    return max(math.floor(fraction * 1e6) / 1e6, 0.0)


def _fraction(part: float, whole: float) -> float:
    return round(min(max(part / whole, 0.0), 1.0), 6)
