"""Tests of the facts that are read off the bytes of a document."""

import io

import pytest
from pypdf import PdfWriter

from app.emulator.pdf_facts import PdfFacts, read_facts
from app.emulator.sealing import seal, write_pdf


def a_pdf(pages: int, *, packed: bool) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(300, 400)
    out = io.BytesIO()
    writer.write(out)
    if not packed:
        return out.getvalue()
    # The objects of a file written since PDF 1.5 lie in compressed streams.
    import zlib

    inner = zlib.compress(b"<</Type/Page/MediaBox[0 0 300 400]>>" * pages)
    return (
        b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 0/Filter/FlateDecode/Length "
        + str(len(inner)).encode()
        + b">>\nstream\n"
        + inner
        + b"\nendstream\nendobj\n%%EOF"
    )


@pytest.mark.parametrize("packed", [False, True])
def test_pages_are_counted_and_the_first_is_measured(packed: bool) -> None:
    assert read_facts(a_pdf(3, packed=packed)) == PdfFacts(pages=3, width=300, height=400)


def test_what_the_emulator_writes_is_read_back() -> None:
    content = write_pdf([("A", []), ("B", [])])

    assert read_facts(content) == PdfFacts(pages=2)
    assert read_facts(seal(content, "Signed", [])).pages > 2


def test_form_fields_are_noticed() -> None:
    assert read_facts(b"%PDF-1.4\n<</AcroForm 3 0 R/Type /Page>>").form_fields


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.5 /ObjStm stream\nbroken endstream"])
def test_a_file_that_hides_its_structure_counts_as_one_page(content: bytes) -> None:
    assert read_facts(content) == PdfFacts()
