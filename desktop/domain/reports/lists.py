"""Lists of people and things as tables: a numbered line each, with the columns that are asked for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from db.choices import CLASS_KIND, COMMENDATION_KIND, RECEIPT_KIND, SEX, STAGE
from db.records import Record
from desktop.domain.reports.model import Cell, Column, Kind, Line, Table
from desktop.vietnamese import show_date, show_number


@dataclass(frozen=True)
class Field:
    """One column of a list: where its value stands in a row, its heading, its width, how it is shown."""

    key: str
    heading: str
    width: float = 1.0
    show: Callable[[Any], str] = str
    kind: Kind = "text"


def date_field(key: str, heading: str) -> Field:
    """A column of days."""
    return Field(key, heading, 0.95, show_date, "date")


def number_field(key: str, heading: str, width: float = 0.7) -> Field:
    """A column of numbers."""
    return Field(key, heading, width, show_number, "number")


BORN = date_field("born_on", "Ngày sinh")
SEX_FIELD = Field("sex", "Giới tính", 0.6, lambda value: SEX.get(value, ""))
ETHNICITY = Field("ethnicity", "Dân tộc", 0.8)
OCCUPATION = Field("occupation", "Nghề nghiệp", 1.3)
CELL = Field("cell", "Chi bộ", 1.6)
STAGE_FIELD = Field("stage", "Giai đoạn", 1.3, lambda value: STAGE.get(value, ""))
PERSON = (BORN, SEX_FIELD, ETHNICITY)


def people_table(rows: Iterable[Record], fields: Sequence[Field], title: str = "", label: str = "full_name") -> Table:
    """A list of people: rows with `id` (the person's), `uid` and a name."""
    cells = Cells(fields)
    lines = [Line(row["uid"], row[label], cells.of(row), person_id=row["id"]) for row in rows]
    return table_of(lines, fields, title, "Họ và tên")


def rows_table(rows: Iterable[Record], fields: Sequence[Field], title: str, heading: str, label: str) -> Table:
    """A list of other things than people: rows with `uid` and a name in the column `label`."""
    cells = Cells(fields)
    lines = [Line(row["uid"], row[label] or "", cells.of(row)) for row in rows]
    return table_of(lines, fields, title, heading)


class Cells:
    """The cells of many rows; the same value is shown once, however often it stands in the list."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._columns: list[tuple[Field, dict[Any, Cell]]] = [(field, {None: Cell()}) for field in fields]

    def of(self, row: Record) -> tuple[Cell, ...]:
        """The cells of one row."""
        cells = []
        for field, known in self._columns:
            value = row[field.key]
            cell = known.get(value)
            if cell is None:
                cell = known[value] = Cell(value, field.show(value))
            cells.append(cell)
        return tuple(cells)


def table_of(lines: Iterable[Line], fields: Sequence[Field], title: str, heading: str) -> Table:
    """A numbered list under the headings of its fields."""
    columns = tuple(Column(field.key, field.heading, field.width, field.kind) for field in fields)
    return Table(columns, tuple(lines), title, heading, label_width=2.0, counts_lines=True)


def receipts(rows: Iterable[Record]) -> Table:
    """The register of dossiers received and returned."""
    fields = (
        date_field("happened_on", "Ngày"),
        Field("kind", "Việc", 0.9, lambda value: RECEIPT_KIND.get(value, "")),
        CELL,
        number_field("papers", "Số giấy tờ"),
        Field("handed_by", "Người giao", 1.2),
        Field("taken_by", "Người nhận", 1.2),
        Field("reason", "Lý do trả lại", 1.6),
    )
    named = [Record(row, id=row["person_id"], uid=row["person_uid"]) for row in rows]
    return people_table(named, fields, "Sổ giao nhận hồ sơ")


def classes(rows: Iterable[Record]) -> Table:
    """The register of classes."""
    fields = (
        Field("kind", "Loại lớp", 1.5, lambda value: CLASS_KIND.get(value, "")),
        Field("organiser", "Đơn vị mở lớp", 1.4),
        date_field("starts_on", "Khai giảng"),
        date_field("ends_on", "Bế giảng"),
        number_field("learners", "Học viên"),
        number_field("certified", "Cấp giấy"),
    )
    return rows_table(rows, fields, "Sổ các lớp bồi dưỡng", "Lớp", "name")


def commendations(rows: Iterable[Record]) -> Table:
    """The register of commendations."""
    fields = (
        date_field("awarded_on", "Ngày"),
        Field("kind", "Khen", 0.7, lambda value: COMMENDATION_KIND.get(value, "")),
        Field("cell_name", "Chi bộ", 1.3),
        Field("award", "Hình thức", 1.2),
        Field("reason", "Thành tích", 1.8),
        Field("document_number", "Số quyết định", 0.9),
        Field("awarded_by", "Cấp quyết định", 1.2),
    )
    return rows_table(rows, fields, "Sổ khen thưởng", "Tổ chức, người được khen", "recipient")


def count_cell(people: Sequence[int]) -> Cell:
    """How many people, and who."""
    return Cell(len(people), show_number(len(people)), tuple(people))
