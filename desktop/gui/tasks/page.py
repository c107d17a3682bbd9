"""The place "Việc cần làm": what is overdue, due this week, this month, later; Enter leads to where it is done."""

from collections.abc import Generator

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QTabBar, QVBoxLayout, QWidget

from db import people_list
from desktop.domain.due import NEARNESS, Duty, nearness
from desktop.gui.context import AppContext
from desktop.gui.fields.fitting import FittingTable
from desktop.gui.jobs import Job
from desktop.gui.page import Page
from desktop.gui.tasks.columns import WIDTHS, columns
from desktop.gui.tasks.stage_row import StageRow
from desktop.gui.widgets.empty_state import EmptyState
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.record_model import RecordModel
from desktop.gui.widgets.trickle import Trickle
from desktop.services import due, rule_book
from desktop.vietnamese import show_number

_ALL = "Tất cả"
# What is counted beside the name of the place: what is overdue or due within the week.
_PRESSING = 2


class TasksPage(Page):
    """The duties of the whole office, read after the page was painted."""

    title = "Việc cần làm"
    help_name = "tasks"
    concerns = frozenset(
        "person dossier step background_check certificate party_cell party_committee verification_reply setting quota"
        " member_stock typed_figure calendar_entry report_setting".split()
    )

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.duties: list[Duty] = []
        self._was_interrupted = False
        self._is_empty = False
        self.stages = StageRow()
        self.quota = plain_label("", "hint", wraps=True)
        self.nearness = QTabBar()
        self.state = plain_label("", "hint")
        self.warning = plain_label("", "problem", wraps=True)
        self.model = RecordModel(columns(context.today))
        self.table = FittingTable(context, "tasks", self.title, self.model, WIDTHS)
        self.nothing = EmptyState(
            "Không có việc nào đến hạn",
            "Việc có hạn theo quy định hiện ra ở đây khi hồ sơ được làm thủ tục, việc gấp đứng trước. "
            "Các việc đã xảy ra ghi ở thẻ “Quy trình” của từng người.",
            ("Mở danh sách hồ sơ", lambda: context.go("people")),
        )
        self.nobody = EmptyState(
            "Sổ chưa có ai",
            "Hãy bắt đầu bằng danh sách nguồn mà cơ quan đang giữ trong Excel; các việc đến hạn sẽ hiện ra ở đây, "
            "việc gấp đứng trước.",
            ("Nhập danh sách từ Excel", lambda: context.do("import")),
            ("Thêm từng người", lambda: context.do("add_person")),
        )
        self.reading = Trickle(self)
        self._pile = QStackedLayout()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """After painting: count the stages, read the rules, gather the duties."""
        self.state.setText("Đang xem hạn của từng hồ sơ…")
        self.reading.start(self._read())

    def _read(self) -> Generator[tuple[int, int], None, list[Duty]]:
        store = self.context.store
        counts = people_list.counts_by_stage(store)
        self._is_empty = not counts
        self.stages.show_counts(counts)
        yield 0, 0
        # Loaded once the page has been painted, as little of it is asked at the start.
        from desktop.services.reports import so_far

        self.quota.setText(so_far.quota_so_far(store, self.context.today()))
        self.quota.setVisible(bool(self.quota.text()))
        yield 0, 0
        self._show_warnings()
        yield 0, 0
        return (yield from due.gather(store, self.context.today()))

    def first_control(self) -> QWidget | None:
        front = self._pile.currentWidget()
        return front.steps[0] if isinstance(front, EmptyState) else self.table

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._was_interrupted:
            self._was_interrupted = False
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self._interrupt()
        super().hideEvent(event)

    def _interrupt(self) -> None:
        # Whoever comes next may close or change the book.
        self._was_interrupted = self._was_interrupted or self.reading.is_running
        self.reading.stop()

    def _on_job(self, job: Job) -> None:
        if job.holds_store:
            self._interrupt()
            job.ended.connect(self._resume)

    def _resume(self) -> None:
        if self.isVisible() and self._was_interrupted:
            self._was_interrupted = False
            self.refresh()

    def _show_duties(self, duties: list[Duty]) -> None:
        self.duties = duties
        self.state.setText("")
        today = self.context.today()
        places = [nearness(duty.due_on, today) for duty in duties]
        for place, stage in enumerate(NEARNESS):
            self.nearness.setTabText(place + 1, f"{stage.words} ({show_number(places.count(place))})")
        self.nearness.setTabText(0, f"{_ALL} ({show_number(len(duties))})")
        self._show_rows()
        self.context.place_counted.emit("tasks", sum(place < _PRESSING for place in places))

    def _show_rows(self) -> None:
        chosen, today = self.nearness.currentIndex() - 1, self.context.today()
        held = self.table.currentIndex()
        kept = self.model.record(held.row()) if held.isValid() else None
        rows = [duty for duty in self.duties if chosen < 0 or nearness(duty.due_on, today) == chosen]
        before = self.first_control()
        had_keyboard = before is not None and before.hasFocus()
        self.model.show_records(rows)
        self._pile.setCurrentWidget(self._front())
        if rows:
            self.table.selectRow(rows.index(kept) if kept in rows else 0)
        control = self.first_control()
        if had_keyboard and control is not None:
            control.setFocus()

    def _front(self) -> QWidget:
        if self.duties:
            return self.table
        return self.nobody if self._is_empty else self.nothing

    def _show_warnings(self) -> None:
        rules = self.context.messages.attempt(lambda: rule_book.open_rules(self.context.store))
        told = "\n".join(rules.warnings) if rules else ""
        self.warning.setText(told)
        self.warning.setVisible(bool(told))

    def _open(self, index: QModelIndex) -> None:
        duty: Duty = self.model.record(index.row())
        if duty.table == "calendar_entry":
            self.context.go("plans")
        elif duty.table == "step" and duty.person_id is not None and self._open_meeting(duty.person_id):
            pass
        elif duty.person_id is None:
            self.context.go("keeping")
            self.context.row_wanted.emit(0, duty.table, duty.row_id or 0, "")
        else:
            self.context.open_row(duty.person_id, "path" if duty.table == "step" else duty.table, duty.row_id, "")

    def _open_meeting(self, person_id: int) -> bool:
        """Where the next step is a meeting's, it is prepared and its votes are typed in the place of the meetings."""
        from desktop.services import meetings

        store, today = self.context.store, self.context.today()
        found = self.context.messages.attempt(lambda: meetings.next_meeting(store, person_id, today))
        if found is None:
            return False
        self.context.open_meeting(found)
        return True

    def _connect(self) -> None:
        self.reading.finished.connect(self._show_duties)
        self.nearness.currentChanged.connect(lambda _: self._show_rows())
        self.table.opened.connect(self._open)
        self.stages.chosen.connect(self.context.stage_wanted)
        self.context.jobs.started.connect(self._on_job)

    def _build(self) -> None:
        self.nearness.setObjectName("sections")
        self.nearness.setAccessibleName("Việc theo hạn")
        self.nearness.setDrawBase(False)
        self.nearness.setExpanding(False)
        for words in (_ALL, *(stage.words for stage in NEARNESS)):
            self.nearness.addTab(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(12)
        sections = QHBoxLayout()
        sections.addWidget(self.nearness)
        sections.addWidget(self.state)
        sections.addStretch()
        for part in (self.warning, self.quota, self.stages):
            layout.addWidget(part)
        layout.addLayout(sections)
        layout.addLayout(self._pile, 1)
        # Only a pile that has its place already shows its first part inside the page.
        for front in (self.table, self.nothing, self.nobody):
            self._pile.addWidget(front)
