"""Lengths of the look in device-independent pixels, on a grid of four.

The source is the section about type, space and size in the description of the look.
"""

from typing import Final

GAP_PAIR: Final = 4
"""Between the two halves of one thing."""
GAP: Final = 8
"""Between siblings."""
GAP_CARD: Final = 12
"""Inside a card."""
GAP_PANE: Final = 16
"""At the edge of a pane."""
GAP_GROUP: Final = 24
"""Between groups."""

RADIUS_TAG: Final = 4
RADIUS_BUTTON: Final = 6
RADIUS_CARD: Final = 8

BAR: Final = 3
"""Width of the bar that marks a selected or speaking thing at its left edge."""
RING: Final = 2
"""Width of the focus ring."""

MENU_BAR: Final = 28
STATUS_BAR: Final = 26
PANE_HEAD: Final = 52
STRIP: Final = 56
HEADER_ROW: Final = 28
LIST_ROW: Final = 56
TREE_ROW: Final = 28
TREE_INDENT: Final = 18
NAV_ROW: Final = 32
PERSON_CARD: Final = 64
FILE_ROW: Final = 68
BANNER: Final = 44
CONTROL: Final = 32
CONTROL_SMALL: Final = 28
CONTROL_LARGE: Final = 36
CHECK_STEP: Final = 30
BADGE: Final = 22
BADGE_SMALL: Final = 18

SIDEBAR: Final = 216
RAIL: Final = 52
LIST: Final = 500
LIST_LEAST: Final = 380
VIEWER_LEAST: Final = 480
PEOPLE: Final = 384
FINDINGS: Final = 364
DIALOG: Final = 560
DIALOG_WIDE: Final = 720
WINDOW_LEAST: Final = (1120, 640)

ICON: Final = 16
ICON_SMALL: Final = 14
ICON_ROW: Final = 18
ICON_LARGE: Final = 20
ICON_EMPTY: Final = 28

EXPAND_MS: Final = 120
BANNER_MS: Final = 160
GLOW_MS: Final = 1600
