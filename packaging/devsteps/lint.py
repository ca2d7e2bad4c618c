"""The checks of style, types and layers: what is called, for the verb and for the tests."""

from pathlib import Path


def checks(python: Path, rest: list[str]) -> list[tuple[str, list[str]]]:
    """Name and command of each check; `rest` is passed to ruff's check (for instance `--fix`)."""
    tools = python.parent
    return [
        ("style", [str(tools / "ruff"), "check", *rest]),
        ("format", [str(tools / "ruff"), "format", "--check"]),
        ("types", [str(tools / "mypy")]),
        ("layers", [str(tools / "lint-imports")]),
    ]
