"""QR codes as pictures: texts of up to 106 bytes (versions 1 to 5, lowest correction)."""

import struct
import zlib

_ROOM = ((1, 19, 7), (2, 34, 10), (3, 55, 15), (4, 80, 20), (5, 108, 26))
"""Version, codewords of data, codewords of correction; each in one block."""
_HEAD_BITS = 12
_PIXELS = 6
_QUIET = 4
_FORMAT_LOW_MASK_0 = 0b111011111000100
"""Lowest correction with mask 0, protected and masked as the format bits are."""

Grid = list[list[bool | None]]


def png(text: str) -> bytes:
    """A black and white PNG of the code; ValueError when the text is too long."""
    return _picture(modules(text))


def modules(text: str) -> list[list[bool]]:
    """The code, row by row, True being dark, without its quiet zone."""
    content = text.encode()
    for version, room, correction in _ROOM:
        if len(content) * 8 + _HEAD_BITS <= room * 8:
            words = _data(content, room)
            return _drawn(version, words + _corrected(words, correction))
    raise ValueError("too long for a code of this kind")


def _data(content: bytes, room: int) -> list[int]:
    """Mode and length, the bytes, a terminator, and padding up to the room there is."""
    bits = f"0100{len(content):08b}" + "".join(f"{byte:08b}" for byte in content)
    bits += "0" * min(4, room * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    padding = (0xEC, 0x11)
    return words + [padding[index % 2] for index in range(room - len(words))]


def _corrected(words: list[int], amount: int) -> list[int]:
    """The Reed-Solomon codewords for `words`."""
    factors = [1]
    for power in range(amount):
        root = _power(power)
        shifted = [*factors, 0]
        for index, factor in enumerate(factors):
            shifted[index + 1] ^= _product(factor, root)
        factors = shifted
    rest = [0] * amount
    for word in words:
        lead = word ^ rest[0]
        rest = [*rest[1:], 0]
        for index in range(amount):
            rest[index] ^= _product(factors[index + 1], lead)
    return rest


def _power(exponent: int) -> int:
    value = 1
    for _ in range(exponent):
        value = _product(value, 2)
    return value


def _product(one: int, other: int) -> int:
    """Multiplication in the field of 256 elements that the codes use."""
    found = 0
    while other:
        if other & 1:
            found ^= one
        one <<= 1
        if one & 0x100:
            one ^= 0x11D
        other >>= 1
    return found


def _drawn(version: int, words: list[int]) -> list[list[bool]]:
    size = 17 + 4 * version
    grid: Grid = [[None] * size for _ in range(size)]
    _draw_finders(grid)
    if version > 1:
        _draw_square(grid, size - 7, size - 7, 2, (2, 0))
    for at in range(8, size - 8):
        grid[6][at] = grid[at][6] = at % 2 == 0
    _draw_format(grid)
    _fill(grid, "".join(f"{word:08b}" for word in words))
    return [[bool(cell) for cell in row] for row in grid]


def _draw_finders(grid: Grid) -> None:
    size = len(grid)
    for row, column in ((3, 3), (3, size - 4), (size - 4, 3)):
        _draw_square(grid, row, column, 4, (3, 1, 0))


def _draw_square(grid: Grid, row: int, column: int, reach: int, dark: tuple[int, ...]) -> None:
    """Rings around a middle; those at the distances in `dark` are dark."""
    size = len(grid)
    for down in range(-reach, reach + 1):
        for across in range(-reach, reach + 1):
            if 0 <= row + down < size and 0 <= column + across < size:
                grid[row + down][column + across] = max(abs(down), abs(across)) in dark


def _draw_format(grid: Grid) -> None:
    size = len(grid)
    around = [*range(6), 7, 8]
    places = [(8, at) for at in around] + [(at, 8) for at in reversed([*range(6), 7])]
    others = [(at, 8) for at in range(size - 1, size - 8, -1)]
    others += [(8, at) for at in range(size - 8, size)]
    for number, (first, second) in enumerate(zip(places, others, strict=True)):
        bit = bool(_FORMAT_LOW_MASK_0 >> (14 - number) & 1)
        grid[first[0]][first[1]] = grid[second[0]][second[1]] = bit
    grid[size - 8][8] = True


def _fill(grid: Grid, bits: str) -> None:
    """Write the bits in pairs of columns from the right, up and down in turn, under mask 0."""
    size = len(grid)
    left = iter(bits)
    upwards = True
    for right in range(size - 1, 0, -2):
        pair = right - 1 if right <= 6 else right  # noqa: PLR2004 - the timing column
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for column in (pair, pair - 1):
                if grid[row][column] is None:
                    dark = next(left, "0") == "1"
                    grid[row][column] = dark != ((row + column) % 2 == 0)
        upwards = not upwards


def _picture(code: list[list[bool]]) -> bytes:
    side = (len(code) + 2 * _QUIET) * _PIXELS
    blank = [False] * _QUIET
    empty = [[False] * (len(code) + 2 * _QUIET)] * _QUIET
    lines = b""
    for row in [*empty, *([*blank, *cells, *blank] for cells in code), *empty]:
        pixels = b"".join((b"\x00" if dark else b"\xff") * _PIXELS for dark in row)
        lines += (b"\x00" + pixels) * _PIXELS
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body)
        for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
