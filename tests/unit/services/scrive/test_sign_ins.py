"""Ways to sign in at Scrive that lead to the four values."""

import logging
import threading
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from app.domain.errors import DomainError, UserCancelled
from app.domain.kinds import ServiceKind
from app.services.cancel import CancelToken
from app.services.clock import SystemClock
from app.services.errors import BadAnswer, LocalError, Refused, Unauthorized
from app.services.http.client import Transport
from app.services.scrive.browser_sign_in import BrowserWay
from app.services.scrive.page_door import PageDoor
from app.services.scrive.personal_token import personal_token
from app.services.scrive.sign_ins import ScriveSignIns
from app.services.secrets.secret import Secret
from app.services.sign_ins import PasswordSignIn
from tests.support.scrive_server import QUICK, ScriveServer

FOUR = {"apitoken": "a_1", "apisecret": "b2", "accesstoken": "c_3", "accesssecret": "d4"}
ID = "8123456789012345678"
TRANSPORT = Transport(clock=SystemClock(), timing=QUICK)


def revealed(values: object) -> dict[str, str]:
    assert isinstance(values, dict)
    return {name: each.reveal() for name, each in values.items()}


# -- e-mail and password ---------------------------------------------------------------------


def token(server: HTTPServer, password: str = "correct horse") -> dict[str, str]:
    url = server.url_for("")
    return revealed(personal_token(url, "maja@example.com", Secret(password), TRANSPORT))


def test_the_right_password_gives_the_four_values(httpserver: HTTPServer) -> None:
    httpserver.expect_oneshot_request(
        "/api/v2/getpersonaltoken",
        method="POST",
        data="email=maja%40example.com&password=correct+horse",
    ).respond_with_json(FOUR)
    assert token(httpserver) == FOUR
    assert "Authorization" not in httpserver.log[0][0].headers


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_wrong_password_or_a_second_factor_is_explained(
    httpserver: HTTPServer, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    httpserver.expect_request("/api/v2/getpersonaltoken").respond_with_data(
        "No access for correct horse", status=status
    )
    with pytest.raises(Unauthorized) as caught:
        token(httpserver)
    assert "two-factor" in caught.value.detail
    assert len(httpserver.log) == 1
    told = caplog.text + str(caught.value) + repr(caught.value.__dict__)
    assert "correct horse" not in told


@pytest.mark.parametrize("body", ["", "<html>Sign in</html>", "{}", '{"apitoken": "a"}', "[]"])
def test_a_success_without_all_four_values_is_no_sign_in(httpserver: HTTPServer, body: str) -> None:
    httpserver.expect_request("/api/v2/getpersonaltoken").respond_with_data(body)
    with pytest.raises(BadAnswer):
        token(httpserver)


# -- in the browser --------------------------------------------------------------------------


class Scrive:
    """The three legs as Scrive walks them, with a user who does what a test says."""

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("").rstrip("/")
        self.headers: list[str] = []
        self.callback = ""
        self.pages: list[tuple[int, str]] = []
        server.expect_request("/oauth/temporarycredentials").respond_with_handler(self._temporary)
        server.expect_request("/oauth/tokencredentials").respond_with_handler(self._lasting)

    def _temporary(self, request: Request) -> Response:
        self.headers.append(request.headers["Authorization"])
        self.callback = self.headers[-1].split('oauth_callback="')[1].split('"')[0]
        return Response("oauth_token=t_1&oauth_token_secret=s1&oauth_callback_confirmed=true")

    def _lasting(self, request: Request) -> Response:
        self.headers.append(request.headers["Authorization"])
        return Response("oauth_token=c_3&oauth_token_secret=d4")

    def way(self) -> BrowserWay:
        return BrowserWay(self.url, Secret("a_1"), Secret("b2"), TRANSPORT)

    def come_back(self, query: str) -> None:
        """What the browser does after the user's answer."""
        address = self.callback.replace("localhost", "127.0.0.1")
        answer = requests.get(f"{address}{query}", timeout=30)
        self.pages.append((answer.status_code, answer.text))

    def browser(self, *queries: str) -> Callable[[str], bool]:
        """A browser that comes back with these, one after the other."""

        def open_browser(address: str) -> bool:
            assert address == f"{self.url}/oauth/authorization?oauth_token=t_1"
            for query in queries:
                threading.Thread(target=self.come_back, args=(query,)).start()
            return True

        return open_browser


@pytest.fixture
def office(httpserver: HTTPServer) -> Scrive:
    return Scrive(httpserver)


PERMITTED = "?=&oauth_token=t_1&oauth_verifier=v9"


def test_a_permission_in_the_browser_gives_the_four_values(
    office: Scrive, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "app")
    values = office.way().values(office.browser(PERMITTED), CancelToken())
    assert revealed(values) == FOUR
    first, second = office.headers
    assert first.startswith("oauth_signature_method=")
    assert 'oauth_signature="b2&aaaaaa"' in first
    assert office.callback.startswith("http://localhost:")
    assert 'oauth_signature="b2&s1"' in second
    assert 'oauth_token="t_1"' in second
    assert 'oauth_verifier="v9"' in second
    assert not {"s1", "v9", "d4"} & set(caplog.text.replace("=", " ").split())


def test_what_anybody_else_brings_is_not_taken(office: Scrive) -> None:
    def open_browser(_address: str) -> bool:
        for strange in ("?oauth_token=other&oauth_verifier=x", "", "/elsewhere" + PERMITTED):
            office.come_back(strange)
        office.come_back(PERMITTED)
        return True

    assert revealed(office.way().values(open_browser, CancelToken())) == FOUR
    assert [status for status, _page in office.pages] == [404, 404, 404, 200]


def test_a_user_who_declines_is_taken_at_the_word(office: Scrive) -> None:
    declined = office.browser("?=&oauth_token=t_1&denied=true")
    with pytest.raises(Refused) as caught:
        office.way().values(declined, CancelToken())
    assert "declined" in caught.value.title
    assert len(office.headers) == 1


def test_nobody_is_waited_for_without_end(office: Scrive) -> None:
    with pytest.raises(Refused) as caught:
        office.way().values(office.browser(), CancelToken(), seconds=0.05)
    assert "Nobody came back" in caught.value.title


def test_waiting_ends_when_the_user_gives_up_here(office: Scrive) -> None:
    cancel = CancelToken()

    def open_browser(_address: str) -> bool:
        cancel.cancel()
        return True

    with pytest.raises(UserCancelled):
        office.way().values(open_browser, cancel)


def test_a_computer_without_a_browser_is_said(office: Scrive) -> None:
    with pytest.raises(LocalError):
        office.way().values(lambda _address: False, CancelToken())


def test_nothing_listens_any_more_afterwards(office: Scrive) -> None:
    office.way().values(office.browser(PERMITTED), CancelToken())
    with pytest.raises(requests.ConnectionError):
        office.come_back(PERMITTED)


def test_unknown_client_credentials_are_said(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/oauth/temporarycredentials").respond_with_data("No", status=401)
    way = BrowserWay(httpserver.url_for(""), Secret("a_1"), Secret("b2"), TRANSPORT)
    with pytest.raises(Unauthorized) as caught:
        way.values(lambda _address: True, CancelToken())
    assert "client credentials" in caught.value.title


@pytest.mark.parametrize("value", ["", " ", 'a"b', "a\nb"])
def test_client_credentials_that_fit_no_header_are_refused(value: str) -> None:
    with pytest.raises(DomainError) as caught:
        BrowserWay("https://scrive.example.com", Secret("a_1"), Secret(value), TRANSPORT)
    assert caught.value.where == "/apisecret"


# -- pages in the browser --------------------------------------------------------------------


def door(server: HTTPServer) -> PageDoor:
    secrets = {name: Secret(each) for name, each in FOUR.items()}
    return PageDoor(server.url_for(""), secrets, TRANSPORT)


def test_a_document_opens_with_the_user_signed_in(
    httpserver: HTTPServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "app")
    httpserver.expect_request("/api/v2/loginandgetsession", method="POST").respond_with_json(
        {"session_id": "hush-9"}
    )
    address = door(httpserver).address(ID)
    parts = urlsplit(address.reveal())
    assert parts.path == "/loginwithredirect"
    assert parse_qs(parts.query) == {"session_id": ["hush-9"], "url": [f"/d/{ID}"]}
    form = parse_qs(httpserver.log[0][0].get_data(as_text=True))
    assert '"accesssecret": "d4"' in form["personal_token"][0]
    assert "hush-9" not in caplog.text + repr(address)


@pytest.mark.parametrize(
    ("status", "body"), [(401, "No"), (404, "{}"), (200, "<html>"), (200, '{"session_id": null}')]
)
def test_without_a_session_the_plain_page_is_opened(
    httpserver: HTTPServer, status: int, body: str
) -> None:
    httpserver.expect_request("/api/v2/loginandgetsession").respond_with_data(body, status=status)
    expected = f"{httpserver.url_for('').rstrip('/')}/d/{ID}"
    assert door(httpserver).address(ID).reveal() == expected


# -- behind the port -------------------------------------------------------------------------


def test_the_values_for_a_password_sign_in_at_the_service(scrive: ScriveServer) -> None:
    ways = ScriveSignIns(lambda _url: TRANSPORT)
    wish = PasswordSignIn(
        name="Office",
        service=ServiceKind.SCRIVE,
        base_url=scrive.url,
        email="nobody@example.com",
        password=Secret("wrong"),
    )
    with pytest.raises(Unauthorized):
        ways.with_password(wish)


def test_the_emulated_scrive_walks_the_same_three_legs(scrive: ScriveServer) -> None:
    credentials = scrive.desk.scrive.credentials()

    def permit(address: str) -> bool:
        assert requests.get(address, timeout=30).ok
        base, _, query = address.partition("?")
        (asked,) = parse_qs(query)["oauth_token"]
        answer = requests.post(
            base, data={"oauth_token": asked, "answer": "grant"}, allow_redirects=False, timeout=30
        )
        back = answer.headers["Location"].replace("localhost", "127.0.0.1")
        return requests.get(back, timeout=30).ok

    way = BrowserWay(
        scrive.url,
        Secret(credentials["apitoken"]),
        Secret(credentials["apisecret"]),
        TRANSPORT,
    )
    values = revealed(way.values(permit, CancelToken()))
    assert scrive.client(values).profile().email


def test_the_emulated_scrive_opens_a_document_with_the_session(scrive: ScriveServer) -> None:
    secrets = {name: Secret(each) for name, each in scrive.desk.scrive.credentials().items()}
    document = scrive.desk.new("Lease.pdf")
    address = PageDoor(scrive.url, secrets, TRANSPORT).address(str(document["id"]))
    answer = requests.get(address.reveal(), timeout=30, allow_redirects=False)
    assert answer.status_code == 302
    assert urlsplit(answer.headers["Location"]).path == f"/d/{document['id']}"


def test_a_password_does_not_do_where_a_second_factor_is_asked_for(scrive: ScriveServer) -> None:
    email = scrive.client().profile().email
    assert personal_token(scrive.url, email, Secret("practice"), TRANSPORT)
    scrive.configure(two_factor=True)
    with pytest.raises(Unauthorized) as caught:
        personal_token(scrive.url, email, Secret("practice"), TRANSPORT)
    assert "two-factor" in caught.value.detail
