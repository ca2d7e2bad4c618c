"""Rules of the house that no tool of others knows: size of files, names, who may import what."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 400
LONGEST_TEST_FILE = 500
LONGEST_FUNCTION = 50

FORBIDDEN_NAMES = {"utils", "common", "helpers", "misc", "manager", "base"}

MAY_SAY_ANY = {
    "app/domain/json_value.py",  # gives raw JSON its one name
    "app/services/http/session.py",  # overrides methods that their library has not typed
}

ONLY_IN = {
    "keyring": ("app/services/secrets/",),
    "sqlite3": ("app/services/",),
    "requests": ("app/services/",),
    "werkzeug": ("app/emulator/",),
    "PySide6.QtPdf": ("app/pdf/",),
    "PySide6.QtWidgets": ("app/gui/",),
    "platformdirs": ("app/services/paths.py", "app/paths.py"),
}
"""Modules that exactly these places may import."""


def sources(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@functools.cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module that a file imports, and every name it takes out of one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)


def is_within(module: str, wanted: str) -> bool:
    return f"{module}.".startswith(f"{wanted}.")


def test_no_file_outgrows_its_subject() -> None:
    long = {
        name_of(file): lines
        for file in sources("app", "packaging", "tests")
        for lines in [len(file.read_text(encoding="utf-8").splitlines())]
        if lines > (LONGEST_TEST_FILE if name_of(file).startswith("tests/") else LONGEST_FILE)
    }

    assert long == {}


def test_no_function_outgrows_a_screen() -> None:
    long = [
        f"{name_of(file)}:{node.lineno} {node.name}"
        for file in sources("app", "packaging")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]

    assert long == []


def test_no_drawer_is_called_anything() -> None:
    assert [name_of(file) for file in sources("app") if file.stem in FORBIDDEN_NAMES] == []
    assert [
        name_of(folder)
        for folder in (ROOT / "app").rglob("*")
        if folder.is_dir() and folder.name in FORBIDDEN_NAMES
    ] == []


def test_anything_goes_only_where_raw_json_arrives() -> None:
    loose = [
        name_of(file)
        for file in sources("app")
        if file.name != "wire.py"
        and name_of(file) not in MAY_SAY_ANY
        and "typing.Any" in set(imported(tree_of(file)))
    ]

    assert loose == []


@pytest.mark.parametrize("module", ONLY_IN)
def test_what_is_heavy_or_dangerous_has_one_place(module: str) -> None:
    elsewhere = [
        name_of(file)
        for file in sources("app")
        if not name_of(file).startswith(ONLY_IN[module])
        and any(is_within(each, module) for each in imported(tree_of(file)))
    ]

    assert elsewhere == []
