"""The five pages that make the first book: office, model, cells, passphrase, recovery sheet."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from db.errors import KnownError
from desktop.gui.jobs import Jobs
from desktop.gui.messages import Messages
from desktop.gui.start.first_run_pages import CellsPage, Draft, ModelPage, OfficePage, PassphrasePage, StepCard
from desktop.gui.start.sheet_page import SheetPage


class FirstRun(QStackedWidget):
    """`opened` carries the new open book; `left`: the clerk went back from the first page.

    `receiving_wanted`: the office has a book on another computer.
    """

    opened = Signal(object)
    left = Signal()
    receiving_wanted = Signal()

    def __init__(self, messages: Messages, jobs: Jobs, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._jobs, self._today = jobs, today
        self.draft = Draft()
        self.sheet_page = SheetPage(messages)
        self.pages: tuple[StepCard, ...] = (
            OfficePage(self.draft),
            ModelPage(self.draft),
            CellsPage(self.draft),
            PassphrasePage(self.draft, messages),
            self.sheet_page,
        )
        for page in self.pages:
            self.addWidget(page)
            page.went_on.connect(self._go_on)
            page.went_back.connect(self._go_back)
        self.pages[0].elsewhere.connect(self.receiving_wanted)

    def start(self) -> None:
        """Show the first page."""
        self._turn_to(0)

    def _go_on(self) -> None:
        place = self.currentIndex()
        if self.pages[place] is self.sheet_page:
            self._create()
        elif self.pages[place + 1] is self.sheet_page:
            self._prepare()
        else:
            self._turn_to(place + 1)

    def _go_back(self) -> None:
        if self.currentIndex():
            self._turn_to(self.currentIndex() - 1)
        else:
            self.left.emit()

    def _turn_to(self, place: int) -> None:
        page = self.pages[place]
        self.setCurrentWidget(page)
        page.enter()

    def _prepare(self) -> None:
        """Make the recovery sheet; nothing is written yet."""
        from desktop.services import session

        setup, today = self.draft.setup(), self._today()
        self._run("Đang làm tờ mã khôi phục", lambda report: session.prepare(setup, today), self._show_sheet)

    def _show_sheet(self, new: Any) -> None:
        self.draft.new = new
        self.sheet_page.show_sheet(new, self.draft.path)
        self._turn_to(len(self.pages) - 1)

    def _create(self) -> None:
        from desktop.services import session

        path, new, passphrase = self.draft.path, self.draft.new, self.draft.passphrase
        self._run("Đang lập sổ", lambda report: session.create_book(path, new, passphrase), self.opened.emit)

    def _run(self, label: str, work: Callable[[Any], Any], done: Callable[[Any], Any]) -> None:
        page = self.pages[self.currentIndex()]
        page.set_busy(label)

        def succeed(result: Any) -> None:
            page.set_busy("")
            done(result)

        def fail(error: Exception) -> None:
            page.set_busy("")
            if not isinstance(error, KnownError):
                raise error
            page.say(error.sentence)

        self._jobs.run(label, work, succeed, fail)
