"""The style sheet: the template of the look with its colours and arrows filled in."""

import re
from collections.abc import Mapping
from pathlib import Path

from app.gui.icons import IconStore

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TOKEN = re.compile(r"@([a-z][a-z0-9-]*)")

# Arrows and ticks that the sheet shows: name in the sheet -> (icon, token).
TINTED: Mapping[str, tuple[str, str]] = {
    f"{icon}{ending}": (icon, token)
    for icon in ("check", "minus", "chevron-up", "chevron-down")
    for ending, token in (("", "text-2"), ("-on", "on-accent"), ("-off", "text-off"))
}

# What the pieces in `widgets/` need beyond the template.
OWN_RULES = """
QPushButton[shape="square"] { padding: 0; min-width: 30px; max-width: 30px; }
QPushButton[shape="square"]:focus { padding: 0; min-width: 28px; max-width: 28px; }
QPushButton[shape="square"][dim="small"] { min-width: 26px; max-width: 26px; }
QPushButton[shape="square"][dim="small"]:focus { min-width: 24px; max-width: 24px; }
QPushButton[shape="square"][dim="large"] { min-width: 34px; max-width: 34px; }
QPushButton[shape="square"][dim="large"]:focus { min-width: 32px; max-width: 32px; }
QPushButton::menu-indicator { image: url(tinted:chevron-down.svg); width: 12px; height: 12px;
  subcontrol-origin: padding; subcontrol-position: center right; right: 8px; }
QPushButton[menu="true"] { padding-right: 26px; }
QPushButton[menu="true"]:focus { padding-right: 25px; }
QPushButton[shape="square"]::menu-indicator { image: none; width: 0; }
QPushButton[shape="square"][menu="true"] { padding-right: 0; }
QPushButton[kind="quiet"]:disabled, QPushButton[kind="link"]:disabled {
  background: transparent; border-color: transparent; }
QPushButton[kind="danger"]:disabled {
  background: @bg-sunken; border-color: @line; color: @text-off; }
QPushButton[kind="link"][dim="small"], QPushButton[kind="link"][dim="small"]:focus {
  padding: 0; min-height: 20px; }
QPushButton[kind="remove"]:disabled { color: @text-off; }
QPushButton[kind="choice"]:focus { border: 2px solid @focus; padding: 0 11px; }
QPushButton[kind="choice"]:disabled { background: @bg-base; color: @text-off; }
QPushButton[kind="choice"]:checked { min-height: 29px; }
QLineEdit[search="true"] { border-color: @line-button; }
QLineEdit[search="true"]:focus { border-color: @focus; }
QScrollArea { background: transparent; border: none; }
QDialog { background: @bg-raised; }
"""


def build_sheet(template: str, tokens: Mapping[str, str]) -> str:
    """Fill the tokens in; an unknown token is a `KeyError`."""

    def value(found: re.Match[str]) -> str:
        return tokens[found[1]]

    return TOKEN.sub(value, COMMENT.sub("", template + OWN_RULES))


def write_tinted(folder: Path, store: IconStore, tokens: Mapping[str, str]) -> None:
    """Write the arrows and ticks of the sheet in their colours into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (icon, token) in TINTED.items():
        svg = store.source(icon).replace(b"currentColor", tokens[token].encode())
        (folder / f"{name}.svg").write_bytes(svg)
