"""The ways in: password, login token, OAuth in three steps, and a session that is handed over."""

import base64
import json
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from werkzeug.test import Client, TestResponse

from app.emulator.gateway import Gateway
from tests.support.scrive_desk import Desk, bodil, header, opened, refusal, whole

EMAIL = "maja.lindqvist@example.com"
REFUSED = (401, "invalid_authorisation")
CALLBACK = "http://localhost:40123/callback"


def visitor(desk: Desk) -> Client:
    """Somebody without any credentials."""
    return Client(Gateway(desk.world, desk.scrive))


def sign_in(desk: Desk, **form: str) -> TestResponse:
    return visitor(desk).post(whole("getpersonaltoken"), data=form)


def ask(desk: Desk, path: str, **signed: str) -> TestResponse:
    """Ask for credentials as the registered program does."""
    own = desk.scrive.credentials()
    values = {"oauth_consumer_key": own["apitoken"], **signed}
    said = ", ".join(f'{name}="{value}"' for name, value in values.items())
    return desk.anonymous(path, f'oauth_signature_method="PLAINTEXT", {said}')


def wished(desk: Desk, privileges: str) -> dict[str, str]:
    path = f"/oauth/temporarycredentials?privileges={privileges}"
    signature = f"{desk.scrive.credentials()['apisecret']}&aaaaaa"
    answer = ask(desk, path, oauth_signature=signature, oauth_callback=CALLBACK)
    assert answer.status_code == 200, answer.text
    return dict(parse_qsl(answer.text))


def answered(desk: Desk, token: str, answer: str) -> str:
    page = visitor(desk).post("/oauth/authorization", data={"oauth_token": token, "answer": answer})
    assert page.status_code == 302
    return page.headers["Location"]


def redeemed(desk: Desk, wish: dict[str, str], verifier: str) -> TestResponse:
    signature = f"{desk.scrive.credentials()['apisecret']}&{wish['oauth_token_secret']}"
    return ask(
        desk,
        "/oauth/tokencredentials",
        oauth_token=wish["oauth_token"],
        oauth_signature=signature,
        oauth_verifier=verifier,
    )


def test_the_password_gives_the_four_values(desk: Desk) -> None:
    answer = sign_in(desk, email=EMAIL.upper(), password="practice")

    assert opened(answer) == desk.scrive.credentials()
    assert sorted(desk.scrive.credentials()) == [
        "accesssecret",
        "accesstoken",
        "apisecret",
        "apitoken",
    ]


def test_a_wrong_password_and_a_second_factor_are_refused(desk: Desk) -> None:
    assert refusal(sign_in(desk, email=EMAIL, password="wrong")) == REFUSED
    assert refusal(sign_in(desk, email="x@example.com", password="practice")) == REFUSED
    assert refusal(sign_in(desk, email=EMAIL)) == (400, "request_parameters_missing")
    desk.scrive.configure({"two_factor": True})

    refused = sign_in(desk, email=EMAIL, password="practice")

    assert refusal(refused) == (403, "action_not_permitted")
    assert opened(desk.get("getprofile"))["twofactor_active"] is True


def test_a_login_token_works_once_and_not_for_long(desk: Desk) -> None:
    user = opened(desk.get("getprofile"))["id"]
    path = f"gettokenforpersonalcredentials/{user}"
    first, second = (opened(desk.post(path, minutes="10")) for _ in range(2))
    assert first["expiration_time"] == "2031-03-01 12:10:00.250 UTC"
    assert base64.b64decode(str(first["qr_code"])).startswith(b"\x89PNG")

    answer = sign_in(desk, login_token=str(first["login_token"]))

    assert opened(answer) == desk.scrive.credentials()
    assert refusal(sign_in(desk, login_token=str(first["login_token"]))) == REFUSED
    desk.wait(601)
    assert refusal(sign_in(desk, login_token=str(second["login_token"]))) == REFUSED
    assert refusal(desk.post(path, minutes="31")) == (400, "request_parameters_invalid")
    nobody = desk.post("gettokenforpersonalcredentials/7")
    assert refusal(nobody) == (404, "resource_not_found")


def test_a_program_that_was_allowed_acts_within_its_privileges(desk: Desk) -> None:
    document = desk.prepared(bodil())
    wish = wished(desk, "DOC_CREATE%2BDOC_CHECK")
    assert wish["oauth_callback_confirmed"] == "true"
    page = desk.anonymous(f"/oauth/authorization?oauth_token={wish['oauth_token']}")
    assert "prepare documents" in page.text
    assert wish["oauth_token"] in page.text

    back = answered(desk, wish["oauth_token"], "grant")

    assert back.startswith(f"{CALLBACK}?=&oauth_token=")
    verifier = parse_qs(urlsplit(back).query)["oauth_verifier"][0]
    token = dict(parse_qsl(redeemed(desk, wish, verifier).text))
    credentials = {
        **desk.scrive.credentials(),
        "accesstoken": token["oauth_token"],
        "accesssecret": token["oauth_token_secret"],
    }
    granted = header(credentials)
    assert desk.anonymous("documents/list", granted).status_code == 200
    path = whole(f"documents/{document['id']}/start")
    refused = visitor(desk).post(path, headers={"Authorization": granted})
    assert refusal(refused) == (403, "insufficient_privileges")
    assert refusal(desk.anonymous("getprofile", granted)) == (403, "insufficient_privileges")
    in_flow = visitor(desk).post("/flow/instances", json={}, headers={"Authorization": granted})
    assert in_flow.status_code == 403
    assert redeemed(desk, wish, verifier).status_code == 401


def test_a_program_that_was_denied_gets_nothing(desk: Desk) -> None:
    wish = wished(desk, "FULL_ACCESS")

    back = answered(desk, wish["oauth_token"], "deny")

    assert back == f"{CALLBACK}?=&oauth_token={wish['oauth_token']}&denied=true"
    assert redeemed(desk, wish, "").status_code == 401
    page = desk.anonymous(f"/oauth/authorization?oauth_token={wish['oauth_token']}")
    assert page.status_code == 404


def test_nothing_is_given_before_the_user_agreed_or_for_a_wrong_verifier(desk: Desk) -> None:
    wish = wished(desk, "FULL_ACCESS")
    assert redeemed(desk, wish, "").status_code == 401
    answered(desk, wish["oauth_token"], "grant")

    assert redeemed(desk, wish, "guess").status_code == 401
    wrong = {**wish, "oauth_token_secret": "guess"}
    assert redeemed(desk, wrong, "guess").status_code == 401


@pytest.mark.parametrize(
    ("privileges", "signed", "status"),
    [
        ("FULL_ACCESS", {"oauth_signature": "guess&aaaaaa", "oauth_callback": CALLBACK}, 401),
        ("FULL_ACCESS", {"oauth_consumer_key": "guess", "oauth_callback": CALLBACK}, 401),
        ("FULL_ACCESS", {}, 400),
        ("FULL_ACCESS", {"oauth_callback": "file:///etc"}, 400),
        ("EVERYTHING", {"oauth_callback": CALLBACK}, 400),
        ("DOC_CREATE+DOC_SEND", {"oauth_callback": CALLBACK}, 400),
    ],
)
def test_a_wish_that_is_not_in_order_is_refused(
    desk: Desk, privileges: str, signed: dict[str, str], status: int
) -> None:
    signature = f"{desk.scrive.credentials()['apisecret']}&aaaaaa"
    path = f"/oauth/temporarycredentials?privileges={privileges}"

    answer = ask(desk, path, **{"oauth_signature": signature, **signed})

    assert answer.status_code == status


def test_a_session_opens_a_page_without_signing_in(desk: Desk) -> None:
    document = desk.prepared(bodil())
    values = json.dumps(desk.scrive.credentials())
    session = opened(
        visitor(desk).post(whole("loginandgetsession"), data={"personal_token": values})
    )
    path = f"/loginwithredirect?session_id={session['session_id']}&url="

    page = desk.anonymous(f"{path}/d/{document['id']}")

    assert (page.status_code, page.headers["Location"]) == (302, f"/d/{document['id']}")
    assert desk.anonymous(f"{path}//elsewhere.example.com").status_code == 400
    assert desk.anonymous("/loginwithredirect?session_id=guess&url=/d/1").status_code == 401
    guess = json.dumps({**desk.scrive.credentials(), "accesssecret": "guess"})
    refused = visitor(desk).post(whole("loginandgetsession"), data={"personal_token": guess})
    assert refusal(refused) == REFUSED
