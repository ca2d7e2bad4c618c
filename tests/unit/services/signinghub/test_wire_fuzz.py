"""Answers of SigningHub that no document describes: read, or told as unreadable."""

import json
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import cast

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.json_value import JsonObject, JsonValue
from app.services.errors import BadAnswer
from app.services.http.answers import list_in, object_in
from app.services.http.request import Effect, Reply
from app.services.lenient import Section, lenient, lenient_list
from app.services.signinghub import (
    wire,
    wire_account,
    wire_composing,
    wire_fields,
    wire_history,
    wire_settings,
)
from app.services.signinghub.mapping import observation_of
from app.services.signinghub.past import past_of
from app.services.signinghub.wire import WorkflowDetails
from app.services.tracking import codec
from tests.support.clocks import TurnableClock

FULL = (Path(__file__).parents[3] / "support" / "workflow-full.json").read_bytes()
_NOW = TurnableClock().now()
_ODD_TEXTS = (
    "",
    " ",
    "0000-00-00T00:00:00",
    "2031-02-30T25:61:61Z",
    "/Date(1893456000000)/",
    "9" * 400,
    "XXXX-1234",
    "-1",
    "NEW_WORD_OF_VERSION_9",
    "\ufeffdraft",
    "\x00",
)
_leaf = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=2**63, max_value=2**90),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(_ODD_TEXTS),
)


def _names_in(value: JsonValue) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_names_in, value.values()))
    return set().union(*map(_names_in, value)) if isinstance(value, list) else set()


_MODULES: tuple[ModuleType, ...] = (
    wire,
    wire_account,
    wire_composing,
    wire_fields,
    wire_history,
    wire_settings,
)
SHAPES = sorted(
    {
        each
        for module in _MODULES
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Section) and each is not Section
    },
    key=lambda each: each.__qualname__,
)
NAMES = sorted(
    _names_in(cast("JsonValue", json.loads(FULL)))
    | {field.encode_name for shape in SHAPES for field in msgspec.structs.fields(shape)}
)
_odd = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    ),
    max_leaves=6,
)


def _reply(body: bytes) -> Reply:
    return Reply(
        status=200,
        headers={},
        body=body,
        complete=True,
        host="hub.example.com",
        effect=Effect.NONE,
        correlation_id="1",
        milliseconds=1,
    )


@st.composite
def _objects(draw: st.DrawFn) -> tuple[type[Section], JsonObject]:
    shape = draw(st.sampled_from(SHAPES))
    names = [field.encode_name for field in msgspec.structs.fields(shape)]
    spellings = [each for name in names for each in (name, *shape.ALIASES.get(name, ()))]
    return shape, draw(st.dictionaries(st.sampled_from(spellings), _odd, max_size=4))


@settings(max_examples=100)
@given(_objects())
def test_no_value_of_any_member_costs_the_answer(made: tuple[type[Section], JsonObject]) -> None:
    shape, sent = made
    assert isinstance(lenient(sent, shape), shape)
    assert len(lenient_list([sent, sent], shape)) == 2


def _paths(value: JsonValue, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[str | int, JsonValue]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(found for key, item in inner for found in _paths(item, (*path, key)))]


def _put(value: JsonValue, path: tuple[str | int, ...], odd: JsonValue) -> JsonValue:
    """With something else at that place, where it is still there."""
    if not path:
        return odd
    key, *rest = path
    if isinstance(value, dict) and key in value:
        return value | {str(key): _put(value[str(key)], tuple(rest), odd)}
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return [
            _put(each, tuple(rest), odd) if at == key else each for at, each in enumerate(value)
        ]
    return value


SOUND = cast("JsonValue", json.loads(FULL))


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(_paths(SOUND)), _odd), max_size=5),
    st.dictionaries(st.sampled_from(["actions", "log", "data", "total"]), _odd),
)
def test_an_agreement_is_shown_and_kept_whatever_its_answer_holds(
    spoilt: list[tuple[tuple[str | int, ...], JsonValue]], history: JsonObject
) -> None:
    sent = SOUND
    for path, odd in spoilt:
        sent = _put(sent, path, odd)
    past = past_of(lenient(history, wire.History))
    seen = observation_of(
        lenient(sent, WorkflowDetails), service_id="88121", observed_at=_NOW, past=past
    )
    assert codec.decode(codec.encode(seen)) == seen


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_body_is_read_or_told_as_unreadable(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(FULL)))
    put = data.draw(st.binary(max_size=6))
    cut = data.draw(st.integers(0, 40))
    reply = _reply(FULL[:at] + put + FULL[at + cut :])
    for read in (object_in, list_in):
        # Anything but this fails the test.
        with suppress(BadAnswer):
            assert isinstance(lenient(read(reply), WorkflowDetails), WorkflowDetails)
