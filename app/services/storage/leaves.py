"""Rows found page by page, where the tree that leads to them is broken (File Format 1.6, 2.1)."""

import struct
from collections.abc import Iterator
from typing import Final

Value = str | int | float | bytes | None

PAGE_SIZE: Final = 4096
"""What SQLite uses unless it is told otherwise, which it never is here."""
_LEAF: Final = 0x0D
"""The kind of a page that holds rows of a table."""
_FIRST_HEADER: Final = 100
_PAGE_HEADER: Final = 8
_LINK: Final = 4
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT: Final = 7
_ZERO, _ONE = 8, 9
_FIRST_BLOB: Final = 12
_LONGEST_VARINT: Final = 9


class Garbled(Exception):
    """These bytes are no row."""


def stray_rows(image: bytes) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """Row number and values of everything that lies in a page of rows, of whatever table.

    Rows that were deleted or belong to older pages may be among them.
    """
    for begin in range(0, len(image) - PAGE_SIZE + 1, PAGE_SIZE):
        header = begin + (0 if begin else _FIRST_HEADER)
        if image[header] != _LEAF:
            continue
        count = int.from_bytes(image[header + 3 : header + 5], "big")
        pointers = header + _PAGE_HEADER
        for number in range(min(count, (PAGE_SIZE - _PAGE_HEADER) // 2)):
            at = pointers + 2 * number
            cell = begin + int.from_bytes(image[at : at + 2], "big")
            try:
                yield _row(image, cell, begin + PAGE_SIZE)
            except (Garbled, IndexError, UnicodeDecodeError, struct.error):
                continue


def _row(image: bytes, at: int, end: int) -> tuple[int, tuple[Value, ...]]:
    size, at = _varint(image, at)
    number, at = _varint(image, at)
    return number - (1 << 64 if number >> 63 else 0), _record(_payload(image, at, end, size))


def _payload(image: bytes, at: int, end: int, size: int) -> bytes:
    """The bytes of a record, those on overflow pages included (File Format 1.6)."""
    most = PAGE_SIZE - 35
    if size <= most:
        if at + size > end:
            raise Garbled
        return image[at : at + size]
    least = (PAGE_SIZE - 12) * 32 // 255 - 23
    here = least + (size - least) % (PAGE_SIZE - _LINK)
    here = here if here <= most else least
    if size > len(image) or at + here + _LINK > end:
        raise Garbled
    whole = bytearray(image[at : at + here])
    page = int.from_bytes(image[at + here : at + here + _LINK], "big")
    while len(whole) < size:
        begin = (page - 1) * PAGE_SIZE
        if page < 2 or begin + PAGE_SIZE > len(image):  # noqa: PLR2004 - the first has the header
            raise Garbled
        page = int.from_bytes(image[begin : begin + _LINK], "big")
        whole += image[begin + _LINK : begin + PAGE_SIZE]
    return bytes(whole[:size])


def _record(payload: bytes) -> tuple[Value, ...]:
    header, at = _varint(payload, 0)
    kinds = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise Garbled
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (_ZERO, _ONE):
        return kind - _ZERO, at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind == _FLOAT:
        return struct.unpack(">d", payload[at : at + 8])[0], at + 8
    if kind < _FIRST_BLOB:
        raise Garbled
    end = at + (kind - _FIRST_BLOB) // 2
    if end > len(payload):
        raise Garbled
    return (payload[at:end].decode() if kind % 2 else payload[at:end]), end


def _varint(image: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and where it ends (File Format 1.6)."""
    number = 0
    for place in range(_LONGEST_VARINT):
        byte = image[at + place]
        if place == _LONGEST_VARINT - 1:
            return number << 8 | byte, at + place + 1
        number = number << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the highest bit: more follow
            return number, at + place + 1
    raise Garbled
