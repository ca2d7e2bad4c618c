"""The rows that show everything a service said."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.json_value import JsonObject, JsonValue
from app.gui.tracking.details import detail_rows, label_of, plain_text, value_text
from app.gui.tracking.rows import WorkflowRow
from app.gui.when import Times

TIMES = Times(now=datetime(2031, 3, 5, 12, tzinfo=UTC), zone=UTC)


def leaves(rows: tuple[WorkflowRow, ...], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for row in rows:
        path = (*above, row.key)
        found += leaves(row.children, path) if row.children else [(*path, row.said or row.status)]
    return found


@pytest.mark.parametrize(
    ("member", "label"),
    [
        ("signing_order", "Signing order"),
        ("sms_otp", "SMS OTP"),
        ("package_id", "Package ID"),
        ("objectVersion", "Object version"),
        ("legal_notice_html", "Legal notice HTML"),
        ("v4-extra", "V4 extra"),
        ("__", "__"),
        ("påminnelse_nr", "Påminnelse nr"),
    ],
)
def test_members_are_named_in_words(member: str, label: str) -> None:
    assert label_of(member) == label


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "Yes"),
        (False, "No"),
        (None, "–"),
        ("", "–"),
        (9, "9"),
        ("2031-03-02T08:25:43.511Z", "2 Mar 08:25"),
        ("2031-03-02T10:20:30", "≈ 2 Mar 10:20"),
        ("2031-03-01T08:15:000Z", "1 Mar 08:15"),
        ("2031-03-01", "2031-03-01"),
        ("SOMETHING_NEW", "SOMETHING_NEW"),
        ("<b>House</b> &amp; <i>yard</i>", "House & yard"),
        (
            "<p>I accept the <b>rules</b>.</p><p>All</p>of<br>them",
            "I accept the rules. All of them",
        ),
        ("<hr>", "<hr>"),
        ("a < b and c > d", "a < b and c > d"),
        ("<script>alert(1)</script>Read <b>this", "Read this"),
    ],
)
def test_values_are_told_as_people_read_them(value: JsonValue, text: str) -> None:
    assert not isinstance(value, dict | list)
    assert value_text(value, TIMES) == text


def test_what_was_changed_for_reading_is_kept_beside_it() -> None:
    (row,) = detail_rows({"processed_on": "2031-03-02T08:25:43.511Z"}, TIMES)
    assert (row.name, row.status) == ("Processed on", "2 Mar 08:25")
    assert row.said == "2031-03-02T08:25:43.511Z"


def test_repeated_names_and_ids_are_different_rows() -> None:
    twin: JsonObject = {"document_id": 7, "document_name": "Lease"}
    (row,) = detail_rows({"documents": [twin, dict(twin)]}, TIMES)
    assert [(each.key, each.name) for each in row.children] == [
        ("1", "1. Lease"),
        ("2", "2. Lease"),
    ]
    assert row.status == "2 entries"


def test_an_object_that_can_be_switched_says_whether_it_is_on() -> None:
    on, off = detail_rows({"reminder": {"enabled": True}, "password": {"enabled": False}}, TIMES)
    assert (on.status, off.status) == ("On", "Off")


def test_a_value_nested_beyond_reason_is_still_shown() -> None:
    value: JsonValue = "deep"
    for _ in range(500):
        value = [value]
    (row,) = detail_rows({"odd": value}, TIMES)
    assert any("deep" in leaf[-1] for leaf in leaves((row,)))


def test_a_page_that_never_closes_its_tags_is_read() -> None:
    assert plain_text("<table><tr><td>One<td>Two") == "One Two"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=12,
    )
)
def test_no_answer_is_too_odd_to_be_shown(value: JsonValue) -> None:
    rows = detail_rows({"value": value}, TIMES)
    keys = [leaf[:-1] for leaf in leaves(rows)]
    assert len(keys) == len(set(keys))
