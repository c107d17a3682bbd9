"""The committees above each cell, as they stand and as they stood before mergers."""

from db.records import Record, Records
from db.store import Store


class Chains:
    """Every committee of a book, read once; a chain runs from the one right above a cell to the top."""

    def __init__(self, store: Store, office: Record) -> None:
        self._store, self._office = store, office
        self._committees = {row.id: row for row in store.list("party_committee")}
        self._former = store.list("former_parent", order="last_on id")
        self._held: dict[int | None, tuple[Records, Records]] = {}

    def of(self, cell: Record | None) -> tuple[Records, Records]:
        """The chain of a cell, or without one of the office's own committee, and the chains of earlier days.

        These carry `last_on` and `committees`, oldest first; days on which nothing above changed are left out.
        """
        key = cell.id if cell else None
        if key not in self._held:
            self._held[key] = self._chain(cell), self._former_chains(cell)
        return self._held[key]

    def _former_chains(self, cell: Record | None) -> Records:
        former: list[Record] = []
        later = self._chain(cell)
        for last_on in sorted({row.last_on for row in self._former}, reverse=True):
            committees = self._chain(cell, last_on)
            if committees != later:
                former.append(Record(last_on=last_on, committees=committees))
            later = committees
        return tuple(reversed(former))

    def _chain(self, cell: Record | None, on: str | None = None) -> Records:
        """The committees above a cell now, or on a day."""
        chain: list[Record] = []
        key = self._parent("party_cell_id", cell, "committee_id", on) if cell else self._own(on)
        while key in self._committees and self._committees[key] not in chain:
            chain.append(self._committees[key])
            key = self._parent("committee_id", chain[-1], "parent_id", on)
        return tuple(chain)

    def _own(self, on: str | None) -> int | None:
        """The office's own committee; before it was there the one whose cells it took over, where it was only one."""
        key: int | None = self._office.get("committee_id")
        own = self._committees.get(key) if key is not None else None
        if own is None or on is None or not own.starts_on or own.starts_on <= on:
            return key
        cells = {row.id for row in self._store.list("party_cell", committee_id=key)}
        before = {row.parent_id for row in self._former if row.party_cell_id in cells and row.last_on >= on}
        return before.pop() if len(before) == 1 else key

    def _parent(self, owner: str, row: Record, column: str, on: str | None) -> int | None:
        """Under which committee a cell or a committee stood: the first former parent that reaches up to the day."""
        former = (each for each in self._former if on and each[owner] == row.id and each.last_on >= on)
        found: int | None = next((each.parent_id for each in former), row[column])
        return found
