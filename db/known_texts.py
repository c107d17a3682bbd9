"""What the book holds already in columns that say the same kind of thing, for being offered again."""

from collections.abc import Sequence

from db.store import Store

# The newest rows tell what an office types these days, and are quickly read in a large book.
NEWEST_ROWS = 3000
MOST_TEXTS = 1000


def used(store: Store, columns: Sequence[tuple[str, str]]) -> list[str]:
    """The texts of the newest rows in columns (table, name) of the field registry, the most used first."""
    parts = (
        f"SELECT [{name}] AS told FROM (SELECT [{name}] FROM [{table}] ORDER BY id DESC LIMIT {NEWEST_ROWS})"
        for table, name in columns
    )
    rows = store.rows(
        f"SELECT told FROM ({' UNION ALL '.join(parts)}) WHERE told <> '' GROUP BY told ORDER BY count(*) DESC, told"
        f" LIMIT {MOST_TEXTS}"
    )
    return [row.told for row in rows]
