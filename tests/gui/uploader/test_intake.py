"""What is dropped or pasted: files, a PDF without a file, or something else."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from app.gui.uploader.intake import may_bring_files, taken_from


def urls(*addresses: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(each) for each in addresses])
    return data


def test_files_come_in_their_order_and_once() -> None:
    data = urls("file:///b/Lease%20contract.pdf", "file:///a.pdf", "file:///a.pdf")
    assert may_bring_files(data)
    assert taken_from(data).paths == (Path("/b/Lease contract.pdf"), Path("/a.pdf"))


def test_what_lies_on_a_web_site_is_refused_by_its_address() -> None:
    intake = taken_from(urls("https://example.com/a.pdf", "file:///a.pdf"))
    assert intake.paths == (Path("/a.pdf"),)
    assert [what for what, _ in intake.refusals] == [
        "https://example.com/a.pdf is not on this computer."
    ]


def test_the_bytes_of_a_pdf_are_taken() -> None:
    data = QMimeData()
    data.setData("application/pdf", b"%PDF-1.7")
    assert may_bring_files(data)
    assert taken_from(data).pdf == b"%PDF-1.7"


def test_an_attachment_that_is_no_file_yet_is_explained() -> None:
    data = QMimeData()
    data.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"")
    assert may_bring_files(data)
    [(what, how)] = taken_from(data).refusals
    assert what == "What was dropped is not a file yet."
    assert "Save the attachment" in how


@pytest.mark.parametrize("kind", ["text/plain", "image/png"])
def test_anything_else_is_left_alone(kind: str) -> None:
    data = QMimeData()
    data.setData(kind, b"hello")
    assert not may_bring_files(data)
    assert not taken_from(data)
