"""Builders of fields on pages."""

from app.domain.agreement import Field
from app.domain.kinds import FieldType


def a_field(**changes: object) -> Field:
    """A signature of Bodil on the first page of the contract, 119 by 84 points."""
    values: dict[str, object] = {
        "type": FieldType.SIGNATURE,
        "participant": "bodil",
        "document": "contract",
        "page": 1,
        "x": 59.5,
        "y": 421.0,
        "width": 119.0,
        "height": 84.2,
    }
    return Field(**{**values, **changes})  # type: ignore[arg-type]


def a_button(text: str, **changes: object) -> Field:
    """One button of the choice `Pets`."""
    values: dict[str, object] = {
        "type": FieldType.RADIO,
        "group": "Pets",
        "options": (text,),
        "width": 12.5,
        "height": 12.5,
    }
    return a_field(**{**values, **changes})
