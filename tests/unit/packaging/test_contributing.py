"""The page for contributors names only what is there."""

import re
from pathlib import Path

import dev

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_place_it_names_is_there() -> None:
    named = set(re.findall(r"`((?:app|packaging|resources|tests)/[\w/.]+)`", PAGE))

    assert "app/domain" in named
    missing = [each for each in named if "NAME" not in each and not (ROOT / each).exists()]
    assert missing == []


def test_every_verb_it_names_is_there() -> None:
    named = set(re.findall(r"dev\.py (\w+)", PAGE))

    assert {"test", "demo"} <= named <= dev.VERBS.keys()
