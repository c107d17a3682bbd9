"""The quota of this year so far, in one line."""

from datetime import date

from db.store import Store
from desktop.domain.reports import progress
from desktop.domain.reports.periods import year
from desktop.services.reports.gathering import Gatherer
from desktop.services.reports.settings import remembered

_REPORT = "chi-tieu"


def quota_so_far(store: Store, today: date) -> str:
    """How many were admitted this year against the quota; nothing where no quota was given."""
    period, gatherer = year(today.year), Gatherer(store, today)
    target = gatherer.plan([period]).office_target(period)
    if target is None:
        return ""
    now = gatherer.counts(period).figure(progress.ADMITTED, progress.ADMITTED)
    return progress.sentence(target, now, period, remembered(store, _REPORT).rounding)
