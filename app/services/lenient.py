"""Decoding JSON into structs so that one odd leaf never costs the rest.

Servers of different versions disagree about types: ids come as numbers or as text, lists as one
object, flags as words, and anything may be null or missing. `lenient` first bends each value to
what the struct asks for, leaf by leaf, and then lets msgspec build the struct.
"""

import math
from functools import cache
from typing import ClassVar, Final, TypeAlias, TypeVar

import msgspec
from msgspec import inspect

from app.domain.json_value import JsonObject, JsonValue


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One object of their JSON; a struct with a member `raw` is given the object as it came."""

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {}
    """Other names under which servers send a member, best first."""

    @classmethod
    def from_text(cls, text: str) -> "JsonObject | None":
        """The object that a bare text stands for, where servers send either; None elsewhere."""
        del text
        return None


_Section = TypeVar("_Section", bound=Section)


class _Unfit:
    """No usable value: the struct's default takes its place."""


_UNFIT: Final = _Unfit()
_Fitted: TypeAlias = "JsonValue | _Unfit"


def lenient(value: JsonValue, shape: type[_Section]) -> _Section:
    """`value` as a `shape`; whatever does not fit becomes the default of its member."""
    fitted = _fit(value, _shape_of(shape))
    return msgspec.convert({} if isinstance(fitted, _Unfit) else fitted, shape)


def lenient_list(value: JsonValue, shape: type[_Section]) -> tuple[_Section, ...]:
    """Each entry of the list `value` as a `shape`; a lone object counts as a list of one."""
    return tuple(lenient(item, shape) for item in _items(value))


@cache
def _shape_of(shape: type[Section]) -> inspect.Type:
    return inspect.type_info(shape)


def _fit(value: JsonValue, wanted: inspect.Type) -> _Fitted:
    match wanted:
        case inspect.StructType():
            return _fit_object(value, wanted)
        case inspect.VarTupleType():
            fits = [_fit(item, wanted.item_type) for item in _items(value)]
            return [item for item in fits if not isinstance(item, _Unfit)]
        case inspect.UnionType(types=(first, inspect.NoneType())):
            fitted = None if value is None else _fit(value, first)
            return None if isinstance(fitted, _Unfit) else fitted
        case inspect.StrType():
            return _fit_text(value)
        case _:
            return _fit_leaf(value, wanted)


def _fit_object(value: JsonValue, wanted: inspect.StructType) -> _Fitted:
    if not issubclass(wanted.cls, Section):
        raise TypeError(f"{wanted.cls.__name__} is not a Section")
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str) and value:
        value = wanted.cls.from_text(value)
    if not isinstance(value, dict):
        return _UNFIT
    fitted: JsonObject = {}
    for member in wanted.fields:
        if member.encode_name == "raw":
            fitted["raw"] = value
            continue
        spellings = (member.encode_name, *wanted.cls.ALIASES.get(member.encode_name, ()))
        sent = next((value[name] for name in spellings if value.get(name) is not None), None)
        item = _UNFIT if sent is None else _fit(sent, member.type)
        if not isinstance(item, _Unfit):
            fitted[member.encode_name] = item
    return fitted


def _fit_text(value: JsonValue) -> _Fitted:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case int() | float():
            return str(value)
        case _:
            return _UNFIT


def _fit_leaf(value: JsonValue, wanted: inspect.Type) -> _Fitted:
    spelled = value.strip() if isinstance(value, str) else value
    leaf: type[int | bool | float] = int
    if isinstance(wanted, inspect.BoolType):
        leaf = bool
    elif isinstance(wanted, inspect.FloatType):
        leaf = float
    try:
        fitted = msgspec.convert(spelled, leaf, strict=False)
    except msgspec.ValidationError:
        return _UNFIT
    endless = isinstance(fitted, float) and not math.isfinite(fitted)
    return _UNFIT if endless else fitted


def _items(value: JsonValue) -> list[JsonValue]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]
