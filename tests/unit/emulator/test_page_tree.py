"""Tests of the pages of a PDF, read back by a library."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from app.emulator import page_tree
from app.emulator.sealing import write_pdf

THREE = write_pdf([(f"Page {number}", ["Text"]) for number in (1, 2, 3)])


def texts(data: bytes) -> list[str]:
    return [page.extract_text().splitlines()[0] for page in PdfReader(io.BytesIO(data)).pages]


def hidden(pages: int) -> bytes:
    """A file whose structure lies in compressed streams."""
    writer, target = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(300, 300)
    writer.compress_identical_objects()
    writer.write(target)
    plain = target.getvalue()
    return plain.replace(b"startxref", b"startxreg")


@pytest.mark.parametrize(
    ("gone", "left"),
    [([1], ["Page 2", "Page 3"]), ([2], ["Page 1", "Page 3"]), ([3, 1], ["Page 2"])],
)
def test_pages_go(gone: list[int], left: list[str]) -> None:
    assert texts(page_tree.without(THREE, gone)) == left
    assert page_tree.count(page_tree.without(THREE, gone)) == len(left)


def test_pages_go_from_a_nested_tree() -> None:
    nodes = {
        2: b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 3 >>",
        3: b"<< /Type /Pages /Parent 2 0 R /Kids [5 0 R 6 0 R] /Count 2 >>",
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 30 30] >>",
        5: b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 10 10] >>",
        6: b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 20 20] >>",
    }
    body, offsets = b"%PDF-1.7\n", []
    for number, node in {1: b"<< /Type /Catalog /Pages 2 0 R >>", **nodes}.items():
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, node)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % one for one in offsets)
    end = b"trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    data = body + b"xref\n0 7\n" + table + end

    kept = PdfReader(io.BytesIO(page_tree.without(data, [1, 2]))).pages

    assert page_tree.count(data) == 3
    assert [float(page.mediabox.width) for page in kept] == [30.0]


def test_a_file_that_hides_its_pages_is_replaced_by_one_of_the_right_length() -> None:
    data = hidden(4)

    assert page_tree.count(data) == 4
    assert texts(page_tree.without(data, [2, 4])) == [
        "Page 1 of the original",
        "Page 3 of the original",
    ]
