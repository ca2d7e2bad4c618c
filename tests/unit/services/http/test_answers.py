"""Bodies that are nearly JSON: read as far as they can be written down again, or not at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.json_value import JsonValue
from app.services.http.answers import json_or_none

_json = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(value=_json, ascii_only=st.booleans())
def test_json_is_read_as_it_was_written(value: JsonValue, ascii_only: bool) -> None:
    assert json_or_none(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        ('{"a": 1}'.encode("utf-16"), {"a": 1}),
        (b'{"a": NaN, "b": -Infinity, "c": 1e999, "d": 1.5}', {"a": None, "b": None, "c": None}),
        (b'"\\ud83d\\ude00"', "\N{GRINNING FACE}"),
        (b'{"\\ud800": ["x\\udc00"]}', {"\ufffd": ["x\ufffd"]}),
        (b'"\xed\xa0\x80"', "\ufffd"),
        (b"[" * 100_000, None),
        (b"1" * 5000, None),
        (b"\xff\xfe\x00", None),
        (b'{"a": 1', None),
        (b"", None),
    ],
)
def test_what_is_not_quite_json_never_breaks_what_keeps_it(body: bytes, value: JsonValue) -> None:
    told = json_or_none(body)
    if isinstance(told, dict) and "d" in told:
        assert told.pop("d") == 1.5
    assert told == value
    json.dumps(told, allow_nan=False, ensure_ascii=False).encode()


@given(st.binary(max_size=60))
def test_no_bytes_make_reading_fail(body: bytes) -> None:
    json.dumps(json_or_none(body), allow_nan=False, ensure_ascii=False).encode()
