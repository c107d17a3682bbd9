"""Which backups may go: a rule about their numbers and times alone, deciding apart from deleting."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

WHOLE_DAYS = 2
DAILY, WEEKLY, MONTHLY = 12, 10, 9

Copy = tuple[int, datetime]  # sequence number and local time of making


def choose_to_delete(copies: Iterable[Copy], now: datetime) -> set[int]:
    """The sequence numbers of the backups that may be deleted.

    The two newest days stay whole; before them stay the newest of each of 12 days, then of 10 weeks, then of 9 months.
    The order is that of the numbers, never that of the dates: nothing goes while the clock stands before the newest
    backup, and a backup whose time contradicts the numbers stays and counts for nothing.
    """
    ordered = sorted(copies, reverse=True)
    if not ordered or ordered[0][1] > now:
        return set()
    sure = _without_contradictions([copy for copy in ordered if copy[1] <= now])
    return {sequence for sequence, _ in sure} - _kept(sure)


def _without_contradictions(newest_first: Sequence[Copy]) -> list[Copy]:
    latest_before = _running([time for _, time in reversed(newest_first)], max)[::-1]
    earliest_after = _running([time for _, time in newest_first], min)
    return [
        copy
        for copy, latest, earliest in zip(newest_first, latest_before, earliest_after, strict=True)
        if latest <= copy[1] <= earliest
    ]


def _running(times: Sequence[datetime], choose: Callable[[datetime, datetime], datetime]) -> list[datetime]:
    result: list[datetime] = []
    for time in times:
        result.append(choose(result[-1], time) if result else time)
    return result


def _kept(newest_first: Sequence[Copy]) -> set[int]:
    whole = sorted({time.date() for _, time in newest_first})[-WHOLE_DAYS:]
    kept = {sequence for sequence, time in newest_first if time.date() in whole}
    rest = [copy for copy in newest_first if copy[0] not in kept]
    for limit, period in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        chosen, rest = _newest_of_each(rest, period, limit)
        kept |= chosen
    return kept


def _newest_of_each(
    newest_first: Sequence[Copy], period: Callable[[date], date], limit: int
) -> tuple[set[int], list[Copy]]:
    """The newest copy of each of the first periods, and the copies that lie before all of these periods."""
    chosen: dict[date, int] = {}
    for place, (sequence, time) in enumerate(newest_first):
        start = period(time.date())
        if start not in chosen and len(chosen) == limit:
            return set(chosen.values()), list(newest_first[place:])
        chosen.setdefault(start, sequence)
    return set(chosen.values()), []


def _day(day: date) -> date:
    return day


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)
