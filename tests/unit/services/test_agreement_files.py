"""Opening `.agreement` files."""

import json
import os
import sys
from pathlib import Path

import pytest

from app.domain.errors import DomainError
from app.domain.json_value import JsonObject
from app.services.agreement_files import LARGEST, load
from app.services.texts import domain_error_text

AGREEMENT: JsonObject = {
    "format": "agreement",
    "version": 1,
    "title": "Lease",
    "documents": [{"label": "contract", "file": "contract.pdf"}],
}


def _written(folder: Path, **members: object) -> Path:
    path = folder / "lease.agreement"
    path.write_text(json.dumps({**AGREEMENT, **members}))
    return path


def _naming(folder: Path, file: str) -> Path:
    return _written(folder, documents=[{"label": "contract", "file": file}])


def _refused(path: Path) -> DomainError:
    with pytest.raises(DomainError) as caught:
        load(path)
    return caught.value


def test_an_agreement_is_opened_with_the_places_of_its_documents(tmp_path: Path) -> None:
    (tmp_path / "contract.pdf").write_bytes(b"%PDF-1.7")
    loaded = load(_written(tmp_path))
    assert loaded.agreement.title == "Lease"
    assert loaded.folder == tmp_path
    assert loaded.paths == {"contract": tmp_path / "contract.pdf"}


def test_a_missing_document_is_left_to_the_findings(tmp_path: Path) -> None:
    assert not load(_written(tmp_path)).paths["contract"].exists()


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = _written(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(path).agreement.title == "Lease"


@pytest.mark.parametrize("file", ["../secret.pdf", "/etc/passwd", "a/../../b.pdf", "C:\\x.pdf"])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, file: str) -> None:
    assert _refused(_naming(tmp_path, file)).code == "draft.file_outside"


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    mailed = tmp_path / "mailed"
    mailed.mkdir()
    (tmp_path / "private.pdf").write_bytes(b"%PDF-1.7 private")
    (mailed / "contract.pdf").symlink_to("../private.pdf")
    error = _refused(_written(mailed))
    assert (error.code, error.where) == ("draft.file_outside", "/documents/0/file")
    (mailed / "inner").symlink_to(tmp_path)
    assert _refused(_naming(mailed, "inner/private.pdf")).code == "draft.file_outside"


def test_links_that_go_round_in_circles_are_refused(tmp_path: Path) -> None:
    (tmp_path / "contract.pdf").symlink_to("other.pdf")
    (tmp_path / "other.pdf").symlink_to("contract.pdf")
    assert _refused(_written(tmp_path)).code == "draft.file_outside"


def test_a_link_inside_the_folder_and_a_link_to_the_file_itself_are_followed(
    tmp_path: Path,
) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "scan.pdf").write_bytes(b"%PDF-1.7")
    (real / "contract.pdf").symlink_to("scan.pdf")
    (tmp_path / "shortcut.agreement").symlink_to(_written(real))
    assert load(tmp_path / "shortcut.agreement").paths["contract"] == real / "scan.pdf"


def test_what_is_no_readable_file_is_told_by_name(tmp_path: Path) -> None:
    assert _refused(tmp_path / "gone.agreement").code == "draft.missing"
    assert _refused(tmp_path).code == "draft.folder"
    large = tmp_path / "large.agreement"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert _refused(large).code == "draft.too_large"
    below = tmp_path / "large.agreement" / "below.agreement"
    error = _refused(below)
    assert error.code == "draft.unreadable"
    assert "below.agreement" in domain_error_text(error).title


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.agreement")
    assert _refused(tmp_path / "pipe.agreement").code == "draft.unreadable"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "draft.not_json"),
        ("%PDF-1.7", "draft.not_json"),
        ("{}", "draft.missing_member"),
        ('{"format": "agreement", "version": 2}', "draft.newer_version"),
        ('{"format": "agreement", "version": 1, "extra": 1}', "draft.unknown_member"),
    ],
)
def test_text_of_another_kind_is_told(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "a.agreement"
    path.write_text(text)
    assert _refused(path).code == code
