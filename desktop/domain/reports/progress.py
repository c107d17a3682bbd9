"""Progress against quota: by cell, by the committee member in charge, in total, and who can still arrive this year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from db.records import Record
from desktop.domain.calendar import add_months
from desktop.domain.reports import consistency, quotas
from desktop.domain.reports.counting import Counts, Where
from desktop.domain.reports.forms import figure_cell
from desktop.domain.reports.model import Cell, Chart, Column, Figure, Finding, Line, Rounding, Style, Table
from desktop.domain.reports.periods import Period, words, year
from desktop.domain.reports.quotas import Target
from desktop.vietnamese import show_number

ADMITTED = "admitted"
COLUMNS = (
    Column("quota", "Chỉ tiêu", 1.5),
    Column("value", "Đã kết nạp", 0.9),
    Column("percent", "% chỉ tiêu", 0.9, "percent"),
    Column("remaining", "Còn lại", 0.8),
    Column("previous", "Cùng kỳ năm trước", 1.0),
    Column("arriving", "Có thể kết nạp trong năm", 1.1),
)
# The groups a quota may ask for: their words, the name under which they are counted or typed, what they are.
_GROUPS: dict[str, tuple[str, str, dict[str, object]]] = {
    "youth": ("Trong đó: đoàn viên", "youth_union", {"youth_union": True, "age": [16, 30]}),
    "women": ("Trong đó: nữ", "women", {"sex": "female"}),
    "ethnic_minority": ("Trong đó: dân tộc thiểu số", "ethnic_minority", {"any_ethnicity": True}),
    "private_firm": ("Trong đó: doanh nghiệp tư nhân", "private_firm", {"place": "firm"}),
    "school": ("Trong đó: trường học", "school", {"place": "school"}),
}
# A cell, a committee member in charge, or neither: the office.
Scope = tuple[int | None, str]
_OFFICE: Scope = (None, "")
NO_ONE_IN_CHARGE = "(chưa ghi cấp ủy viên phụ trách)"


@dataclass(frozen=True)
class Plan:
    """What progress is held against: cells, quotas (the shortest first), typed members by year and cell."""

    cells: Sequence[Record]
    quotas: Sequence[Record]
    stock: Mapping[tuple[int, int | None], int]

    @cached_property
    def _scopes(self) -> Mapping[Scope, Sequence[Record]]:
        return quotas.scopes(self.quotas)

    def target(self, key: Scope, period: Period, group: str = "") -> Target | None:
        """What one scope is to reach, of all or of one group."""
        found = self._scopes.get(key, [])
        return quotas.target(found, period, lambda number: self.stock.get((number, key[0])), group)

    def office_target(self, period: Period) -> Target | None:
        """The office's own quota, else those of its cells together."""
        return self.target((None, ""), period) or quotas.total(
            self.target((cell.id, ""), period) for cell in self.cells
        )


class Progress:
    """The lines of the report; `arriving` are candidates by cell who are far enough along."""

    def __init__(
        self,
        plan: Plan,
        now: Counts,
        before: Counts,
        arriving: Mapping[int | None, Sequence[int]],
        rounding: Rounding,
    ) -> None:
        self._plan, self._now, self._before, self._rounding = plan, now, before, rounding
        self._arriving = arriving
        self._by_cell = by_cell(now), by_cell(before)

    def tables(self) -> tuple[Table, ...]:
        """By cell with the total, then by committee member in charge."""
        cells = [line for cell in self._plan.cells for line in self._cell_lines(cell)]
        total = [self._total(), *self._sub_targets(_OFFICE, "total", None)]
        return (
            Table(COLUMNS, (*cells, *total), "Theo chi bộ", "Chi bộ", 3.0),
            Table(COLUMNS, tuple(self._charges()), "Theo cấp ủy viên phụ trách", "Cấp ủy viên phụ trách", 3.0),
        )

    def chart(self) -> Chart | None:
        """Quota and result of every cell that has one."""
        targets = [(cell, self._plan.target((cell.id, ""), self._now.period)) for cell in self._plan.cells]
        shown = [(cell, each) for cell, each in targets if each is not None]
        if not shown:
            return None
        done = tuple(float(self._of_cell(0, cell.id).number) for cell, _ in shown)
        series = (("Chỉ tiêu", tuple(float(each.number) for _, each in shown)), ("Đã kết nạp", done))
        return Chart("Chỉ tiêu và kết quả của các chi bộ", tuple(cell.name for cell, _ in shown), series, True)

    def findings(self) -> Iterable[Finding]:
        """A quota that those of the cells do not add up to, a share of members nobody typed, typed against lists."""
        own = self._plan.target((None, ""), self._now.period)
        cells = quotas.total(self._plan.target((cell.id, ""), self._now.period) for cell in self._plan.cells)
        if own is not None and cells is not None and own.number != cells.number:
            yield Finding(
                f"Chỉ tiêu của đảng bộ là {own.text}, chỉ tiêu các chi bộ cộng lại là "
                f"{quotas.show_target(cells.number)}."
            )
        for each in self._plan.quotas:
            missing = [number for number in self._now.period.years if self._needs_stock(each, number)]
            if missing:
                yield Finding(
                    "Chỉ tiêu giao theo tỷ lệ nhưng chưa ghi số đảng viên cuối năm "
                    f"{', '.join(str(number - 1) for number in missing)}."
                )
        yield from consistency.typed(self._now, ADMITTED, "Kết nạp", ADMITTED, {})

    def _needs_stock(self, quota: Record, number: int) -> bool:
        is_asked = quota.kind == "share" and quota.first_year <= number <= quota.last_year
        return is_asked and (number - 1, quota.party_cell_id) not in self._plan.stock

    def _cell_lines(self, cell: Record) -> Iterable[Line]:
        now, before = self._of_cell(0, cell.id), self._of_cell(1, cell.id)
        target = self._plan.target((cell.id, ""), self._now.period)
        yield self._line(cell.uid, cell.name, target, now, before, self._arriving.get(cell.id, ()))
        yield from self._sub_targets((cell.id, ""), cell.uid, [cell.id])

    def _of_cell(self, place: int, cell_id: int) -> Figure:
        return self._by_cell[place].get(cell_id, Figure(0))

    def _total(self) -> Line:
        target = self._plan.office_target(self._now.period)
        arriving = [key for held in self._arriving.values() for key in held]
        now, before = self._now.figure(ADMITTED, ADMITTED), self._before.figure(ADMITTED, ADMITTED)
        return self._line("total", "Toàn đảng bộ", target, now, before, arriving, "total")

    def _sub_targets(self, scope: Scope, key: str, cells: Sequence[int] | None) -> Iterable[Line]:
        """The groups a quota asks for, each against its own number; `cells` of a scope, None for the office."""
        for name in quotas.SUB_TARGETS:
            target = self._plan.target(scope, self._now.period, name)
            if target is not None:
                now, before = (self._of_group(each, name, cells) for each in (self._now, self._before))
                yield self._line(f"{key}.{name}", _GROUPS[name][0], target, now, before, (), "part")

    def _of_group(self, counts: Counts, name: str, cells: Sequence[int] | None) -> Figure:
        where = _GROUPS[name][2]
        if cells is None:
            return counts.figure(counted_as(name), ADMITTED, where)
        held = by_cell(counts, counted_as(name), where)
        return _sum(held.get(cell, Figure(0)) for cell in cells)

    def _charges(self) -> Iterable[Line]:
        cells: dict[str, list[Record]] = defaultdict(list)
        for cell in self._plan.cells:
            cells[cell.member_in_charge or ""].append(cell)
        for name in sorted(cells, key=lambda each: (not each, each)):
            period = self._now.period
            summed = quotas.total(self._plan.target((cell.id, ""), period) for cell in cells[name])
            target = self._plan.target((None, name), period) if name else None
            now, before = (_sum(self._of_cell(place, cell.id) for cell in cells[name]) for place in (0, 1))
            arriving = [key for cell in cells[name] for key in self._arriving.get(cell.id, ())]
            label = f"{name or NO_ONE_IN_CHARGE}: {show_number(len(cells[name]))} chi bộ"
            yield self._line(f"charge.{name}", label, target or summed, now, before, arriving)
            if name:
                yield from self._sub_targets((None, name), f"charge.{name}", [cell.id for cell in cells[name]])

    def _line(
        self,
        key: str,
        label: str,
        target: Target | None,
        now: Figure,
        before: Figure,
        arriving: Sequence[int],
        style: Style = "plain",
    ) -> Line:
        cells = (
            Cell(target.number, target.text) if target is not None else Cell(),
            figure_cell(now),
            self._share(now, target),
            self._remaining(now, target),
            figure_cell(before),
            Cell(len(arriving), show_number(len(arriving)), tuple(arriving)) if arriving else Cell(),
        )
        return Line(key, label, cells, int(style == "part"), style)

    def _share(self, now: Figure, target: Target | None) -> Cell:
        if target is None or now.value is None or not target.number:
            return Cell()
        text = self._rounding.share(now.value, target.number)
        return Cell(text, text, part=now.value, whole=target.number)

    def _remaining(self, now: Figure, target: Target | None) -> Cell:
        if target is None:
            return Cell()
        left = max(target.number - Decimal(now.number), Decimal(0))
        return Cell(left, quotas.show_target(left))


def counted_as(group: str) -> str:
    """The name of the figure that a group of a quota is counted under; without a group that of all admissions."""
    return f"{ADMITTED}.{_GROUPS[group][1]}" if group else ADMITTED


def by_cell(counts: Counts, name: str = ADMITTED, where: Where | None = None) -> dict[int | None, Figure]:
    """The admissions of each cell, or those of a group, those typed for a cell included."""
    people: dict[int | None, list[int]] = defaultdict(list)
    typed = [each for each in counts.stretches(name) if each.cell_id is not None]
    for each in counts.populations[ADMITTED].found(where or {}):
        if not any(one.stands_for(each) for one in typed):
            people[each["cell_id"]].append(each["id"])
    found = {key: Figure(len(held), tuple(held)) for key, held in people.items()}
    for one in typed:
        held = found.get(one.cell_id, Figure(0))
        found[one.cell_id] = Figure(held.number + one.value, held.people, typed=True)
    return found


def who_arrives(
    candidates: Iterable[Record], months: Mapping[str, int], period: Period, today: date
) -> dict[int | None, list[int]]:
    """The candidates by cell who can be admitted before the year ends, by the months each stage still needs."""
    found: dict[int | None, list[int]] = defaultdict(list)
    end = year(period.last.year).last
    for each in candidates:
        if today.year == end.year and add_months(today, months[each["stage"]]) <= end:
            found[each["cell_id"]].append(each["id"])
    return found


def sentence(target: Target | None, now: Figure, period: Period, rounding: Rounding) -> str:
    """The quota so far in one line: 12/40 người, đạt 30 % chỉ tiêu năm … ."""
    if target is None or now.value is None or not target.number:
        return ""
    done = f"{show_number(now.value)}/{quotas.show_target(target.number)}"
    return f"Đã kết nạp {done} người, đạt {rounding.share(now.value, target.number)} % chỉ tiêu {words(period)}."


def _sum(figures: Iterable[Figure]) -> Figure:
    held = list(figures)
    people = tuple(key for each in held for key in each.people)
    return Figure(sum(each.number for each in held), people, any(each.typed for each in held))
