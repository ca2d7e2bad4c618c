"""The published JSON Schema says what the reader of drafts does."""

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.domain.errors import DomainError
from app.domain.json_value import JsonValue
from app.domain.kinds import Delivery, FieldType, Order, ParticipantKind, Role, StepType
from tests.support.generated_drafts import agreements

SCHEMA = Path(__file__).parents[3] / "resources/help/agreement.schema.json"
DRAFT: dict[str, Any] = {
    "format": "agreement",
    "version": 1,
    "documents": [{"label": "contract", "file": "contract.pdf"}],
    "participants": [
        {"label": "bo", "authentication": {"view": {"provider": "sms_otp"}, "sign": []}}
    ],
    "process": {
        "type": "sequence",
        "steps": [{"type": "sign", "participant": "bo", "documents": ["contract"]}],
    },
    "fields": [
        {"type": "signature", "participant": "bo", "document": "contract", "page": 1}
        | dict.fromkeys(("x", "y", "width", "height"), 10)
    ],
    "scrive": {
        "attachments": [{"file": "terms.pdf", "name": "Terms"}],
        "documents": {"contract": {"remove_pages": [2]}},
    },
}
PLACES = {
    "": (),
    "document": ("documents", 0),
    "participant": ("participants", 0),
    "method": ("participants", 0, "authentication", "view"),
    "branch": ("process",),
    "step": ("process", "steps", 0),
    "field": ("fields", 0),
    "attachment": ("scrive", "attachments", 0),
    "left_out": ("scrive", "documents", "contract"),
}


def schema_of(name: str) -> dict[str, Any]:
    whole = json.loads(SCHEMA.read_text(encoding="utf-8"))
    found: dict[str, Any] = whole["$defs"][name] if name else whole
    return found


def draft_with(name: str, change: dict[str, Any], without: str = "") -> str:
    """The draft with one object changed."""
    draft = json.loads(json.dumps(DRAFT))
    inner = draft
    for step in PLACES[name]:
        inner = inner[step]
    inner.update(change)
    inner.pop(without, None)
    return json.dumps(draft)


SAMPLES: dict[str, Any] = {"string": "lease", "integer": 2, "number": 2.5, "boolean": False}


def sample_of(member: dict[str, Any]) -> object:
    """A value that the schema allows."""
    if "enum" in member:
        return member["enum"][0]
    if "const" in member:
        return member["const"]
    return SAMPLES.get(member.get("type", ""))


@pytest.mark.parametrize("name", PLACES)
def test_the_reader_knows_every_member_that_the_schema_names(name: str) -> None:
    for member, shape in schema_of(name)["properties"].items():
        value = sample_of(shape)
        if value is not None and member != "label":
            draft_format.parse(draft_with(name, {member: value}))


@pytest.mark.parametrize("name", PLACES)
def test_the_reader_refuses_what_the_schema_does_not_name(name: str) -> None:
    assert schema_of(name)["additionalProperties"] is False
    with pytest.raises(DomainError) as caught:
        draft_format.parse(draft_with(name, {"colour": "red"}))
    assert caught.value.code == "draft.unknown_member"


@pytest.mark.parametrize("name", PLACES)
def test_the_reader_wants_what_the_schema_requires(name: str) -> None:
    for member in schema_of(name).get("required", ()):
        with pytest.raises(DomainError):
            draft_format.parse(draft_with(name, {}, without=member))


@pytest.mark.parametrize(
    ("name", "member", "words"),
    [
        ("participant", "kind", ParticipantKind),
        ("participant", "role", Role),
        ("participant", "delivery", Delivery),
        ("branch", "type", Order),
        ("step", "type", StepType),
        ("field", "type", FieldType),
    ],
)
def test_both_know_the_same_words(name: str, member: str, words: type[StrEnum]) -> None:
    assert set(schema_of(name)["properties"][member]["enum"]) == {each.value for each in words}


VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
_ODD = st.sampled_from([7, 2.5, True, "", "Å", "sideways", [], [3], {}, {"odd": 1}])


def places_of(value: JsonValue) -> Iterator[tuple[Any, Any]]:
    """Every place in a draft: what holds it, and the member or position there."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value if isinstance(value, list) else [])
    )
    for key, each in inside:
        yield value, key
        if isinstance(each, dict | list):
            yield from places_of(each)


@settings(max_examples=20)
@given(agreements())
def test_what_is_written_is_what_the_schema_allows(agreement: Agreement) -> None:
    VALIDATOR.validate(json.loads(draft_format.render(agreement)))


@settings(max_examples=40)
@given(agreements(), st.data())
def test_what_the_schema_refuses_is_refused_when_read(
    agreement: Agreement, data: st.DataObject
) -> None:
    draft = json.loads(draft_format.render(agreement))
    holder, place = data.draw(st.sampled_from(list(places_of(draft))))
    holder[place] = data.draw(_ODD)
    if not VALIDATOR.is_valid(draft):
        with pytest.raises(DomainError):
            draft_format.parse(json.dumps(draft))
