"""Writes an import plan into the book: one action, so that one undo takes all of it back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from db import import_lookup
from db.changes import Changes
from db.errors import KnownError
from db.records import Case, Record
from db.store import Action, Store
from db.text import fold
from desktop.domain import stages
from desktop.domain.sheets.mentors import find_member
from desktop.domain.sheets.plan import ImportPlan, PlannedPerson
from desktop.domain.stages import CLASS_KIND, stage_of
from desktop.services import stage, steps
from desktop.services.importing.preview import cell_book, members_by_name
from desktop.services.rule_book import open_rules

Values = dict[str, Any]
Progress = Callable[[int, int], None]
_AT_ONCE = 500
# What a new person brings, in an order in which no row is written before the one it points to.
_WRITTEN = ("person", "certificate", "dossier", "step", "mentor_assignment")


class ImportStopped(KnownError):
    """The user stopped the import before it was committed."""


def _no_progress(_done: int, _total: int) -> None:
    return None


def _never() -> bool:
    return False


def apply(
    store: Store,
    plan: ImportPlan,
    backup: Callable[[], object],
    progress: Progress = _no_progress,
    cancelled: Callable[[], bool] = _never,
) -> Changes:
    """Write the plan; `backup` copies the book first. `progress` is told people done and in all; `cancelled` is asked
    between people until the end, and then nothing has changed. Raises ImportStopped, and what `backup` raises."""
    store.require("import")
    backup()
    with store.action(f"Nhập danh sách từ {plan.file_name}", right="import") as action:
        _Writer(store, action, plan, progress, cancelled).write()
    return action.changes


class _Writer:
    def __init__(
        self, store: Store, action: Action, plan: ImportPlan, progress: Progress, cancelled: Callable[[], bool]
    ) -> None:
        self._store = store
        self._action = action
        self._plan = plan
        self._progress = progress
        self._cancelled = cancelled
        self._person_key = import_lookup.next_key(store, "person")
        self._dossier_key = import_lookup.next_key(store, "dossier")
        self._member_key = import_lookup.next_key(store, "party_member")

    def write(self) -> None:
        self._make_cells()
        self._members = members_by_name(self._store)
        self._make_members()
        self._insert_new()
        self._update_changed()

    def _make_cells(self) -> None:
        office = self._store.find("office", id=1)
        for name in self._plan.new_cells:
            self._action.insert("party_cell", {"name": name, "committee_id": office.committee_id if office else None})
        self._cells = cell_book(self._store.list("party_cell"))

    def _make_members(self) -> None:
        """Every mentor nobody knows becomes a person and a member still to be verified."""
        names = {fold(name): name for person in self._plan.people for name in person.mentors}
        unknown = {key: name for key, name in names.items() if not self._members.get(key)}
        people, memberships = [], []
        for key, name in unknown.items():
            people.append({"id": self._take_person_key(), "full_name": name})
            membership = {"id": self._member_key, "person_id": people[-1]["id"], "is_verified": 0}
            memberships.append(membership)
            self._members[key] = [Record(membership, full_name=name, party_cell_id=None)]
            self._member_key += 1
        self._insert("person", people)
        self._insert("party_member", memberships)

    def _insert_new(self) -> None:
        for done, people in _portions(self._plan.new):
            self._step(done)
            self._insert_members([person for person in people if person.membership is not None])
            self._insert_people([person for person in people if person.membership is None])

    def _insert_members(self, people: list[PlannedPerson]) -> None:
        """The people of a list of members: no dossier, no stage."""
        persons, memberships = [], []
        for planned in people:
            cell_id, person_id = self._cell_id(planned), self._take_person_key()
            persons.append({**planned.values, "id": person_id, "party_cell_id": cell_id})
            memberships.append({**(planned.membership or {}), "person_id": person_id, "party_cell_id": cell_id})
        self._insert("person", persons)
        self._insert("party_member", memberships)

    def _insert_people(self, people: list[PlannedPerson]) -> None:
        rows: dict[str, list[Values]] = {table: [] for table in _WRITTEN}
        for planned in people:
            cell_id = self._cell_id(planned)
            person_id, certificates = self._take_person_key(), self._certificates(planned)
            recorded = [Record(kind="listed"), *(Record(kind=kind) for kind in planned.steps)]
            reached = _stage(recorded, certificates)
            rows["person"].append({**planned.values, "id": person_id, "party_cell_id": cell_id, "stage": reached})
            rows["certificate"] += ({**certificate, "person_id": person_id} for certificate in certificates)
            dossier_id = self._take_dossier_key()
            dossier = {"id": dossier_id, "person_id": person_id, "party_cell_id": cell_id}
            rows["dossier"].append(dossier | self._taken_over(planned))
            rows["step"] += _steps({"listed": None, **planned.steps}, dossier_id)
            rows["mentor_assignment"] += self._assignments(planned, dossier_id, cell_id)
        for table, prepared in rows.items():
            self._insert(table, prepared)

    def _update_changed(self) -> None:
        first = len(self._plan.new)
        for done, people in _portions(self._plan.changed):
            self._step(first + done)
            for planned in people:
                (self._update if planned.membership is None else self._update_member)(planned)
            stage.refresh(self._store, self._action, [person.person_id for person in people if person.person_id])
        self._step(len(self._plan.people))

    def _update(self, planned: PlannedPerson) -> None:
        person_id = planned.person_id or 0
        cell_id = self._cell_id(planned)
        moved = {"party_cell_id": cell_id} if cell_id is not None else {}
        self._action.update("person", person_id, {**planned.values, **moved})
        dossier_id = self._dossier_of(person_id, cell_id)
        if moved:
            self._action.update("dossier", dossier_id, moved)
        self._write_certificate(planned, person_id)
        for step in _steps(planned.steps, dossier_id):
            self._action.insert("step", step)
        if planned.steps:
            steps.settle(self._store, self._action, dossier_id)
        cell_id = cell_id or self._store.get("person", person_id).party_cell_id
        for assignment in self._assignments(planned, dossier_id, cell_id):
            self._action.insert("mentor_assignment", assignment)

    def _update_member(self, planned: PlannedPerson) -> None:
        person_id, cell_id = planned.person_id or 0, self._cell_id(planned)
        moved = {"party_cell_id": cell_id} if cell_id is not None else {}
        self._action.update("person", person_id, {**planned.values, **moved})
        membership = {**(planned.membership or {}), **moved, "is_verified": 1}
        if planned.membership_id is not None:
            self._action.update("party_member", planned.membership_id, membership)
        else:
            self._action.insert("party_member", {**membership, "person_id": person_id})

    def _dossier_of(self, person_id: int, cell_id: int | None) -> int:
        """The newest dossier; someone in the book for another reason becomes a candidate with a first one."""
        held = self._store.list("dossier", person_id=person_id)
        if held:
            return int(held[-1].id)
        dossier_id = self._action.insert("dossier", {"person_id": person_id, "party_cell_id": cell_id})
        self._action.insert("step", {"dossier_id": dossier_id, "kind": "listed"})
        return dossier_id

    def _write_certificate(self, planned: PlannedPerson, person_id: int) -> None:
        certificate = planned.certificate
        if certificate is None:
            return
        if certificate.certificate_id is not None:
            self._action.update("certificate", certificate.certificate_id, certificate.values)
        else:
            self._action.insert("certificate", {**certificate.values, "person_id": person_id, "kind": CLASS_KIND})

    def _certificates(self, planned: PlannedPerson) -> list[Values]:
        return [{**planned.certificate.values, "kind": CLASS_KIND}] if planned.certificate else []

    def _assignments(self, planned: PlannedPerson, dossier_id: int, cell_id: int | None) -> Iterator[Values]:
        for name in planned.mentors:
            member = find_member(self._members[fold(name)], cell_id)
            if member is not None:
                yield {"dossier_id": dossier_id, "party_member_id": member.id}

    def _taken_over(self, planned: PlannedPerson) -> Values:
        """From which step on a dossier is followed, and since when it is open under which rules, as the list tells."""
        opened_on = planned.steps.get(steps.PERMISSION)
        rules = open_rules(self._store)
        edition = rules.book.applying(date.fromisoformat(opened_on), rules.overlay).edition.id if opened_on else None
        known_from = stages.known_from(planned.steps, planned.certificate is not None)
        return {"known_from": known_from, "opened_on": opened_on, "rule_edition": edition}

    def _cell_id(self, planned: PlannedPerson) -> int | None:
        return self._cells.find(planned.cell_name) if planned.cell_name else None

    def _insert(self, table: str, rows: list[Values]) -> None:
        """Rows of one insert have the same columns."""
        columns = dict.fromkeys(column for row in rows for column in row)
        self._action.insert_all(table, [{column: row.get(column) for column in columns} for row in rows])

    def _take_person_key(self) -> int:
        self._person_key += 1
        return self._person_key - 1

    def _take_dossier_key(self) -> int:
        self._dossier_key += 1
        return self._dossier_key - 1

    def _step(self, done: int) -> None:
        if self._cancelled():
            raise ImportStopped(f"Đã dừng nhập “{self._plan.file_name}” theo yêu cầu. Sổ không thay đổi.")
        self._progress(done, len(self._plan.people))


def _portions(people: tuple[PlannedPerson, ...]) -> Iterator[tuple[int, list[PlannedPerson]]]:
    for start in range(0, len(people), _AT_ONCE):
        yield start, list(people[start : start + _AT_ONCE])


def _steps(days: Mapping[str, str | None], dossier_id: int) -> Iterator[Values]:
    for kind, on in days.items():
        yield {"dossier_id": dossier_id, "kind": kind, "happened_on": on}


def _stage(recorded: Iterable[Record], certificates: Iterable[Values]) -> str | None:
    """The stage of someone of whom nothing is recorded but what a list tells."""
    held = tuple(Record(certificate) for certificate in certificates)
    nothing: tuple[Record, ...] = ()
    case = Case(
        person=Record(),
        photo=None,
        office=Record(),
        cell=None,
        chain=nothing,
        dossier=Record(),
        dossiers=nothing,
        family=nothing,
        career=nothing,
        training=nothing,
        abroad=nothing,
        rewards=nothing,
        disciplines=nothing,
        source_categories=nothing,
        steps=tuple(recorded),
        items=nothing,
        introductions=nothing,
        mentor_assignments=nothing,
        enrolments=nothing,
        certificates=held,
        memberships=nothing,
        papers=nothing,
    )
    return stage_of(case)
