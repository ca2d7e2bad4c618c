"""Where a text stands in a PDF, as far as plain content streams tell it."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_PAGE = re.compile(
    rb"\d+ \d+ obj\s*(<<(?:(?!endobj).)*?/Type\s*/Page(?![A-Za-z]).*?)endobj", re.DOTALL
)
_CONTENTS = re.compile(rb"/Contents\s*\[?\s*((?:\d+ \d+ R\s*)+)")
_TOKEN = re.compile(
    rb"\((?:\\.|[^\\()])*\)|\[(?:\\.|[^\]\\])*\]|/[^\s/\[\]()<>]+|[-+.\d]+|[A-Za-z'\"*]+", re.DOTALL
)
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_AVERAGE_WIDTH = 0.5
_LARGEST_STREAM = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place of the text: the page from 1, and its box in points from the bottom left."""

    page: int
    x: float
    y: float
    width: float
    height: float


def find(content: bytes, text: str) -> list[Hit]:
    """Every place at which `text` is shown in one piece; widths are estimated."""
    return [
        hit
        for number, stream in enumerate(_pages(content), 1)
        for hit in _hits(stream, text, number)
    ]


def _pages(content: bytes) -> Iterator[bytes]:
    for page in _PAGE.finditer(content):
        named = _CONTENTS.search(page.group(1))
        numbers = re.findall(rb"(\d+) \d+ R", named.group(1)) if named else []
        yield b"\n".join(_stream(content, number) for number in numbers)


def _stream(content: bytes, number: bytes) -> bytes:
    head = re.search(rb"(?:^|\s)" + number + rb" \d+ obj(.*?)stream\r?\n", content, re.DOTALL)
    if head is None:
        return b""
    body = content[head.end() : content.find(b"endstream", head.end())]
    if b"/FlateDecode" not in head.group(1):
        return body
    try:
        return zlib.decompressobj().decompress(body, _LARGEST_STREAM)
    except zlib.error:
        return b""


def _hits(stream: bytes, text: str, page: int) -> Iterator[Hit]:
    """Follow the text operators; other drawing plays no part."""
    operands: list[bytes] = []
    x = y = leading = 0.0
    size = 10.0
    for token in _TOKEN.findall(stream):
        if token[:1] in b"([/" or re.fullmatch(rb"[-+.\d]+", token):
            operands.append(token)
            continue
        match token:
            case b"BT":
                x = y = 0.0
            case b"Tf" if operands:
                size = _number(operands[-1])
            case b"TL" if operands:
                leading = _number(operands[-1])
            case b"Td" | b"TD" if len(operands) >= 2:  # noqa: PLR2004 - its two operands
                x, y = x + _number(operands[-2]), y + _number(operands[-1])
            case b"Tm" if len(operands) >= 2:  # noqa: PLR2004 - the last two say where
                x, y = _number(operands[-2]), _number(operands[-1])
            case b"T*":
                y -= leading
            case b"Tj" | b"TJ" | b"'" if operands:
                y -= leading if token == b"'" else 0
                shown = b"".join(part[1:-1] for part in _STRING.findall(operands[-1]))
                yield from _in_line(_plain(shown), text, page=page, x=x, y=y, size=size)
        operands.clear()


def _in_line(shown: str, text: str, *, page: int, x: float, y: float, size: float) -> Iterator[Hit]:
    at = shown.find(text)
    while at >= 0:
        yield Hit(
            page=page,
            x=x + at * size * _AVERAGE_WIDTH,
            y=y,
            width=len(text) * size * _AVERAGE_WIDTH,
            height=size,
        )
        at = shown.find(text, at + len(text))


def _number(token: bytes) -> float:
    try:
        return float(token)
    except ValueError:
        return 0.0


def _plain(literal: bytes) -> str:
    return re.sub(rb"\\(.)", rb"\1", literal).decode("cp1252", "replace")
