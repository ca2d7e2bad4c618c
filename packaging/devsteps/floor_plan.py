"""The floor plan among the samples: one dwelling drawn to scale on a landscape page."""

from devsteps.pdf_pages import BLACK, BLUE, BOLD, GREY, PALE, REGULAR, Page

PER_METRE = 50.0
"""Points for each metre, about 1:57."""

ORIGIN = (84.0, 104.0)
"""Where the inner corner of the outer walls is, in points."""

WALL = 5.0
THIN = 2.5

Point = tuple[float, float]
Wall = tuple[Point, Point]

OUTER: tuple[Wall, ...] = (
    ((0, 0), (10.2, 0)),
    ((10.2, 0), (10.2, 7.6)),
    ((10.2, 7.6), (0, 7.6)),
    ((0, 7.6), (0, 0)),
)
INNER: tuple[Wall, ...] = (
    ((4.1, 0), (4.1, 3.1)),
    ((4.1, 4.0), (4.1, 4.4)),
    ((7.1, 0), (7.1, 1.4)),
    ((7.1, 2.3), (7.1, 4.4)),
    ((0, 4.4), (1.0, 4.4)),
    ((1.9, 4.4), (5.3, 4.4)),
    ((6.2, 4.4), (8.1, 4.4)),
    ((9.0, 4.4), (10.2, 4.4)),
    ((3.6, 4.4), (3.6, 7.6)),
    ((7.1, 4.4), (7.1, 7.6)),
)
WINDOWS: tuple[Wall, ...] = (
    ((1.1, 0), (3.0, 0)),
    ((4.9, 0), (6.3, 0)),
    ((8.0, 0), (9.5, 0)),
    ((0, 5.2), (0, 6.8)),
    ((10.2, 1.2), (10.2, 3.0)),
    ((10.2, 5.6), (10.2, 6.4)),
)
DOORS: tuple[tuple[Point, float, float], ...] = (
    ((4.1, 4.0), 0.9, 90),
    ((7.1, 2.3), 0.9, 0),
    ((1.9, 4.4), 0.9, 90),
    ((5.3, 4.4), 0.9, 0),
    ((9.0, 4.4), 0.9, 180),
    ((4.5, 7.6), 1.0, 0),
)
"""Hinge, width in metres, and the angle at which the swing begins."""

ENTRANCE: Wall = ((4.5, 7.6), (5.5, 7.6))

ROOMS: tuple[tuple[str, str, Point], ...] = (
    ("Living room", "18.0 m²", (2.05, 2.2)),
    ("Kitchen", "13.2 m²", (5.6, 2.2)),
    ("Bedroom", "13.6 m²", (8.65, 2.2)),
    ("Bedroom", "11.5 m²", (1.8, 6.0)),
    ("Hall", "11.2 m²", (5.35, 6.0)),
    ("Bath", "9.9 m²", (8.65, 6.0)),
)


def floor_plan() -> Page:
    """The page with walls, doors, windows, measures and a title block."""
    page = Page(842, 595)
    for start, end in INNER:
        page.line(_at(start), _at(end), THIN, BLACK)
    for start, end in OUTER:
        page.line(_at(start), _at(end), WALL, BLACK)
    for start, end in (*WINDOWS, ENTRANCE):
        page.line(_at(start), _at(end), WALL + 1, (1, 1, 1))
    for start, end in WINDOWS:
        page.line(_at(start), _at(end), 1, BLUE)
    for hinge, wide, angle in DOORS:
        page.quarter(_at(hinge), wide * PER_METRE, angle, 0.8)
        _leaf(page, hinge, wide, angle)
    for name, area, middle in ROOMS:
        x, y = _at(middle)
        page.text_centred(x, y, name, BOLD, 11)
        page.text_centred(x, y + 15, area, REGULAR, 9.5, GREY)
    _corners(page)
    _measures(page)
    _title_block(page)
    return page


def _at(point: Point) -> Point:
    return ORIGIN[0] + point[0] * PER_METRE, ORIGIN[1] + point[1] * PER_METRE


def _leaf(page: Page, hinge: Point, wide: float, angle: float) -> None:
    turned = {0: (0, -1), 90: (0, -1), 180: (0, 1)}[int(angle)]
    end = (hinge[0] + turned[0] * wide, hinge[1] + turned[1] * wide)
    page.line(_at(hinge), _at(end), 1.4, GREY)


def _corners(page: Page) -> None:
    for corner in ((0, 0), (10.2, 0), (0, 7.6), (10.2, 7.6)):
        x, y = _at(corner)
        page.fill(x - WALL / 2, y - WALL / 2, WALL, WALL, BLACK)


def _measures(page: Page) -> None:
    above = -0.55
    page.line(_at((0, above)), _at((10.2, above)), 0.6, GREY)
    for x in (0.0, 4.1, 7.1, 10.2):
        page.line(_at((x, above - 0.1)), _at((x, above + 0.1)), 0.6, GREY)
    for start, end in ((0.0, 4.1), (4.1, 7.1), (7.1, 10.2)):
        x, y = _at(((start + end) / 2, above))
        page.text_centred(x, y - 5, f"{end - start:.1f} m", REGULAR, 8.5, GREY)
    page.line(_at((-0.55, 0)), _at((-0.55, 7.6)), 0.6, GREY)
    for y in (0.0, 4.4, 7.6):
        page.line(_at((-0.65, y)), _at((-0.45, y)), 0.6, GREY)
    for start, end in ((0.0, 4.4), (4.4, 7.6)):
        x, y = _at((-0.65, (start + end) / 2))
        page.text_right(x, y + 3, f"{end - start:.1f} m", REGULAR, 8.5, GREY)


def _title_block(page: Page) -> None:
    left, right = 628.0, 796.0
    page.text(left, 118, "Floor plan", BOLD, 22)
    page.fill(left, 132, 44, 3, BLUE)
    rows = (
        ("House", "Strandgatan 14 B, Lillköping"),
        ("Dwelling", "1203, third floor"),
        ("Area", "77 m², three rooms and a kitchen"),
        ("Owner", "Åkerlunda Fastigheter AB"),
        ("Drawn", "Märta Åström, 12 Nov 2030"),
        ("Sheet", "A-1203, first edition"),
    )
    y = 168.0
    for term, value in rows:
        page.line((left, y - 13), (right, y - 13), 0.6, PALE)
        page.text(left, y, term, REGULAR, 8.5, GREY)
        page.text(left + 44, y, value, REGULAR, 8.5)
        y += 21
    page.line((left, y - 13), (right, y - 13), 0.6, PALE)
    _scale(page, left, 404)
    page.text(left, 440, "Measures are taken between finished walls.", REGULAR, 8, GREY)
    page.text(left, 452, "The contract decides, not the drawing.", REGULAR, 8, GREY)
    page.text_right(right, 548, "Page 1 of 1", REGULAR, 8.5, GREY)


def _scale(page: Page, x: float, y: float) -> None:
    for metre in range(3):
        colour = BLACK if metre % 2 == 0 else PALE
        page.fill(x + metre * PER_METRE, y, PER_METRE, 5, colour)
    for metre in range(4):
        page.text_centred(x + metre * PER_METRE, y - 5, str(metre), REGULAR, 8, GREY)
    page.text(x + 3 * PER_METRE + 6, y + 5, "m", REGULAR, 8, GREY)
