"""Compares the people of a file with those of the book: no value gives way to a blank, every difference is listed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from db.choices import STEP_KIND
from db.dates import precision
from db.fields import Field
from db.fields import field as registered
from db.records import Case, Record
from db.text import fold
from desktop.domain.sheets import memberships
from desktop.domain.sheets.cell_names import CellBook, full_cell_name
from desktop.domain.sheets.knowledge import RowWords
from desktop.domain.sheets.mentors import find_member
from desktop.domain.sheets.model import Finding, ReadRow, Understanding
from desktop.domain.sheets.plan import (
    ImportPlan,
    PlannedCertificate,
    PlannedPerson,
    SamePerson,
    ValueChange,
    Values,
    value_shown,
)
from desktop.domain.sheets.recognition import Recognised
from desktop.domain.sheets.repeats import Gathered
from desktop.domain.sheets.row_values import NAME
from desktop.domain.stages import CLASS_KIND

_CELL_FIELD = "party_cell_id"
_MEMBER_LABEL = "Đảng viên"
_MENTOR_LABEL = "Đảng viên giúp đỡ"
_CERTIFICATE_KEYS = ("number", "issued_on")


@dataclass
class Book:
    """What of the book an import is compared with; `cases` holds everyone who was recognised, by key."""

    cells: CellBook
    members_by_name: Mapping[str, Collection[Record]]
    cases: Mapping[int, Case] = field(default_factory=dict)


def compare(
    understanding: Understanding, gathered: Gathered, recognised: Recognised, book: Book, words: RowWords
) -> ImportPlan:
    """The plan: each recognised person by what differs, everyone else as new."""
    comparer = _Comparer(book, words, gathered.warnings)
    of_members = memberships.is_of_members(understanding.mapping)
    as_new = comparer.new_member if of_members else comparer.new
    as_changed = comparer.changed_member if of_members else comparer.changed
    new, changed, same = [], [], list(gathered.same)
    for row in recognised.rows:
        person_id = recognised.person_ids.get(row.row)
        if person_id is None:
            new.append(as_new(row))
            continue
        planned = as_changed(row, book.cases[person_id])
        if planned.changes:
            changed.append(planned)
        else:
            same.append(SamePerson(row.row, row.values[NAME]))
    comparer.warn_of_mentors()
    return ImportPlan(
        understanding.file_name,
        tuple(new),
        tuple(changed),
        tuple(sorted(same, key=lambda person: person.row)),
        understanding.left_out,
        tuple(sorted(gathered.rejected, key=lambda finding: finding.row)),
        (*understanding.notes, *sorted(gathered.warnings, key=lambda finding: finding.row)),
        tuple(gathered.proposals),
        tuple(comparer.new_cells.values()),
    )


class _Comparer:
    def __init__(self, book: Book, words: RowWords, warnings: list[Finding]) -> None:
        self._book = book
        self._words = words
        self._warnings = warnings
        self._new_members: dict[str, tuple[str, set[str | None]]] = {}
        self.new_cells: dict[str, str] = {}
        self._planned_cells = CellBook(())

    def new(self, row: ReadRow) -> PlannedPerson:
        certificate = self._certificate_values(row)
        return PlannedPerson(
            row.row,
            None,
            row.values[NAME],
            _columns(row, "person"),
            self._cell(row),
            PlannedCertificate(None, certificate) if certificate else None,
            self._mentors(row, ()),
            _columns(row, "step"),
        )

    def changed(self, row: ReadRow, case: Case) -> PlannedPerson:
        changes: list[ValueChange] = []
        values = {
            name: value
            for name, value in _columns(row, "person").items()
            if _differs(registered("person", name), case.person[name], value, changes)
        }
        cell_name = self._moved_cell(row, case, changes)
        certificate = self._changed_certificate(row, case, changes)
        # Someone whose help has ended is not assigned anew by an old list.
        running = [fold(held.member.person.full_name) for held in case.mentor_assignments]
        mentors = self._mentors(row, running)
        changes += (ValueChange(_MENTOR_LABEL, "", name) for name in mentors)
        recorded = {step.kind for step in case.steps}
        steps = {kind: on for kind, on in _columns(row, "step").items() if kind not in recorded}
        changes += (ValueChange(STEP_KIND[kind], "", value_shown("step", kind, on)) for kind, on in steps.items())
        if case.dossier is None:
            changes.append(
                ValueChange(registered("person", "stage").label, "", value_shown("person", "stage", "source"))
            )
        person_id: int = case.person.id
        return PlannedPerson(
            row.row, person_id, row.values[NAME], values, cell_name, certificate, mentors, steps, tuple(changes)
        )

    def new_member(self, row: ReadRow) -> PlannedPerson:
        """Someone of a list of members whom the book does not know."""
        values = _columns(row, "person")
        return PlannedPerson(
            row.row, None, row.values[NAME], values, self._cell(row), membership=memberships.membership(row)
        )

    def changed_member(self, row: ReadRow, case: Case) -> PlannedPerson:
        """Someone of a list of members whom the book knows, as a member or not yet as one."""
        changes: list[ValueChange] = []
        values = {
            name: value
            for name, value in _columns(row, "person").items()
            if _differs(registered("person", name), case.person[name], value, changes)
        }
        cell_name = self._moved_cell(row, case, changes)
        held = memberships.held(case)
        if held is None or not held.is_verified:
            changes.append(ValueChange(_MEMBER_LABEL, "", "có trong danh sách đảng viên"))
        known = held or Record.fromkeys(memberships.membership(row))
        membership = {
            name: value
            for name, value in memberships.membership(row).items()
            if _differs(registered("party_member", name), known[name], value, changes)
        }
        return PlannedPerson(
            row.row,
            case.person.id,
            row.values[NAME],
            values,
            cell_name,
            changes=tuple(changes),
            membership=membership,
            membership_id=held.id if held is not None else None,
        )

    def warn_of_mentors(self) -> None:
        """Unknown mentors in one line: a list of an office names one for nearly everybody."""
        for name, cells in self._new_members.values():
            if len(cells) > 1:
                why = "giúp đỡ người ở nhiều chi bộ; nhập thành một đảng viên, hãy xem có phải một người"
                self._warnings.append(Finding(0, _MENTOR_LABEL, name, why))
        if self._new_members:
            why = "chưa có trong sổ; được thêm là đảng viên chưa xác minh, phân công chưa ghi ngày bắt đầu"
            self._warnings.append(Finding(0, _MENTOR_LABEL, f"{len(self._new_members)} người", why))

    def _cell(self, row: ReadRow) -> str | None:
        """The cell's full name; one that the book does not have is noted to be made."""
        if not row.cell_name:
            return None
        name = full_cell_name(row.cell_name, self._words)
        if self._book.cells.find(name) is None and self._planned_cells.find(name) is None:
            self.new_cells[name] = name
            self._planned_cells = CellBook(enumerate(self.new_cells.values()))
            label = registered("person", _CELL_FIELD).label
            self._warnings.append(Finding(row.row, label, name, "chưa có trong sổ, sẽ được thêm"))
        return name

    def _moved_cell(self, row: ReadRow, case: Case, changes: list[ValueChange]) -> str | None:
        name = self._cell(row)
        held = case.person.party_cell_id
        if name is None or (held is not None and self._book.cells.find(name) == held):
            return None
        old = case.cell.name if case.cell else ""
        changes.append(ValueChange(registered("person", _CELL_FIELD).label, old, name))
        return name

    def _certificate_values(self, row: ReadRow) -> Values:
        values = _columns(row, "certificate")
        if values and not any(values.get(key) for key in _CERTIFICATE_KEYS):
            text = "; ".join(values.values())
            why = "không có số và ngày cấp giấy chứng nhận nên không ghi"
            self._warnings.append(Finding(row.row, registered("certificate", "number").label, text, why))
            return {}
        return values

    def _changed_certificate(self, row: ReadRow, case: Case, changes: list[ValueChange]) -> PlannedCertificate | None:
        values = self._certificate_values(row)
        if not values:
            return None
        held = _same_certificate(values, [held for held in case.certificates if held.kind == CLASS_KIND])
        known = held or Record.fromkeys(values)
        differing = {
            name: value
            for name, value in values.items()
            if _differs(registered("certificate", name), known[name], value, changes)
        }
        return PlannedCertificate(held.id if held else None, differing) if differing else None

    def _mentors(self, row: ReadRow, running: Collection[str]) -> tuple[str, ...]:
        """The mentors to be assigned; a name that several members share is left to the clerk."""
        wanted = []
        for name in row.mentors:
            key = fold(name)
            if key in running:
                continue
            if key == fold(row.values[NAME]):
                self._warnings.append(
                    Finding(row.row, _MENTOR_LABEL, name, "trùng tên với chính người này nên không ghi")
                )
                continue
            known = self._book.members_by_name.get(key, ())
            if known and find_member(known, self._book.cells.find(row.cell_name or "")) is None:
                why = f"trong sổ có {len(known)} đảng viên tên này; hãy phân công trong trang của người này"
                self._warnings.append(Finding(row.row, _MENTOR_LABEL, name, why))
                continue
            if not known:
                self._new_members.setdefault(key, (name, set()))[1].add(row.cell_name)
            wanted.append(name)
        return tuple(wanted)


def _columns(row: ReadRow, table: str) -> Values:
    return {key.partition(".")[2]: value for key, value in row.values.items() if key.startswith(f"{table}.")}


def _differs(held: Field, old: str | None, new: str, changes: list[ValueChange]) -> bool:
    """Whether the file says something the book does not; a date known less well says nothing new."""
    if old == new:
        return False
    if old and held.kind == "partial_date" and old.startswith(new) and precision(new) != precision(old):
        return False
    shown_old, shown_new = (value_shown(held.table, held.name, value) for value in (old, new))
    changes.append(ValueChange(held.label, shown_old, shown_new))
    return True


def _same_certificate(values: Values, held: list[Record]) -> Record | None:
    """The certificate with the same number; without a number on either side, the one with the same date."""
    for name in _CERTIFICATE_KEYS:
        for certificate in held:
            if values.get(name) and certificate[name] == values[name] and _may_be_same(values, certificate):
                return certificate
    return None


def _may_be_same(values: Values, certificate: Record) -> bool:
    other = certificate.number
    return not (values.get("number") and other and values["number"] != other)
