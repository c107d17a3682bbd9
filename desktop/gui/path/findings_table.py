"""The findings about one person: level, what is wrong, what to do; those let pass stand below, with their reason."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent

from db.records import Record
from desktop.domain.rules.model import Finding
from desktop.domain.rules.overview import LEVEL_NAMES
from desktop.gui.context import AppContext
from desktop.gui.fields.fitting import FittingTable
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.services.findings import Review
from desktop.vietnamese import show_date

_COLOURS = {"block": "accent", "warn": "soon", "note": "muted"}
_LEAST_ROWS = 1.2
CERTAINTIES = {"likely": "theo văn bản dẫn lại", "unverified": "chưa kiểm được bản gốc"}


@dataclass(frozen=True)
class Line:
    """One line: a finding, and its overruling when it was let pass."""

    finding: Finding
    overruling: Record | None = None

    @property
    def level(self) -> str:
        """How grave it is, in words."""
        return "Đã bỏ qua" if self.overruling else LEVEL_NAMES[self.finding.level]

    @property
    def detail(self) -> str:
        """Everything that is to be said of it."""
        finding = self.finding
        doubt = f" ({CERTAINTIES[finding.certainty]})" if finding.certainty in CERTAINTIES else ""
        told = f"{finding.message}\nCách sửa: {finding.remedy}\nTheo {finding.citation}{doubt}."
        row = self.overruling
        if row is not None:
            told = f"Bỏ qua ngày {show_date(row.overruled_on)}, {row.overruled_by}: {row.reason}\n{told}"
        return told


class FindingTable(FittingTable):
    """One line a matter, grave ones first."""

    def __init__(self, context: AppContext) -> None:
        self.records = RecordModel(
            (
                TableColumn("level", "Mức", lambda line: line.level, colour=_colour),
                TableColumn("message", "Điều cần xem", lambda line: line.finding.message),
            )
        )
        super().__init__(context, "findings", "Các điều cần sửa, cần xem", self.records, (12, 80))
        # The level and the sentence speak for themselves; the room is wanted for what is to be done.
        self.horizontalHeader().hide()

    def show_review(self, review: Review) -> None:
        """Show the findings; the chosen one stays chosen while it is there."""
        held = self.current()
        lines = [Line(finding) for finding in review.findings]
        lines += [Line(finding, row) for finding, row in review.overruled]
        self.records.show_records(lines)
        place = next((at for at, line in enumerate(lines) if held and line.finding == held.finding), 0)
        if lines:
            self.selectRow(place)
        self._fit_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_height()

    def current(self) -> Line | None:
        """The chosen line."""
        index = self.currentIndex()
        return self.records.record(index.row()) if index.isValid() else None

    def _fit_height(self) -> None:
        """Never higher than its lines, so that the room goes to what is said of the chosen one; it gives way first."""
        rows = self.verticalHeader()
        least, most = (
            round(rows.defaultSectionSize() * max(1.0, lines)) + 2 * self.frameWidth()
            for lines in (min(rows.count(), _LEAST_ROWS), rows.count())
        )
        self.setMinimumHeight(least)
        self.setMaximumHeight(most)


def _colour(line: Line) -> str:
    return "muted" if line.overruling else _COLOURS[line.finding.level]
