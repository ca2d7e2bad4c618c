"""Signing in, and tokens that are renewed in time and only once."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.emulator.faults import Fault
from app.services.errors import (
    AccountDisabled,
    BadAnswer,
    Throttled,
    Unauthorized,
    Unreachable,
)
from tests.support.signinghub_server import SigningHubServer


def _sign_ins(hub: SigningHubServer, since: int = 0) -> int:
    return sum(entry.path.startswith("/authenticate") for entry in hub.requests(since))


def _seen(hub: SigningHubServer) -> int:
    return len(hub.requests())


def test_many_requests_need_one_sign_in(hub: SigningHubServer) -> None:
    package, before = str(hub.desk.shared()), _seen(hub)
    service = hub.service()
    for _ in range(3):
        service.observe(package)
    assert _sign_ins(hub, before) == 1


@pytest.mark.parametrize(("life", "good_for"), [(3600, 3540), (120, 60), (40, 20)])
def test_a_token_is_renewed_a_minute_before_its_end_or_at_half_its_life(
    hub: SigningHubServer, life: int, good_for: int
) -> None:
    hub.configure(expires_in=life)
    package, before = str(hub.desk.shared()), _seen(hub)
    service = hub.service()
    service.observe(package)
    hub.desk.world.clock.advance(good_for - 1)
    service.observe(package)
    assert _sign_ins(hub, before) == 1
    hub.desk.world.clock.advance(1)
    service.observe(package)
    assert _sign_ins(hub, before) == 2
    assert all(entry.status == 200 for entry in hub.requests(before))


def test_each_renewal_uses_the_newest_refresh_token(hub: SigningHubServer) -> None:
    package, before = str(hub.desk.shared()), _seen(hub)
    service = hub.service()
    for _ in range(3):
        service.observe(package)
        hub.desk.world.clock.advance(86399)
    service.observe(package)
    statuses = [
        entry.status for entry in hub.requests(before) if entry.path.startswith("/authenticate")
    ]
    assert statuses == [200] * 4


def test_a_dead_refresh_token_falls_back_to_the_password(hub: SigningHubServer) -> None:
    package, before = str(hub.desk.shared()), _seen(hub)
    service = hub.service()
    service.observe(package)
    hub.configure(end_tokens=True)
    service.observe(package)
    tried = [
        entry.status for entry in hub.requests(before) if entry.path.startswith("/authenticate")
    ]
    assert tried == [200, 400, 200]


def test_a_lost_answer_to_a_refresh_is_followed_by_the_password(hub: SigningHubServer) -> None:
    package = str(hub.desk.shared())
    service = hub.service()
    service.observe(package)
    hub.desk.world.clock.advance(86399)
    before = _seen(hub)
    hub.desk.world.faults.order(Fault(kind="drop_after", path="^/authenticate"))
    with pytest.raises(Unreachable):
        service.observe(package)
    assert service.observe(package).title == "Lease"
    assert [entry.status for entry in hub.requests(before) if entry.path == "/authenticate"] == [
        200,
        200,
    ]


def test_a_rejected_token_is_renewed_and_the_request_repeated_once(hub: SigningHubServer) -> None:
    package = str(hub.desk.shared())
    service = hub.service()
    service.observe(package)
    before = _seen(hub)
    hub.desk.world.faults.order(Fault(kind="status", code=401, path="/workflow$"))
    assert service.observe(package).title == "Lease"
    asked = [entry.status for entry in hub.requests(before) if entry.path.endswith("/workflow")]
    assert len(asked) == 2
    assert _sign_ins(hub, before) == 1


def test_a_second_rejection_is_told_and_not_repeated(hub: SigningHubServer) -> None:
    package, service = str(hub.desk.shared()), hub.service()
    before = _seen(hub)
    hub.desk.world.faults.order(Fault(kind="status", code=401, path="/workflow$", times=None))
    with pytest.raises(Unauthorized):
        service.observe(package)
    assert sum(entry.path.endswith("/workflow") for entry in hub.requests(before)) == 2


def test_a_refusal_with_403_never_renews_the_token(hub: SigningHubServer) -> None:
    package, service = str(hub.desk.shared()), hub.service()
    service.observe(package)
    before = _seen(hub)
    hub.desk.world.faults.order(
        Fault(kind="status", code=403, path="/workflow$", body='{"Message": "Account is disabled"}')
    )
    with pytest.raises(AccountDisabled) as caught:
        service.observe(package)
    assert caught.value.service_text == "Account is disabled"
    assert service.observe(package).title == "Lease"
    assert _sign_ins(hub, before) == 0


def test_threads_that_find_the_token_ended_share_one_renewal(hub: SigningHubServer) -> None:
    package, service = str(hub.desk.shared()), hub.service()
    service.observe(package)
    hub.desk.world.clock.advance(86399)
    before = _seen(hub)
    start = threading.Barrier(8)

    def observe(_: int) -> str:
        start.wait()
        return service.observe(package).title

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(observe, range(8))) == {"Lease"}
    assert _sign_ins(hub, before) == 1


def test_two_programs_of_one_account_never_use_up_the_token_of_the_other(
    hub: SigningHubServer,
) -> None:
    package, programs = str(hub.desk.shared()), (hub.service(), hub.service())
    for _ in range(3):
        before = _seen(hub)
        start = threading.Barrier(8)

        def observe(number: int, start: threading.Barrier = start) -> str:
            start.wait()
            return programs[number % 2].observe(package).title

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(observe, range(8))) == {"Lease"}
        asked = [entry for entry in hub.requests(before) if entry.path == "/authenticate"]
        assert [entry.status for entry in asked] == [200, 200]
        hub.desk.world.clock.advance(86399)


def test_threads_whose_token_is_rejected_together_share_one_renewal(hub: SigningHubServer) -> None:
    package, service = str(hub.desk.shared()), hub.service()
    service.observe(package)
    hub.configure(end_tokens=True)
    before = _seen(hub)
    start = threading.Barrier(8)

    def observe(_: int) -> str:
        start.wait()
        return service.observe(package).title

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(observe, range(8))) == {"Lease"}
    # One refusal of the refresh token that died with the rest, one sign-in.
    assert _sign_ins(hub, before) == 2


@pytest.mark.parametrize("status", [400, 401, 403])
@pytest.mark.parametrize(
    ("wrong", "words", "told"),
    [
        ({"password": "guess"}, "The user name or password is incorrect.", "this user name"),
        ({"username": "nobody@example.com"}, "The user name or password is incorrect.", "user nam"),
        ({"client_secret": "guess"}, "Client authentication failed.", "this client secret"),
        ({"client_id": "guess"}, "Client authentication failed.", "client ID"),
    ],
)
def test_wrong_credentials_are_told_in_the_services_words_whatever_the_status(
    hub: SigningHubServer, status: int, wrong: dict[str, str | None], words: str, told: str
) -> None:
    hub.configure(login_refusal=status)
    with pytest.raises(Unauthorized) as caught:
        hub.service_with(wrong).observe("88121")
    assert caught.value.service_text == words
    assert caught.value.status == status
    assert told in caught.value.title
    assert caught.value.next_step


def test_swapped_credentials_are_refused(hub: SigningHubServer) -> None:
    right = hub.desk.hub.credentials()
    swapped: dict[str, str | None] = {"username": right["password"], "password": right["username"]}
    with pytest.raises(Unauthorized):
        hub.service_with(swapped).check()


def test_a_login_with_one_time_code_is_explained(hub: SigningHubServer) -> None:
    hub.configure(users={"maja.lindqvist@example.com": {"login_otp": True}})
    with pytest.raises(Unauthorized, match="one-time code") as caught:
        hub.service().check()
    assert "account without a one-time code" in caught.value.next_step


def test_a_disabled_user_is_told_so(hub: SigningHubServer) -> None:
    hub.configure(users={"maja.lindqvist@example.com": {"disabled": True}})
    with pytest.raises(AccountDisabled) as caught:
        hub.service().check()
    assert caught.value.service_text == "Account is disabled"


def test_many_who_ask_with_a_wrong_password_are_one_attempt(hub: SigningHubServer) -> None:
    service, before = hub.service(password="guess"), _seen(hub)
    start = threading.Barrier(8)

    def observe(_: int) -> str:
        start.wait()
        with pytest.raises(Unauthorized) as caught:
            service.observe("88121")
        return caught.value.title

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(observe, range(8)))) == 1
    assert _sign_ins(hub, before) == 1
    hub.desk.world.clock.advance(11)
    with pytest.raises(Unauthorized):
        service.observe("88121")
    assert _sign_ins(hub, before) == 2


def test_a_check_tries_a_refused_sign_in_at_once(hub: SigningHubServer) -> None:
    user = "maja.lindqvist@example.com"
    hub.configure(users={user: {"disabled": True}})
    service = hub.service()
    with pytest.raises(AccountDisabled):
        service.check()
    hub.configure(users={user: {"disabled": False}})
    assert service.check().identity.email == user


def test_a_page_that_is_no_sign_in_says_nothing_about_agreements(hub: SigningHubServer) -> None:
    page = Fault(kind="status", code=404, path="^/authenticate", body="<html>none</html>")
    hub.desk.world.faults.order(page)
    with pytest.raises(BadAnswer) as caught:
        hub.service().observe("88121")
    assert "no sign-in at this address" in caught.value.title


@pytest.mark.parametrize("version", [3, 4])
def test_a_scope_acts_for_somebody_else(hub: SigningHubServer, version: int) -> None:
    check = hub.service(version=version, scope="henrik.dahl@example.com").check()
    assert check.identity.email == "henrik.dahl@example.com"
    exchanged = [entry for entry in hub.requests() if entry.path == "/v4/authenticate/scope"]
    assert len(exchanged) == (1 if version == 4 else 0)


def test_the_client_alone_can_take_a_scope_in_v4(hub: SigningHubServer) -> None:
    service = hub.service(version=4, scope="henrik.dahl@example.com", username=None, password=None)
    assert service.check().identity.email == "henrik.dahl@example.com"


def test_a_token_of_the_client_alone_is_renewed_without_refresh_token(
    hub: SigningHubServer,
) -> None:
    service = hub.service(version=4, username=None, password=None)
    package = str(hub.desk.shared())
    service.observe(package)
    hub.desk.world.clock.advance(86399)
    before = _seen(hub)
    service.observe(package)
    assert _sign_ins(hub, before) == 1


def test_a_scope_that_is_not_allowed_is_refused_in_the_services_words(
    hub: SigningHubServer,
) -> None:
    hub.configure(users={"maja.lindqvist@example.com": {"may_integrate": False}})
    for version in (3, 4):
        with pytest.raises(Unauthorized) as caught:
            hub.service(version=version, scope="henrik.dahl@example.com").check()
        assert "does not allow managing integration" in caught.value.service_text
        assert caught.value.title == "The account may not act for other users."


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(kind="html_502", path="^/authenticate", times=None), BadAnswer),
        (Fault(kind="status", code=429, path="^/authenticate", retry_after="90"), Throttled),
        (Fault(kind="status", code=200, path="^/authenticate", body="<html></html>"), BadAnswer),
        (Fault(kind="status", code=200, path="^/authenticate", body="{}"), BadAnswer),
        (Fault(kind="cut", path="^/authenticate", size=20, times=None), BadAnswer),
        (Fault(kind="drop_before", path="^/authenticate", times=None), Unreachable),
    ],
)
def test_an_odd_answer_to_the_sign_in_is_not_taken_for_a_refusal(
    hub: SigningHubServer, fault: Fault, error: type[Exception]
) -> None:
    hub.desk.world.faults.order(fault)
    with pytest.raises(error):
        hub.service().observe("88121")


def test_no_secret_is_logged_or_shown(
    hub: SigningHubServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    package, service = str(hub.desk.shared()), hub.service()
    service.observe(package)
    with pytest.raises(Unauthorized) as caught:
        hub.service(password="hunter-seven").observe(package)
    told = caplog.text + repr(service.__dict__) + repr(vars(caught.value)) + str(caught.value)
    secrets = [value for name, value in hub.desk.hub.credentials().items() if name != "username"]
    secrets.remove("countersign-practice")
    for secret in [*secrets, "hunter-seven", hub.desk.token]:
        assert secret not in told
