"""The lists of people: sources by cell, admitted in the period, due for recognition; the path of admission as bars."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from db.choices import STAGE
from db.records import Record
from desktop.domain.calendar import add_months
from desktop.domain.reports.lists import (
    CELL,
    ETHNICITY,
    OCCUPATION,
    PERSON,
    STAGE_FIELD,
    Field,
    date_field,
    number_field,
    people_table,
    rows_table,
)
from desktop.domain.reports.model import Chart, Table
from desktop.domain.stages import PATH

# The planning list: from being named a source up to the decision.
SOURCE_STAGES = PATH[: PATH.index("probationary")]
_SOURCES = (
    *PERSON,
    CELL,
    STAGE_FIELD,
    Field("mentor", "Đảng viên giúp đỡ", 1.6),
    date_field("valid_until", "Giấy chứng nhận đến"),
)
_ADMITTED = (
    *PERSON,
    OCCUPATION,
    CELL,
    date_field("admitted_on", "Ngày kết nạp"),
    Field("document_number", "Số quyết định", 1.0),
    date_field("document_on", "Ngày quyết định"),
)
_RECOGNITION = (*PERSON, CELL, date_field("admitted_on", "Ngày kết nạp"), date_field("due_on", "Hết dự bị"))
_SURVEY = (
    Field("year", "Năm", 0.5),
    number_field("people", "Trong độ tuổi"),
    number_field("youth_union_members", "Đoàn viên"),
    number_field("women", "Nữ"),
    number_field("ethnic_minority", "Dân tộc thiểu số"),
    number_field("eligible", "Có thể bồi dưỡng"),
    number_field("planned", "Dự kiến kết nạp"),
)


def sources(rows: Iterable[Record], certificate_months: int | None) -> Table:
    """Candidates by cell; until when the certificate is valid follows from the day it was issued."""
    valid: dict[str | None, str | None] = {None: None}
    listed = list(rows)
    for row in listed:
        issued = row["certificate_on"]
        if issued not in valid:
            valid[issued] = _valid_until(issued, certificate_months)
        row["valid_until"] = valid[issued]
    return people_table(listed, _SOURCES)


def survey(rows: Sequence[Record]) -> Table:
    """The surveys of sources of the cells."""
    named = [Record(row, label=row.cell_name or "Toàn đảng bộ", year=str(row.year)) for row in rows]
    return rows_table(named, _SURVEY, "Khảo sát nguồn", "Chi bộ", "label")


def admitted(rows: Iterable[Record], title: str = "") -> Table:
    """Who was admitted, by the day."""
    return people_table(rows, _ADMITTED, title)


def recognition(rows: Iterable[Record], months: int, title: str = "") -> Table:
    """Whose probation ends, by the day."""
    dated = [Record(row, due_on=add_months(date.fromisoformat(row.admitted_on), months).isoformat()) for row in rows]
    return people_table(dated, _RECOGNITION, title)


def path(rows: Iterable[Record]) -> Chart:
    """How many stand where on the way to admission."""
    counts = Counter(row["stage"] for row in rows)
    stages = [stage for stage in SOURCE_STAGES if counts[stage]]
    bars = tuple(float(counts[stage]) for stage in stages)
    return Chart("Đường đi đến kết nạp", tuple(STAGE[stage] for stage in stages), (("Số người", bars),), True)


def named(rows: Iterable[Record]) -> Table:
    """People behind a figure, as they are shown when it is opened."""
    return people_table(rows, (*PERSON[:2], ETHNICITY, OCCUPATION, CELL, STAGE_FIELD))


def _valid_until(issued: str, months: int | None) -> str | None:
    """Until when a certificate of a whole day holds."""
    return add_months(date.fromisoformat(issued), months).isoformat() if len(issued) == 10 and months else None
