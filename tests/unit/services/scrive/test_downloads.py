"""The files of Scrive documents: which are saved, under which names, and what goes wrong."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from typing_extensions import override

from app.domain.errors import UserCancelled
from app.emulator.faults import Fault
from app.emulator.json_value import JsonValue
from app.services.cancel import CancelToken
from app.services.errors import BadAnswer, Gone, Refused, Unauthorized
from app.services.ports import DownloadedFile, SavedKind
from tests.support.scrive_desk import PDF, bodil, opened
from tests.support.scrive_server import ScriveServer


def requested_files() -> list[JsonValue]:
    return [
        {"name": "Passport", "description": "Both sides"},
        {"name": "Diploma", "description": "", "required": False},
    ]


def signed(scrive: ScriveServer) -> str:
    """A document that Bodil signed a minute ago, with files around it."""
    document = scrive.desk.prepared(bodil(attachments=requested_files()), title="Lease")
    terms = {
        "name": "Terms",
        "required": False,
        "add_to_sealed_file": False,
        "file_param": "terms",
    }
    opened(
        scrive.desk.post(
            f"documents/{document['id']}/setattachments",
            attachments=json.dumps([terms]),
            terms=(BytesIO(PDF), "terms.pdf"),
        )
    )
    opened(scrive.desk.do(document, "start"))
    scrive.desk.act(document, "Bodil Oskarsson", "open")
    scrive.desk.act(document, "Bodil Oskarsson", "upload", attachment="Passport")
    scrive.desk.act(document, "Bodil Oskarsson", "sign")
    scrive.desk.wait(60)
    return str(document["id"])


def terms_of(scrive: ScriveServer, document_id: str) -> str:
    """The path of the file of the author's attachment."""
    attachments = scrive.desk.read(document_id)["author_attachments"]
    assert isinstance(attachments, list)
    assert isinstance(attachments[0], dict)
    return f"files/{attachments[0]['file_id']}"


def save(scrive: ScriveServer, document_id: str, folder: Path) -> tuple[DownloadedFile, ...]:
    return scrive.service().download(document_id, folder)


def fault(scrive: ScriveServer, path: str, **how: object) -> None:
    values: dict[str, object] = {"kind": "status", "code": 404, "times": None, **how}
    scrive.desk.world.faults.order(Fault(path=path, **values))  # type: ignore[arg-type]


def test_the_signed_file_its_attachments_and_its_evidence_are_saved(
    scrive: ScriveServer, tmp_path: Path
) -> None:
    files = save(scrive, signed(scrive), tmp_path)
    assert [(each.kind, each.path.name) for each in files] == [
        (SavedKind.SIGNED, "Lease.pdf"),
        (SavedKind.ATTACHMENT, "Lease - Terms.pdf"),
        (SavedKind.HANDED_IN, "Lease - Bodil Oskarsson - Passport.pdf"),
        (SavedKind.EVIDENCE, "Lease - evidence - Evidence Log.html"),
        (SavedKind.EVIDENCE, "Lease - evidence - Evidence of Intent.pdf"),
    ]
    assert {each.path.parent for each in files} == {tmp_path}
    assert len({each.source for each in files}) == len(files)


def test_before_the_end_there_is_the_unsigned_file_and_no_evidence(
    scrive: ScriveServer, tmp_path: Path
) -> None:
    document = scrive.desk.started(bodil(), title="Lease")
    (file,) = save(scrive, str(document["id"]), tmp_path)
    assert (file.kind, file.path.name) == (SavedKind.UNSIGNED, "Lease (not complete).pdf")
    assert not any("evidence" in each.path for each in scrive.requests())


def test_a_file_that_is_still_being_sealed_is_waited_for(
    scrive: ScriveServer, tmp_path: Path
) -> None:
    document_id = signed(scrive)
    fault(scrive, "files/main", code=503, times=2)
    assert save(scrive, document_id, tmp_path)[0].kind is SavedKind.SIGNED
    assert sum("files/main" in each.path for each in scrive.requests()) == 3


def test_waiting_for_a_seal_ends_where_the_user_wishes(
    scrive: ScriveServer, tmp_path: Path
) -> None:
    class Impatient(CancelToken):
        @override
        def wait(self, seconds: float) -> None:
            self.cancel()
            super().wait(seconds)

    document_id = signed(scrive)
    fault(scrive, "files/main", code=503)
    with pytest.raises(UserCancelled):
        scrive.service().download(document_id, tmp_path, cancel=Impatient())
    assert sum("files/main" in each.path for each in scrive.requests()) == 1
    assert list(tmp_path.iterdir()) == []


def test_what_is_given_out_before_its_seal_says_so(scrive: ScriveServer, tmp_path: Path) -> None:
    scrive.configure(sealing_seconds=1000)
    document_id = signed(scrive)
    fault(scrive, "files/main", code=200, body="%PDF-1.7 not sealed")
    file = save(scrive, document_id, tmp_path)[0]
    assert (file.kind, file.path.name) == (SavedKind.UNSIGNED, "Lease (not sealed yet).pdf")


@pytest.mark.parametrize("path", ["evidenceattachments", "Evidence%20Log"])
def test_evidence_that_cannot_be_had_is_no_failure(
    scrive: ScriveServer, tmp_path: Path, path: str
) -> None:
    document_id = signed(scrive)
    fault(scrive, path)
    kinds = [each.kind for each in save(scrive, document_id, tmp_path)]
    assert kinds[:3] == [SavedKind.SIGNED, SavedKind.ATTACHMENT, SavedKind.HANDED_IN]


def test_a_sign_in_that_is_revoked_in_between_is_told(scrive: ScriveServer, tmp_path: Path) -> None:
    document_id = signed(scrive)
    fault(scrive, "evidenceattachments", code=401)
    with pytest.raises(Unauthorized):
        save(scrive, document_id, tmp_path)


def test_an_attachment_that_is_missing_fails_the_whole(
    scrive: ScriveServer, tmp_path: Path
) -> None:
    document_id = signed(scrive)
    fault(scrive, terms_of(scrive, document_id))
    with pytest.raises(Gone):
        save(scrive, document_id, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_attachment_that_only_says_it_is_a_pdf_is_not_saved(
    scrive: ScriveServer, tmp_path: Path
) -> None:
    document_id = signed(scrive)
    fault(scrive, "files/main", code=200, body="%PDF-1.7 sealed")
    fault(scrive, "Intent.pdf", code=200, body="<html>An error</html>")
    kinds = [each.path.name for each in save(scrive, document_id, tmp_path / "first")]
    assert "Lease - evidence - Evidence of Intent.pdf" not in kinds
    fault(scrive, "files/[0-9]+/file", code=200, body="<html>An error</html>")
    with pytest.raises(BadAnswer, match="something else than the PDF"):
        save(scrive, document_id, tmp_path / "second")
    assert list((tmp_path / "second").iterdir()) == []


def test_what_scrive_could_not_finish_is_explained(scrive: ScriveServer, tmp_path: Path) -> None:
    scrive.configure(sealing_fails=True)
    document_id = signed(scrive)
    with pytest.raises(Refused, match="could not finish “Lease”") as caught:
        save(scrive, document_id, tmp_path)
    assert document_id in caught.value.next_step
    scrive.configure(sealing_fails=False)
    sound = signed(scrive)
    files = save(scrive, f"{document_id},{sound}", tmp_path)
    assert files[0].source == f"document {sound}"
    assert "could not finish “Lease”" in files[0].note


def test_a_second_seal_changes_the_bytes_and_not_the_source(
    scrive: ScriveServer, tmp_path: Path
) -> None:
    document_id = signed(scrive)
    first = save(scrive, document_id, tmp_path)[0]
    content = first.path.read_bytes()
    scrive.desk.wait(16 * 86_400)
    second = save(scrive, document_id, tmp_path)[0]
    assert second.source == first.source
    assert second.sha256 != first.sha256
    assert second.path.name == "Lease (2).pdf"
    assert first.path.read_bytes() == content
