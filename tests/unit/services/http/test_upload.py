"""Bodies that are read piece by piece."""

import io
import os
from pathlib import Path

import pytest

from app.domain.errors import UserCancelled
from app.services.cancel import CancelToken
from app.services.errors import LocalError
from app.services.http.upload import Part, UploadBody, bytes_part, file_part


def test_parts_are_read_one_after_the_other() -> None:
    body = UploadBody(
        [bytes_part(b"head "), bytes_part(b""), bytes_part(b"body"), bytes_part(b".")]
    )
    assert body.len == 10
    assert b"".join(body) == b"head body."
    assert body.read() == b""


def test_a_file_is_sent_from_where_it_stands() -> None:
    stream = io.BytesIO(b"skipped|sent")
    stream.seek(8)
    body = UploadBody([file_part(stream)])
    assert body.len == 4
    assert body.read(-1) == b"sent"


def test_a_body_can_be_sent_again_from_its_start() -> None:
    stream = io.BytesIO(b"0123456789" * 20_000)
    body = UploadBody([bytes_part(b"a"), file_part(stream), bytes_part(b"z")])
    first = b"".join(body)
    assert body.seek(0) == 0
    assert b"".join(body) == first == b"a" + stream.getvalue() + b"z"
    assert body.seek(-1, os.SEEK_END) == len(first) - 1
    assert body.read() == b"z"


def test_progress_tells_bytes_sent_and_bytes_in_all() -> None:
    seen: list[tuple[int, int]] = []
    body = UploadBody(
        [bytes_part(b"x" * 100_000)], progress=lambda done, total: seen.append((done, total))
    )
    b"".join(body)
    assert seen == [(65_536, 100_000), (100_000, 100_000)]


def test_a_cancelled_upload_stops_before_its_next_block() -> None:
    cancel = CancelToken()
    body = UploadBody([bytes_part(b"x" * 100_000)], cancel=cancel)
    body.read()
    cancel.cancel()
    with pytest.raises(UserCancelled):
        body.read()


def test_an_upload_that_was_read_to_its_end_is_not_called_cancelled() -> None:
    cancel = CancelToken()
    body = UploadBody([bytes_part(b"all of it")], cancel=cancel)
    assert body.read() == b"all of it"
    cancel.cancel()
    assert body.read() == b""


def test_a_file_that_became_shorter_is_named(tmp_path: Path) -> None:
    path = tmp_path / "contract.pdf"
    path.write_bytes(b"x" * 200_000)
    with path.open("rb", buffering=0) as stream:
        body = UploadBody([file_part(stream)])
        body.read()
        os.truncate(path, 70_000)
        body.read()
        with pytest.raises(LocalError, match="shorter"):
            body.read()


def test_a_file_that_became_longer_is_sent_as_it_was_measured(tmp_path: Path) -> None:
    path = tmp_path / "contract.pdf"
    path.write_bytes(b"old")
    with path.open("rb") as stream:
        body = UploadBody([file_part(stream)])
        with path.open("ab") as more:
            more.write(b" and new")
        assert b"".join(body) == b"old"


def test_a_disk_that_fails_is_a_local_error() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(LocalError, match="Input/output error"):
        UploadBody([Part(stream=Broken(), size=3)]).read()
