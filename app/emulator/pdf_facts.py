"""The facts of a PDF that a service needs, as far as a look at the bytes tells them."""

import re
import zlib
from dataclasses import dataclass

_WIDTH, _HEIGHT = 595, 842
_LARGEST_STREAM = 4_000_000
_NUMBER = rb"\s*(-?\d+(?:\.\d+)?)"


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """Pages and size of the first one, in pixels: one to a PDF point."""

    pages: int = 1
    width: int = _WIDTH
    height: int = _HEIGHT
    form_fields: bool = False


def read_facts(content: bytes) -> PdfFacts:
    """Count the pages and measure the first.

    A file that hides its structure, or is no PDF at all, counts as one A4 page.
    """
    if not content.startswith(b"%PDF-"):
        return PdfFacts()
    plain = content + b"\n".join(_unpacked(content))
    pages = len(re.findall(rb"/Type\s*/Page(?![A-Za-z])", plain))
    box = re.search(rb"/MediaBox\s*\[" + _NUMBER * 4, plain)
    width = height = 0
    if box:
        left, bottom, right, top = (float(number) for number in box.groups())
        width, height = round(abs(right - left)), round(abs(top - bottom))
    return PdfFacts(
        pages=max(pages, 1),
        width=width or _WIDTH,
        height=height or _HEIGHT,
        form_fields=b"/AcroForm" in plain,
    )


def _unpacked(content: bytes) -> list[bytes]:
    """The object streams, in which newer documents keep their pages."""
    found = []
    for match in re.finditer(rb"/ObjStm.{0,300}?stream\r?\n", content, re.DOTALL):
        end = content.find(b"endstream", match.end())
        packed = content[match.end() : end]
        try:
            found.append(zlib.decompressobj().decompress(packed, _LARGEST_STREAM))
        except zlib.error:
            continue
    return found
