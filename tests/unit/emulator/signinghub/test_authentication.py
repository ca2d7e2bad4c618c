"""Tests of signing in: grants, refusals, ends of tokens, what a token may do."""

import pytest

from tests.support.signinghub_desk import DAY, Desk, member

ACCOUNT = "maja.lindqvist@example.com"


def test_a_password_gives_a_bearer_token_with_its_life_in_seconds(desk: Desk) -> None:
    answer = desk.sign_in()

    assert answer.status_code == 200
    assert answer.json["token_type"] == "bearer"
    assert answer.json["expires_in"] == 86399
    assert answer.json["access_token"] != answer.json["refresh_token"]


def test_credentials_follow_from_the_seed_alone(desk: Desk) -> None:
    again = Desk()

    assert again.hub.credentials() == desk.hub.credentials()
    assert set(desk.hub.credentials()) == {"client_id", "client_secret", "username", "password"}


@pytest.mark.parametrize(
    ("wrong", "status", "error"),
    [
        ({"password": "wrong"}, 400, "invalid_grant"),
        ({"username": "nobody@example.com"}, 400, "invalid_grant"),
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "wrong"}, 401, "invalid_client"),
        ({"grant_type": "magic"}, 400, "unsupported_grant_type"),
        ({"scope": "nobody@example.com"}, 400, "invalid_scope"),
        ({"device": "x"}, 400, "invalid_request"),
    ],
)
def test_wrong_values_are_refused_in_the_shape_of_token_calls(
    desk: Desk, wrong: dict[str, str], status: int, error: str
) -> None:
    answer = desk.sign_in(**wrong)

    assert answer.status_code == status
    assert set(answer.json) == {"error", "error_description"}
    assert answer.json["error"] == error


def test_the_status_of_refusals_can_be_switched(desk: Desk) -> None:
    desk.hub.configure({"login_refusal": 403})

    assert desk.sign_in(password="wrong").status_code == 403
    assert desk.sign_in().status_code == 200


def test_the_body_must_be_a_form(desk: Desk) -> None:
    answer = desk.send("/authenticate", method="POST", json={"grant_type": "password"})

    assert (answer.status_code, answer.json["error"]) == (400, "invalid_request")


def test_a_refresh_gives_two_new_tokens_and_uses_the_old_one_up(desk: Desk) -> None:
    first = desk.sign_in()
    form = {
        "grant_type": "refresh_token",
        "client_id": desk.hub.credentials()["client_id"],
        "client_secret": desk.hub.credentials()["client_secret"],
        "refresh_token": first.word("refresh_token"),
    }

    second = desk.authenticate(**form)
    repeated = desk.authenticate(**form)

    assert second.status_code == 200
    assert second.json["refresh_token"] != first.json["refresh_token"]
    assert second.json["access_token"] != first.json["access_token"]
    assert (repeated.status_code, repeated.json["error"]) == (400, "invalid_grant")


def test_a_refresh_token_ends_by_the_clock(desk: Desk) -> None:
    token = desk.sign_in().word("refresh_token")
    desk.world.clock.advance(31 * DAY)
    credentials = desk.hub.credentials()

    answer = desk.authenticate(
        grant_type="refresh_token",
        client_id=credentials["client_id"],
        client_secret=credentials["client_secret"],
        refresh_token=token,
    )

    assert answer.status_code == 400


def test_an_access_token_ends_by_the_clock(desk: Desk) -> None:
    desk.hub.configure({"expires_in": 120})
    desk.sign_in()

    desk.world.clock.advance(119)
    assert desk.get("/settings/profile").status_code == 200
    desk.world.clock.advance(1)
    late = desk.get("/settings/profile")

    assert late.status_code == 401
    assert late.json == {"Message": "Request authorization denied"}


def test_without_a_token_nothing_is_answered_but_about(desk: Desk) -> None:
    desk.token = ""

    about = desk.get("/about")
    profile = desk.get("/settings/profile")

    assert about.status_code == desk.get("/v4/about").status_code == 200
    assert set(about.json) == {"installation_name", "version", "build", "patents", "copyright"}
    assert profile.status_code == 401
    assert profile.json == {"Message": "User authentication required"}


def test_all_tokens_can_be_ended_at_once(desk: Desk) -> None:
    desk.hub.configure({"end_tokens": True})

    assert desk.get("/settings/profile").status_code == 401


def test_a_reset_ends_the_tokens_of_the_old_site(desk: Desk) -> None:
    desk.hub.reset()

    assert desk.get("/settings/profile").status_code == 401


def test_an_unknown_path_is_told_before_the_token_is_asked_for(desk: Desk) -> None:
    desk.token = ""

    unknown = desk.get("/nonsense")
    wrong_method = desk.ask("DELETE", "/settings/profile")

    assert unknown.status_code == 404
    assert "No HTTP resource" in unknown.word("Message")
    assert wrong_method.status_code == 405


def test_a_query_is_refused(desk: Desk) -> None:
    assert desk.get("/settings/profile?full=1").status_code == 400


@pytest.mark.parametrize("version", ["v3", "v4"])
def test_a_version_can_be_missing(desk: Desk, version: str) -> None:
    desk.hub.configure({version: False})

    assert desk.get(f"/{version}/about").status_code == 404
    other = "v4" if version == "v3" else "v3"
    assert desk.get(f"/{other}/about").status_code == 200


def test_the_profile_says_for_whom_the_token_acts(desk: Desk) -> None:
    general = member(desk.read("/settings/profile"), "general", dict)

    assert general["user_email"] == ACCOUNT
    assert general["enterprise_role"] == "Enterprise Admin"


def test_a_scope_acts_for_a_colleague_and_cannot_be_refreshed(desk: Desk) -> None:
    answer = desk.sign_in(scope="henrik.dahl@example.com")

    general = member(desk.read("/settings/profile"), "general", dict)
    assert "refresh_token" not in answer.json
    assert general["user_email"] == "henrik.dahl@example.com"


def test_a_scope_needs_the_privilege_of_integration(desk: Desk) -> None:
    desk.hub.configure({"users": {ACCOUNT: {"may_integrate": False}}})

    answer = desk.sign_in(scope="henrik.dahl@example.com")

    assert answer.status_code == 403
    assert "managing integration" in answer.word("Message")


def test_v4_exchanges_a_token_of_the_client_for_one_with_a_scope(desk: Desk) -> None:
    credentials = desk.hub.credentials()
    client = desk.authenticate(
        grant_type="client_credentials",
        client_id=credentials["client_id"],
        client_secret=credentials["client_secret"],
    )
    desk.token = client.word("access_token")

    scoped = desk.ask("POST", "/v4/authenticate/scope", {"user_email": "henrik.dahl@example.com"})
    desk.token = scoped.word("access_token")

    assert "refresh_token" not in client.json
    general = member(desk.read("/v4/settings/profile"), "general", dict)
    assert general["user_email"] == "henrik.dahl@example.com"


def test_v3_knows_no_exchange_of_scopes(desk: Desk) -> None:
    answer = desk.ask("POST", "/authenticate/scope", {"user_email": ACCOUNT})

    assert answer.status_code == 404


def test_a_password_that_must_be_changed_is_told_in_a_header(desk: Desk) -> None:
    desk.hub.configure({"users": {ACCOUNT: {"must_change_password": True}}})

    assert desk.sign_in().headers["x-change-password"] == "true"


def test_a_sign_in_code_is_asked_for_with_403_and_two_headers(desk: Desk) -> None:
    desk.hub.configure({"users": {ACCOUNT: {"login_otp": True}}, "login_refusal": 401})

    answer = desk.sign_in()

    assert answer.status_code == 403
    assert set(answer.json) == {"error", "error_description"}
    assert answer.headers["x-otp"]
    assert answer.headers["x-mobile-number"] == "+46701740601"


def test_a_disabled_account_is_refused_everywhere(desk: Desk) -> None:
    desk.hub.configure({"users": {ACCOUNT: {"disabled": True}}})

    assert desk.get("/packages/ALL/1/10").json == {"Message": "Account is disabled"}
    assert desk.get("/packages/ALL/1/10").status_code == 403
    assert desk.sign_in().status_code == 403


def test_a_changed_password_makes_the_old_one_wrong(desk: Desk) -> None:
    old = desk.hub.credentials()["password"]
    desk.hub.configure({"users": {ACCOUNT: {"password": "new"}}})

    assert desk.sign_in(password=old).status_code == 400
    assert desk.sign_in().status_code == 200


def test_the_ticket_of_a_second_factor_only_sends_a_code(desk: Desk) -> None:
    desk.hub.configure({"users": {"maja.lindqvist@example.com": {"login_otp": True}}})
    ticket = desk.sign_in().headers["x-otp"]
    desk.token = ticket

    assert desk.get("/settings/profile").status_code == 401
    number = "+46701740699"
    answer = desk.ask("POST", "/authentication/otp", {"mobile_number": number})
    assert answer.status_code == 200

    (message,) = desk.world.inbox.messages(number)
    assert message.code
    desk.token = "another"
    again = desk.ask("POST", "/authentication/otp", {"mobile_number": number})
    assert again.status_code == 401
