"""Which files of a package are saved, and under which names."""

import hashlib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from app.domain.errors import UserCancelled
from app.emulator.faults import Fault
from app.emulator.sealing import write_pdf
from app.services.cancel import CancelToken
from app.services.errors import Forbidden, Refused, Unauthorized
from tests.support.signinghub_server import SigningHubServer

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject, JsonValue


def test_one_document_is_saved_as_the_package(hub: SigningHubServer, tmp_path: Path) -> None:
    package = hub.desk.shared()
    (saved,) = hub.service().download(str(package), tmp_path)
    assert saved.path == tmp_path / "Lease.pdf"
    assert saved.path.read_bytes().startswith(b"%PDF")
    assert saved.sha256 == hashlib.sha256(saved.path.read_bytes()).hexdigest()


def test_several_documents_are_saved_one_by_one_with_the_evidence(
    hub: SigningHubServer, tmp_path: Path
) -> None:
    package = hub.desk.draft()
    hub.desk.upload(package, "Annex.pdf", write_pdf([("Annex", ["Inventory"])]))
    hub.desk.share(package)
    hub.desk.act(package, "bo", "sign")
    saved = hub.service().download(str(package), tmp_path)
    assert [each.path.name for each in saved] == [
        "Lease.pdf",
        "Annex.pdf",
        "Lease - evidence.pdf",
    ]
    assert all(each.path.read_bytes().startswith(b"%PDF") for each in saved)
    assert len({each.sha256 for each in saved}) == 3


def test_evidence_that_the_plan_withholds_is_left_out(
    hub: SigningHubServer, tmp_path: Path
) -> None:
    hub.configure(evidence_reports=False)
    package = hub.desk.shared()
    hub.desk.act(package, "bo", "sign")
    saved = hub.service().download(str(package), tmp_path)
    assert [each.path.name for each in saved] == ["Lease.pdf"]


def test_names_of_the_service_never_become_paths(hub: SigningHubServer, tmp_path: Path) -> None:
    folder = tmp_path / "signed"
    package = hub.desk.shared()
    body = hub.desk.workflow(package)
    (document,) = cast("list[JsonObject]", body["documents"])
    evil: JsonObject = {**document, "document_name": "../../evil"}
    hub.desk.hub.serve_workflow(package, {**body, "documents": [evil]})
    (saved,) = hub.service().download(str(package), folder)
    assert saved.path.parent == folder
    assert [each.name for each in tmp_path.iterdir()] == ["signed"]


def test_documents_without_usable_ids_come_as_one_zip(
    hub: SigningHubServer, tmp_path: Path
) -> None:
    package = hub.desk.draft()
    hub.desk.upload(package, "Annex.pdf")
    hub.desk.share(package)
    body = hub.desk.workflow(package)
    documents = cast("list[JsonObject]", body["documents"])
    nameless: list[JsonValue] = [{**documents[0], "document_id": "x"}, documents[1]]
    hub.desk.hub.serve_workflow(package, {**body, "documents": nameless})
    (saved,) = hub.service().download(str(package), tmp_path)
    assert saved.path.name == "Lease.zip"
    assert len(zipfile.ZipFile(saved.path).namelist()) == 2


def test_a_draft_cannot_be_downloaded(hub: SigningHubServer, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="draft"):
        hub.service().download(str(hub.desk.draft()), tmp_path / "to")
    assert list((tmp_path / "to").iterdir()) == []


def test_a_download_that_fails_or_is_cancelled_leaves_no_file(
    hub: SigningHubServer, tmp_path: Path
) -> None:
    package = hub.desk.draft()
    hub.desk.upload(package, "Annex.pdf")
    hub.desk.share(package)
    service = hub.service()
    path = r"/documents/\d+$"
    hub.desk.world.faults.order(
        Fault(kind="status", code=403, path=path, skip=1, body='{"Error": "otp_required"}')
    )
    with pytest.raises(Forbidden) as caught:
        service.download(str(package), tmp_path)
    assert "web page" in caught.value.next_step
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(UserCancelled):
        service.download(str(package), tmp_path, cancel=cancel)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "kind", "content", "saved_as"),
    [
        ("contract.docx", "DOCX", "%PDF-1.7 converted", "contract.pdf"),
        ("Contract.PDF", "PDF", "%PDF-1.7", "Contract.pdf"),
        ("contract", "docx", "PK\x03\x04 kept as it is", "contract.docx"),
        ("contract.docx", "DOCX", "PK\x03\x04 kept as it is", "contract.docx"),
        ("data", "XML", "\ufeff<?xml version='1.0'?>", "data.xml"),
        ("v1.2", "", "%PDF-1.7", "v1.2.pdf"),
        ("", "PDF", "%PDF-1.7", "document 9.pdf"),
    ],
)
def test_a_file_is_named_after_what_it_is(
    hub: SigningHubServer, tmp_path: Path, name: str, kind: str, content: str, saved_as: str
) -> None:
    package = hub.desk.shared()
    document: JsonObject = {"document_id": 9, "document_name": name, "document_type": kind}
    body: JsonObject = {**hub.desk.workflow(package), "documents": [document]}
    hub.desk.hub.serve_workflow(package, body)
    told = Fault(kind="status", code=200, path=f"/{package}$", body=content)
    hub.desk.world.faults.order(told)
    (saved,) = hub.service().download(str(package), tmp_path)
    assert saved.path.name == saved_as


def test_a_sign_in_that_ends_before_the_evidence_is_told(
    hub: SigningHubServer, tmp_path: Path
) -> None:
    package = hub.desk.shared()
    hub.desk.act(package, "bo", "sign")
    hub.desk.world.faults.order(Fault(kind="status", code=401, path="/report$", times=None))
    with pytest.raises(Unauthorized):
        hub.service().download(str(package), tmp_path)
    assert list(tmp_path.iterdir()) == []
