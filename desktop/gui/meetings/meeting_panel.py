"""One meeting: votes, what the minutes say of it, its round and the decisions, and the papers for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from db import fields as registry
from db.records import Record
from desktop.domain.meetings import BEFORE, STANDING
from desktop.domain.paper_states import FINAL, MEETING, State
from desktop.gui.context import AppContext
from desktop.gui.field_place import FieldPlace
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.meetings.round_panel import DecisionsPanel, RoundPanel
from desktop.gui.meetings.votes_panel import VotesPanel
from desktop.gui.widgets.arranging import scrolled, stacked
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.services import meeting_papers, meeting_results, meetings
from desktop.vietnamese import show_number

_ABOUT = (
    "held_on place started_at ended_at chair chair_position meeting_secretary absent_reason ballots_issued"
    " ballots_collected sent_on guests note"
).split()
VOTES, ABOUT, ROUND, DECISIONS = range(4)


class MeetingPanel(QWidget):
    """The right side of the place; `meeting` is None while there is none. `edited`: something was typed."""

    edited = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.meeting: Record | None = None
        self.heading = plain_label("", "heading", wraps=True)
        self.votes = VotesPanel(context)
        self.form = FieldForm(context.store, [registry.field("meeting", name) for name in _ABOUT], columns=3)
        self.round = RoundPanel(context)
        self.decisions = DecisionsPanel(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.save_button = button("Lưu, ghi kết quả (Ctrl+S)", self.save, "primary")
        self.before_button = button("Giấy tờ mang đi họp…", lambda: self.open_papers(MEETING))
        self.after_button = button("Giấy tờ sau họp…", lambda: self.open_papers(FINAL))
        self.delete_button = button("Xóa cuộc họp", self.delete)
        permit(context.store, "write", self.save_button, self.delete_button)
        permit(context.store, "print", self.before_button, self.after_button)
        for part in (self.votes, self.round):
            part.edited.connect(self._on_edited)
        self.form.edited.connect(self._on_edited)
        self.decisions.model.edited.connect(self._on_edited)
        self.decisions.table.typing.connect(self._on_edited)
        self._build()

    def show_meeting(self, meeting: Record | None) -> None:
        """Show a meeting of the book; what is typed and unsaved for the same one stays."""
        is_other = self.meeting is None or meeting is None or meeting.id != self.meeting.id
        self.meeting = meeting
        if is_other:
            self.form.show_values(meeting or {})
        else:
            self.form.follow(meeting or {})
        self.heading.setText(_describe(self.context, meeting))
        self.votes.show_meeting(meeting)
        is_standing = meeting is not None and meeting.kind == STANDING
        self.round.show_round(meeting.review_round_id if meeting else None)
        self.decisions.show_meeting(meeting if is_standing else None)
        self.tabs.setTabVisible(ROUND, meeting is not None and meeting.review_round_id is not None)
        self.tabs.setTabVisible(DECISIONS, is_standing)
        self._on_edited()

    def has_unsaved(self) -> bool:
        """Whether something typed is not in the book."""
        parts = (self.votes, self.round, self.decisions)
        return self.form.is_changed() or any(part.has_unsaved() for part in parts)

    def save(self) -> bool:
        """Keep the meeting with its results, then its round, then the decisions."""
        self.votes.table.commit()
        self.decisions.table.commit()
        is_saved = self._save_results() and self.round.save() and self.decisions.write()
        self._on_edited()
        return is_saved

    def discard(self) -> None:
        """Forget what was typed."""
        self.form.show_values(self.meeting or {})
        for part in (self.votes, self.round, self.decisions):
            part.discard()
        self._on_edited()

    def open_papers(self, state: State) -> None:
        """Show the papers before the meeting or after it, once what is typed is kept."""
        if self.meeting is not None and (not self.has_unsaved() or self.save()):
            self.context.open_meeting_papers(self.meeting.id, state)

    def open_usual_papers(self) -> None:
        """Show what is to be taken along, or, once results are in the book, what is made of them."""
        if self.meeting is not None and (not self.has_unsaved() or self.save()):
            is_before = meeting_papers.usual_time(self.context.store, self.meeting.id) == BEFORE
            self.context.open_meeting_papers(self.meeting.id, MEETING if is_before else FINAL)

    def lead_to(self, wanted: FieldPlace) -> None:
        """Put the keyboard where a value of the meeting, of somebody considered or of the round is typed."""
        if wanted.table == "meeting_case":
            self.tabs.setCurrentIndex(VOTES)
            self.votes.lead_to(wanted)
            return
        forms = (
            ((self.votes.form, VOTES), (self.form, ABOUT)) if wanted.table == "meeting" else ((self.round.form, ROUND),)
        )
        for form, tab in forms:
            editor = form.editors.get(wanted.name)
            if editor is not None and not editor.isHidden():
                self.tabs.setCurrentIndex(tab)
                editor.input.setFocus()
                return

    def delete(self) -> None:
        """Take the meeting out of the book; refused while its results stand among the steps."""
        if self.meeting is not None:
            key = self.meeting.id
            changes = self.context.messages.attempt(lambda: meetings.delete_meeting(self.context.store, key))
            if changes is not None:
                self.discard()
                self.context.show_status(f"{changes.label}.", changes)

    def _save_results(self) -> bool:
        meeting, store = self.meeting, self.context.store
        if meeting is None or not (self.form.is_changed() or self.votes.has_unsaved()):
            return True
        values = self.form.changed_values() | self.votes.values()
        typed = {key: dict(row) for key, row in self.votes.model.typed.items()}
        changes = attempt(
            self.context.messages,
            [self.votes.form, self.form],
            lambda: meeting_results.save_results(store, meeting.id, values, typed, self.context.today()),
        )
        if changes is None:
            self._show_first_problem()
            return False
        self.votes.accept()
        self.context.show_status(f"Đã lưu: {changes.label}.", changes)
        return True

    def _show_first_problem(self) -> None:
        """Bring the field with the problem into sight."""
        for form, tab in ((self.votes.form, VOTES), (self.form, ABOUT)):
            wrong = next((editor for editor in form.editors.values() if editor.problem.text()), None)
            if wrong is not None:
                self.tabs.setCurrentIndex(tab)
                wrong.input.setFocus()
                return

    def _on_edited(self) -> None:
        self.save_button.setEnabled(self.has_unsaved())
        self.edited.emit()

    def _build(self) -> None:
        self.tabs.addTab(scrolled(self.votes), "Biểu quyết")
        self.tabs.addTab(scrolled(stacked(self.form)), "Thông tin cuộc họp")
        self.tabs.addTab(scrolled(self.round), "Đợt xét")
        self.tabs.addTab(self.decisions, "Quyết định")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(FlowRow(self.save_button, self.before_button, self.after_button, self.delete_button))


def _describe(context: AppContext, meeting: Record | None) -> str:
    if meeting is None:
        return ""
    told = [meeting.round_name, meetings.describe(context.store, meeting), f"{show_number(meeting.people)} người"]
    return " · ".join(part for part in told if part)
