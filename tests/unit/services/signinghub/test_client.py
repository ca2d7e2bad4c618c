"""The endpoints of SigningHub that read."""

import io
import zipfile

import pytest

from app.domain.errors import DomainError
from app.emulator.faults import Fault
from app.services.errors import BadAnswer, Forbidden, Gone, Refused
from app.services.signinghub.answers import FileKind
from app.services.signinghub.refusals import refusal_text
from tests.support.signinghub_clients import a_client
from tests.support.signinghub_server import SigningHubServer


def test_about_needs_no_sign_in(hub: SigningHubServer) -> None:
    before = len(hub.requests())
    version, about = a_client(hub).about()
    assert (version, about.version) == (3, "7.7.8.26")
    assert [entry.path for entry in hub.requests(before)] == ["/v3/about"]


@pytest.mark.parametrize(("asked", "spoken"), [(3, 4), (4, 3)])
def test_about_finds_the_version_that_the_server_speaks(
    hub: SigningHubServer, asked: int, spoken: int
) -> None:
    hub.configure(**{f"v{asked}": False})
    assert a_client(hub, asked).about()[0] == spoken


def test_an_address_without_signinghub_is_told(hub: SigningHubServer) -> None:
    hub.configure(v3=False, v4=False)
    with pytest.raises(Refused, match="no SigningHub at this address"):
        a_client(hub).about()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<html><body>Welcome</body></html>", "web page"),
        ("", "empty"),
        ('{"version": "7.7', "only a part"),
        ("[]", "another shape"),
        ('{"status": "up"}', "something else"),
    ],
)
def test_an_about_of_something_else_is_a_bad_answer(
    hub: SigningHubServer, body: str, reason: str
) -> None:
    hub.desk.world.faults.order(Fault(kind="status", code=200, path="/about$", body=body))
    with pytest.raises(BadAnswer) as caught:
        a_client(hub).about()
    assert reason in caught.value.detail


def test_the_profile_says_who_is_signed_in(hub: SigningHubServer) -> None:
    profile = a_client(hub).profile()
    assert profile.general.user_email == "maja.lindqvist@example.com"
    assert profile.general.user_name == "Maja Lindqvist"
    assert profile.enterprise.enterprise_name == "Northfield Office"


def test_packages_come_page_by_page_with_their_total(hub: SigningHubServer) -> None:
    names = [f"Lease {number}" for number in range(5)]
    for name in names:
        hub.desk.add_package(name)
    client = a_client(hub)
    pages = [client.packages(page=page, records=2) for page in (1, 2, 3)]
    assert [len(page.entries) for page in pages] == [2, 2, 1]
    assert {page.total for page in pages} == {5}
    assert {entry.package_name for page in pages for entry in page.entries} == set(names)


def test_a_404_to_a_list_is_an_empty_page(hub: SigningHubServer) -> None:
    hub.desk.world.faults.order(Fault(kind="status", code=404, path="/packages/ALL"))
    page = a_client(hub).packages()
    assert (page.entries, page.total) == ((), None)


@pytest.mark.parametrize("version", [3, 4])
def test_the_history_is_read(hub: SigningHubServer, version: int) -> None:
    package = str(hub.desk.shared())
    client = a_client(hub, version)
    assert [action.action_type for action in client.history(package).actions] == ["SHARED"]


def test_a_long_history_of_v4_is_read_to_its_end(hub: SigningHubServer) -> None:
    package = hub.desk.shared()
    for _ in range(60):
        hub.desk.ask("DELETE", f"/packages/{package}/workflow")
        hub.desk.share(package)
    assert len(a_client(hub, 4).history(str(package)).actions) == 121


def test_a_package_that_is_not_there_is_gone(hub: SigningHubServer) -> None:
    client = a_client(hub)
    with pytest.raises(Gone) as caught:
        client.workflow("4711")
    assert caught.value.service_text == "Document not found"
    with pytest.raises(Gone):
        client.history("4711")
    with pytest.raises(Gone):
        client.fields("4711", "1", 1)
    with pytest.raises(Gone):
        client.download_package("4711", io.BytesIO())


def test_a_404_to_a_part_does_not_mean_that_the_package_is_gone(hub: SigningHubServer) -> None:
    package = str(hub.desk.shared())
    told = '{"Message": "You must add 1 or more signers"}'
    hub.desk.world.faults.order(Fault(kind="status", code=404, path="/log$", body=told))
    with pytest.raises(Refused) as caught:
        a_client(hub).history(package)
    assert not isinstance(caught.value, Gone)
    assert caught.value.service_text == "You must add 1 or more signers"


def test_one_document_comes_as_pdf_several_as_zip(hub: SigningHubServer) -> None:
    one = hub.desk.shared()
    several = hub.desk.draft()
    hub.desk.upload(several, "Annex.pdf")
    hub.desk.share(several)
    client = a_client(hub)
    sink = io.BytesIO()
    assert client.download_package(str(one), sink) is FileKind.PDF
    assert sink.getvalue().startswith(b"%PDF")
    packed = io.BytesIO()
    assert client.download_package(str(several), packed) is FileKind.ZIP
    assert len(zipfile.ZipFile(packed).namelist()) == 2


def test_a_download_reports_its_progress(hub: SigningHubServer) -> None:
    package = str(hub.desk.shared())
    steps: list[tuple[int, int]] = []
    sink = io.BytesIO()
    a_client(hub).download_package(package, sink, progress=lambda *step: steps.append(step))
    size = len(sink.getvalue())
    assert steps[-1] == (size, size)


@pytest.mark.parametrize("body", ["<html>%PDF</html>", "", '{"base64": "JVBERi0="}'])
def test_a_file_that_is_none_is_a_bad_answer(hub: SigningHubServer, body: str) -> None:
    package = str(hub.desk.shared())
    path = f"/packages/{package}$"
    hub.desk.world.faults.order(Fault(kind="status", code=200, path=path, body=body))
    with pytest.raises(BadAnswer, match="could not be read"):
        a_client(hub).download_package(package, io.BytesIO())


def test_a_cut_off_download_is_tried_again(hub: SigningHubServer) -> None:
    package = str(hub.desk.shared())
    hub.desk.world.faults.order(Fault(kind="cut", path=f"/packages/{package}$", size=10))
    sink = io.BytesIO()
    assert a_client(hub).download_package(package, sink) is FileKind.PDF
    assert sink.getvalue().count(b"%PDF") == 1


def test_a_draft_has_no_download(hub: SigningHubServer) -> None:
    with pytest.raises(Forbidden) as caught:
        a_client(hub).download_package(str(hub.desk.draft()), io.BytesIO())
    assert caught.value.service_text == "Downloading document is not allowed in draft mode"


@pytest.mark.parametrize("odd", ["", "../settings/profile", "88121?x=1", "88121/workflow", "٤٢"])
def test_an_id_that_would_change_the_address_is_never_sent(hub: SigningHubServer, odd: str) -> None:
    before = len(hub.requests())
    with pytest.raises(DomainError) as caught:
        a_client(hub).workflow(odd)
    assert caught.value.code == "service_id.malformed"
    assert hub.requests(before) == []


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b'{"Message": "No"}', "No"),
        (b'{"message": "No"}', "No"),
        (b'{"Error": "otp_required", "Message": "A code is needed"}', "A code is needed"),
        (b'{"error": "invalid_grant", "error_description": "Wrong"}', "Wrong"),
        (b'{"error": "invalid_grant"}', "invalid_grant"),
        (b'{"Error": "otp_required"}', "otp_required"),
        (b'{"Message": "  ", "message": null, "error": "x"}', "x"),
        (b'{"Message": {"nested": 1}}', '{"Message": {"nested": 1}}'),
        (b"Service <b>down</b>", "Service <b>down</b>"),
        (b"<html><body>502</body></html>", "an HTML page"),
        (b"", ""),
        (b'{"Message": "' + b"x" * 900 + b'"}', "x" * 300),
    ],
)
def test_the_words_of_a_refusal_are_found_in_every_shape(body: bytes, text: str) -> None:
    assert refusal_text(body) == text
