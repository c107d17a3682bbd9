"""The window before a book is open: unlock an existing one, or make the first."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop import paths
from desktop.gui.jobs import Jobs
from desktop.gui.messages import Messages
from desktop.gui.preferences import Preferences
from desktop.gui.start.unlock_page import LAST_BOOK, UnlockPage


class StartWindow(QStackedWidget):
    """`opened` carries the open book; `left`: the window was closed without one."""

    opened = Signal(object)
    left = Signal()

    def __init__(
        self, messages: Messages, jobs: Jobs, preferences: Preferences, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setWindowTitle("Kết Nạp")
        self.resize(1366, 768)
        self._messages, self._jobs, self._preferences, self._today = messages, jobs, preferences, today
        self.unlock = UnlockPage(messages, jobs, preferences, today)
        self.unlock.opened.connect(self.opened)
        self.unlock.new_book_wanted.connect(self.make_new)
        self.unlock.receiving_wanted.connect(self.receive)
        self.addWidget(self.unlock)

    def start(self, book: Path | None, passphrase: str | None = None, account: str | None = None) -> None:
        """Offer a book: the one asked for, else the last one, else the only one in the usual folder; else a new one."""
        found = book or _last_book(self._preferences)
        if found is None:
            self.make_new()
        else:
            self.setCurrentWidget(self.unlock)
            self.unlock.choose(found)
            self.unlock.choose_account(account or "")
            if passphrase is not None:
                self.unlock.secret.setText(passphrase)
                self.unlock.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()

    def make_new(self) -> None:
        """The five pages of the first run."""
        from desktop.gui.start.first_run import FirstRun

        pages = FirstRun(self._messages, self._jobs, self._today)
        pages.opened.connect(self._keep_and_open)
        pages.left.connect(lambda: self._leave(pages))
        pages.receiving_wanted.connect(self.receive)
        self.addWidget(pages)
        self.setCurrentWidget(pages)
        pages.start()

    def receive(self) -> None:
        """The page that takes the book of another computer."""
        from desktop.gui.start.receive_page import ReceivePage

        page, before = ReceivePage(self._messages, self._jobs), self.currentWidget()
        page.opened.connect(self._keep_and_open)
        page.left.connect(lambda: self._turn_back(page, before))
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.first_control().setFocus()

    def _turn_back(self, page: QWidget, before: QWidget | None) -> None:
        self.setCurrentWidget(before or self.unlock)
        self.removeWidget(page)
        page.deleteLater()

    def _keep_and_open(self, store: object) -> None:
        self._preferences.set(LAST_BOOK, str(store.path))  # type: ignore[attr-defined]
        self.opened.emit(store)

    def _leave(self, pages: QStackedWidget) -> None:
        self.setCurrentWidget(self.unlock)
        self.unlock.choose(_last_book(self._preferences))
        self.removeWidget(pages)
        pages.deleteLater()


def _last_book(preferences: Preferences) -> Path | None:
    # A folder that may no longer be read, or a stick that fails, is no reason not to start.
    with suppress(OSError):
        kept = preferences.get(LAST_BOOK, "")
        if kept and Path(kept).exists():
            return Path(kept)
    with suppress(OSError):
        return min(paths.user_folder().glob("*.book"), default=None)
    return None
