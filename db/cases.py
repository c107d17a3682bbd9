"""The one read model: everything held about a person, loaded in bulk."""

import json
from collections import defaultdict
from typing import Any

from db.chains import Chains
from db.records import Case, Record, Records
from db.store import Store

# Lists that hang on the person, with the order in which papers and pages show them.
_PERSON_LISTS = {
    "family": ("family_member", "id"),
    "career": ("career_period", "started_on id"),
    "training": ("training_record", "started_on id"),
    "abroad": ("abroad_stay", "started_on id"),
    "rewards": ("reward", "awarded_on id"),
    "disciplines": ("discipline", "decided_on id"),
    "certificates": ("certificate", "issued_on id"),
    "memberships": ("party_member", "id"),
    "papers": ("printed_paper", "id"),
}
# Lists that hang on the newest dossier.
_DOSSIER_LISTS = {
    "steps": ("step", "happened_on id"),
    "items": ("dossier_item", "id"),
    "introductions": ("introduction", "id"),
    "mentor_assignments": ("mentor_assignment", "started_on id"),
    "background_checks": ("background_check", "sent_on id"),
    "opinions": ("opinion", "id"),
    "receipts": ("dossier_receipt", "happened_on id"),
    "special_groups": ("special_group", "id"),
    "overrulings": ("overruling", "id"),
    "considered": ("meeting_case", "id"),
}
_EMPTY_OFFICE = Record()
# Any number of keys as the one parameter of a query.
_GIVEN = "(SELECT value FROM json_each(?))"


def load(store: Store, person_id: int) -> Case:
    """The case of one person. Raises NotFound."""
    return load_all(store, [person_id])[person_id]


def load_all(store: Store, person_ids: list[int]) -> dict[int, Case]:
    """The cases of several persons, with a fixed number of queries whatever their number. Raises NotFound."""
    people = _by_key(store, "person", person_ids)
    for person_id in person_ids:
        if person_id not in people:
            store.get("person", person_id)
    return _Loader(store, people).cases()


def bodies(
    store: Store, cell_id: int | None = None, committee_id: int | None = None
) -> tuple[Record, Record | None, Records, Records]:
    """The office, one of its cells if asked for, the committees above that cell, and how these stood on earlier days.

    Without a cell they run from a committee up, the office's own when none is asked for.
    """
    office = store.find("office", id=1) or _EMPTY_OFFICE
    cell = store.get("party_cell", cell_id) if cell_id is not None else None
    begins = office if committee_id is None else Record(committee_id=committee_id)
    return office, cell, *Chains(store, begins).of(cell)


class _Loader:
    """Gathers all rows of a set of persons, then hands each person theirs."""

    def __init__(self, store: Store, people: dict[int, Record]) -> None:
        self._store = store
        self._people = people
        ids = list(people)
        self._lists = {
            name: _grouped(store, table, "person_id", ids, order) for name, (table, order) in _PERSON_LISTS.items()
        }
        self._dossiers = _grouped(store, "dossier", "person_id", ids, "id")
        newest = [dossiers[-1].id for dossiers in self._dossiers.values()]
        self._of_dossier = {
            name: _grouped(store, table, "dossier_id", newest, order) for name, (table, order) in _DOSSIER_LISTS.items()
        }
        self._enrolments = _grouped(store, "enrolment", "person_id", ids, "id")
        self._categories = _categories(store, ids)
        self._join_members()
        self._join_classes()
        self._join_meetings()
        self._office = store.find("office", id=1) or _EMPTY_OFFICE
        self._cells = _by_key(store, "party_cell", [person.party_cell_id for person in people.values()])
        villages = _by_key(store, "village", [cell.village_id for cell in self._cells.values()])
        for cell in self._cells.values():
            cell["village"] = villages.get(cell.village_id)
        self._chains = Chains(store, self._office)
        self._photos = _by_key(store, "photo", [person.photo_id for person in people.values()])

    def cases(self) -> dict[int, Case]:
        return {person_id: self._case(person) for person_id, person in self._people.items()}

    def _case(self, person: Record) -> Case:
        dossiers = self._dossiers.get(person.id, ())
        dossier = dossiers[-1] if dossiers else None
        key: int = dossier.id if dossier else 0
        cell = self._cells.get(person.party_cell_id)
        chain, former_chains = self._chains.of(cell)
        photo = self._photos.get(person.photo_id)
        return Case(
            person=person,
            photo=photo.content if photo else None,
            office=self._office,
            cell=cell,
            chain=chain,
            former_chains=former_chains,
            dossier=dossier,
            dossiers=dossiers,
            source_categories=self._categories.get(person.id, ()),
            enrolments=self._enrolments.get(person.id, ()),
            **{name: rows.get(person.id, ()) for name, rows in self._lists.items()},
            **{name: rows.get(key, ()) for name, rows in self._of_dossier.items()},
        )

    def _join_members(self) -> None:
        helpers, checks = self._rows("introductions", "mentor_assignments"), self._rows("background_checks")
        keys = [row.party_member_id for row in helpers] + [row.verifier_id for row in checks]
        members = _by_key(self._store, "party_member", keys)
        people = _by_key(self._store, "person", [member.person_id for member in members.values()])
        cells = _by_key(self._store, "party_cell", [member.party_cell_id for member in members.values()])
        for member in members.values():
            member["person"] = people[member.person_id]
            member["cell"] = cells.get(member.party_cell_id)
        for row in helpers:
            row["member"] = members.get(row.party_member_id)
        relatives = {row.id: row for rows in self._lists["family"].values() for row in rows}
        for row in checks:
            row["verifier"] = members.get(row.verifier_id)
            row["relative"] = relatives.get(row.family_member_id)

    def _rows(self, *names: str) -> Records:
        return tuple(row for name in names for rows in self._of_dossier[name].values() for row in rows)

    def _join_meetings(self) -> None:
        rows = self._rows("considered")
        meetings = _by_key(self._store, "meeting", [row.meeting_id for row in rows])
        for row in rows:
            row["meeting"] = meetings[row.meeting_id]

    def _join_classes(self) -> None:
        rows = [row for rows in self._enrolments.values() for row in rows]
        classes = _by_key(self._store, "training_class", [row.training_class_id for row in rows])
        for row in rows:
            row["training_class"] = classes[row.training_class_id]


def _grouped(store: Store, table: str, column: str, keys: list[Any], order: str) -> dict[int, Records]:
    groups: dict[int, list[Record]] = defaultdict(list)
    ordered = ", ".join(order.split())
    for row in store.rows(f"SELECT * FROM [{table}] WHERE [{column}] IN {_GIVEN} ORDER BY {ordered}", _given(keys)):
        groups[row[column]].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}


def _by_key(store: Store, table: str, keys: list[Any]) -> dict[int, Record]:
    return {key: rows[0] for key, rows in _grouped(store, table, "id", keys, "id").items()}


def _categories(store: Store, person_ids: list[int]) -> dict[int, Records]:
    groups: dict[int, list[Record]] = defaultdict(list)
    for row in store.rows(
        "SELECT link.person_id, source_category.* FROM person_source_category AS link"
        " JOIN source_category ON source_category.id = link.source_category_id"
        f" WHERE link.person_id IN {_GIVEN} ORDER BY source_category.name",
        _given(person_ids),
    ):
        groups[row["person_id"]].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}


def _given(keys: list[Any]) -> list[str]:
    return [json.dumps(sorted({key for key in keys if key is not None}))]
