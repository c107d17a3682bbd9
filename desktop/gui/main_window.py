"""The main window: it puts the parts together and turns wishes of pages, menus and keys into pages shown."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from db import undo
from db.changes import Changes
from desktop.gui import menus
from desktop.gui.book_line import describe_book, opening_words, second_place_reminder
from desktop.gui.context import AppContext
from desktop.gui.doings import Doings
from desktop.gui.help_panel import HelpPanel
from desktop.gui.jobs import Job
from desktop.gui.keeping import moving
from desktop.gui.messages import REFUSED
from desktop.gui.page_pile import PagePile
from desktop.gui.places import PLACES
from desktop.gui.side_bar import SideBar
from desktop.gui.status_line import StatusLine
from desktop.gui.top_bar import TopBar
from desktop.gui.widgets.arranging import RoomyArea
from desktop.gui.widgets.notice import NoticeBar

COUNT_AFTER_MILLISECONDS = 50


class MainWindow(QMainWindow):
    """The window over one open book. `close_wanted`: nothing typed would be lost; the book is still open."""

    close_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.setWindowTitle("Kết Nạp")
        self._had_keyboard: QWidget | None = None
        self.doings = Doings(self)
        self.doings_by_name = self.doings.by_name()
        self.side = SideBar()
        self.top = TopBar()
        self.held_back = NoticeBar(
            "Sổ đã chuyển đi", "Dùng lại sổ ở máy này…", lambda: moving.take_back(context), "problem"
        )
        self.report = NoticeBar("Việc vừa làm xong", "Đã đọc", self._close_report)
        self.pile = PagePile(context)
        self.status = StatusLine(self.doings.undo_action, self.doings_by_name["back_up_elsewhere"])
        self.help_panel: HelpPanel | None = None
        self.actions_by_name = menus.fill(self, self.doings_by_name, self._refuse)
        menus.enable(self.actions_by_name, context.store)
        self._lay_out()
        self._connect()
        self.held_back.say(context.store.held_back)
        self.report.say(opening_words(context))
        self.resize(1366, 768)
        self.pile.go(PLACES[0].key)
        # What is counted beside the names may follow after the first screenful was painted.
        self._counting = QTimer(self, singleShot=True, interval=COUNT_AFTER_MILLISECONDS)
        self._counting.timeout.connect(self._count_all)
        self._counting.start()

    def may_close(self) -> bool:
        """Whether nothing typed and no running work would be lost."""
        if self.context.jobs.holds_store:
            self.status.say("Sổ đang được ghi; hãy đợi xong hoặc bấm “Dừng” rồi đóng.")
            return False
        return self.pile.may_leave()

    def describe_book(self) -> None:
        """Say at the bottom whose book this is and how old its newest copy."""
        self.status.book.setText(describe_book(self.context))
        self.status.remind(second_place_reminder(self.context))

    def closeEvent(self, event: QCloseEvent) -> None:
        # Whoever opened the book closes it and then the window.
        event.ignore()
        if self.may_close():
            self.close_wanted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Shown again after a lock, the window has its keyboard where one was typing.
        if self._had_keyboard is not None:
            self._give_keyboard_back()
        elif self.pile.page is not None:
            self.pile.page.take_keyboard()

    def hideEvent(self, event: QHideEvent) -> None:
        self._had_keyboard = self.focusWidget()
        # A hidden window may have lost its book.
        self._counting.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.doings.escape()
        else:
            super().keyPressEvent(event)

    def _close_report(self) -> None:
        self.report.say("")
        # Else Qt hands the keyboard of the hidden button to the links at the bottom.
        if self.pile.page is not None:
            self.pile.page.take_keyboard()

    def _give_keyboard_back(self) -> None:
        control, self._had_keyboard = self._had_keyboard, None
        # It may be gone by now; whatever is found among the children is not.
        if control is not None and control in self.findChildren(QWidget):
            control.setFocus()

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.held_back)
        column.addWidget(self.report)
        # A page that needs more room than there is scrolls; it never pushes the window over the edge of the screen.
        column.addWidget(RoomyArea(self.pile), 1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(right, 1)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(middle, 1)
        layout.addWidget(self.status)
        self._work_area = middle
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        context = self.context
        context.status_shown.connect(self._show_status)
        context.changed.connect(self._count_changed)
        context.person_wanted.connect(self.doings.open_person)
        context.papers_wanted.connect(self.doings.open_papers)
        context.scan_wanted.connect(self.doings.open_scan)
        context.place_wanted.connect(self.pile.go)
        context.stage_wanted.connect(self.doings.show_stage)
        context.place_counted.connect(self.side.show_count)
        context.doing_wanted.connect(self._do)
        context.rights_changed.connect(self._renew)
        context.report_shown.connect(self.report.say)
        context.jobs.started.connect(self._follow_job)
        self.status.left.connect(self._resume_keyboard)
        self.side.chosen.connect(self.pile.go)
        self.top.went_back.connect(self.pile.back)
        self.top.search.textEdited.connect(self.doings.search_for)
        self.top.search.left_downwards.connect(self.doings.leave_search)
        self.pile.turned.connect(self._show_where)

    def _do(self, name: str) -> None:
        if not self._refuse(name):
            self.doings_by_name[name]()

    def _refuse(self, name: str) -> bool:
        """Say why the account may not do what an entry does; whether there is anything to say."""
        refusal = self.context.store.refusal(menus.rights()[name]) if name in menus.rights() else ""
        if refusal:
            # A box, because the line at the bottom is too short for who may do it instead.
            self.context.messages.tell(REFUSED, refusal)
        return bool(refusal)

    def _renew(self) -> None:
        """What may be done in the book has changed: menus and pages follow at once."""
        menus.enable(self.actions_by_name, self.context.store)
        self.held_back.say(self.context.store.held_back)
        self.pile.renew()
        self.describe_book()

    def _show_where(self) -> None:
        page = self.pile.page
        if page is None:
            return
        self.status.drop_offer()
        page.title_changed.connect(self._show_title, Qt.ConnectionType.UniqueConnection)
        self.side.mark(self.pile.place_key)
        self._show_title()
        if self.help_panel is not None and self.help_panel.isVisible():
            self.help_panel.explain(page.help_name)

    def _show_title(self) -> None:
        if self.pile.page is not None:
            self.top.show_title(self.pile.page.title, self.pile.has_way_back)

    def _show_status(self, text: str, changes: Changes | None) -> None:
        # A setting or a print is never taken back: what cannot be undone is not offered.
        is_undoable = changes is not None and any(table not in undo.LASTING for table in changes)
        self.status.say(text, changes.action if changes and is_undoable else 0)

    def _resume_keyboard(self) -> None:
        if self.pile.page is not None:
            self.pile.page.resume_keyboard()

    def _count_all(self) -> None:
        self._count(Changes({table: set() for place in PLACES for table in place.concerns}))
        self.describe_book()

    def _count_changed(self, changes: Changes) -> None:
        self._count(changes)

    def _count(self, changes: Changes) -> None:
        for place in PLACES:
            if place.count is not None and changes.concerns(place.concerns):
                self.side.show_count(place.key, place.count(self.context.store))

    def _follow_job(self, job: Job) -> None:
        self.status.progress.follow(job)
        if job.holds_store:
            # What was done before must not stand there as if this work, which may fail, had done it.
            self.status.say("")
        if job.holds_store:
            self._counting.stop()
            self._set_read_only(True)
            job.ended.connect(lambda: self._set_read_only(False))

    def _set_read_only(self, is_read_only: bool) -> None:
        # Qt hands the keyboard on when its control is disabled: to the links at the bottom, which must not get it.
        if is_read_only:
            self._had_keyboard = self.focusWidget()
        self._work_area.setEnabled(not is_read_only)
        if not is_read_only:
            self._give_keyboard_back()
        self.menuBar().setEnabled(not is_read_only)
        menus.enable(self.actions_by_name, self.context.store, is_read_only)
