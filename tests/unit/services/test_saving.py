"""Saving downloaded files."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserCancelled
from app.services.errors import LocalError
from app.services.saving import FileTray, safe_file_name


def _save(folder: Path, *files: tuple[str, bytes]) -> list[Path]:
    with FileTray(folder) as tray:
        for name, content in files:
            sink = tray.sink()
            sink.write(content)
            tray.add(sink, name)
        return [each.path for each in tray.deliver()]


def test_files_arrive_with_their_digest_and_nothing_else_stays(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "signed"
    with FileTray(folder) as tray:
        sink = tray.sink()
        sink.write(b"%PDF-1.7 signed")
        tray.add(sink, "Lease.pdf")
        (saved,) = tray.deliver()
    assert saved.path == folder / "Lease.pdf"
    assert saved.path.read_bytes() == b"%PDF-1.7 signed"
    assert saved.sha256 == hashlib.sha256(b"%PDF-1.7 signed").hexdigest()
    assert [each.name for each in folder.iterdir()] == ["Lease.pdf"]


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "Lease.pdf").write_bytes(b"mine")
    saved = _save(tmp_path, ("Lease.pdf", b"1"), ("Lease.pdf", b"2"))
    assert [each.name for each in saved] == ["Lease (2).pdf", "Lease (3).pdf"]
    assert (tmp_path / "Lease.pdf").read_bytes() == b"mine"


def test_a_failure_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def break_off() -> None:
        with FileTray(tmp_path) as tray:
            tray.sink().write(b"half")
            raise UserCancelled

    with pytest.raises(UserCancelled):
        break_off()
    assert list(tmp_path.iterdir()) == []


def test_a_sink_that_was_not_put_down_is_forgotten(tmp_path: Path) -> None:
    with FileTray(tmp_path) as tray:
        tray.sink().write(b"refused")
        assert tray.deliver() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(LocalError, match="could not be saved"), FileTray(blocked):
        pass


def test_what_was_delivered_is_taken_back_when_the_rest_cannot_follow(tmp_path: Path) -> None:
    with FileTray(tmp_path) as tray:
        for name in ("one.pdf", "two.pdf"):
            sink = tray.sink()
            sink.write(b"x")
            tray.add(sink, name)
        Path(sink.name).unlink()
        with pytest.raises(LocalError):
            tray.deliver()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Lease unit 7.pdf", "Lease unit 7.pdf"),
        ("Lease 2031 / Unit 7.pdf", "Lease 2031 _ Unit 7.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "document"),
        ("/", "document"),
        ("", "document"),
        (".pdf", "pdf"),
        ("C:\\Windows\\win.ini", "C__Windows_win.ini"),
        ("con.pdf", "_con.pdf"),
        ("nul", "_nul"),
        ("evil\u202efdp.exe", "evilfdp.exe"),
        ("two\nlines\0.pdf", "twolines.pdf"),
        ("trailing. .pdf", "trailing.pdf"),
        ("x" * 300 + ".pdf", "x" * 150 + ".pdf"),
        ("\u00e4" * 300 + ".pdf", "\u00e4" * 75 + ".pdf"),
        ("Vertra\u0308ge.pdf", "Vertr\u00e4ge.pdf"),
    ],
)
def test_a_name_from_a_service_becomes_a_plain_file_name(told: str, name: str) -> None:
    assert safe_file_name(told) == name


@given(st.text())
def test_no_name_leaves_the_folder(told: str) -> None:
    name = safe_file_name(told)
    assert name not in {"", ".", ".."}
    assert Path(name).name == name
    assert os.sep not in name
    assert safe_file_name(name) == name
