"""Scrive's JSON as structs: what is modelled is read as it was sent, and the rest is kept."""

import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from app.domain.json_value import JsonObject, JsonValue
from app.services.lenient import Section, lenient
from app.services.scrive.wire import Document, Event
from app.services.scrive.wire_flow import FlowInstance
from app.services.scrive.wire_party import Field, Placement, Signatory

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12)
UNKNOWN = st.dictionaries(
    TEXTS.map(lambda name: f"x-{name}"), st.none() | st.booleans() | TEXTS, max_size=3
)


LEAVES: dict[type[inspect.Type], st.SearchStrategy[JsonValue]] = {
    inspect.BoolType: st.booleans(),
    inspect.IntType: st.integers(0, 2**53),
    inspect.FloatType: st.floats(0, 1),
    inspect.StrType: TEXTS,
}


def values_of(wanted: inspect.Type) -> st.SearchStrategy[JsonValue]:
    """JSON as the service sends it for a member of that type."""
    match wanted:
        case inspect.StructType(cls=cls):
            return objects_of(cls)
        case inspect.VarTupleType(item_type=item):
            return st.lists(values_of(item), min_size=1, max_size=2)
        case inspect.UnionType(types=(first, inspect.NoneType())):
            return values_of(first)
        case _:
            return LEAVES[type(wanted)]


def objects_of(shape: type[msgspec.Struct]) -> st.SearchStrategy[JsonValue]:
    """Objects with any of the members of a struct, and some that it does not know."""
    info = inspect.type_info(shape)
    assert isinstance(info, inspect.StructType)
    members = {
        each.encode_name: values_of(each.type) for each in info.fields if each.encode_name != "raw"
    }
    chosen = st.sets(st.sampled_from(sorted(members)), max_size=6)
    known = chosen.flatmap(lambda names: st.fixed_dictionaries({n: members[n] for n in names}))
    return st.tuples(known, UNKNOWN).map(lambda both: {**both[1], **both[0]})


def assert_read(told: JsonValue, read: object) -> None:
    """Every member that is modelled was read as it was sent, at any depth."""
    match read:
        case Section():
            assert isinstance(told, dict)
            for name in read.__struct_fields__:
                if name == "raw":
                    assert read.raw == told  # type: ignore[attr-defined]
                elif name in told:
                    assert_read(told[name], getattr(read, name))
        case tuple():
            assert isinstance(told, list)
            for one, other in zip(told, read, strict=True):
                assert_read(one, other)
        case _:
            assert read == told


@pytest.mark.parametrize("shape", [Document, Signatory, Field])
@settings(max_examples=60)
@given(data=st.data())
def test_a_round_trip_keeps_what_is_modelled_and_what_is_not(
    shape: type[Section], data: st.DataObject
) -> None:
    told = data.draw(objects_of(shape))
    sent = msgspec.json.encode(told)
    read = lenient(told, shape)
    assert_read(told, read)
    assert msgspec.json.encode(told) == sent


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
MEMBERS = [each.name for each in msgspec.structs.fields(Document)]
PARTY_MEMBERS = [each.name for each in msgspec.structs.fields(Signatory)]


@given(
    document=st.dictionaries(st.sampled_from(MEMBERS), JSON, max_size=5),
    party=st.dictionaries(st.sampled_from(PARTY_MEMBERS), JSON, max_size=5),
)
def test_no_shape_of_any_member_costs_the_rest(document: JsonObject, party: JsonObject) -> None:
    told: JsonObject = {**document, "id": 8123456789012345678, "parties": [party, {"id": "7"}]}
    read = lenient(told, Document)
    assert read.id == "8123456789012345678"
    assert read.parties[1].id == "7"
    assert read.parties[0].raw == party


def test_numbers_of_a_placement_may_be_text_but_never_endless() -> None:
    read = lenient({"xrel": "0.25", "yrel": 1, "wrel": math.nan, "page": "2"}, Placement)
    assert (read.xrel, read.yrel, read.wrel, read.page) == (0.25, 1.0, None, 2)


def test_both_spellings_of_an_authentication_are_read() -> None:
    told: JsonObject = {
        "authentications": {"view": {"type": "se_bankid"}, "sign": {"type": "a_new_one"}},
        "authentication_method_to_view": "sms_pin",
    }
    read = lenient(told, Signatory)
    assert (read.to_view, read.to_sign, read.to_view_archived) == ("sms_pin", "a_new_one", "")


@pytest.mark.parametrize(
    ("shape", "secret"),
    [
        (Document, "access_token"),
        (Document, "shareable_link"),
        (Signatory, "api_delivery_url"),
        (FlowInstance, "access_links"),
    ],
)
def test_secrets_do_not_show_themselves(shape: type[Section], secret: str) -> None:
    assert "hush" not in repr(lenient({"id": "1", secret: "hush"}, shape))


def test_words_of_other_versions_are_kept() -> None:
    assert lenient({"status": "awaiting_moon"}, Document).status == "awaiting_moon"
    assert lenient({"status": "timeouted"}, Event).status == "timeouted"
