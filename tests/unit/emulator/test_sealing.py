"""Verification pages behind uploaded PDFs, read back by two other programs."""

import io
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument

from app.emulator.sealing import is_pdf, seal, write_pdf

SAMPLES = sorted((Path(__file__).parents[3] / "resources" / "samples").glob("*.pdf"))
LINES = ["Bodil (Oskarsson) signed \\ today", "Åsa signed"]


def written_by_qt() -> bytes:
    """A PDF from a program that is not ours."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.drawText(100, 100, "Lease")
    painter.end()
    return bytes(buffer.data().data())


def written_with_streams() -> bytes:
    """A PDF whose cross-references are a stream, which we do not extend."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    buffer = io.BytesIO()
    writer.write(buffer)
    data = buffer.getvalue()
    return data[: data.rindex(b"xref")] + b"startxref\n0\n%%EOF\n"


def pages_in_qt(data: bytes) -> list[str]:
    """The texts of the pages that Qt sees."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    assert document.status() == QPdfDocument.Status.Ready
    texts = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return texts


def test_a_written_pdf_shows_its_lines(qapp: QGuiApplication) -> None:
    data = write_pdf([("Lease 2031", LINES), ("Annex", [])])

    first, second = pages_in_qt(data)
    assert "Lease 2031" in first
    assert "Bodil (Oskarsson) signed \\ today" in first
    assert "Åsa" in first
    assert "Annex" in second


@pytest.mark.parametrize("name", ["ours", "qt", *[sample.name for sample in SAMPLES]])
def test_a_seal_leaves_the_original_and_adds_a_page(qapp: QGuiApplication, name: str) -> None:
    made = {"ours": lambda: write_pdf([("One", []), ("Two", [])]), "qt": written_by_qt}
    found = {sample.name: sample.read_bytes for sample in SAMPLES}
    original = {**made, **found}[name]()

    sealed = seal(original, "Verification", LINES)

    assert sealed.startswith(original)
    before, after = pages_in_qt(original), pages_in_qt(sealed)
    assert after[:-1] == before
    assert "Åsa signed" in after[-1]
    reader = pypdf.PdfReader(io.BytesIO(sealed), strict=True)
    assert len(reader.pages) == len(before) + 1


def test_a_sealed_file_can_be_sealed_again(qapp: QGuiApplication) -> None:
    once = seal(write_pdf([("One", [])]), "First", LINES)
    twice = seal(once, "Second", LINES)

    assert twice.startswith(once)
    assert [text.splitlines()[0] for text in pages_in_qt(twice)] == ["One", "First", "Second"]


def test_what_cannot_be_extended_gets_a_page_of_its_own(qapp: QGuiApplication) -> None:
    odd = written_with_streams()

    sealed = seal(odd, "Verification", LINES)

    assert not sealed.startswith(odd)
    (page,) = pages_in_qt(sealed)
    assert "Åsa signed" in page
    assert "SHA-256" in page


def test_sealing_is_repeatable() -> None:
    original = write_pdf([("One", [])])

    assert seal(original, "V", LINES) == seal(original, "V", LINES)


def test_a_circle_of_tables_ends() -> None:
    original = write_pdf([("One", [])])
    start = original[original.rindex(b"startxref") + 10 :].split()[0]
    circle = original.replace(b"/Root 1 0 R", b"/Prev %b /Root 1 0 R" % start)

    assert seal(circle, "V", LINES).startswith(b"%PDF-")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"hello %%EOF"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    assert not is_pdf(data)


def test_an_encrypted_pdf_is_not_workable() -> None:
    original = write_pdf([("One", [])])

    assert is_pdf(original)
    assert not is_pdf(original.replace(b"/Root 1 0 R", b"/Encrypt 5 0 R /Root 1 0 R"))
