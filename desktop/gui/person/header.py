"""The head of a person's page below the name: photograph, born, cell, mentor, the path of admission with dates."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.choices import STAGE, STEP_KIND
from db.records import Case
from desktop.domain import stages
from desktop.gui.context import AppContext
from desktop.gui.person.path import Milestone, PathLine
from desktop.gui.person.photo import PhotoBox
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label, set_role
from desktop.services.findings import Review
from desktop.vietnamese import show_date

# The stages at which papers change hands; those between them are in the tab "Quy trình".
_SHOWN = (
    "source",
    "sympathiser",
    "certified",
    "procedure_allowed",
    "history_certified",
    "cell_voted",
    "committee_voted",
    "decided",
    "probationary",
    "official",
)


class Header(QWidget):
    """What a clerk wants to know before anything else. `step_wanted` carries the step to record."""

    step_wanted = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._today = context.today
        self.photo = PhotoBox(context)
        self.facts = plain_label("", "strong", wraps=True)
        self.stage = plain_label()
        self.path = PathLine()
        self.next_button = button("Việc tiếp theo", self._want_next, "next")
        self.due = plain_label()
        self._next = ""
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self._build()

    def show_case(self, case: Case) -> None:
        """Show the case."""
        self.photo.show_photo(case.person.id, case.photo)
        self.facts.setText("   ·   ".join(_facts(case)))
        stage = case.person.stage
        self.stage.setText(f"Giai đoạn: {STAGE[stage]}" if stage else "Không phải đối tượng kết nạp")
        self.path.setVisible(case.dossier is not None)
        self.path.show_milestones(milestones(case, self._today()))

    def show_review(self, review: Review) -> None:
        """Show the next step with its day, and whether something stands in its way."""
        station = review.path.next
        self.next_button.setVisible(station is not None)
        self._next = station.kind if station else ""
        self.next_button.setText(f"Tiếp theo: {STEP_KIND[self._next]}…" if station else "")
        self.next_button.setAccessibleName(self.next_button.text())
        due_on, blocking = station.due_on if station else None, len(review.blocking)
        is_late = due_on is not None and due_on < review.today
        told = [
            f"{'Quá hạn' if is_late else 'Hạn'} {show_date(due_on.isoformat())}" if due_on else "",
            f"còn {blocking} điều phải sửa" * bool(blocking),
        ]
        self.due.setText(", ".join(filter(None, told)))
        set_role(self.due, "problem" if blocking or is_late else "hint")
        self.next_button.setAccessibleDescription(self.due.text())

    def _want_next(self) -> None:
        self.step_wanted.emit(self._next)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.facts, 1)
        top.addLayout(self.buttons)
        middle = QVBoxLayout()
        middle.setSpacing(3)
        middle.addLayout(top)
        middle.addWidget(self.stage)
        following = QHBoxLayout()
        following.setSpacing(10)
        following.addWidget(self.next_button)
        following.addWidget(self.due)
        following.addStretch()
        self.next_button.hide()
        middle.addLayout(following)
        middle.addStretch()
        middle.addWidget(self.path)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(18)
        layout.addWidget(self.photo)
        layout.addLayout(middle, 1)


def milestones(case: Case, today: date) -> list[Milestone]:
    """The shown stages of the main line; the furthest reached one is where the person stands."""
    reached, concerning = stages.reached_on(case), stages.concerning(case, today)
    is_on_line = case.person.stage in stages.PATH
    if is_on_line:
        # A meeting with too few votes for is recorded, and leads nowhere.
        reached = {stage: day for stage, day in reached.items() if _is_within(stage, case.person.stage)}
    standing = next((stage for stage in reversed(_SHOWN) if stage in reached), None)
    return [
        Milestone(STAGE[stage], show_date(reached.get(stage)), stage in reached, is_on_line and stage == standing)
        for stage in _SHOWN
        if stage in concerning
    ]


def _is_within(stage: str, furthest: str) -> bool:
    return stages.PATH.index(stage) <= stages.PATH.index(furthest)


def _facts(case: Case) -> list[str]:
    person = case.person
    helping = [row.member.person.full_name for row in case.mentor_assignments if row.ended_on is None and row.member]
    return [
        f"Sinh {show_date(person.born_on)}" if person.born_on else "Chưa có ngày sinh",
        case.cell.name if case.cell else "Chưa có chi bộ",
        f"Giúp đỡ: {', '.join(helping)}" if helping else "Chưa có đảng viên giúp đỡ",
    ]
