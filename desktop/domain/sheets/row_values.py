"""From the cells of one row to the values of one person; what cannot be taken is listed and never costs the row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from db.dates import PARTS
from db.fields import Field, find_field
from desktop.domain.sheets.cell_rules import Reading, read_choice, read_grade, read_known, read_name, read_text
from desktop.domain.sheets.citizen_ids import read_citizen_id
from desktop.domain.sheets.date_cells import join_parts, read_date
from desktop.domain.sheets.knowledge import Knowledge
from desktop.domain.sheets.mapping import Column, Mapping, Target
from desktop.domain.sheets.mentors import mentor_names
from desktop.domain.sheets.model import EMPTY, Cell, Finding, Proposal, ReadRow, Row
from desktop.domain.sheets.plain_text import short, shown
from desktop.domain.sheets.plan import target_field

NAME, SEX, BORN, CITIZEN_ID = "person.full_name", "person.sex", "person.born_on", "person.citizen_id"
CELL, MENTOR = "party_cell.name", "mentor.full_name"
# A remark says what it remarks on: "Xếp loại: Khá", "Trạng thái: Đang sinh hoạt".
REMARKS = frozenset({"certificate.note", "party_member.note"})
# These need what the others gave, or several columns.
_OWN_RULES = frozenset({NAME, SEX, BORN, CITIZEN_ID, CELL, MENTOR})
_SCHOOLING = Target("person", "schooling")
_SEXES = frozenset({"male", "female"})
_ADDRESS_PARTS = ("detail", "province")
_ALLOWED_PARTS = {"date": ("day",), "partial_date": PARTS}


@dataclass
class _Notes:
    """What is found while one row is read."""

    row: int
    values: dict[str, str] = field(default_factory=dict)
    rejected: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)

    def take(self, key: str, heading: str, text: str, reading: Reading) -> None:
        if reading.value is not None:
            self.values[key] = reading.value
        if reading.rejected:
            self.rejected.append(Finding(self.row, heading, short(text), reading.rejected))
        if reading.mended and reading.value is not None:
            proposal = Proposal(self.row, heading, short(text), reading.value, reading.mended, key, reading.kept)
            self.proposals.append(proposal)
        if reading.doubt:
            self.doubt(heading, text, reading.doubt)

    def doubt(self, heading: str, text: str, why: str) -> None:
        self.warnings.append(Finding(self.row, heading, short(text), why))


class RowReader:
    """Reads the rows of one list by its mapping."""

    def __init__(self, mapping: Mapping, knowledge: Knowledge, today: date) -> None:
        self._mapping = mapping
        self._knowledge = knowledge
        self._today = today
        self._marks = frozenset(knowledge.words["marks"])
        self._blanks = frozenset(knowledge.words["blanks"])
        self._repeats = frozenset(knowledge.words["repeats"])
        self._plain = [
            held
            for held in mapping.columns
            if held.target and held.target.key not in _OWN_RULES and held.target.part not in _ADDRESS_PARTS
        ]

    def text(self, cells: Row, key: str, part: str = "") -> str:
        """The text of the column that holds a field, "" when there is none or its cell is blank."""
        column = self._mapping.column(key, part)
        return self._shown(cells, column) if column else ""

    def name(self, cells: Row) -> str:
        """The name in the row, from one column or from those of family and given names."""
        whole = self.text(cells, NAME) or self.text(cells, NAME, "family")
        given = self.text(cells, NAME, "given")
        return f"{whole} {given}".strip() if whole or not given else given

    def read(self, row: int, cells: Row, cell_name: str | None) -> ReadRow:
        """The person of a row. `cell_name` is the group the row stands in; a column of its own goes before it."""
        notes = _Notes(row)
        self._read_name(cells, notes)
        self._read_sex_and_birth(cells, notes)
        self._read_citizen_id(cells, notes)
        for column in self._plain:
            self._read_plain(cells, column, notes)
        self._read_addresses(cells, notes)
        own_cell = self._own_text(cells, CELL, notes)
        mentors = mentor_names(self._own_text(cells, MENTOR, notes), self._knowledge.words)
        found = tuple(notes.rejected), tuple(notes.warnings), tuple(notes.proposals)
        return ReadRow(row, notes.values, own_cell or cell_name, mentors, *found)

    def _own_text(self, cells: Row, key: str, notes: _Notes) -> str:
        """The text of a column that becomes no field of the person, under the rules of any text."""
        column = self._mapping.column(key)
        text = self._shown(cells, column) if column else ""
        if column is None or not text:
            return ""
        reading = self._unreadable(text) or read_text(text, _field(CELL))
        if reading.rejected:
            notes.rejected.append(Finding(notes.row, column.heading, short(text), reading.rejected))
        return reading.value or ""

    def _read_name(self, cells: Row, notes: _Notes) -> None:
        text = self.name(cells)
        notes.take(NAME, self._heading(NAME), text, read_name(text, _field(NAME)))

    def _read_sex_and_birth(self, cells: Row, notes: _Notes) -> None:
        """The sex from its own column, else from which of two columns is filled, with a date or a mark."""
        filled = [column for column in self._sexed_columns() if self._shown(cells, column)]
        if len({column.target.part for column in filled if column.target}) > 1:
            for column in filled:
                notes.doubt(
                    column.heading, self._shown(cells, column), "cả cột Nam và cột Nữ đều có, không rõ nam hay nữ"
                )
        for column in filled:
            self._read_sexed(cells, column, notes, alone=len(filled) == 1)
        if (own := self._mapping.column(SEX)) and (text := self._shown(cells, own)):
            notes.take(SEX, own.heading, text, read_choice(text, _field(SEX), self._knowledge.values.get(SEX)))
        self._read_birth(cells, notes)

    def _read_sexed(self, cells: Row, column: Column, notes: _Notes, alone: bool) -> None:
        text = self._shown(cells, column)
        if alone and column.target:
            notes.values[SEX] = column.target.part
        is_mark = text.casefold() in self._marks or text.casefold() == column.heading.split(" – ")[-1].casefold()
        if not is_mark:
            reading = read_date(_cell(cells, column).value, self._today)
            notes.take(BORN, column.heading, text, reading)

    def _read_birth(self, cells: Row, notes: _Notes) -> None:
        column = self._mapping.column(BORN)
        if column is not None and (text := self._shown(cells, column)):
            notes.take(BORN, column.heading, text, self._date(cells, column, _field(BORN)))
            return
        parts = [self.text(cells, BORN, part) for part in ("day", "month", "year")]
        if parts[2]:
            text = join_parts(*parts)
            notes.take(BORN, self._heading(BORN, "year"), text, read_date(text, self._today))

    def _read_addresses(self, cells: Row, notes: _Notes) -> None:
        """An address in several columns, the narrowest part first."""
        keys = dict.fromkeys(
            column.target.key for column in self._mapping.columns if column.target and column.target.part == "detail"
        )
        for key in keys:
            text = ", ".join(filter(None, (self.text(cells, key, part) for part in _ADDRESS_PARTS)))
            if text:
                notes.take(
                    key, self._heading(key, "detail"), text, self._unreadable(text) or read_text(text, _field(key))
                )

    def _read_citizen_id(self, cells: Row, notes: _Notes) -> None:
        column = self._mapping.column(CITIZEN_ID)
        if column is None or not (text := self._shown(cells, column)):
            return
        value = _cell(cells, column).value
        known = notes.values.get(SEX), notes.values.get(BORN)
        notes.take(CITIZEN_ID, column.heading, text, read_citizen_id(value, *known, self._knowledge.provinces))

    def _read_plain(self, cells: Row, column: Column, notes: _Notes) -> None:
        text = self._shown(cells, column)
        if not text or column.target is None:
            return
        if column.target.key in REMARKS:
            text = f"{column.heading.split(' – ')[-1]}: {text}"
        held = target_field(column.target.table, column.target.name)
        if held is not None:
            notes.take(column.target.key, column.heading, text, self._by_kind(cells, column, held, text))

    def _by_kind(self, cells: Row, column: Column, held: Field, text: str) -> Reading:
        if unreadable := self._unreadable(text):
            return unreadable
        if held.kind in _ALLOWED_PARTS:
            return self._date(cells, column, held)
        value = _cell(cells, column).value
        if column.target == _SCHOOLING and isinstance(value, date):
            return read_grade(value, held)
        known = self._knowledge.values.get(f"{held.table}.{held.name}")
        if held.kind == "choice":
            return read_choice(text, held, known)
        return read_known(text, held, known) if known else read_text(text, held)

    def _unreadable(self, text: str) -> Reading | None:
        if text.casefold() in self._repeats:
            return Reading(rejected="dấu “như trên” không được đọc, hãy ghi đủ")
        if text.casefold() in self._knowledge.words["excel_errors"]:
            return Reading(rejected="ô này Excel báo lỗi")
        return None

    def _date(self, cells: Row, column: Column, held: Field) -> Reading:
        return read_date(_cell(cells, column).value, self._today, _ALLOWED_PARTS[held.kind])

    def _sexed_columns(self) -> Iterable[Column]:
        return (held for held in self._mapping.columns if held.target and held.target.part in _SEXES)

    def _shown(self, cells: Row, column: Column) -> str:
        text = shown(_cell(cells, column).value)
        return "" if text in self._blanks else text

    def _heading(self, key: str, part: str = "") -> str:
        column = self._mapping.column(key, part) or self._mapping.column(key, "family")
        return column.heading if column else ""


def _cell(cells: Row, column: Column) -> Cell:
    return cells[column.position] if column.position < len(cells) else EMPTY


def _field(key: str) -> Field:
    held = find_field(*key.split("."))
    if held is None:
        raise KeyError(key)
    return held
