"""Which files of a package are saved, and under which names."""

import hashlib
import io
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from app.domain.errors import UserCancelled
from app.emulator.faults import Fault
from app.emulator.sealing import write_pdf
from app.emulator.signinghub.options import Opening
from app.services.cancel import CancelToken
from app.services.errors import Key, Locked, Refused, Unauthorized
from app.services.ports import DownloadKeys
from app.services.saving import FileTray
from app.services.secrets.secret import Secret
from app.services.unpacking import DamagedArchive, NotUnpacked, unpacked
from tests.support.signinghub_desk import a_user
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
    (saved,) = hub.service().download(str(package), tmp_path)
    assert saved.path.name == "Lease.pdf"
    assert "does not give out the evidence report" in saved.note


def test_evidence_that_cannot_be_there_yet_is_not_asked_for(
    hub: SigningHubServer, tmp_path: Path
) -> None:
    package = hub.desk.shared()
    (saved,) = hub.service().download(str(package), tmp_path)
    assert saved.note == ""
    assert not [each for each in hub.requests() if each.path.endswith("/report")]


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


def test_documents_without_usable_ids_come_as_one_zip_that_is_unpacked(
    hub: SigningHubServer, tmp_path: Path
) -> None:
    package = hub.desk.draft()
    hub.desk.upload(package, "Annex.pdf")
    hub.desk.share(package)
    body = hub.desk.workflow(package)
    documents = cast("list[JsonObject]", body["documents"])
    nameless: list[JsonValue] = [{**documents[0], "document_id": "x"}, documents[1]]
    hub.desk.hub.serve_workflow(package, {**body, "documents": nameless})
    saved = hub.service().download(str(package), tmp_path)
    assert [each.path.name for each in saved] == ["1 Lease.pdf", "2 Annex.pdf"]
    assert all(each.path.read_bytes().startswith(b"%PDF") for each in saved)


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
    with pytest.raises(Locked) as caught:
        service.download(str(package), tmp_path)
    assert (caught.value.needs, caught.value.wrong) == (Key.CODE, False)
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


def a_zip(*entries: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return packed.getvalue()


def test_names_in_a_zip_never_become_paths(tmp_path: Path) -> None:
    packed = a_zip(
        ("../../evil.pdf", b"%PDF-1.7 1"), ("a\\b/c.PDF", b"%PDF-1.7 2"), ("v1.2", b"%PDF-1.7 3")
    )
    with FileTray(tmp_path / "to") as tray:
        files = unpacked(io.BytesIO(packed), tray, CancelToken())
        assert [each.name for each in files] == ["evil.pdf", "c.PDF", "v1.2"]
        files[0].content.seek(0)
        assert files[0].content.read() == b"%PDF-1.7 1"


BOMB = a_zip(("a.pdf", b"%PDF" + bytes(20 * 1024**2)))
OFFICE = a_zip(("[Content_Types].xml", b"<?xml"), ("word/document.xml", b"<?xml"))


@pytest.mark.parametrize("packed", [BOMB, OFFICE, a_zip()], ids=["bomb", "office", "empty"])
def test_a_zip_that_is_better_left_alone_is_not_unpacked(tmp_path: Path, packed: bytes) -> None:
    with FileTray(tmp_path) as tray, pytest.raises(NotUnpacked):
        unpacked(io.BytesIO(packed), tray, CancelToken())


@pytest.mark.parametrize("cut", [10, 200, 400])
def test_a_damaged_zip_is_known_as_one(tmp_path: Path, cut: int) -> None:
    packed = bytearray(a_zip(("a.pdf", b"%PDF" + os.urandom(500)), ("b.pdf", b"%PDF")))
    packed[cut : cut + 40] = bytes(40)
    with FileTray(tmp_path) as tray, pytest.raises(DamagedArchive):
        unpacked(io.BytesIO(packed[: len(packed) - (cut == 10) * 30]), tray, CancelToken())


@pytest.mark.parametrize(
    ("password", "code", "needs", "wrong"),
    [
        (None, None, Key.PASSWORD, False),
        ("wrong", None, Key.PASSWORD, True),
        ("lamp-oil-7", None, Key.CODE, False),
        ("lamp-oil-7", "000", Key.CODE, True),
    ],
)
def test_what_is_protected_says_what_opens_it(
    hub: SigningHubServer,
    tmp_path: Path,
    password: str | None,
    code: str | None,
    needs: Key,
    wrong: bool,
) -> None:
    package = a_protected_package(hub)
    keys = DownloadKeys(
        password=None if password is None else Secret(password),
        code=None if code is None else Secret(code),
    )
    with pytest.raises(Locked) as caught:
        hub.service().download(str(package), tmp_path, keys=keys)
    assert (caught.value.needs, caught.value.wrong) == (needs, wrong)
    assert list(tmp_path.iterdir()) == []


def test_password_and_code_open_what_is_protected(hub: SigningHubServer, tmp_path: Path) -> None:
    package, service = a_protected_package(hub), hub.service()
    before = len(hub.requests())
    assert service.send_opening_code(str(package)) == "+46701112233"
    sent = [each for each in hub.requests(before) if each.method == "POST"]
    assert [each.path.rpartition("/workflow/")[2] for each in sent[-1:]] == ["1/authentication/otp"]
    (recipient,) = hub.desk.hub.site.state.packages[package].recipients
    keys = DownloadKeys(password=Secret("lamp-oil-7"), code=Secret(recipient.otp))
    (saved,) = service.download(str(package), tmp_path, keys=keys)
    assert saved.path.read_bytes().startswith(b"%PDF")


def test_a_code_is_asked_for_the_own_place_only(hub: SigningHubServer) -> None:
    package = hub.desk.shared(a_user("ann"))
    with pytest.raises(Refused, match="No code"):
        hub.service().send_opening_code(str(package))
    assert not [each for each in hub.requests() if each.path.endswith("/otp")]


def a_protected_package(hub: SigningHubServer) -> int:
    """One that its owner, who signs it too, opens with a password and a code."""
    package = hub.desk.shared(a_user("maja.lindqvist"), workflow_mode="ONLY_ME")
    (recipient,) = hub.desk.hub.site.state.packages[package].recipients
    recipient.opening = Opening(
        enabled=True,
        password_enabled=True,
        password="lamp-oil-7",
        otp_enabled=True,
        mobile_number="+46701112233",
    )
    return package


def test_a_sign_in_that_ends_before_the_evidence_is_told(
    hub: SigningHubServer, tmp_path: Path
) -> None:
    package = hub.desk.shared()
    hub.desk.act(package, "bo", "sign")
    hub.desk.world.faults.order(Fault(kind="status", code=401, path="/report$", times=None))
    with pytest.raises(Unauthorized):
        hub.service().download(str(package), tmp_path)
    assert list(tmp_path.iterdir()) == []
