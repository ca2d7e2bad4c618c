"""What all endpoints have in common: credentials, privileges, and parameters that they know."""

import re

import pytest
from werkzeug.test import Client, TestResponse

from app.emulator.gateway import Gateway
from app.emulator.scrive.authorization import Credentials, Grant
from app.emulator.scrive.endpoints import Endpoint
from app.emulator.scrive.handlers import HANDLERS
from app.emulator.scrive.routes import ENDPOINTS
from tests.support.scrive_desk import Desk, bodil, header, opened

GUARDED = {name: one for name, one in ENDPOINTS.items() if not one.is_open}


def call(desk: Desk, endpoint: Endpoint, authorization: str, parameter: str = "") -> TestResponse:
    """Call an endpoint about things that there are not, perhaps with one parameter."""
    values = {parameter: "1"} if parameter else {}
    path = re.sub("<[a-z_]+>", "1", endpoint.path)
    by_query = endpoint.method == "GET" or not endpoint.takes_forms
    return Client(Gateway(desk.world, desk.scrive)).open(
        path,
        method=endpoint.method,
        headers={"Authorization": authorization} if authorization else {},
        query_string=values if by_query else {},
        data=None if by_query else values,
    )


def test_every_endpoint_is_carried_out_by_somebody() -> None:
    assert set(HANDLERS) == set(ENDPOINTS)


def test_nobody_gets_in_without_credentials(desk: Desk) -> None:
    answers = {name: call(desk, one, "") for name, one in GUARDED.items()}

    wrong = {name: one for name, one in answers.items() if one.status_code != 401}
    assert wrong == {}
    assert {one.mimetype for one in answers.values()} == {"text/plain"}


def test_a_parameter_that_is_not_known_is_refused(desk: Desk) -> None:
    answers = {name: call(desk, one, desk.header, "colour") for name, one in GUARDED.items()}

    assert {name: one.text for name, one in answers.items() if one.status_code != 400} == {}
    assert all("colour" in one.text for one in answers.values())


def test_a_privilege_that_was_not_granted_is_missed(desk: Desk) -> None:
    values = {**desk.scrive.credentials(), "accesstoken": "small_1"}
    allowed = {}
    for name, endpoint in GUARDED.items():
        others = frozenset({"DOC_CREATE", "DOC_SEND", "DOC_CHECK"}) - {endpoint.privilege}
        desk.scrive.grants["small_1"] = Grant(credentials=Credentials(**values), privileges=others)
        answer = call(desk, endpoint, header(values))
        if answer.status_code != 403 or endpoint.privilege not in answer.text:
            allowed[name] = endpoint.privilege

    assert allowed == {"get_data_retention": ""}


def test_a_server_may_lack_any_of_them(desk: Desk) -> None:
    desk.scrive.configure({"absent": [*GUARDED]})

    answers = {name: call(desk, one, desk.header) for name, one in GUARDED.items()}

    assert {name: one.text for name, one in answers.items() if one.status_code != 404} == {}
    with pytest.raises(ValueError, match="absent"):
        desk.scrive.configure({"absent": ["cancel_everything"]})


def test_the_history_is_told_in_the_language_that_is_asked_for(desk: Desk) -> None:
    document = desk.started(bodil())
    path = f"documents/{document['id']}/history"

    swedish, english = (opened(desk.get(path, lang=one))["events"] for one in ("sv", "en"))

    assert str(swedish).count("Inbjudan levererades.") == 1
    assert str(english).count("The invitation was delivered.") == 1
    assert desk.get(path, lang="xx").status_code == 400
