"""The figures of one period, each report made once however many cells ask for it."""

from datetime import date
from decimal import Decimal

from db.errors import NotFound
from db.store import Store
from desktop.domain.handover import figures
from desktop.domain.handover.figures import DAY, GENERAL, GENERAL_LABELS, OFFICE, PERIOD, Choice, Source
from desktop.domain.reports.periods import Period, words
from desktop.services.reports import resources, runs, settings
from desktop.services.reports.runs import Shown
from desktop.vietnamese import show_date


class PeriodFigures:
    """Reads reports of a period when they are asked for; a completed one says what it said then."""

    def __init__(self, store: Store, period: Period, today: date) -> None:
        self._store, self.period, self._today = store, period, today
        self._shown: dict[str, Shown] = {}

    def shown(self, name: str) -> Shown:
        """A report as it stands. Raises NotFound."""
        if name not in self._shown:
            wish = settings.remembered(self._store, name)
            self._shown[name] = runs.show(self._store, name, self.period, self._today, wish)
        return self._shown[name]

    def choices(self, name: str) -> list[Choice]:
        """What a report offers for a cell; GENERAL offers what stands in the head of a file."""
        if name != GENERAL:
            return list(figures.choices(self.shown(name).report))
        return [
            Choice(Source(GENERAL, line, "text"), label, str(self.content(Source(GENERAL, line, "text")) or ""))
            for line, label in GENERAL_LABELS.items()
        ]

    def content(self, source: Source) -> int | Decimal | str | None:
        """What belongs into a cell; None when it is not known."""
        if source.report == GENERAL:
            return self._general(source.line)
        try:
            return figures.content(self.shown(source.report).report, source)
        except NotFound:
            return None

    def label(self, source: Source) -> str:
        """A chosen figure in words, whether or not its report still has it."""
        found = (each.label for each in self.choices(source.report) if each.source == source)
        return next(found, f"{source.line} – {source.column}")

    def _general(self, line: str) -> str | None:
        office = self._store.find("office", id=1)
        told = {OFFICE: office.name if office else None, PERIOD: words(self.period)}
        return (told | {DAY: show_date(self._today.isoformat())}).get(line)


def report_names() -> list[tuple[str, str]]:
    """The reports to choose figures from, by name and title; first what stands in the head of a file."""
    return [(GENERAL, "Thông tin chung"), *((each.name, each.title) for each in resources.reports())]
