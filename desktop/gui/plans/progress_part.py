"""Progress against quota as it stands today: the first tab of the place of plans."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.reports import periods
from desktop.gui.context import AppContext
from desktop.gui.reports.asking import Asked, ask
from desktop.gui.reports.figures_view import FiguresView
from desktop.gui.widgets.labels import plain_label
from desktop.services.reports import settings
from desktop.services.reports.runs import Shown

REPORT = "chi-tieu"


class ProgressPart(QWidget):
    """The report of this year's quota; Enter on a figure lists the people behind it."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.told = plain_label("", "heading", wraps=True)
        self.findings = plain_label("", "problem", wraps=True)
        self.figures = FiguresView(context, "plans.progress")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(8)
        for part in (self.told, self.findings):
            layout.addWidget(part)
        layout.addWidget(self.figures, 1)

    @property
    def table(self) -> QWidget:
        """What has the keyboard."""
        return self.figures.table

    def refresh(self) -> None:
        """Make the report of this year."""
        wish = settings.remembered(self.context.store, REPORT)
        year = periods.year(self.context.today().year)
        ask(self.context, Asked(REPORT, year, wish), self._take, lambda job: self.told.setText(f"{job.label}…"))

    def _take(self, shown: Shown) -> None:
        report = shown.report
        self.told.setText("\n".join(report.sentences) or "Chưa giao chỉ tiêu năm nay: gõ ở thẻ “Chỉ tiêu”.")
        self.findings.setText("\n".join(finding.sentence for finding in report.findings))
        self.findings.setVisible(bool(report.findings))
        self.figures.show_report(report)
