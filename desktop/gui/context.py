"""What every page is handed: the open book, the bridges to boxes and jobs, the clock, the way to the window."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.changes import Changes
from db.store import Store
from desktop.domain.paper_states import State
from desktop.domain.paper_wishes import CERTIFICATES, MEETING, PERSON, Wish
from desktop.gui.field_place import PERSON as PERSON_PAGE
from desktop.gui.field_place import SETTINGS, FieldPlace
from desktop.gui.jobs import Jobs
from desktop.gui.messages import Messages
from desktop.gui.preferences import Preferences

if TYPE_CHECKING:
    from desktop.services.meetings import NextMeeting


class AppContext(QObject):
    """One per open book. Pages call its methods, the window listens to its signals; so a page can stand alone."""

    changed = Signal(object)
    status_shown = Signal(str, object)
    person_wanted = Signal(int)
    papers_wanted = Signal(object)
    scan_wanted = Signal(int)
    meeting_wanted = Signal(object)
    row_wanted = Signal(int, str, int, str)
    field_place_wanted = Signal(object)
    stage_wanted = Signal(str)
    place_counted = Signal(str, int)
    place_wanted = Signal(str)
    doing_wanted = Signal(str)
    restore_wanted = Signal(object, bytes)
    rights_changed = Signal()
    report_shown = Signal(str)

    def __init__(
        self,
        store: Store,
        messages: Messages,
        jobs: Jobs,
        preferences: Preferences,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self.store = store
        self.messages = messages
        self.jobs = jobs
        self.preferences = preferences
        self.today = today
        self.is_passphrase_lost = False

    def show_status(self, text: str, changes: Changes | None = None) -> None:
        """Say what was done; with changes, every page hears of them and the status line offers to undo them."""
        if changes:
            self.changed.emit(changes)
        self.status_shown.emit(text, changes)

    def show_report(self, text: str) -> None:
        """Say what must be read whole, above the pages, until it was read."""
        self.report_shown.emit(text)

    def open_person(self, person_id: int) -> None:
        """Show a person's page."""
        self.person_wanted.emit(person_id)

    def open_print(self, person_ids: Sequence[int], form: str | None = None) -> None:
        """Show the papers of one or several people, or one form of them, before they are printed."""
        self.open_papers(Wish(PERSON, tuple(person_ids), (form,) if form else None))

    def open_class_print(self, class_id: int) -> None:
        """Show the certificates of a class before they are printed."""
        self.open_papers(Wish(CERTIFICATES, (class_id,)))

    def open_papers(self, wish: Wish) -> None:
        """Show papers before they are printed."""
        self.papers_wanted.emit(wish)

    def open_scan(self, item_id: int) -> None:
        """Show the scan of a paper of a dossier."""
        self.scan_wanted.emit(item_id)

    def open_meeting_papers(self, meeting_id: int, state: State) -> None:
        """Show what a body takes to its meeting, or what is made of the meeting afterwards."""
        self.open_papers(Wish(MEETING, (meeting_id,), state=state))

    def open_meeting(self, meeting: "NextMeeting") -> None:
        """Show the place of the meetings with somebody's next one, begun if there is none yet."""
        self.go("meetings")
        self.meeting_wanted.emit(meeting)

    def open_row(self, person_id: int, table: str, row_id: int | None, name: str) -> None:
        """Show a person's page with the keyboard in a field of one row of a list; 0 stands for no row."""
        self.open_person(person_id)
        self.open_row_in_front(person_id, table, row_id, name)

    def open_row_in_front(self, person_id: int, table: str, row_id: int | None, name: str) -> None:
        """The same on the person's page that is in front; on any other nothing happens."""
        self.row_wanted.emit(person_id, table, row_id or 0, name)

    def open_field_place(self, place: FieldPlace) -> None:
        """Show whatever page has a field, with the keyboard in it."""
        if place.where == PERSON_PAGE:
            is_own = place.row_id is None or place.table in ("person", "dossier")
            self.open_row(place.key, place.table, None if is_own else place.row_id, place.name)
            return
        if place.where == SETTINGS:
            self.do("settings")
        else:
            self.go(place.where)
        self.field_place_wanted.emit(place)

    def go(self, place: str) -> None:
        """Show a place by its key in desktop.gui.places."""
        self.place_wanted.emit(place)

    def do(self, name: str) -> None:
        """Ask the window for an entry of its menus by name, such as "add_person" or "import"."""
        self.doing_wanted.emit(name)

    def restore(self, copy: Path, secret: bytes) -> None:
        """Ask the program to go back to a copy of the book; this context ends with it."""
        self.restore_wanted.emit(copy, secret)
