"""PDF files with classic cross-reference tables: their objects, and updates behind their end."""

import re
from collections.abc import Mapping

FREE_ENTRY = b"0000000000 65535 f \n"


class NotPlainError(Exception):
    """The file's structure is one that we do not change (cross-reference streams, damage)."""


class PlainPdf:
    """Where the objects of one file lie; NotPlainError when that cannot be told."""

    def __init__(self, data: bytes) -> None:
        """Read the tables of `data`, newest first."""
        self._data = data
        self._start = whole_number(rb"startxref\s+(\d+)\s+%%EOF\s*$", data)
        self._offsets: dict[int, int] = {}
        self._trailer = self._read(self._start)
        self.size = whole_number(rb"/Size\s+(\d+)", self._trailer)
        """The first object number that is not in use."""
        older, seen = self._trailer, {self._start}
        while previous := re.search(rb"/Prev\s+(\d+)", older):
            if int(previous[1]) in seen:
                raise NotPlainError
            seen.add(int(previous[1]))
            older = self._read(int(previous[1]))
        self._root = _reference(b"Root", self._trailer)
        self.pages_node = _reference(b"Pages", self.object(self._root))
        """Number of the object at the top of the page tree."""

    def object(self, wanted: int) -> bytes:
        """The text of a dictionary object."""
        offset = self._offsets.get(wanted, len(self._data))
        found = re.compile(rb"%d\s+0\s+obj(.*?)endobj" % wanted, re.DOTALL).match(
            self._data, offset
        )
        if not found or b"stream" in found[1]:
            raise NotPlainError
        return found[1].strip()

    def updated(self, objects: Mapping[int, bytes]) -> bytes:
        """The file with an update behind it that replaces or adds these objects."""
        body = self._data + b"\n"
        offsets: dict[int, int] = {}
        for wanted, value in objects.items():
            offsets[wanted] = len(body)
            body += b"%d 0 obj\n%b\nendobj\n" % (wanted, value)
        entries = b"".join(
            b"%d 1\n%010d 00000 n \n" % (wanted, offset)
            for wanted, offset in sorted(offsets.items())
        )
        size = max(self.size, *(wanted + 1 for wanted in objects))
        return body + (
            b"xref\n0 1\n%b%btrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n"
            b"startxref\n%d\n%%%%EOF\n"
            % (FREE_ENTRY, entries, size, self._root, self._start, len(body))
        )

    def _read(self, start: int) -> bytes:
        """Take in one table (newer ones first); answers its trailer."""
        head = re.compile(rb"xref\s+(.*?)trailer\s*(<<.*?)startxref", re.DOTALL).match(
            self._data, start
        )
        if not head:
            raise NotPlainError
        at = left = 0
        for line in head[1].splitlines():
            match line.split():
                case [first, amount]:
                    at, left = int(first), int(amount)
                case [offset, _, kind] if left:
                    if kind == b"n":
                        self._offsets.setdefault(at, int(offset))
                    at, left = at + 1, left - 1
        return head[2]


def whole_number(pattern: bytes, data: bytes) -> int:
    """The number in the first group of the first match; NotPlainError without one."""
    found = re.search(pattern, data)
    if not found:
        raise NotPlainError
    return int(found[1])


def _reference(name: bytes, dictionary: bytes) -> int:
    """The object number that `/name n 0 R` refers to."""
    return whole_number(rb"/%b\s+(\d+)\s+0\s+R" % name, dictionary)
