"""The records of the book as they may leave it: keys of the book replaced by the uids of the rows they point to."""

from collections.abc import Iterator
from dataclasses import dataclass

from db.fields import Field, find_field, tables
from db.records import Record
from db.store import Store

# What is the office's own business: who has an account, what was sent before.
_STAYS = frozenset({"account", "hand_over"})
_NEVER = frozenset({"id", "uid", "search_key", "sort_key"})


@dataclass(frozen=True)
class ExportColumn:
    """One column as it leaves the book: its name there, its field if a clerk sees it, the table whose uid it holds."""

    name: str
    column: str
    field: Field | None
    sql_type: str
    required: bool
    refers_to: str = ""


@dataclass(frozen=True)
class ExportTable:
    """One table with the columns that leave the book; every row begins with its uid, called `id`."""

    name: str
    columns: tuple[ExportColumn, ...]


def list_tables(store: Store) -> tuple[ExportTable, ...]:
    """Every table of the field registry that may leave the book."""
    return tuple(ExportTable(name, tuple(_columns(store, name))) for name in tables() if name not in _STAYS)


def count(store: Store, table: ExportTable) -> int:
    """How many rows a table has."""
    return store.count(table.name)


def rows(store: Store, table: ExportTable) -> list[Record]:
    """The rows of a table in the order they were made, under the names they have outside."""
    chosen = [f"[{table.name}].uid AS id"]
    joins = []
    for place, column in enumerate(table.columns):
        if column.refers_to:
            joins.append(
                f" LEFT JOIN [{column.refers_to}] AS r{place} ON r{place}.id = [{table.name}].[{column.column}]"
            )
            chosen.append(f"r{place}.uid AS [{column.name}]")
        else:
            chosen.append(f"[{table.name}].[{column.column}] AS [{column.name}]")
    return store.rows(f"SELECT {', '.join(chosen)} FROM [{table.name}]{''.join(joins)} ORDER BY [{table.name}].id")


def _columns(store: Store, table: str) -> Iterator[ExportColumn]:
    targets = {row["from"]: row["table"] for row in store.rows(f"PRAGMA foreign_key_list([{table}])")}
    for held in store.rows(f"PRAGMA table_info([{table}])"):
        target = targets.get(held.name, "")
        if held.name in _NEVER or (target and "uid" not in store.columns(target)):
            continue
        name = held.name.removesuffix("_id") if target else held.name
        yield ExportColumn(name, held.name, find_field(table, held.name), held.type, bool(held.notnull), target)
