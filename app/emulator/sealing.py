"""Sealed PDFs: an uploaded file with a verification page behind it.

A file with a classic cross-reference table gets the page as an incremental update, so that its own
bytes stay as they were. Any other file (cross-reference streams, damage) is answered with
a stand-alone page of evidence, which names what it stands for. The same input gives the same bytes.
"""

import hashlib
import re
from collections.abc import Sequence

_HEADER_WITHIN = 1024
_FREE_ENTRY = b"0000000000 65535 f \n"
_LINE_LIMIT = 46


class _NotAppendableError(Exception):
    """The file's structure is one that we do not extend."""


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
    try:
        return _append_page(original, heading, [*lines, digest])
    except _NotAppendableError:
        note = "The original pages are not part of this practice file."
        return write_pdf([(heading, [*lines, digest, note])])


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
        % (size, _FREE_ENTRY, table, size, len(body))
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
    start = _number(rb"startxref\s+(\d+)\s+%%EOF\s*$", original)
    table = _CrossReferences(original, start)
    catalog = table.object(table.reference(b"Root", table.trailer))
    pages_number = table.reference(b"Pages", catalog)
    pages = table.object(pages_number)
    page, content, font = table.size, table.size + 1, table.size + 2
    grown, kids = re.subn(rb"(/Kids\s*\[[^\]]*)\]", rb"\1 %d 0 R]" % page, pages, count=1)
    count = _number(rb"/Count\s+(\d+)(?!\s+\d+\s+R)", pages)
    grown = re.sub(rb"/Count\s+\d+", b"/Count %d" % (count + 1), grown, count=1)
    if kids != 1:
        raise _NotAppendableError
    body = original + b"\n"
    offsets: dict[int, int] = {}
    for number, value in (
        (pages_number, grown),
        (page, _page(parent=pages_number, font=font, content=content)),
        (content, _content(heading, lines)),
        (font, _FONT),
    ):
        offsets[number] = len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, value)
    entries = b"".join(
        b"%d 1\n%010d 00000 n \n" % (number, offset) for number, offset in sorted(offsets.items())
    )
    root = b"/Root %d 0 R" % table.reference(b"Root", table.trailer)
    return body + (
        b"xref\n0 1\n%b%btrailer\n<< /Size %d %b /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (_FREE_ENTRY, entries, table.size + 3, root, start, len(body))
    )


class _CrossReferences:
    """Where the objects of a file with classic cross-reference tables lie."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data = data
        self._offsets: dict[int, int] = {}
        self.trailer = self._read(start)
        self.size = _number(rb"/Size\s+(\d+)", self.trailer)
        older, seen = self.trailer, {start}
        while previous := re.search(rb"/Prev\s+(\d+)", older):
            if int(previous[1]) in seen:
                raise _NotAppendableError
            seen.add(int(previous[1]))
            older = self._read(int(previous[1]))

    def reference(self, name: bytes, dictionary: bytes) -> int:
        """The object number that `/name n 0 R` refers to."""
        return _number(rb"/%b\s+(\d+)\s+0\s+R" % name, dictionary)

    def object(self, number: int) -> bytes:
        """The text of a dictionary object."""
        offset = self._offsets.get(number, len(self._data))
        found = re.compile(rb"%d\s+0\s+obj(.*?)endobj" % number, re.DOTALL).match(
            self._data, offset
        )
        if not found or b"stream" in found[1]:
            raise _NotAppendableError
        return found[1].strip()

    def _read(self, start: int) -> bytes:
        """Take in one table (newer ones first); answers its trailer."""
        head = re.compile(rb"xref\s+(.*?)trailer\s*(<<.*?)startxref", re.DOTALL).match(
            self._data, start
        )
        if not head:
            raise _NotAppendableError
        number = left = 0
        for line in head[1].splitlines():
            match line.split():
                case [first, amount]:
                    number, left = int(first), int(amount)
                case [offset, _, kind] if left:
                    if kind == b"n":
                        self._offsets.setdefault(number, int(offset))
                    number, left = number + 1, left - 1
        return head[2]


def _number(pattern: bytes, data: bytes) -> int:
    found = re.search(pattern, data)
    if not found:
        raise _NotAppendableError
    return int(found[1])
