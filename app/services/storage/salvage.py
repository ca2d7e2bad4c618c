"""Reading what can still be read in a damaged database."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app.services.storage.leaves import Value, stray_rows
from app.services.storage.mending import images, opened
from app.services.storage.migrating import build, newest_version, version_of

Layout = dict[str, tuple[str, ...]]
"""The columns of each table."""

_MOST_GUESSES: Final = 100_000
"""So many row numbers between two readable stretches are tried one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRows:
    """The rows of one table that could be read, in the order in which they were added."""

    columns: tuple[str, ...]
    rows: Mapping[int, tuple[Value, ...]]
    """By their numbers."""
    lost: int
    """Rows that an index still names, or that are there and cannot be read."""
    whole: bool
    """Table and indexes are sound and agree, so that these are all rows there were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvage:
    """What was found in a damaged database."""

    version: int
    tables: dict[str, TableRows]
    newest: bool
    """The last thing written is among it: neither the log nor the tables' places were given up."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(len(each.rows) for each in self.tables.values())


def salvage(damaged: Path, migrations: Path, workshop: Path) -> Salvage:
    """The rows of the database at `damaged`, which stays as it is.

    Copies are mended in the folder `workshop`, and the one that tells most is taken.
    """
    best = Salvage(version=newest_version(migrations), tables={}, newest=False)
    for number, (image, newest) in enumerate(images(damaged, migrations, workshop)):
        with closing(opened(image)) as connection:
            found = _read(connection, image, migrations, newest=newest)
        if found is not None and found.count > best.count:
            best = found
        if found is not None and found.count and number < 2:  # noqa: PLR2004 - mended, not guessed
            break
    return best


def read_tables(
    connection: sqlite3.Connection, layout: Layout, image: Path | None = None
) -> dict[str, TableRows]:
    """What can be read of the tables of a layout; of broken ones also from the pages of `image`."""
    tables = {
        table: _table(connection, table, columns) for table, columns in layout.items() if columns
    }
    if image is None or all(each.whole for each in tables.values()):
        return tables
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    strays = list(stray_rows(image.read_bytes()))
    return {
        table: found if found.whole else _with_strays(connection, table, found, strays)
        for table, found in tables.items()
    }


def layout_of(connection: sqlite3.Connection) -> Layout:
    """The tables of a database with their columns. Raises sqlite3.Error."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\'"
    ).fetchall()
    return {
        name: tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{name}")'))
        for (name,) in names
    }


def _read(
    connection: sqlite3.Connection, image: Path, migrations: Path, *, newest: bool
) -> Salvage | None:
    try:
        known = layout_of(connection)
        told = version_of(connection)
    except sqlite3.Error:
        return None
    version = _version(known, told, migrations)
    if version is None:
        return None
    tables = read_tables(connection, known, image)
    return Salvage(version=version, tables=tables, newest=newest)


def _version(known: Layout, told: int, migrations: Path) -> int | None:
    """The version whose tables these are; None where some of them cannot be seen."""
    versions = range(newest_version(migrations), 0, -1)
    for version in (told,) if told in versions else versions:  # the header may be gone
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
            build(empty, migrations, version)
            if layout_of(empty) == known:
                return version
    return None


def _table(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> TableRows:
    numbers, gap = _row_numbers(connection, table)
    listed = ", ".join(f'"{column}"' for column in columns)
    rows = {}
    for number in numbers:
        with suppress(sqlite3.Error, UnicodeDecodeError):
            row = connection.execute(
                f'SELECT {listed} FROM "{table}" NOT INDEXED WHERE rowid = ?',  # noqa: S608
                (number,),
            ).fetchone()
            if row is not None:
                rows[number] = tuple(row)
    named = max(len(numbers), *map(len, _keys(connection, table).values()), 0)
    whole = not gap and len(rows) == named and _is_sound(connection, table)
    return TableRows(columns=columns, rows=rows, lost=named - len(rows), whole=whole)


def _with_strays(
    connection: sqlite3.Connection,
    table: str,
    found: TableRows,
    strays: Sequence[tuple[int, tuple[Value, ...]]],
) -> TableRows:
    """Add the rows that an index knows by the same number and the same key, so that they count."""
    keys = {index: each for index, each in _keys(connection, table).items() if each}
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    rows = dict(found.rows)
    for number, values in strays:
        row = None if number in rows or not keys else _fitted(connection, columns, number, values)
        if row is None:
            continue
        named = dict(zip(found.columns, row, strict=True))
        if all(
            each.get(number) == tuple(named[column] for column in index)
            for index, each in keys.items()
        ):
            rows[number] = row
    known = len(found.rows) + found.lost
    rows = dict(sorted(rows.items()))
    return replace(found, rows=rows, lost=max(known - len(rows), 0))


def _fitted(
    connection: sqlite3.Connection,
    columns: Sequence[tuple[int, str, str, int, str | None, int]],
    number: int,
    values: tuple[Value, ...],
) -> tuple[Value, ...] | None:
    """The values as a row of a table; None where they cannot be one."""
    if len(values) > len(columns):
        return None
    row = list(values)
    for _, _, _, _, default, _ in columns[len(values) :]:  # columns that an update added
        query = f"SELECT {default or 'NULL'}"
        row.append(connection.execute(query).fetchone()[0])
    for place, (_, _, kind, needed, _, key) in enumerate(columns):
        if row[place] is None and key and kind == "INTEGER":
            row[place] = number  # such a key is not kept twice
        if row[place] is None and needed:
            return None
    return tuple(row)


def _row_numbers(connection: sqlite3.Connection, table: str) -> tuple[list[int], bool]:
    """The numbers of the rows that can be reached, and whether some may lie between."""
    up, broken = _walked(connection, table, "ASC")
    if not broken:
        return up, False
    down, _ = _walked(connection, table, "DESC")
    first = up[-1] + 1 if up else 1
    last = down[-1] if down else first
    between = [
        number
        for number in range(first, min(last, first + _MOST_GUESSES))
        if _has_row(connection, table, number)
    ]
    return sorted({*up, *between, *down}), True


def _walked(connection: sqlite3.Connection, table: str, order: str) -> tuple[list[int], bool]:
    """Row numbers from one end on, until it is reached or the tree is broken."""
    numbers: list[int] = []
    try:
        for (number,) in connection.execute(
            f'SELECT rowid FROM "{table}" NOT INDEXED ORDER BY rowid {order}'  # noqa: S608
        ):
            if numbers and (number <= numbers[-1]) == (order == "ASC"):
                return numbers, True  # a broken tree may lead round in circles
            numbers.append(number)
    except sqlite3.Error:
        return numbers, True
    return numbers, False


def _has_row(connection: sqlite3.Connection, table: str, number: int) -> bool:
    with suppress(sqlite3.Error):
        query = f'SELECT 1 FROM "{table}" NOT INDEXED WHERE rowid = ?'  # noqa: S608
        return connection.execute(query, (number,)).fetchone() is not None
    return False


def _keys(
    connection: sqlite3.Connection, table: str
) -> dict[tuple[str, ...], dict[int, tuple[Value, ...]]]:
    """What the indexes of a table that can be read know: columns, and their values by row."""
    known = {}
    with suppress(sqlite3.Error):
        for index in connection.execute(f'PRAGMA index_list("{table}")').fetchall():
            with suppress(sqlite3.Error, UnicodeDecodeError):
                info = connection.execute(f'PRAGMA index_info("{index[1]}")').fetchall()
                listed = ", ".join(f'"{column[2]}"' for column in info)
                query = f'SELECT rowid, {listed} FROM "{table}" INDEXED BY "{index[1]}"'  # noqa: S608
                rows = connection.execute(query).fetchall()
                columns = tuple(column[2] for column in info)
                known[columns] = {row[0]: tuple(row[1:]) for row in rows}
    return known


def _is_sound(connection: sqlite3.Connection, table: str) -> bool:
    with suppress(sqlite3.Error):
        check = f'PRAGMA integrity_check("{table}")'
        return bool(connection.execute(check).fetchone()[0] == "ok")
    return False
