from collections.abc import Callable

import pytest

from tests.support.scrive_desk import Desk, header

READ = "documents/list"


def test_the_header_of_the_guide_is_accepted_with_and_without_spaces(desk: Desk) -> None:
    credentials = desk.scrive.credentials()

    assert desk.anonymous(READ, header(credentials, ", ")).status_code == 200
    assert desk.anonymous(READ, header(credentials, ",")).status_code == 200


def test_a_refusal_is_plain_text(desk: Desk) -> None:
    answer = desk.anonymous(READ)

    assert answer.status_code == 401
    assert answer.mimetype == "text/plain"
    assert answer.text.startswith("No valid access credentials")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda good: "OAuth " + good,
        lambda _good: "Bearer abc",
        lambda good: good.replace("&", "%26"),
        lambda good: good.replace('"', "'"),
        lambda good: good.replace(", ", ",  "),
        lambda good: good.replace("PLAINTEXT", "HMAC-SHA1"),
        lambda good: good + ', oauth_nonce="1"',
        lambda good: good + ", " + good,
        lambda good: good.rpartition(", ")[0],
        lambda _good: "",
    ],
)
def test_any_other_header_is_refused(desk: Desk, spoil: Callable[[str], str]) -> None:
    assert desk.anonymous(READ, spoil(desk.header)).status_code == 401


@pytest.mark.parametrize(
    ("one", "other"),
    [("apitoken", "accesstoken"), ("apisecret", "accesssecret"), ("apitoken", "apisecret")],
)
def test_swapped_values_are_refused(desk: Desk, one: str, other: str) -> None:
    right = desk.scrive.credentials()

    wrong = {**right, one: right[other], other: right[one]}

    assert desk.anonymous(READ, header(wrong)).status_code == 401


def test_flow_wants_the_same_header(desk: Desk) -> None:
    path = "/flow/folders/home/data_retention"

    assert desk.anonymous(path).status_code == 401
    assert desk.get(path).status_code == 200


def test_the_monitor_answers_everybody(desk: Desk) -> None:
    answer = desk.anonymous("monitor/status")

    assert answer.status_code == 200
    assert answer.json == {"status": "ok"}


def test_the_profile_says_who_one_is(desk: Desk) -> None:
    profile = desk.get("getprofile").json

    assert isinstance(profile, dict)
    assert profile["email"] == "maja.lindqvist@example.com"
    assert profile["company"]["companyname"] == "Lindqvist Fastigheter AB"


def test_credentials_follow_from_the_seed_alone(desk: Desk) -> None:
    before = desk.scrive.credentials()
    desk.new()
    desk.world.reset(seed=7)
    desk.scrive.reset()

    assert desk.scrive.credentials() == before
    desk.world.reset(seed=8)
    desk.scrive.reset()
    assert desk.scrive.credentials() != before


def test_an_account_without_flow_is_told_so_by_the_flow_call_only(desk: Desk) -> None:
    desk.scrive.configure({"flow_enabled": False})

    assert desk.get("/flow/folders/home/data_retention").status_code == 403
    assert desk.get("getprofile").status_code == 200


@pytest.mark.parametrize("path", ["/api/v2/nowhere", "/user/getprofile", "/api/v2/documents/new"])
def test_an_unknown_endpoint_is_not_found_in_the_vendors_shape(desk: Desk, path: str) -> None:
    answer = desk.get(path)

    assert answer.status_code == 404
    assert isinstance(answer.json, dict)
    assert answer.json["error_type"] == "endpoint_not_found"


@pytest.mark.parametrize(
    "path", ["/flow/instances", "/flow/instances/1", "/flow/instances/1/cancel"]
)
def test_flow_may_have_nothing_to_read(desk: Desk, path: str) -> None:
    desk.scrive.configure({"absent": ["list_instances", "get_instance", "cancel_instance"]})

    answer = desk.get(path)

    assert answer.status_code == 404
    assert isinstance(answer.json, dict)
    assert answer.json["code"] == 404
