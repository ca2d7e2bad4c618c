"""Whatever is modelled of SigningHub's JSON comes back as it was sent, and nothing else is lost."""

import inspect
import json
from pathlib import Path
from types import ModuleType
from typing import cast

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect as shapes

from app.domain.json_value import JsonObject, JsonValue
from app.services.lenient import Section, lenient
from app.services.signinghub import (
    wire,
    wire_account,
    wire_composing,
    wire_fields,
    wire_history,
    wire_settings,
)
from app.services.signinghub.wire import WorkflowDetails

FULL = Path(__file__).parents[3] / "support" / "workflow-full.json"
_MODULES: tuple[ModuleType, ...] = (
    wire,
    wire_account,
    wire_composing,
    wire_fields,
    wire_history,
    wire_settings,
)
SECTIONS: list[type[Section]] = sorted(
    {
        found
        for module in _MODULES
        for _name, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, Section) and found is not Section
    },
    key=lambda each: each.__qualname__,
)
_TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
_DEEP = 3


_LEAVES: dict[type[shapes.Type], st.SearchStrategy[JsonValue]] = {
    shapes.StrType: _TEXT,
    shapes.BoolType: st.booleans(),
    shapes.IntType: st.integers(-(2**63), 2**63 - 1),
    shapes.FloatType: st.floats(allow_nan=False, allow_infinity=False),
}


def _values(wanted: shapes.Type, depth: int = 0) -> st.SearchStrategy[JsonValue]:
    """Whatever a member may hold."""
    match wanted:
        case shapes.StructType():
            return _objects(wanted, depth + 1)
        case shapes.VarTupleType() if depth >= _DEEP:
            return cast("st.SearchStrategy[JsonValue]", st.just([]))
        case shapes.VarTupleType():
            items = st.lists(_values(wanted.item_type, depth), max_size=2)
            return cast("st.SearchStrategy[JsonValue]", items)
        case shapes.UnionType(types=(first, shapes.NoneType())):
            return st.none() | _values(first, depth)
        case _:
            return _LEAVES[type(wanted)]


def _objects(wanted: shapes.StructType, depth: int) -> st.SearchStrategy[JsonValue]:
    members = {
        each.encode_name: _values(each.type, depth)
        for each in wanted.fields
        if each.encode_name != "raw"
    }
    return cast("st.SearchStrategy[JsonValue]", st.fixed_dictionaries(members))


def _without_raw(value: JsonValue) -> JsonValue:
    match value:
        case dict():
            return {name: _without_raw(each) for name, each in value.items() if name != "raw"}
        case list() | tuple():
            return [_without_raw(each) for each in value]
        case _:
            return value


@pytest.mark.parametrize("shape", SECTIONS, ids=lambda each: each.__name__)
@settings(max_examples=12)
@given(data=st.data())
def test_a_round_trip_of_every_modelled_member_loses_nothing(
    shape: type[Section], data: st.DataObject
) -> None:
    wanted = shapes.type_info(shape)
    assert isinstance(wanted, shapes.StructType)
    sent = data.draw(_objects(wanted, 0))
    received = json.loads(json.dumps(sent))

    read = lenient(received, shape)

    again = cast("JsonValue", json.loads(msgspec.json.encode(read)))
    assert _without_raw(again) == sent
    if "raw" in shape.__struct_fields__:
        assert getattr(read, "raw") == received  # noqa: B009 - not every shape has it


def _leaves(value: JsonValue, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    match value:
        case dict():
            return [leaf for name, each in value.items() for leaf in _leaves(each, (*path, name))]
        case list():
            return [leaf for n, each in enumerate(value) for leaf in _leaves(each, (*path, n))]
        case _:
            return [path]


def _at(value: JsonValue, path: tuple[str | int, ...]) -> JsonValue:
    for key in path:
        if isinstance(value, dict):
            value = value[str(key)]
        elif isinstance(value, list):
            value = value[int(key)]
    return value


_RENAMED = {"name": "user_name", "email": "user_email"}
_FULL = cast("JsonObject", json.loads(FULL.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", _leaves(_FULL), ids=lambda path: "/".join(map(str, path)))
def test_every_leaf_of_the_full_answer_is_modelled(path: tuple[str | int, ...]) -> None:
    read = cast("JsonObject", json.loads(msgspec.json.encode(lenient(_FULL, WorkflowDetails))))
    place = path
    if "default_notice" in path:
        at = path.index("default_notice") + 1
        place = (*path[:at], 0, *path[at:])
    if "recipients" in path:
        place = (*path[:-1], _RENAMED[str(path[-1])])
    if "contacts" in path:
        place = (*path, "user_email")
    sent, kept = _at(_FULL, path), _at(read, place)
    ids = isinstance(sent, int) and not isinstance(sent, bool) and isinstance(kept, str)
    assert kept == (str(sent) if ids else sent)
