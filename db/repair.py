"""What a book can set right by itself: indexes, the keys rows are found and sorted by, what nobody uses any more."""

from db.derived import DERIVATIONS
from db.driver import translated_errors
from db.store import Action, Store

_UNUSED_PHOTOS = "SELECT id FROM photo WHERE id NOT IN (SELECT photo_id FROM person WHERE photo_id IS NOT NULL)"
_LOST_DRAFTS = "SELECT id FROM draft WHERE place = 'person' AND record_id NOT IN (SELECT id FROM person)"


def rebuild_indexes(store: Store) -> None:
    """Make every index anew from its table. Raises DamagedBook, CannotWrite."""
    with translated_errors(store.path):
        store.connection.execute("REINDEX")


def rebuild_keys(store: Store, action: Action) -> int:
    """Write the search and sort keys anew where they are not what they follow from; of how many rows."""
    rebuilt = 0
    for table, derivation in DERIVATIONS.items():
        source = min(derivation.sources & set(store.columns(table)), key=lambda name: name not in ("full_name", "name"))
        for row in store.list(table):
            if (row.search_key, bytes(row.sort_key)) != (derivation.search(row), derivation.sort(row)):
                action.update(table, row.id, {source: row[source]})
                rebuilt += 1
    return rebuilt


def drop_unused(store: Store, action: Action) -> int:
    """Remove photographs and drafts that belong to nobody; how many."""
    found = [
        (table, row.id)
        for table, query in (("photo", _UNUSED_PHOTOS), ("draft", _LOST_DRAFTS))
        for row in store.rows(query)
    ]
    for table, row_id in found:
        action.delete(table, row_id)
    return len(found)
