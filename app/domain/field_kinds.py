"""Kinds of fields on pages: which way of sending carries them, and how large they are."""

from typing import Final

from app.domain.kinds import FieldType, SendWith
from app.domain.scrive_ways import Ways

SCRIVE_KINDS: Final = frozenset(
    {
        FieldType.SIGNATURE,
        FieldType.TEXT,
        FieldType.CHECKBOX,
        FieldType.RADIO,
        FieldType.DATE,
        FieldType.SIGN_DATE,
        FieldType.NAME,
        FieldType.EMAIL,
        FieldType.COMPANY,
        FieldType.JOB_TITLE,
    }
)
"""What has a counterpart at Scrive (Document API v2, Signatory, `fields`)."""
PACKAGE_KINDS: Final = frozenset(FieldType) - {FieldType.SIGN_DATE}
"""What has a counterpart at SigningHub, where the signature itself tells the day of signing."""
CHECKBOX_WIDTHS: Final = (0.011538, 0.021153, 0.0423076)
"""The only widths of a checkbox at Scrive, in fractions of the page (Placement)."""
RADIO_WIDTHS: Final = (0.014736, 0.021052, 0.025263)
"""The only widths of a radio button there."""
BOXES: Final = frozenset({FieldType.CHECKBOX, FieldType.RADIO})
"""Kinds that are small squares."""
SHOWN: Final = frozenset({FieldType.NAME, FieldType.EMAIL, FieldType.COMPANY, FieldType.SIGN_DATE})
"""Kinds that show what is known; nobody fills them in."""

_FIRST_SIZES: Final = {
    FieldType.SIGNATURE: (190.0, 48.0),
    FieldType.INITIALS: (80.0, 34.0),
    FieldType.IN_PERSON_SIGNATURE: (190.0, 48.0),
    FieldType.TEXT: (180.0, 20.0),
    FieldType.DATE: (110.0, 20.0),
    FieldType.SIGN_DATE: (110.0, 20.0),
    FieldType.NAME: (180.0, 20.0),
    FieldType.EMAIL: (180.0, 20.0),
    FieldType.COMPANY: (180.0, 20.0),
    FieldType.JOB_TITLE: (150.0, 20.0),
}
_LEAST_SIZES: Final = {
    FieldType.SIGNATURE: (40.0, 14.0),
    FieldType.IN_PERSON_SIGNATURE: (40.0, 14.0),
    FieldType.INITIALS: (20.0, 12.0),
}
_KINDS: Final = {
    SendWith.FLOW: SCRIVE_KINDS,
    SendWith.DOCUMENTS: SCRIVE_KINDS,
    SendWith.PACKAGE: PACKAGE_KINDS,
}


def can_place(ways: Ways, kind: FieldType) -> bool:
    """Whether one of the ways that are open carries fields of a kind."""
    return not ways or any(kind in _KINDS[way] for way in ways)


def fixed_widths(ways: Ways, kind: FieldType) -> tuple[float, ...]:
    """The only widths of a kind in fractions of the page, small to large; none where it is free."""
    if ways <= {SendWith.FLOW, SendWith.DOCUMENTS}:
        return {FieldType.CHECKBOX: CHECKBOX_WIDTHS, FieldType.RADIO: RADIO_WIDTHS}.get(kind, ())
    return ()


def first_size(kind: FieldType, page_width: float) -> tuple[float, float]:
    """How large a new field is, in points; small squares are of the middle size."""
    if kind in BOXES:
        widths = CHECKBOX_WIDTHS if kind is FieldType.CHECKBOX else RADIO_WIDTHS
        side = widths[1] * page_width
        return side, side
    return _FIRST_SIZES[kind]


def least_size(kind: FieldType) -> tuple[float, float]:
    """Below this a field can hardly be read or filled in, in points."""
    return (4.0, 4.0) if kind in BOXES else _LEAST_SIZES.get(kind, (16.0, 8.0))


def nearest_width(width: float, page_width: float, widths: tuple[float, ...]) -> float:
    """The one of the fixed `widths` (fractions) that is nearest to a width in points."""
    return min(widths, key=lambda each: abs(each * page_width - width))
