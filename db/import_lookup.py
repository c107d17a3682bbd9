"""What an import needs to know of a whole book at once: who is in it, and from which keys on new rows may stand."""

from db.records import Record
from db.store import Store


def list_identities(store: Store) -> list[Record]:
    """What every person in the book, candidate or not, is recognised by: id, full_name, born_on, citizen_id,
    party_cell_id."""
    return store.rows("SELECT id, full_name, born_on, citizen_id, party_cell_id FROM person ORDER BY id")


def next_key(store: Store, table: str) -> int:
    """The first key from which on no row of a table has or had one; inside an action nobody else can take it."""
    store.columns(table)
    return int(
        store.rows("SELECT coalesce(max(seq), 0) + 1 AS next FROM sqlite_sequence WHERE name = ?", [table])[0].next
    )
