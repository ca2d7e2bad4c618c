"""Rows for any table of any version of a database, made from what its schema asks for."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from app.services.storage.migrating import build
from app.services.storage.salvage import Layout, layout_of

Contents = dict[str, list[tuple[object, ...]]]

WORDS: Mapping[str, str] = {
    "service": "scrive",
    "way": "flow",
    "phase": "waiting",
    "state": "planned",
    "agreement": '{"format": "agreement", "version": 1, "title": "Lease"}',
    "files": "[]",
    "document_ids": "[]",
    "known": "[]",
    "result": "{}",
    "access": "ok",
    "identity": "{}",
    "message": '{"title": "It waits."}',
    "copies": "[]",
    "request": '{"kind": "remind", "agreement_id": "agreement-1"}',
    "call": "{}",
    "actions.state": "done",
}
"""What is not any text: words and JSON that the program reads back, by column, or by table too."""


def build_version(path: Path, migrations: Path, version: int) -> None:
    """A database as the program of that version left it, empty."""
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        build(connection, migrations, version)


def fill_tables(connection: sqlite3.Connection, count: int) -> dict[str, int]:
    """Add rows to every table, children after their parents; how many each has."""
    connection.execute("PRAGMA foreign_keys=OFF")
    layout = layout_of(connection)
    for table in layout:
        for number in range(1, count + 1):
            row = a_row(connection, table, number)
            names = ", ".join(row)
            marks = ", ".join("?" * len(row))
            command = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
            connection.execute(command, tuple(row.values()))
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return dict.fromkeys(layout, count)


def a_row(connection: sqlite3.Connection, table: str, number: int) -> dict[str, object]:
    """The row of that number: `<column>-<number>`, so that references meet by themselves."""
    parents = {row[3]: row[4] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
    return {
        column: WORDS.get(f"{table}.{column}")
        or _value(parents.get(column, column), column, kind, number, has_default=bool(default))
        for _, column, kind, _, default, _ in connection.execute(f"PRAGMA table_info({table})")
    }


def _value(meant: str, column: str, kind: str, number: int, *, has_default: bool) -> object:
    if kind == "INTEGER":
        return 0 if column == "position" or has_default else number
    if kind in ("BLOB", "REAL"):
        return b"body" if kind == "BLOB" else float(number)
    if column.endswith("_at") or column in ("at", "doubt_since"):
        return f"2031-03-01T09:00:00.{number:06}+00:00"
    if column == "klass":
        return "firing"
    return WORDS.get(column, f"{meant}-{number}")


def contents(connection: sqlite3.Connection, layout: Layout) -> Contents:
    """The rows of some columns of each table, in a fixed order."""
    found: Contents = {}
    for table, columns in layout.items():
        query = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608
        found[table] = sorted(map(tuple, connection.execute(query).fetchall()), key=repr)
    return found
