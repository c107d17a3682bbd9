"""The statistical forms filled from what was counted: the figures of a period, the table, what does not fit."""

from collections.abc import Iterator

from desktop.domain.reports import consistency
from desktop.domain.reports.counting import Counts
from desktop.domain.reports.form_rows import STOCK, Block, Form, Row
from desktop.domain.reports.model import NOBODY_KNOWS, Cell, Column, Figure, Finding, Line, Rounding, Style, Table
from desktop.vietnamese import show_number

COLUMNS = (
    Column("value", "Kỳ này", 1.1),
    Column("previous", "Cùng kỳ năm trước", 1.2),
    Column("percent", "% kỳ này so với cùng kỳ", 1.2, "percent"),
)


class Filled:
    """The figures of a form in one period, by the names of its rows. `stock` is the number of members before it."""

    def __init__(self, form: Form, counts: Counts, stock: Figure) -> None:
        self.form = form
        self.counts = counts
        self._stock = stock
        self.figures: dict[str, Figure] = {}
        for row in form.rows:
            if row.name and not (row.plus or row.minus):
                self.figures[row.name] = self._counted(row)
        for row in form.rows:
            if row.plus or row.minus:
                self._add(row)

    def _counted(self, row: Row) -> Figure:
        if row.take == STOCK:
            typed = self.counts.figure(row.name)
            return typed if typed.value is not None else self._stock
        if row.mean:
            return self.counts.mean_age(row.mean)
        return self.counts.figure(row.name, row.count, dict(row.where))

    def _add(self, row: Row) -> Figure:
        """Rows that are sums may add up sums that stand below them."""
        if row.name in self.figures:
            return self.figures[row.name]
        by_name = {each.name: each for each in self.form.rows}
        typed = self.counts.figure(row.name)
        parts = [self._of(by_name[name]) for name in row.plus]
        taken = [self._of(by_name[name]) for name in row.minus]
        if typed.value is not None:
            figure = typed
        elif _is_unknown(parts, taken):
            figure = NOBODY_KNOWS
        else:
            total = sum(part.number for part in parts) - sum(part.number for part in taken)
            people = tuple(dict.fromkeys(each for part in (*parts, *taken) for each in part.people))
            figure = Figure(total, people, any(part.typed for part in (*parts, *taken)))
        self.figures[row.name] = figure
        return figure

    def _of(self, row: Row) -> Figure:
        return self._add(row) if row.plus or row.minus else self.figures[row.name]


def _is_unknown(parts: list[Figure], taken: list[Figure]) -> bool:
    """A sum of what happened has what is known of it; what is left over of a start needs the start."""
    if taken:
        return any(part.value is None for part in parts)
    return all(part.value is None for part in parts)


def table(filled: Filled, previous: Filled, rounding: Rounding) -> Table:
    """The table of a form: this period, the same of last year, and the one in per cent of the other."""
    lines = []
    for place, row in enumerate(filled.form.rows):
        style: Style = "total" if row.is_total else "part" if row.level else "plain"
        if not row.name:
            lines.append(Line(f"heading.{place}", row.label, level=row.level, style="heading"))
            continue
        now, before = filled.figures[row.name], previous.figures[row.name]
        cells = (figure_cell(now), figure_cell(before), share_cell(now, before, rounding))
        lines.append(Line(row.name, row.label, cells, row.level, style))
    return Table(COLUMNS, tuple(lines))


def figure_cell(figure: Figure, decimals: int = 1) -> Cell:
    """A figure as it stands in a table: nothing where nobody knows."""
    if figure.value is None:
        return Cell()
    is_whole = isinstance(figure.value, int) or figure.value == figure.value.to_integral_value()
    text = show_number(figure.value, 0 if is_whole else decimals)
    return Cell(figure.value, text, figure.people, figure.typed)


def share_cell(part: Figure, whole: Figure, rounding: Rounding) -> Cell:
    """One figure in per cent of another; empty where the whole is nothing."""
    if part.value is None or not whole.value:
        return Cell()
    text = rounding.share(part.value, whole.value)
    return Cell(text, text, part=part.value, whole=whole.value)


def findings(filled: Filled, stock_after: Figure) -> Iterator[Finding]:
    """What does not fit together in a filled form: blocks, parts, typed shares, lists, the stock at the end."""
    form, figures = filled.form, filled.figures
    labels = {row.name: row.label for row in form.rows if row.name}
    for block in form.blocks:
        parts = {row.label: figures[row.name] for row in form.rows if row.block == block.key}
        yield from consistency.block(block.label, labels[block.whole], figures[block.whole], parts, block.adds_up)
        for dimension in {name for row in form.rows if row.block == block.key for name, _ in row.where}:
            yield from _unknown(filled, block, dimension)
    whole = next((row for row in form.rows if row.name), None)
    for row in form.rows:
        if row.name and row.count and not row.block and whole is not None and row.where and whole.count == row.count:
            yield from consistency.part(row.label, figures[row.name], whole.label, figures[whole.name], row.name)
        yield from consistency.typed(filled.counts, row.name, row.label, row.count, dict(row.where))
        if row.name and whole is not None:
            yield from consistency.shares(filled.counts, row.name, row.label, figures[whole.name], whole.label)
    yield from _stock(filled, stock_after)


def _unknown(filled: Filled, block: Block, dimension: str) -> Iterator[Finding]:
    row = next(row for row in filled.form.rows if row.block == block.key)
    population = filled.counts.populations.get(row.count)
    if population is not None and dimension != "age" and (found := population.unknown(dimension)):
        people = tuple(each["id"] for each in found)
        yield Finding(f"{block.label}: {len(people)} người ghi giá trị chưa biết xếp vào nhóm nào.", block.key, people)


def _stock(filled: Filled, stock_after: Figure) -> Iterator[Finding]:
    """The last row of the form of members is what the typed number of members at the end should be."""
    if not any(row.take == STOCK for row in filled.form.rows):
        return
    last = filled.form.rows[-1]
    end = filled.figures[last.name]
    if end.value is not None and stock_after.value is not None and end.value != stock_after.value:
        yield Finding(
            f"{last.label}: tính ra {show_number(end.value)}, nhưng số đảng viên ghi cuối kỳ là "
            f"{show_number(stock_after.value)}.",
            last.name,
        )
