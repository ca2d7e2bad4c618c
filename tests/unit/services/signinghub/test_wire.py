"""SigningHub's JSON, decoded without losing the rest to one odd leaf."""

import json
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.json_value import JsonObject, JsonValue
from app.services.lenient import lenient, lenient_list
from app.services.signinghub.wire import (
    Document,
    History,
    PackageSummary,
    Person,
    Recipient,
    WorkflowDetails,
)
from app.services.signinghub.wire_account import TokenAnswer

FULL = Path(__file__).parents[3] / "support" / "workflow-full.json"


def _full() -> JsonObject:
    return cast("JsonObject", json.loads(FULL.read_text(encoding="utf-8")))


def _decode(value: JsonValue) -> WorkflowDetails:
    return lenient(value, WorkflowDetails)


def test_the_full_answer_is_decoded_to_its_last_member() -> None:
    read = _decode(_full())
    assert (read.package_id, read.package_name) == ("88121", "Lease 2031 / Unit 7")
    assert read.unread is True
    assert read.next_signer_email == (Person(user_email="bo@example.com", user_name="Bo Diaz"),)
    assert read.workflow.workflow_mode == "ME_AND_OTHERS"
    assert read.workflow.continue_on_decline is False
    post = read.workflow.post_process
    assert [each.user_email for each in post.contacts] == [
        "archive@example.com",
        "legal@example.com",
    ]
    assert post.recipients[1] == Person(user_email="cy@example.com", user_name="Cy Ek")
    assert (post.google_drive, post.dropbox, post.one_drive) == (True, True, None)
    document = read.documents[0]
    assert (document.document_id, document.document_pages) == ("550231", 9)
    assert document.template is not None
    assert document.template.template_name == "House lease"
    assert document.certify is not None
    assert document.certify.permission == "FORM_FILLING_ALLOWED"
    bo, cy = read.users
    assert (bo.order, bo.signing_order, bo.process_status) == (1, 1, "Signed")
    assert bo.processed_by == "deputy@example.com"
    assert bo.user_national_id == "bo-1234-5678-9"
    assert (bo.permission.print, bo.permission.download) == (True, False)
    notices = bo.permission.legal_notice
    assert [each.legal_notice_name for each in notices.allowed_notices] == ["House rules"] * 2
    assert notices.default_notice[0].legal_notice_html.startswith("<table>")
    assert bo.authentications.authentication.password.enabled is True
    assert cy.authentications.authentication.sms_otp.retry_duration == 45
    window = cy.authentications.access_duration
    assert window.duration_by_date.duration.end_date_time == "2031-03-31T17:45:000Z"
    assert window.duration_by_days.duration.total_days == 14
    assert cy.reminder.repeat.keep_reminding_after == 4


def test_the_raw_answer_is_kept_beside_with_members_that_are_not_modelled() -> None:
    sent = _full() | {"brand_new": {"depth": [1, 2]}}
    read = _decode(sent)
    assert read.raw == sent
    assert read.users[0].raw == cast("list[JsonObject]", sent["users"])[0]
    assert read.documents[1].raw == cast("list[JsonObject]", sent["documents"])[1]


def _paths(value: JsonValue, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[str | int, JsonValue]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    found = [path] if path else []
    for key, item in inner:
        found += _paths(item, (*path, key))
    return found


def _with(value: JsonValue, path: tuple[str | int, ...], leaf: JsonValue) -> JsonValue:
    if not path:
        return leaf
    key, *rest = path
    if isinstance(value, dict):
        return value | {str(key): _with(value[str(key)], tuple(rest), leaf)}
    items = list(cast("list[JsonValue]", value))
    items[int(key)] = _with(items[int(key)], tuple(rest), leaf)
    return items


_odd = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(path=st.sampled_from(_paths(_full())), leaf=_odd)
def test_one_odd_leaf_never_costs_the_other_sections(
    path: tuple[str | int, ...], leaf: JsonValue
) -> None:
    sent = _with(_full(), path, leaf)
    read, sound = _decode(sent), _decode(_full())
    assert read.raw == sent
    for section in ("package_id", "workflow", "documents", "users", "modified_on"):
        if path[0] != section:
            assert getattr(read, section) == getattr(sound, section)
    if path[0] == "users" and len(path) > 2:
        other = 1 - int(path[1])
        assert read.users[other] == sound.users[other]
        if path[2] != "reminder":
            assert read.users[int(path[1])].reminder == sound.users[int(path[1])].reminder


@given(_odd)
def test_no_json_at_all_makes_decoding_fail(value: JsonValue) -> None:
    assert isinstance(_decode(value), WorkflowDetails)
    assert all(isinstance(each, Recipient) for each in lenient_list(value, Recipient))


@pytest.mark.parametrize("sent", [88121, "88121", 88121.0])
def test_an_id_may_be_a_number_or_digits(sent: JsonValue) -> None:
    assert _decode({"package_id": sent}).package_id == "88121"


def test_ids_beyond_32_bits_survive() -> None:
    assert _decode({"package_id": 2**63 + 7}).package_id == str(2**63 + 7)


@pytest.mark.parametrize("name", ["document_id", "documentid", "documentId", "id"])
def test_a_document_id_is_found_under_each_of_its_names(name: str) -> None:
    assert lenient({name: 550231}, Document).document_id == "550231"


def test_the_best_name_wins_unless_it_is_null() -> None:
    assert lenient({"documentid": 2, "document_id": 1}, Document).document_id == "1"
    assert lenient({"documentid": 2, "document_id": None}, Document).document_id == "2"


@pytest.mark.parametrize(
    ("sent", "flag"),
    [
        (True, True),
        ("true", True),
        ("True", True),
        (1, True),
        ("false", False),
        (0, False),
        (None, None),
        ("", None),
        ("perhaps", None),
        ([], None),
    ],
)
def test_flags_may_be_words_or_numbers(sent: JsonValue, flag: bool | None) -> None:
    assert _decode({"unread": sent}).unread is flag


@pytest.mark.parametrize(
    ("sent", "number"),
    [(3, 3), ("3", 3), (" 3 ", 3), (3.0, 3), ("three", None), (3.5, None), (True, None)],
)
def test_numbers_may_be_text(sent: JsonValue, number: int | None) -> None:
    assert lenient({"order": sent}, Recipient).order == number


def test_group_members_may_be_addresses_names_or_objects() -> None:
    sent: JsonValue = {"group_members": ["bo@example.com", "Cy Ek", {"user_name": "Di"}, None]}
    assert lenient(sent, Recipient).group_members == (
        Person(user_email="bo@example.com"),
        Person(user_name="Cy Ek"),
        Person(user_name="Di"),
    )


@pytest.mark.parametrize(
    "notice",
    [
        {"legal_notice_name": "House rules"},
        [{"legal_notice_name": "House rules"}],
        "House rules",
    ],
)
def test_a_default_notice_may_be_an_object_a_list_or_a_name(notice: JsonValue) -> None:
    read = lenient({"permission": {"legal_notice": {"default_notice": notice}}}, Recipient)
    notices = read.permission.legal_notice.default_notice
    assert [each.legal_notice_name for each in notices] == ["House rules"]


def test_the_next_signer_may_be_one_object_or_null() -> None:
    bo: JsonObject = {"user_email": "bo@example.com"}
    assert _decode({"next_signer_email": bo}).next_signer_email == (
        Person(user_email="bo@example.com"),
    )
    assert _decode({"next_signer_email": None}).next_signer_email == ()


def test_nulls_in_every_section_read_as_absent() -> None:
    hollow = _decode(dict.fromkeys(_full(), None))
    assert hollow == WorkflowDetails(raw=hollow.raw)


def test_a_recipient_row_is_never_dropped() -> None:
    assert len(_decode({"users": [{}, "bo@example.com", {"order": []}]}).users) == 3


def test_v4_members_are_read() -> None:
    sent: JsonObject = {
        "documents": [
            {
                "created_on": "2031-03-01T09:10:11",
                "certify": {
                    "enabled": True,
                    "allowed_permissions": ["NO_CHANGES_ALLOWED"],
                    "default_permission": "NO_CHANGES_ALLOWED",
                },
            }
        ],
        "users": [
            {
                "delivery_method": "EMAIL_AND_SMS",
                "mobile_number": "+46702254141",
                "permission": {"print": None, "attachment": {"enabled": True}},
                "authentications": {
                    "authentication_signing": {
                        "enabled": True,
                        "otp": {"enabled": True, "mobile_number": "+46702254141"},
                        "totp": {"enabled": False},
                    }
                },
                "reminder": {"frequency": "HOURS", "repeat": {"frequency": "DAYS"}},
            }
        ],
        "workflow": {"comments": "as agreed", "post_process": {"onedrive": True}},
    }
    read = _decode(sent)
    assert read.documents[0].uploaded_on == "2031-03-01T09:10:11"
    assert read.documents[0].certify is not None
    assert read.documents[0].certify.allowed_permissions == ("NO_CHANGES_ALLOWED",)
    user = read.users[0]
    assert (user.delivery_method, user.mobile_number) == ("EMAIL_AND_SMS", "+46702254141")
    assert (user.permission.print, user.permission.attachment.enabled) == (None, True)
    assert user.authentications.authentication_signing.sms_otp.mobile_number == "+46702254141"
    assert (user.reminder.frequency, user.reminder.repeat.frequency) == ("HOURS", "DAYS")
    assert read.workflow.post_process.one_drive is True


def test_other_answers_are_read_alike() -> None:
    token = lenient({"access_token": "k3", "expires_in": "86399"}, TokenAnswer)
    assert (token.access_token, token.expires_in, token.refresh_token) == ("k3", 86399, "")
    log = lenient(
        {"actions": [{"log_id": 7, "action_type": "SHARED", "information": {"type": "X"}}]},
        History,
    )
    assert (log.actions[0].log_id, log.actions[0].information.type) == ("7", "X")
    plain = lenient({"actions": [{"information": "by e-mail"}]}, History)
    assert plain.actions[0].information.value == "by e-mail"
    entry = lenient({"package_id": "9", "decline": {"auto_decline": "true"}}, PackageSummary)
    assert entry.decline.auto_decline is True
