"""The layout of the book: migrations as plain SQL files, and what tables and columns there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from db.driver import Connection, engine, read_pragma

DERIVED_COLUMNS = frozenset({"search_key", "sort_key"})


@dataclass(frozen=True)
class Migration:
    """One step of the layout: its number (the user_version after it) and its statements."""

    version: int
    statements: tuple[str, ...]


@cache
def migrations() -> tuple[Migration, ...]:
    """All steps, oldest first."""
    found = sorted(entry.name for entry in files("db").joinpath("migrations").iterdir() if entry.name.endswith(".sql"))
    return tuple(Migration(int(name[:4]), _statements(_read(f"migrations/{name}"))) for name in found)


def current_version() -> int:
    """The version this program writes."""
    return migrations()[-1].version


def migrate(connection: Connection, steps: Iterable[Migration] | None = None) -> None:
    """Bring an open book to the current version: all pending steps and the version number in one transaction."""
    version = read_pragma(connection, "user_version")
    pending = [step for step in (migrations() if steps is None else steps) if step.version > version]
    if not pending:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in pending:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step.version}")
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have rolled the transaction back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def tables(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Every table of the book with its columns, in the order of their making."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {name: tuple(row[1] for row in connection.execute(f"PRAGMA table_info([{name}])")) for (name,) in names}


def describe(connection: Connection) -> str:
    """The whole layout as SQL text, for comparing with the committed db/schema.sql."""
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type DESC, name"
    ).fetchall()
    return "".join(f"{sql};\n\n" for (sql,) in rows)


def _read(name: str) -> str:
    return files("db").joinpath(name).read_text(encoding="utf-8")


def _statements(script: str) -> tuple[str, ...]:
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if engine.complete_statement(pending):
            statements.append(pending.strip())
            pending = ""
    return tuple(statements)
