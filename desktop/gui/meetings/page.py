"""The place "Họp xét": meetings and rounds, the book of numbers, the way to the register books."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop.gui.context import AppContext
from desktop.gui.field_place import MEETINGS, FieldPlace
from desktop.gui.meetings.list_part import MeetingsPart
from desktop.gui.meetings.numbers_part import NumbersPart
from desktop.gui.page import Page
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.permission import permit
from desktop.services.meetings import NextMeeting


class MeetingsPage(Page):
    """Tabs; the first is where a meeting is prepared and its votes are typed."""

    title = "Họp xét"
    help_name = "meetings"
    concerns = frozenset(
        "meeting meeting_case review_round paper_number party_cell party_committee person dossier step"
        " party_member mentor_assignment".split()
    )

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.meetings = MeetingsPart(context)
        self.numbers = NumbersPart(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.meetings, "Cuộc họp, đợt xét")
        self.tabs.addTab(self.numbers, "Sổ cấp số")
        print_books = button("In sổ…", lambda: context.do("registers"))
        permit(context.store, "print", print_books)
        self.tabs.setCornerWidget(print_books, Qt.Corner.TopRightCorner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 10, 20, 14)
        layout.addWidget(self.tabs)
        context.meeting_wanted.connect(self._on_meeting_wanted)
        context.field_place_wanted.connect(self._on_field_place_wanted)

    def refresh(self) -> None:
        """Read everything again; what is typed stays."""
        self.meetings.refresh()
        self.numbers.refresh()

    def has_unsaved(self) -> bool:
        return self.meetings.panel.has_unsaved()

    def save(self) -> bool:
        return self.meetings.panel.save()

    def discard(self) -> None:
        self.meetings.panel.discard()

    def first_control(self) -> QWidget | None:
        return self.meetings.table if self.tabs.currentWidget() is self.meetings else self.numbers.table

    def print(self) -> None:
        """Ctrl+P: the papers wanted now of the meeting in front; in the book of numbers the register books."""
        if self.tabs.currentWidget() is self.meetings:
            self.meetings.panel.open_usual_papers()
        else:
            self.context.do("registers")

    def _on_meeting_wanted(self, wanted: NextMeeting) -> None:
        """Somebody's next step is a meeting: the one that considers them, else a new one of the body."""
        if not self.isVisible():
            return  # the clerk stayed where something is typed and not saved
        self.tabs.setCurrentWidget(self.meetings)
        if wanted.meeting_id is None:
            self.meetings.begin_new(wanted.kind, wanted.body_id)
        elif self.meetings.settle():
            self.meetings.show_key(wanted.meeting_id)
            self.meetings.panel.votes.table.to_first_cell()

    def _on_field_place_wanted(self, wanted: FieldPlace) -> None:
        """A paper misses what is typed here."""
        if wanted.where == MEETINGS and self.isVisible() and self.meetings.settle():
            self.tabs.setCurrentWidget(self.meetings)
            self.meetings.show_key(wanted.key)
            self.meetings.panel.lead_to(wanted)
