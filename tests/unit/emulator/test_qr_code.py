"""Pictures of links."""

import struct
import zlib

import pytest

from app.emulator import qr_code

LINK = "scrive://127.0.0.1:40001/s/8123456789012345678/8123456789012345679/0123456789abcdef"


def read_back(code: list[list[bool]]) -> str:
    """The text in a code of lowest correction under mask 0, read as a camera would."""
    size = len(code)
    version = (size - 17) // 4
    bits, upwards = "", True
    for right in [*range(size - 1, 6, -2), *range(5, 0, -2)]:
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for column in (right, right - 1):
                if not is_reserved(row, column, size, version):
                    bits += str(int(code[row][column] != ((row + column) % 2 == 0)))
        upwards = not upwards
    assert bits[:4] == "0100"
    length = int(bits[4:12], 2)
    return bytes(int(bits[at : at + 8], 2) for at in range(12, 12 + 8 * length, 8)).decode()


def is_reserved(row: int, column: int, size: int, version: int) -> bool:
    corners = (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9)
    near = range(size - 9, size - 4)
    return corners or row == 6 or column == 6 or (version > 1 and row in near and column in near)


@pytest.mark.parametrize("text", ["a", "x" * 30, "y" * 50, LINK, "z" * 106])
def test_a_text_can_be_read_back(text: str) -> None:
    assert read_back(qr_code.modules(text)) == text


def test_the_first_version_has_the_corners_that_cameras_look_for() -> None:
    code = qr_code.modules("a")

    assert len(code) == 21
    for row, column in ((0, 0), (0, 14), (14, 0)):
        assert [code[row][column + at] for at in range(7)] == [True] * 7
        assert [code[row + 1][column + at] for at in range(7)] == [True, *[False] * 5, True]


def test_the_picture_is_a_png_with_a_quiet_zone() -> None:
    picture = qr_code.png("a")

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colour = struct.unpack(">IIBB", picture[16:26])
    assert (width, height, depth, colour) == ((21 + 8) * 6, (21 + 8) * 6, 8, 0)
    packed = picture[picture.index(b"IDAT") + 4 : picture.index(b"IEND") - 8]
    assert set(zlib.decompress(packed)[: (width + 1) * 24]) <= {0, 255}


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr_code.png("z" * 107)
