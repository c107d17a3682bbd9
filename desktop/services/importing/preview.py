"""What a file would do to the open book, before anything is done."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from db import cases, import_lookup, members
from db.records import Case, Record
from db.store import Store
from db.text import fold
from desktop.domain.sheets import comparison, memberships, understanding
from desktop.domain.sheets.cell_names import CellBook, cell_key
from desktop.domain.sheets.identities import Identities, Identity
from desktop.domain.sheets.mapping import Mapping
from desktop.domain.sheets.model import Understanding, WorkbookData
from desktop.domain.sheets.plan import ImportPlan
from desktop.domain.sheets.recognition import recognise
from desktop.domain.sheets.repeats import gather
from desktop.services.importing.knowledge import load_knowledge
from desktop.services.importing.layouts import load_layout

# As many people as are read with one round of queries.
_AT_ONCE = 500


def understand(
    data: WorkbookData,
    sheet: str | None = None,
    layout: Mapping | str | None = None,
    store: Store | None = None,
    today: date | None = None,
) -> Understanding:
    """What the file was understood to say.

    `sheet` names the sheet to take. `layout` is a mapping corrected by hand, or the name of one kept in `store`. Dates
    after `today` (the day of the machine unless given) are rejected. Raises NotUnderstood, and KnownError for a
    layout that is not there.
    """
    if isinstance(layout, str):
        if store is None:
            raise ValueError("a layout by name needs the book it is kept in")
        layout = load_layout(store, layout)
    return understanding.understand(data, load_knowledge(), today or date.today(), sheet, layout)


def plan(store: Store, understood: Understanding, refused: Collection[tuple[int, str]] = ()) -> ImportPlan:
    """What would be new, changed, the same; `refused` are the identities of proposals the clerk does not want."""
    words = load_knowledge().words
    cells = store.list("party_cell")
    gathered = gather(understood.rows, frozenset(refused))
    people = _identities(store, cells)
    if memberships.is_of_members(understood.mapping):
        unverified = {member.person_id for member in members.list_members(store) if not member.is_verified}
        people = list(memberships.completed(people, unverified, gathered.rows.values()))
    recognised = recognise(gathered, Identities(people))
    known = _cases(store, sorted(recognised.person_ids.values()))
    book = comparison.Book(cell_book(cells), members_by_name(store), known)
    return comparison.compare(understood, gathered, recognised, book, words)


def members_by_name(store: Store) -> dict[str, list[Record]]:
    """All members by the folded name."""
    by_name: dict[str, list[Record]] = defaultdict(list)
    for member in members.list_members(store):
        by_name[fold(member.full_name)].append(member)
    return by_name


def cell_book(cells: Collection[Record]) -> CellBook:
    """The cells of the book to be found by name."""
    return CellBook((cell.id, cell.name) for cell in cells)


def _identities(store: Store, cells: Collection[Record]) -> list[Identity]:
    names = {cell.id: cell_key(cell.name) for cell in cells}
    return [
        Identity(row.id, row.full_name, row.born_on, row.citizen_id, names.get(row.party_cell_id, ""))
        for row in import_lookup.list_identities(store)
    ]


def _cases(store: Store, person_ids: list[int]) -> dict[int, Case]:
    found: dict[int, Case] = {}
    for start in range(0, len(person_ids), _AT_ONCE):
        found |= cases.load_all(store, person_ids[start : start + _AT_ONCE])
    return found
