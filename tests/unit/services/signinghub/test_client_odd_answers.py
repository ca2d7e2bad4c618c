"""Whatever SigningHub, or a proxy before it, answers: a result, or an error that is expected."""

import io
from collections.abc import Callable
from contextlib import suppress

import pytest
from pytest_httpserver import HTTPServer

from app.services.errors import ServiceError
from app.services.signinghub.bodies import GroupBody, PersonBody
from app.services.signinghub.bodies_fields import AutoPlaceBody, SignatureField
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.placing import Place
from app.services.signinghub.positions import Seat
from app.services.signinghub.wire_history import HistoryNode
from tests.support.signinghub_scripted import DOCUMENT, PACKAGE, ScriptedHub

P = f"/packages/{PACKAGE}"
D = f"{P}/documents/{DOCUMENT}"
SEAT = Seat(order=1, user_email="bo@example.com")
FIELD = SignatureField(order=1, field_name="f1", place=Place(page=1, x=1, y=1, width=1, height=1))
Ask = Callable[[SigningHubClient], object]

CALLS: list[tuple[str, str, Ask]] = [
    ("GET", "/about", lambda c: c.about()),
    ("GET", "/settings/profile", lambda c: c.profile()),
    ("GET", "/settings/contacts/50/1", lambda c: c.contacts()),
    ("GET", "/settings/groups/50/1", lambda c: c.groups()),
    ("GET", "/settings/templates/50/1", lambda c: c.templates()),
    ("GET", "/settings/library/50/1", lambda c: c.library()),
    ("GET", "/account/notifications/50/1", lambda c: c.notifications()),
    ("GET", "/account/statistics/usage", lambda c: c.usage()),
    ("GET", "/packages/ALL/1/50", lambda c: c.packages()),
    ("GET", f"{P}/workflow", lambda c: c.workflow(PACKAGE)),
    ("GET", f"{P}/workflow/users", lambda c: c.users(PACKAGE)),
    ("GET", f"{P}/workflow/1/permissions", lambda c: c.permissions(PACKAGE, SEAT)),
    ("GET", f"{P}/workflow/1/authentication", lambda c: c.opening(PACKAGE, SEAT)),
    ("GET", f"{P}/workflow/1/reminders", lambda c: c.reminders(PACKAGE, SEAT)),
    ("GET", f"{P}/details", lambda c: c.package_details(PACKAGE)),
    ("GET", f"{P}/verification", lambda c: c.package_verification(PACKAGE)),
    ("GET", f"{P}/log/1/100", lambda c: c.history(PACKAGE)),
    ("GET", f"{P}/log/7/details", lambda c: c.history_details(PACKAGE, "7")),
    ("GET", "/x", lambda c: c.certificate(PACKAGE, HistoryNode(certificate_base64_url="/v4/x"))),
    ("GET", P, lambda c: c.download_package(PACKAGE, io.BytesIO())),
    ("GET", f"{D}/details", lambda c: c.document_details(PACKAGE, DOCUMENT)),
    ("GET", f"{D}/certify", lambda c: c.document_certify(PACKAGE, DOCUMENT)),
    ("GET", f"{D}/fields/1", lambda c: c.fields(PACKAGE, DOCUMENT, 1)),
    ("POST", "/packages", lambda c: c.add_package("Lease")),
    ("POST", f"{P}/workflow", lambda c: c.share(PACKAGE)),
    ("POST", f"{P}/workflow/users", lambda c: c.add_users(PACKAGE, [PersonBody()])),
    ("POST", f"{P}/workflow/groups", lambda c: c.add_groups(PACKAGE, [GroupBody()])),
    ("POST", f"{D}/fields/signature", lambda c: c.add_field(PACKAGE, DOCUMENT, FIELD)),
    (
        "POST",
        f"{D}/fields/autoplace",
        lambda c: c.place_by_text(
            PACKAGE, DOCUMENT, AutoPlaceBody(search_text="x", order=1, field_type="TEXT")
        ),
    ),
    ("POST", f"{D}/template", lambda c: c.apply_template(PACKAGE, DOCUMENT, "T")),
]
BODIES = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b"[[[]]]",
    b"[null, 3, {}]",
    b'"text"',
    b"3",
    b"\xff\xfe",
    b"<!DOCTYPE html><html></html>",
    b'{"package_id": {"a": 1}, "users": 7, "actions": {"log_id": []}, "data": "x"}',
    b'{"x": ' * 3000,
]


@pytest.fixture
def hub(httpserver: HTTPServer) -> ScriptedHub:
    return ScriptedHub(httpserver)


@pytest.mark.parametrize(
    ("method", "path", "ask"), CALLS, ids=lambda each: each if isinstance(each, str) else ""
)
def test_an_odd_answer_never_breaks_a_call_and_never_repeats_a_change(
    hub: ScriptedHub, method: str, path: str, ask: Ask
) -> None:
    client = hub.client(4)
    answers = [(status, body) for status in (200, 404, 500) for body in BODIES]
    for status, body in answers:
        hub.says(method, path, body=body, status=status)
    for _ in answers:
        with suppress(ServiceError):
            ask(client)
    if method == "POST":
        assert sum(call.method == method for call in hub.calls) == len(answers)
