"""Rows of an invented book before they are written: keys and uids that follow from the seed, table by table."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from db.store import Action

# Parents before what hangs on them.
_ORDER = (
    "party_committee",
    "office",
    "village",
    "party_cell",
    "source_category",
    "photo",
    "training_class",
    "person",
    "person_source_category",
    "career_period",
    "training_record",
    "abroad_stay",
    "reward",
    "discipline",
    "family_member",
    "party_member",
    "dossier",
    "step",
    "mentor_assignment",
    "introduction",
    "enrolment",
    "certificate",
    "dossier_item",
    "dossier_receipt",
    "review_round",
    "meeting",
    "meeting_case",
    "paper_number",
    "quota",
    "member_stock",
    "village_status",
    "source_survey",
    "commendation",
    "calendar_entry",
    "typed_figure",
    "superior_template",
    "template_cell",
)


class Rows:
    """Collects rows of many tables and hands them to the write door in bulk."""

    def __init__(self, seed: int, columns: Callable[[str], tuple[str, ...]]) -> None:
        self._heads = {table: _head(seed, table) if "uid" in columns(table) else "" for table in _ORDER}
        self._last: Counter[str] = Counter()
        self._waiting: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: str, values: dict[str, Any]) -> int:
        """Keep a row for writing; returns its key."""
        self._last[table] += 1
        key = self._last[table]
        row = {"id": key, **values}
        if head := self._heads[table]:
            counted = f"{key:015x}"
            row["uid"] = f"{head}-8{counted[:3]}-{counted[3:]}"
        self._waiting[table].append(row)
        return key

    def write(self, action: Action) -> None:
        """Write what was collected; rows of a table that lack a column of others get it empty."""
        for table in _ORDER:
            if rows := self._waiting.pop(table, None):
                columns = dict.fromkeys(column for row in rows for column in row)
                action.insert_all(table, ({column: row.get(column) for column in columns} for row in rows))


def _head(seed: int, table: str) -> str:
    digits = hashlib.sha256(f"{seed} {table}".encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-4{digits[12:15]}"
