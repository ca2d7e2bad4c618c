"""Colour tokens: one name, one meaning, in three schemes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from PySide6.QtGui import QColor, QPalette

Scheme = Literal["light", "dark", "hc"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "hc")

# In practice mode everything that says "this does something" changes its colour.
PRACTICE_EXCHANGE: Mapping[str, str] = {
    "accent": "practice",
    "accent-text": "practice",
    "focus": "practice",
    "accent-hover": "practice-hover",
    "accent-press": "practice-hover",
    "on-accent": "on-practice",
    "accent-soft": "practice-bg",
    "bg-selected": "practice-bg",
}


def load_tokens(file: Path) -> dict[Scheme, dict[str, str]]:
    """Read `tokens.json`; every scheme must know the same names, else `ValueError`."""
    data = json.loads(file.read_text(encoding="utf-8"))
    tokens: dict[Scheme, dict[str, str]] = {scheme: dict(data[scheme]) for scheme in SCHEMES}
    names = set(tokens["light"])
    for scheme in SCHEMES:
        if set(tokens[scheme]) != names:
            raise ValueError(f"{file.name}: {scheme} does not know the same names as light")
    return tokens


def with_practice(tokens: Mapping[str, str]) -> dict[str, str]:
    """Return the tokens as they are in practice mode."""
    exchanged = {name: tokens[other] for name, other in PRACTICE_EXCHANGE.items()}
    return {**tokens, **exchanged}


def tokens_of_palette(palette: QPalette, hc: Mapping[str, str]) -> dict[str, str]:
    """Return tokens in the colours of a Windows contrast theme.

    Such a theme has a handful of colours which the user chose; states are then told apart by
    glyph and word only.
    """
    role = QPalette.ColorRole
    ground, text = palette.color(role.Window), palette.color(role.WindowText)
    chosen, on_chosen = palette.color(role.Highlight), palette.color(role.HighlightedText)
    off = palette.color(QPalette.ColorGroup.Disabled, role.WindowText)
    named = {
        "text-off": off,
        "accent": chosen,
        "accent-hover": chosen,
        "accent-press": chosen,
        "on-accent": on_chosen,
        "accent-text": palette.color(role.Link),
        "focus": chosen,
        "danger": chosen,
        "danger-hover": chosen,
        "on-danger": on_chosen,
        "practice": chosen,
        "practice-hover": chosen,
        "on-practice": on_chosen,
        "page": QColor(hc["page"]),
        "page-ink": QColor(hc["page-ink"]),
    }
    tokens: dict[str, str] = {}
    for name in hc:
        is_ground = name.startswith("bg-") or name.endswith(("-bg", "-soft"))
        tokens[name] = named.get(name, ground if is_ground else text).name()
    return tokens


def build_palette(tokens: Mapping[str, str]) -> QPalette:
    """Return the palette that Fusion paints with."""
    role = QPalette.ColorRole
    names = {
        role.Window: "bg-window",
        role.AlternateBase: "bg-pane",
        role.Base: "bg-base",
        role.Button: "bg-base",
        role.WindowText: "text",
        role.Text: "text",
        role.ButtonText: "text",
        role.PlaceholderText: "text-3",
        role.Highlight: "accent",
        role.Accent: "accent",
        role.HighlightedText: "on-accent",
        role.BrightText: "on-accent",
        role.Link: "accent-text",
        role.LinkVisited: "accent-text",
        role.ToolTipBase: "bg-raised",
        role.Light: "bg-raised",
        role.ToolTipText: "text",
        role.Midlight: "bg-hover",
        role.Mid: "line",
        role.Dark: "line-strong",
        role.Shadow: "line-strong",
    }
    palette = QPalette()
    for colour_role, name in names.items():
        palette.setColor(colour_role, QColor(tokens[name]))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(tokens["text-off"]))
    return palette
