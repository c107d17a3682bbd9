"""The accounts of a book that is not open: who may work with it, read before anything is done to its file."""

from pathlib import Path

from db.copies import reading
from db.errors import KnownError
from db.records import Record

COLUMNS = ("uid", "name", "role", "is_active")


def read(book: Path, secret: bytes) -> list[Record] | None:
    """The accounts in a closed book or copy, oldest first; none in a layout without them, None when unreadable."""
    if not book.is_file():
        return None
    try:
        with reading(book, secret) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'account'").fetchone():
                return []
            rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM account ORDER BY id").fetchall()
    except KnownError:
        return None
    return [Record(zip(COLUMNS, row, strict=True)) for row in rows]
