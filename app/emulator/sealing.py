"""Sealed PDFs: an uploaded file with a verification page behind it.

A file with a classic cross-reference table gets the page as an incremental update, so that its own
bytes stay as they were. Any other file (cross-reference streams, damage) is answered with
a stand-alone page of evidence, which names what it stands for. The same input gives the same bytes.
"""

import hashlib
import re
from collections.abc import Sequence

from app.emulator.plain_pdf import FREE_ENTRY, NotPlainError, PlainPdf, whole_number

_HEADER_WITHIN = 1024
_LINE_LIMIT = 46


def is_pdf(data: bytes) -> bool:
    """Whether a service could work with these bytes: a header, an end, and no encryption."""
    return (
        b"%PDF-" in data[:_HEADER_WITHIN]
        and b"%%EOF" in data[-_HEADER_WITHIN:]
        and re.search(rb"/Encrypt\s+\d+\s+\d+\s+R", data) is None
    )


def seal(original: bytes, heading: str, lines: Sequence[str]) -> bytes:
    """`original` with a last page that carries `heading` and `lines`."""
    digest = f"SHA-256 of the original: {hashlib.sha256(original).hexdigest()}"
    return extended(original, heading, [*lines, digest])


def extended(original: bytes, heading: str, lines: Sequence[str] = ()) -> bytes:
    """`original` with one page more or, where that cannot be done, that page alone."""
    try:
        return _append_page(original, heading, lines)
    except NotPlainError:
        note = "The original pages are not part of this practice file."
        return write_pdf([(heading, [*lines, note])])


def write_pdf(pages: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """A PDF of A4 pages, each with a heading and lines of text."""
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count),
        _FONT,
    ]
    for index, (heading, lines) in enumerate(pages):
        objects += [_page(parent=2, font=3, content=5 + 2 * index), _content(heading, lines)]
    body = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, value in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, value)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n%b%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, FREE_ENTRY, table, size, len(body))
    )


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def _page(*, parent: int, font: int, content: int) -> bytes:
    return (
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Rotate 0 "
        b"/Resources << /Font << /F1 %d 0 R >> >> /Contents %d 0 R >>" % (parent, font, content)
    )


def _content(heading: str, lines: Sequence[str]) -> bytes:
    shown = b"".join(b"(%b) Tj T*\n" % _literal(line) for line in lines[:_LINE_LIMIT])
    drawn = (
        b"0.85 0.88 0.92 RG 56 772 m 539 772 l S\n"
        b"BT /F1 18 Tf 56 784 Td (%b) Tj ET\n"
        b"BT /F1 10 Tf 15 TL 56 744 Td\n%bET" % (_literal(heading), shown)
    )
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn)


def _literal(text: str) -> bytes:
    return re.sub(rb"([\\()])", rb"\\\1", text.encode("cp1252", "replace"))


def _append_page(original: bytes, heading: str, lines: Sequence[str]) -> bytes:
    pdf = PlainPdf(original)
    pages = pdf.object(pdf.pages_node)
    page, content, font = pdf.size, pdf.size + 1, pdf.size + 2
    grown, kids = re.subn(rb"(/Kids\s*\[[^\]]*)\]", rb"\1 %d 0 R]" % page, pages, count=1)
    count = whole_number(rb"/Count\s+(\d+)(?!\s+\d+\s+R)", pages)
    grown = re.sub(rb"/Count\s+\d+", b"/Count %d" % (count + 1), grown, count=1)
    if kids != 1:
        raise NotPlainError
    return pdf.updated(
        {
            pdf.pages_node: grown,
            page: _page(parent=pdf.pages_node, font=font, content=content),
            content: _content(heading, lines),
            font: _FONT,
        }
    )
