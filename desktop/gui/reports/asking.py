"""A report asked for by a page: made at once, or beside the window where many people have to be counted."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.reports.periods import Period
from desktop.gui.context import AppContext
from desktop.gui.jobs import Job
from desktop.services.reports import runs
from desktop.services.reports.runs import Shown
from desktop.services.reports.settings import Wish


@dataclass(frozen=True)
class Asked:
    """Which report of which period, and how it is to be written."""

    name: str
    period: Period
    wish: Wish


def ask(context: AppContext, asked: Asked, take: Callable[[Shown], None], begun: Callable[[Job], None]) -> None:
    """Hand a report to `take`; where it has to be waited for, `begun` gets the work first.

    Meanwhile the window tells of it and nothing else in it can be pressed, so that no page is left half made.
    """
    store, today = context.store, context.today()

    def make() -> Shown:
        return runs.show(store, asked.name, asked.period, today, asked.wish)

    def work(report: Job) -> Shown:
        shown = make()
        # Stopped meanwhile, it is thrown away.
        report(1, 1)
        return shown

    if runs.takes_long(store):
        begun(context.jobs.run("Đang tính số liệu", work, take, holds_store=True))
    elif (shown := context.messages.attempt(make)) is not None:
        take(shown)
