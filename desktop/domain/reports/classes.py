"""Classes with their results: learners, marks and certificates of each class, and of all of a kind together."""

from collections.abc import Iterable, Mapping, Sequence

from db.choices import CLASS_KIND, RESULT
from db.records import Record
from desktop.domain.reports.lists import count_cell
from desktop.domain.reports.model import Cell, Column, Line, Rounding, Table
from desktop.vietnamese import show_date, show_number

_MARKS = ("excellent", "good", "fair", "average", "failed", "absent")
_PASSED = _MARKS[:4]
COLUMNS = (
    Column("starts_on", "Khai giảng", 1.2, "date"),
    Column("value", "Học viên", 0.8),
    *(Column(mark, RESULT[mark], 1.1) for mark in _MARKS),
    Column("certified", "Cấp giấy", 0.7),
    Column("percent", "% đạt", 0.7, "percent"),
)


def table(classes: Sequence[Record], learners: Iterable[Record], rounding: Rounding) -> Table:
    """A line for every class, then one for each kind with several classes; marks stand with their share."""
    people = {(each["class_id"], each["result"]): each["people"] for each in learners}
    lines: list[Line] = []
    for kind, title in CLASS_KIND.items():
        held = [each for each in classes if each.kind == kind]
        if held:
            lines.append(Line(f"kind.{kind}", _heading(title, len(held)), style="heading"))
            lines += [_line(each.uid, _name(each), [each], people, rounding) for each in held]
            if len(held) > 1:
                lines.append(_line(f"total.{kind}", f"Cộng {len(held)} lớp", held, people, rounding, is_total=True))
    return Table(COLUMNS, tuple(lines), heading="Lớp", label_width=3.2)


def _name(row: Record) -> str:
    return " – ".join(filter(None, (row.name, row.batch)))


def _heading(title: str, count: int) -> str:
    return f"{title}: {count:02d} lớp"


def _line(
    key: str,
    label: str,
    classes: Sequence[Record],
    people: Mapping[tuple[int, str | None], list[int]],
    rounding: Rounding,
    is_total: bool = False,
) -> Line:
    def who(*marks: str | None) -> list[int]:
        return [person for each in classes for mark in marks for person in people.get((each.id, mark), ())]

    everybody, passed = who(*_MARKS, None), who(*_PASSED)
    certified = sum(each.certified or 0 for each in classes)
    share = rounding.share(len(passed), len(everybody))
    begins = classes[0].starts_on if len(classes) == 1 else None
    cells = (
        Cell(begins, show_date(begins)),
        count_cell(everybody),
        *(_mark(who(mark), len(everybody), rounding) for mark in _MARKS),
        Cell(certified, show_number(certified)),
        Cell(share, share, part=len(passed), whole=len(everybody)) if everybody else Cell(),
    )
    return Line(key, label, cells, style="total" if is_total else "plain")


def _mark(people: Sequence[int], whole: int, rounding: Rounding) -> Cell:
    if not people:
        return Cell(0)
    text = f"{show_number(len(people))} ({rounding.share(len(people), whole)}\u00a0%)"
    return Cell(len(people), text, tuple(people))
