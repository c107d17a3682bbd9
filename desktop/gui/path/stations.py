"""The path of one person as a table: what was done when, what comes next, until when."""

from datetime import date

from db.choices import STEP_KIND
from desktop.domain.path import Path, Station
from desktop.gui.context import AppContext
from desktop.gui.fields.fitting import FittingTable
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.vietnamese import show_date


class StationTable(FittingTable):
    """The stations of a path, the next one chosen. Enter opens what was recorded, or records it."""

    def __init__(self, context: AppContext) -> None:
        self._path: Path | None = None
        self._unknown = 0
        self._today = context.today
        self._records = RecordModel(
            (
                TableColumn("day", "Ngày", self._day, colour=self._colour),
                TableColumn("step", "Bước", self._step, colour=self._colour),
            )
        )
        super().__init__(context, "path", "Các bước của quy trình", self._records, (14, 36))

    def show_path(self, path: Path) -> None:
        """Show the stations of a path."""
        held, ahead = self.current(), self._path.next if self._path else None
        self._path = path
        shown = [station for station in path.stations if not station.is_unknown and not _is_idle(path, station)]
        unknown = [station for station in path.stations if station.is_unknown]
        self._unknown = len(unknown)
        # What lies before a dossier that was taken over is one line, not twenty.
        self._records.show_records(unknown[-1:] + shown)
        # Whoever stood on the next step goes on with it once it is recorded.
        stays = held is not None and (ahead is None or held.kind != ahead.kind or path.next is None)
        wanted = held.kind if held is not None and stays else path.next.kind if path.next else None
        kinds = [station.kind for station in unknown[-1:] + shown]
        if wanted in kinds:
            self.selectRow(kinds.index(wanted))
            self.scrollTo(self.currentIndex(), self.ScrollHint.PositionAtCenter)

    def current(self) -> Station | None:
        """The chosen station."""
        index = self.currentIndex()
        return self._records.record(index.row()) if index.isValid() else None

    def _step(self, station: Station) -> str:
        return f"Trước đó: {self._unknown} bước" if station.is_unknown else STEP_KIND[station.kind]

    def _day(self, station: Station) -> str:
        if station.record is not None:
            return show_date(station.record.happened_on) or "đã ghi"
        if station.is_settled:
            return "không rõ"
        opens_on: date | None = station.opens_on
        if opens_on and opens_on > self._today():
            return f"từ {show_date(opens_on.isoformat())}"
        return f"hạn {show_date(station.due_on.isoformat())}" if station.due_on else ""

    def _colour(self, station: Station) -> str:
        if station.record is not None:
            return "good"
        if station.is_settled:
            return "muted"
        if station.due_on and station.due_on < self._today():
            return "accent"
        is_next = self._path is not None and self._path.next is not None and station.kind == self._path.next.kind
        return "ink" if is_next else "muted"


def _is_idle(path: Path, station: Station) -> bool:
    """Whether a step will not be done any more: the path has ended before it."""
    return path.has_ended and station.record is None
