"""The register of dossiers in and out (sổ giao nhận): every receipt and return, and which dossiers are still out."""

from db.figures import registers
from db.records import Record
from db.store import Store

_BEHIND_ALL_DAYS = "9999-12-31"


def list_receipts(store: Store) -> list[Record]:
    """Every receipt and return, the newest first: its columns, person_id, full_name, cell, and `is_out`.

    `is_out`: the dossier was given back with this line, and has not been received since.
    """
    rows = registers.receipts(store, "", _BEHIND_ALL_DAYS)
    last = {row.dossier_id: row.id for row in rows}
    return [Record(row, is_out=row.kind == "returned" and last[row.dossier_id] == row.id) for row in reversed(rows)]
