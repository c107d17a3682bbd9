"""Years and terms compared: admissions, quota and shares of several periods of one length, with the mean of a year."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.reports.counting import Counts
from desktop.domain.reports.forms import figure_cell, share_cell
from desktop.domain.reports.model import NOBODY_KNOWS, Cell, Chart, Column, Figure, Line, Rounding, Table
from desktop.domain.reports.periods import MONTHS_IN_A_YEAR, text_of, typed_text, words
from desktop.domain.reports.progress import ADMITTED
from desktop.domain.reports.quotas import Target
from desktop.vietnamese import show_number

COLUMNS = (
    Column("value", "Kết nạp", 0.9),
    Column("quota", "Chỉ tiêu", 0.9),
    Column("percent", "% chỉ tiêu", 0.9, "percent"),
    Column("previous", "Kỳ trước", 0.9),
    Column("growth", "% so kỳ trước", 1.0, "percent"),
    Column("average", "Bình quân năm", 1.0),
    Column("members", "Đảng viên cuối kỳ", 1.0),
)


@dataclass(frozen=True)
class Span:
    """One period: what was counted, what was asked, the members at its end."""

    counts: Counts
    target: Target | None
    members: Figure


def table(spans: Sequence[Span], rounding: Rounding) -> Table:
    """A line for each period, oldest first, each against its quota and the period before it."""
    lines, before = [], NOBODY_KNOWS
    for span in spans:
        now = span.counts.figure(ADMITTED, ADMITTED)
        lines.append(_line(span, now, before, rounding))
        before = now
    return Table(COLUMNS, tuple(lines), heading="Kỳ", label_width=2.2)


def chart(spans: Sequence[Span]) -> Chart:
    """Admissions of each period, beside the quotas where there are any."""
    labels = tuple(typed_text(span.counts.period) for span in spans)
    done = tuple(float(span.counts.figure(ADMITTED, ADMITTED).number) for span in spans)
    series = [("Kết nạp", done)]
    if any(span.target is not None for span in spans):
        asked = tuple(float(span.target.number) if span.target is not None else 0.0 for span in spans)
        series.insert(0, ("Chỉ tiêu", asked))
    return Chart("Kết nạp đảng viên qua các kỳ", labels, tuple(series))


def _line(span: Span, now: Figure, before: Figure, rounding: Rounding) -> Line:
    period, target = span.counts.period, span.target
    share = rounding.share(now.number, target.number) if target is not None else ""
    label = words(period)
    cells = (
        figure_cell(now),
        Cell(target.number, target.text) if target is not None else Cell(),
        Cell(share, share, part=now.value, whole=target.number) if target is not None and share else Cell(),
        figure_cell(before),
        share_cell(now, before, rounding),
        _average(now, period.months),
        figure_cell(span.members),
    )
    return Line(text_of(period), label[:1].upper() + label[1:], cells)


def _average(figure: Figure, months: int) -> Cell:
    """The mean of a year, of more than one, without its fraction: 1.870."""
    if figure.value is None or months <= MONTHS_IN_A_YEAR:
        return Cell()
    mean = int(figure.number * MONTHS_IN_A_YEAR // months)
    return Cell(mean, show_number(mean))
