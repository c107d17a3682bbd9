"""Quotas: what was to be reached in a period, as a number, a share of the members, a total of years, a range."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from db.records import Record
from desktop.domain.reports.consistency import read_share
from desktop.domain.reports.periods import MONTHS_IN_A_YEAR, Period, year
from desktop.vietnamese import show_number, show_share

# The members of a scope at the end of a year, as typed; None where nobody typed them.
StockAt = Callable[[int], int | None]
SUB_TARGETS = ("youth", "women", "ethnic_minority", "private_firm", "school")


@dataclass(frozen=True)
class Target:
    """What is to be reached: the number (the lower end of a range), the upper end, and how it came about."""

    number: Decimal
    upper: Decimal | None = None
    words: str = ""

    @property
    def text(self) -> str:
        """As it stands in a table: 13 (3 % của 421)."""
        shown = show_target(self.number) + (f" - {show_target(self.upper)}" if self.upper is not None else "")
        return f"{shown} ({self.words})" if self.words else shown

    def __add__(self, other: "Target") -> "Target":
        upper = None
        if self.upper is not None or other.upper is not None:
            upper = (self.upper or self.number) + (other.upper or other.number)
        return Target(self.number + other.number, upper, " + ".join(filter(None, (self.words, other.words))))


def show_target(number: Decimal) -> str:
    """A target that may be a part of a person where a quota of a year is counted by months: 337,5."""
    return show_number(number, 0 if number == number.to_integral_value() else 1)


def total(targets: Iterable[Target | None]) -> Target | None:
    """The targets of several cells together; None when none has one."""
    known = [each for each in targets if each is not None]
    if not known:
        return None
    joined = sum(known[1:], known[0])
    return Target(joined.number, joined.upper)


def target(quotas: Sequence[Record], period: Period, stock_at: StockAt, group: str = "") -> Target | None:
    """What the quotas of one scope (the shortest first) ask for in a period, of all or of one of SUB_TARGETS.

    Within a year it is the whole year's quota; over several years each year's, a part of a year by its months. None
    when a year has no quota, or a share of members nobody typed.
    """
    if not period.is_in_one_year:
        exact = next((each for each in quotas if each.kind == "term_total" and _years(each) == period.years), None)
        if exact is not None and exact.number is not None and _is_whole(period):
            whole = Target(Decimal(exact.number))
            return _of_group(exact, group, whole, 1) if group else whole
    found: Target | None = None
    for number in period.years:
        own = next((each for each in quotas if number in _years(each)), None)
        asked = _of_year(own, number, stock_at) if own is not None else None
        if asked is not None and own is not None and group:
            asked = _of_group(own, group, asked, len(_years(own)) if own.kind == "term_total" else 1)
        if asked is None:
            return None
        part = asked if period.is_in_one_year else _part_of_year(asked, period, number)
        found = part if found is None else found + part
    return found


def scopes(quotas: Iterable[Record]) -> Mapping[tuple[int | None, str], list[Record]]:
    """The quotas by whom they are for: a cell, a committee member in charge, or (neither) the office."""
    found: dict[tuple[int | None, str], list[Record]] = {}
    for each in quotas:
        found.setdefault((each.party_cell_id, each.member_in_charge or ""), []).append(each)
    return found


def _of_year(quota: Record, number: int, stock_at: StockAt) -> Target | None:
    if quota.kind == "share":
        share, members = read_share(quota.share or ""), stock_at(number - 1)
        if share is None or members is None:
            return None
        asked = (share * members / 100).quantize(Decimal(1), ROUND_HALF_UP)
        return Target(asked, words=f"{show_share(share)} % của {show_number(members)}")
    if quota.number is None:
        return None
    if quota.kind == "term_total":
        return Target(Decimal(quota.number) / len(_years(quota)))
    upper = Decimal(quota.number_to) if quota.kind == "range" and quota.number_to is not None else None
    return Target(Decimal(quota.number), upper)


def _of_group(quota: Record, group: str, whole: Target, years: int) -> Target | None:
    """What a quota asks of one group: a number for its `years`, or a share of the whole when written with the sign."""
    text = quota[group]
    number = read_share(text) if text else None
    if number is None:
        return None
    is_share = "%" in text
    return Target((whole.number * number / 100).quantize(Decimal(1), ROUND_HALF_UP) if is_share else number / years)


def _part_of_year(asked: Target, period: Period, number: int) -> Target:
    whole = year(number)
    inside = Period(max(period.first, whole.first), min(period.last, whole.last))
    share = Decimal(inside.months or MONTHS_IN_A_YEAR) / MONTHS_IN_A_YEAR
    return Target(asked.number * share, asked.upper * share if asked.upper is not None else None)


def _years(quota: Record) -> range:
    return range(quota.first_year, quota.last_year + 1)


def _is_whole(period: Period) -> bool:
    return period.first == year(period.first.year).first and period.last == year(period.last.year).last
