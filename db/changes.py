"""What an action changed: table names with the keys of the rows it touched."""

from collections.abc import Iterable, Iterator


class Changes:
    """The tables and rows an action touched; a page asks `"person" in changes` or `changes.ids("person")`."""

    def __init__(self, touched: dict[str, set[int]] | None = None, label: str = "", action: int = 0) -> None:
        self._touched = touched or {}
        self.label = label
        self.action = action

    def add(self, table: str, row_id: int) -> None:
        """Note one touched row."""
        self._touched.setdefault(table, set()).add(row_id)

    def ids(self, table: str) -> frozenset[int]:
        """The keys of the touched rows of a table."""
        return frozenset(self._touched.get(table, ()))

    def concerns(self, tables: Iterable[str]) -> bool:
        """Whether any of the tables was touched."""
        return any(table in self._touched for table in tables)

    def __contains__(self, table: object) -> bool:
        return table in self._touched

    def __iter__(self) -> Iterator[str]:
        return iter(self._touched)

    def __bool__(self) -> bool:
        return bool(self._touched)

    def __repr__(self) -> str:
        return f"Changes({ {table: len(ids) for table, ids in self._touched.items()} })"
