"""Our client and the emulated Scrive, written apart from each other, in every call of both."""

import re
import threading
from collections.abc import Iterator
from io import BytesIO

import pytest
import requests

from app.domain.kinds import ServiceKind
from app.emulator.sealing import write_pdf
from app.services.cancel import CancelToken
from app.services.clock import SystemClock
from app.services.errors import Gone, Refused, Unauthorized
from app.services.http.client import Transport
from app.services.scrive.browser_sign_in import BrowserWay
from app.services.scrive.client_composing import NewAttachment
from app.services.scrive.page_door import PageDoor
from app.services.scrive.sign_ins import ScriveSignIns
from app.services.secrets.secret import Secret
from app.services.sign_ins import PasswordSignIn
from tests.support.flow_desk import a_flow_document, a_request, create
from tests.support.scrive_desk import PDF, bodil, parties_of
from tests.support.scrive_server import QUICK, ScriveServer, a_scrive

BODIL = "Bodil Oskarsson"
THREE = write_pdf([(f"Page {number}", []) for number in (1, 2, 3)])
TRANSPORT = Transport(clock=SystemClock(), timing=QUICK)


@pytest.fixture
def scrive() -> Iterator[ScriveServer]:
    with a_scrive() as server:
        server.desk.world.urls["scrive"] = server.url
        yield server


def sent(scrive: ScriveServer, **settings: str) -> tuple[str, str]:
    """A pending document and its counterparty."""
    document = scrive.desk.started(bodil(**settings))
    return str(document["id"]), str(parties_of(document)[1]["id"])


def signed(scrive: ScriveServer) -> str:
    document, _ = sent(scrive)
    for action in ("open", "sign"):
        scrive.desk.act(document, BODIL, action)
    scrive.desk.wait(10)
    return document


def test_a_draft_is_made_in_every_way(scrive: ScriveServer) -> None:
    client = scrive.client()
    draft = client.new_document(BytesIO(THREE), "Lease.pdf")
    assert (draft.title, draft.status) == ("Lease", "preparation")

    client.update(draft.id, {"title": "Lease 2031"}, object_version=draft.object_version)
    client.append_file(draft.id, BytesIO(THREE), "more.pdf")
    assert client.remove_pages(draft.id, [1, 5]).title == "Lease 2031"
    file = client.set_file(draft.id, BytesIO(PDF), "other.pdf").file
    assert file is not None
    assert file.name == "other.pdf"
    assert client.remove_file(draft.id).file is None
    copy = client.clone(draft.id)
    client.trash_all([draft.id, copy.id])
    client.delete_all([draft.id, copy.id])

    with pytest.raises(Gone):
        client.get(draft.id)


def test_attachments_are_put_beside_a_draft(scrive: ScriveServer) -> None:
    client = scrive.client()
    draft = client.new_document(BytesIO(PDF), "Lease.pdf")
    terms = NewAttachment(name="Terms", required=True, stream=BytesIO(PDF), file_name="terms.pdf")

    [first] = client.set_attachments(draft.id, [terms]).author_attachments
    kept = NewAttachment(name="Map", file_id=first.file_id)
    both = client.set_attachments(draft.id, [kept], incremental=True).author_attachments

    assert [(each.name, each.required) for each in both] == [("Terms", True), ("Map", False)]
    sink = BytesIO()
    client.related_file(draft.id, first.file_id, sink)
    assert sink.getvalue() == PDF


def test_a_draft_is_made_from_a_template(scrive: ScriveServer) -> None:
    scrive.desk.scrive.seed_templates()
    client = scrive.client()
    [first, _] = client.listed([{"filter_by": "is_template"}]).documents
    client.share_templates([first.id], shared=True)

    draft = client.new_from_template(first.id)

    assert (draft.title, draft.is_template) == (first.title, False)
    assert client.get(first.id).is_shared is True
    assert client.obstacles(draft.id)


def test_a_sent_document_is_acted_on_in_every_way(scrive: ScriveServer) -> None:
    client, desk = scrive.client(), scrive.desk
    document, party = sent(scrive)

    client.remind(document)
    client.resend(document, party)
    assert desk.mail("bodil@example.com") == [
        "Please sign: Lease",
        "Reminder: Lease",
        "Please sign: Lease",
    ]
    assert client.set_auto_reminder(document, 3).auto_remind_time
    assert not client.set_auto_reminder(document, None).auto_remind_time
    client.change_email_and_mobile(document, party, email="b@example.com")
    assert desk.mail("b@example.com") == ["Please sign: Lease"]
    client.set_authentication_to_view(document, party, "se_bankid", personal_number="199001019802")
    client.set_authentication_to_sign(document, party, "sms_pin", mobile_number="+46701740613")
    client.set_authentication_to_view_archived(document, party, "standard")
    client.update_tags(document, {"room": "7"})
    assert [(each.name, each.value) for each in client.get(document).tags] == [("room", "7")]
    client.call_back(document)
    assert client.qr_code(document, party)
    assert client.by_short_id(document[-6:]).id == document
    assert client.cancel(document).status == "canceled"
    assert client.restart(document).status == "preparation"


def test_a_document_that_ran_out_of_time_is_prolonged(scrive: ScriveServer) -> None:
    document, _ = sent(scrive)
    scrive.desk.wait(120 * 86400)

    assert scrive.client().prolong(document, 7).status == "pending"


def test_a_signed_document_is_read_and_forwarded(scrive: ScriveServer) -> None:
    client = scrive.client()
    document = signed(scrive)

    client.forward(document, "noor@example.com", no_content=False, no_attachments=True)
    assert scrive.desk.mail("noor@example.com") == ["Forwarded: Lease"]
    sink, evidence = BytesIO(), BytesIO()
    client.main_file(document, sink)
    assert sink.getvalue().startswith(PDF)
    [log, _] = client.evidence(document)
    client.evidence_file(log, evidence)
    assert b"The document was signed." in evidence.getvalue()
    events = client.history(document, "sv").events
    assert events[0].text == "Dokumentet förseglades."


def test_instances_are_listed_read_and_taken_back(scrive: ScriveServer) -> None:
    client, desk = scrive.client(), scrive.desk
    document = a_flow_document(desk)
    instance = create(desk, a_request(document))

    listed = client.flow_instances()
    assert listed is not None
    assert [each.known_id for each in listed] == [instance]
    assert client.flow_instance(instance) is not None
    client.cancel_flow_instance(instance)
    assert client.get(str(document["id"])).status == "canceled"

    scrive.configure(absent=["list_instances", "get_instance", "cancel_instance"])
    assert client.flow_instances() is None
    assert client.flow_instance(instance) is None
    with pytest.raises(Gone):
        client.cancel_flow_instance(instance)


def with_password(scrive: ScriveServer, password: str) -> dict[str, str]:
    wish = PasswordSignIn(
        name="Office",
        service=ServiceKind.SCRIVE,
        base_url=scrive.url,
        email="maja.lindqvist@example.com",
        password=Secret(password),
    )
    found = ScriveSignIns(lambda _url: TRANSPORT).with_password(wish)
    return {name: each.reveal() for name, each in found.items()}


def test_a_password_signs_in_unless_a_second_factor_is_on(scrive: ScriveServer) -> None:
    assert with_password(scrive, "practice") == scrive.desk.scrive.credentials()
    with pytest.raises(Unauthorized):
        with_password(scrive, "wrong")
    scrive.configure(two_factor=True)

    with pytest.raises((Unauthorized, Refused)):
        with_password(scrive, "practice")


@pytest.mark.parametrize("answer", ["grant", "deny"])
def test_the_browser_signs_in_if_the_user_agrees(scrive: ScriveServer, answer: str) -> None:
    own = scrive.desk.scrive.credentials()
    way = BrowserWay(scrive.url, Secret(own["apitoken"]), Secret(own["apisecret"]), TRANSPORT)

    def press(address: str) -> None:
        page = requests.get(address, timeout=30).text
        [token] = re.findall(r'name="oauth_token" value="([^"]+)"', page)
        form = {"oauth_token": token, "answer": answer}
        requests.post(f"{scrive.url}/oauth/authorization", data=form, timeout=30)

    def open_browser(address: str) -> bool:
        threading.Thread(target=press, args=(address,)).start()
        return True

    if answer == "deny":
        with pytest.raises(Refused):
            way.values(open_browser, CancelToken())
        return
    values = {name: each.reveal() for name, each in way.values(open_browser, CancelToken()).items()}
    assert values["accesstoken"] != own["accesstoken"]
    assert scrive.client(values).profile().email == "maja.lindqvist@example.com"


def test_a_document_opens_with_the_user_signed_in(scrive: ScriveServer) -> None:
    document, _ = sent(scrive)
    secrets = {name: Secret(each) for name, each in scrive.desk.scrive.credentials().items()}

    address = PageDoor(scrive.url, secrets, TRANSPORT).address(document).reveal()

    page = requests.get(address, timeout=30, allow_redirects=False)
    assert (page.status_code, page.headers["Location"]) == (302, f"/d/{document}")
