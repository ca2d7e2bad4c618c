"""Pages of a PDF: text in the three built-in fonts, lines and shapes, as always the same bytes."""

import hashlib
import math
from dataclasses import dataclass, field

# Advance widths in thousandths of the font size, from the space to the tilde.
_WIDTHS = {
    "Helvetica": """278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556
        556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278
        500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556
        333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556
        500 722 500 500 500 334 260 334 584""",
    "Helvetica-Bold": """278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556
        556 556 556 556 556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722
        278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584
        556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333
        611 556 778 556 556 500 389 280 389 584""",
    "Times-Roman": """250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500
        500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333
        389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500
        333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500
        500 722 500 500 444 480 200 480 541""",
}
_ACCENTED = dict(zip("åäöÅÄÖéèüÜóñç", "aaoAAOeeuUonc", strict=True))
_SIGNS = {
    "Helvetica": {"–": 556, "’": 222, "“": 333, "”": 333, "•": 350, "§": 556, "²": 333, "·": 278},
    "Helvetica-Bold": {"–": 556, "’": 278, "“": 500, "”": 500, "•": 350, "§": 556, "²": 333},
    "Times-Roman": {"–": 500, "’": 333, "“": 444, "”": 444, "•": 350, "§": 500, "²": 300},
}

REGULAR = "Helvetica"
BOLD = "Helvetica-Bold"
BODY = "Times-Roman"
_FONTS = {REGULAR: "F1", BOLD: "F2", BODY: "F3"}

BLACK = (0.11, 0.13, 0.15)
GREY = (0.42, 0.44, 0.47)
PALE = (0.82, 0.83, 0.85)
BLUE = (0.12, 0.31, 0.64)

Colour = tuple[float, float, float]


def _widths(font: str) -> dict[str, int]:
    plain = dict(zip(map(chr, range(32, 127)), map(int, _WIDTHS[font].split()), strict=True))
    accented = {letter: plain[base] for letter, base in _ACCENTED.items()}
    return plain | accented | _SIGNS[font]


def width(text: str, font: str, size: float) -> float:
    """How wide a text is set, in points; a letter that no font has is a `KeyError`."""
    known = _widths(font)
    return sum(known[letter] for letter in text) * size / 1000


@dataclass(slots=True)
class Page:
    """One page; places are points from the top left corner."""

    width: float
    height: float
    _commands: list[str] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, font: str, size: float, colour: Colour = BLACK
    ) -> None:
        """Set a text with its base line at `y`."""
        self._set(x, y, text, font, size, colour, spacing=0)

    def text_right(
        self, x: float, y: float, text: str, font: str, size: float, colour: Colour = BLACK
    ) -> None:
        """Set a text that ends at `x`."""
        self.text(x - width(text, font, size), y, text, font, size, colour)

    def text_centred(
        self, x: float, y: float, text: str, font: str, size: float, colour: Colour = BLACK
    ) -> None:
        """Set a text around `x`."""
        self.text(x - width(text, font, size) / 2, y, text, font, size, colour)

    def text_justified(
        self, x: float, y: float, text: str, font: str, size: float, measure: float
    ) -> None:
        """Set a text so that its words fill `measure`."""
        gaps = text.count(" ")
        spacing = (measure - width(text, font, size)) / gaps if gaps else 0
        self._set(x, y, text, font, size, BLACK, spacing=spacing)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], pen: float, colour: Colour
    ) -> None:
        """Draw a straight line."""
        self._commands.append(
            f"{_rgb(colour)} RG {_n(pen)} w {self._at(*start)} m {self._at(*end)} l S"
        )

    def fill(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """Fill a rectangle with its top left corner at `x`, `y`."""
        corner = self._at(x, y + high)
        self._commands.append(f"{_rgb(colour)} rg {corner} {_n(wide)} {_n(high)} re f")

    def quarter(
        self, centre: tuple[float, float], radius: float, first_degrees: float, pen: float
    ) -> None:
        """Draw a quarter of a circle, counter-clockwise from `first_degrees` (0 is right)."""
        reach = radius * 4 / 3 * math.tan(math.pi / 8)
        start, end = math.radians(first_degrees), math.radians(first_degrees + 90)
        points = [
            (radius * math.cos(start), radius * math.sin(start)),
            (
                radius * math.cos(start) - reach * math.sin(start),
                radius * math.sin(start) + reach * math.cos(start),
            ),
            (
                radius * math.cos(end) + reach * math.sin(end),
                radius * math.sin(end) - reach * math.cos(end),
            ),
            (radius * math.cos(end), radius * math.sin(end)),
        ]
        first, *rest = [self._at(centre[0] + right, centre[1] - up) for right, up in points]
        self._commands.append(f"{_rgb(GREY)} RG {_n(pen)} w {first} m {' '.join(rest)} c S")

    def content(self) -> bytes:
        """The page as the commands of a content stream."""
        return "\n".join(self._commands).encode("cp1252")

    def _set(
        self,
        x: float,
        y: float,
        text: str,
        font: str,
        size: float,
        colour: Colour,
        *,
        spacing: float,
    ) -> None:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self._commands.append(
            f"BT {_rgb(colour)} rg /{_FONTS[font]} {_n(size)} Tf {_n(spacing)} Tw "
            f"{self._at(x, y)} Td ({escaped}) Tj ET"
        )

    def _at(self, x: float, y: float) -> str:
        return f"{_n(x)} {_n(self.height - y)}"


def document(title: str, author: str, pages: list[Page]) -> bytes:
    """The bytes of a PDF file; the same pages always make the same bytes."""
    fonts = [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode()
        for font in _FONTS
    ]
    first_page = 4 + len(fonts)
    kids = " ".join(f"{first_page + 2 * number} 0 R" for number in range(len(pages)))
    resources = " ".join(f"/{name} {4 + i} 0 R" for i, name in enumerate(_FONTS.values()))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< /Title {_unicode(title)} /Author {_unicode(author)} "
        "/CreationDate (D:20310105090000Z) >>".encode(),
        *fonts,
    ]
    for number, page in enumerate(pages):
        stream = page.content()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_n(page.width)} {_n(page.height)}] "
            f"/Resources << /Font << {resources} >> >> "
            f"/Contents {first_page + 2 * number + 1} 0 R >>".encode()
        )
        # Not compressed: compression differs between versions of zlib, the bytes shall not.
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = len(out)
    digest = hashlib.sha256(out).hexdigest()[:32]
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R "
        f"/ID [<{digest}> <{digest}>] >>\nstartxref\n{table}\n%%EOF\n"
    ).encode()
    return bytes(out)


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _rgb(colour: Colour) -> str:
    return " ".join(_n(part) for part in colour)


def _unicode(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
