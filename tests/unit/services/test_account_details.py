"""What makes an account."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import DomainError
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import ServiceKind
from app.services.account_book import checked_name, parse_details, pasted_values
from app.services.texts import domain_error_text

SCRIVE: JsonObject = {
    "base_url": "https://Testbed.example.com/",
    "apitoken": "4a1f_12",
    "apisecret": " 88c0\n",
    "accesstoken": "77aa_9",
    "accesssecret": "d0d0",
}
SIGNINGHUB: JsonObject = {
    "base_url": "https://hub.example.com/api",
    "client_id": "desk",
    "client_secret": "shh",
    "username": "maja@example.com",
    "password": " with blanks ",
    "api_version": 4,
    "scope": "office@example.com",
}
VALUES = {
    "apitoken": "4a1f_12",
    "apisecret": "88c0",
    "accesstoken": "77aa_9",
    "accesssecret": "d0d0",
}


def _without(members: JsonObject, name: str) -> JsonObject:
    return {each: value for each, value in members.items() if each != name}


def test_the_object_of_a_scrive_account_is_understood() -> None:
    details = parse_details(" Office ", ServiceKind.SCRIVE, SCRIVE)
    assert details.name == "Office"
    assert details.base_url == "https://testbed.example.com"
    assert {name: secret.reveal() for name, secret in details.secrets.items()} == VALUES


def test_the_object_of_a_signinghub_account_is_understood() -> None:
    details = parse_details("Hub", ServiceKind.SIGNINGHUB, SIGNINGHUB)
    assert (details.api_version, details.scope) == (4, "office@example.com")
    assert details.secrets["password"].reveal() == " with blanks "


def test_version_and_scope_may_be_left_out() -> None:
    members = _without(_without(SIGNINGHUB, "api_version"), "scope")
    details = parse_details("Hub", ServiceKind.SIGNINGHUB, members)
    assert (details.api_version, details.scope) == (3, "")


@pytest.mark.parametrize(
    ("members", "code", "where"),
    [
        (_without(SCRIVE, "apisecret"), "account.missing_member", "/apisecret"),
        (_without(SCRIVE, "base_url"), "account.missing_member", "/base_url"),
        ({**SCRIVE, "apisecret": " "}, "account.empty_member", "/apisecret"),
        ({**SCRIVE, "apisecret": 12}, "account.wrong_type", "/apisecret"),
        ({**SCRIVE, "password": "x"}, "account.unknown_member", "/password"),
        ({**SCRIVE, "api_version": 3}, "account.unknown_member", "/api_version"),
        ({**SCRIVE, "base_url": "http://example.com"}, "base_url.not_https", "/base_url"),
    ],
)
def test_what_is_missing_or_strange_is_named_with_its_place(
    members: JsonObject, code: str, where: str
) -> None:
    with pytest.raises(DomainError) as caught:
        parse_details("Office", ServiceKind.SCRIVE, members)
    assert (caught.value.code, caught.value.where) == (code, where)
    assert caught.value.code not in domain_error_text(caught.value).title


@pytest.mark.parametrize("left_out", [{}, {"username": "", "password": ""}])
def test_a_client_of_version_4_can_act_for_somebody_without_a_user(left_out: JsonObject) -> None:
    members = _without(_without(SIGNINGHUB, "username"), "password") | left_out
    details = parse_details("Hub", ServiceKind.SIGNINGHUB, members)
    assert set(details.secrets) == {"client_id", "client_secret"}
    other = parse_details("Hub", ServiceKind.SIGNINGHUB, {**members, "scope": "b@example.com"})
    assert details.lasting_id != other.lasting_id


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"scope": " "}, "/username"),
        ({"api_version": 3}, "/username"),
        ({"username": "maja@example.com"}, "/password"),
        ({"password": "lamp"}, "/username"),
    ],
)
def test_a_user_is_needed_where_the_client_cannot_act_alone(
    changed: JsonObject, where: str
) -> None:
    members = _without(_without(SIGNINGHUB, "username"), "password") | changed
    with pytest.raises(DomainError) as caught:
        parse_details("Hub", ServiceKind.SIGNINGHUB, members)
    assert (caught.value.code, caught.value.where) == ("account.missing_member", where)


@pytest.mark.parametrize("version", [5, "4", True, None])
def test_an_unknown_version_is_refused(version: JsonValue) -> None:
    with pytest.raises(DomainError, match=r"account\.bad_value"):
        parse_details("Hub", ServiceKind.SIGNINGHUB, {**SIGNINGHUB, "api_version": version})


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "two\nlines", "hidden\u202eturn"])
def test_a_name_that_nobody_could_read_is_refused(name: str) -> None:
    with pytest.raises(DomainError, match=r"account\.bad_name"):
        checked_name(name)


def test_details_and_errors_show_no_secret() -> None:
    details = parse_details("Office", ServiceKind.SCRIVE, SCRIVE)
    assert not any(value in repr(details) for value in VALUES.values())
    with pytest.raises(DomainError) as caught:
        parse_details("Office", ServiceKind.SCRIVE, {**SCRIVE, "d0d0": "d0d0-value"})
    assert "d0d0-value" not in f"{caught.value!r}{caught.value.facts}"


def test_the_same_user_at_the_same_address_keeps_the_id() -> None:
    first = parse_details("one", ServiceKind.SCRIVE, SCRIVE)
    again = parse_details("two", ServiceKind.SCRIVE, {**SCRIVE, "accesssecret": "renewed"})
    other = parse_details("one", ServiceKind.SCRIVE, {**SCRIVE, "accesstoken": "other"})
    elsewhere = parse_details(
        "one", ServiceKind.SCRIVE, {**SCRIVE, "base_url": "https://b.example.com"}
    )
    assert first.lasting_id == again.lasting_id
    assert len({first.lasting_id, other.lasting_id, elsewhere.lasting_id}) == 3
    hub = parse_details("hub", ServiceKind.SIGNINGHUB, SIGNINGHUB)
    shouted = {**SIGNINGHUB, "username": "MAJA@example.com", "password": "renewed"}
    assert hub.lasting_id == parse_details("hub", ServiceKind.SIGNINGHUB, shouted).lasting_id


# ── pasting ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "4a1f_12\n88c0\n77aa_9\nd0d0\n",
        "\r\n 4a1f_12 \r\n\r\n88c0\r\n77aa_9\r\nd0d0",
        "apitoken: 4a1f_12\napisecret: 88c0\naccesstoken: 77aa_9\naccesssecret: d0d0",
        "accesssecret=d0d0\naccesstoken=77aa_9\napisecret=88c0\napitoken=4a1f_12",
        'API token\t"4a1f_12",\nAPI secret\t"88c0",\nAccess token\t77aa_9\nAccess secret\td0d0',
        (
            "Client credentials identifier: 4a1f_12\nClient credentials secret: 88c0\n"
            "Token credentials identifier: 77aa_9\nToken credentials secret: d0d0"
        ),
        (
            "Client credentials\n\nClient credentials identifier\n4a1f_12\n"
            "Client credentials secret\n88c0\nToken credentials identifier\n77aa_9\n"
            "Token credentials secret:\nd0d0\nDelete"
        ),
        json.dumps(VALUES),
        json.dumps({**VALUES, "base_url": "https://example.com"}),
    ],
)
def test_four_values_are_understood_as_people_paste_them(text: str) -> None:
    assert pasted_values(text) == VALUES


def test_a_value_that_looks_like_a_label_with_a_value_stays_whole() -> None:
    assert pasted_values("apitoken\nab=cd:ef\n") == {"apitoken": "ab=cd:ef"}


@pytest.mark.parametrize(
    "text", ["", "hello", "three\nshort\nlines", "four lines\nof some\nordinary\ntext", "[1, 2]"]
)
def test_other_text_says_nothing(text: str) -> None:
    assert pasted_values(text) == {}


@given(st.text())
def test_no_paste_breaks_anything(text: str) -> None:
    assert set(pasted_values(text)) <= set(VALUES)


@pytest.mark.parametrize("end", ["", "/", "/v3", "/V4/", "/v4/about", "/authenticate"])
def test_what_belongs_to_a_single_call_is_left_out_of_an_address_of_signinghub(end: str) -> None:
    members = {**SIGNINGHUB, "base_url": f"https://hub.example.com:8443/own/api{end}"}
    details = parse_details("Hub", ServiceKind.SIGNINGHUB, members)
    assert details.base_url == "https://hub.example.com:8443/own/api"
    scrive = parse_details(
        "S", ServiceKind.SCRIVE, {**SCRIVE, "base_url": "https://s.example.com/v3"}
    )
    assert scrive.base_url == "https://s.example.com/v3"


def test_files_for_a_server_of_ones_own_are_taken_for_both_services() -> None:
    files: JsonObject = {
        "authority_file": "/etc/own/authority.pem",
        "certificate_file": ' "/etc/own/client.pem" ',
        "key_file": "",
        "key_passphrase": " with blanks ",
    }
    for service, members in ((ServiceKind.SCRIVE, SCRIVE), (ServiceKind.SIGNINGHUB, SIGNINGHUB)):
        details = parse_details("Own", service, {**members, **files})
        assert details.files.authorities == "/etc/own/authority.pem"
        assert details.files.certificate == "/etc/own/client.pem"
        assert details.files.key == ""
        assert details.secrets["key_passphrase"].reveal() == " with blanks "
        assert details.account("1").files == details.files


@pytest.mark.parametrize("alone", ["key_file", "key_passphrase"])
def test_a_key_without_its_certificate_is_refused(alone: str) -> None:
    with pytest.raises(DomainError) as caught:
        parse_details("Own", ServiceKind.SIGNINGHUB, {**SIGNINGHUB, alone: "/etc/own/key.pem"})
    assert (caught.value.code, caught.value.where) == ("account.no_certificate", f"/{alone}")
    assert "key.pem" not in str(domain_error_text(caught.value))
