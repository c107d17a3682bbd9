"""The window program from its first line to its last: start window, main window, lock, restore, the end."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from db.store import Store
from desktop import paths
from desktop.gui import crash, style, text_size
from desktop.gui.context import AppContext
from desktop.gui.idle_lock import IdleLock
from desktop.gui.jobs import Jobs
from desktop.gui.main_window import MainWindow
from desktop.gui.messages import Messages
from desktop.gui.preferences import Preferences
from desktop.gui.start.window import StartWindow
from desktop.gui.translator import VietnameseTranslator

USUAL_SIZE = QSize(1366, 768)


def run(
    book: Path | None = None, today: date | None = None, passphrase: str | None = None, account: str | None = None
) -> int:
    """Open the window, on a book already unlocked when its passphrase is given; returns the exit status."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    preferences = Preferences(paths.preferences())
    program = Program(app, preferences, (lambda: today) if today else date.today)
    program.fills_screen = _is_small(app)
    program.start(book, passphrase, account)
    return app.exec()


def _is_small(app: QApplication) -> bool:
    """Whether the usual size of the window leaves no room for its own frame and the bar of the desktop."""
    room = app.primaryScreen().availableSize()
    return room.width() <= USUAL_SIZE.width() or room.height() <= USUAL_SIZE.height()


class Program(QObject):
    """Owns the windows; one of them is seen at a time."""

    def __init__(
        self,
        app: QApplication,
        preferences: Preferences,
        today: Callable[[], date] = date.today,
        make_messages: Callable[[Callable[[], QWidget | None]], Messages] = Messages,
    ) -> None:
        super().__init__()
        self._app, self._preferences, self._today, self._make_messages = app, preferences, today, make_messages
        self.window: QWidget | None = None
        self.fills_screen = False
        self._lock: IdleLock | None = None
        app.setApplicationName("Kết Nạp")
        app.setQuitOnLastWindowClosed(False)
        style.apply(app, text_size.current(preferences))
        app.installTranslator(VietnameseTranslator(app))

    def start(self, book: Path | None = None, passphrase: str | None = None, account: str | None = None) -> None:
        """Show the window that opens or makes a book; with a passphrase the book opens at once."""
        messages, jobs = self._make_messages(lambda: self.window), Jobs()
        window = StartWindow(messages, jobs, self._preferences, self._today)
        jobs.setParent(window)
        sys.excepthook = crash.make_hook(messages)
        window.opened.connect(lambda store: self._open_from(window, store))
        window.left.connect(self._app.quit)
        window.start(book, passphrase, account)
        self._replace(window)

    def _open_from(self, start: StartWindow, store: Store) -> None:
        """The main window; whoever came in by the printed code is led to set a new passphrase."""
        is_passphrase_lost = start.unlock.is_passphrase_lost
        window = self.open(store)
        if is_passphrase_lost and not store.held_back:
            window.doings.set_new_passphrase()

    def open(self, store: Store) -> MainWindow:
        """Show the main window over an open book."""
        messages = self._make_messages(lambda: self.window)
        context = AppContext(store, messages, Jobs(), self._preferences, self._today)
        window = MainWindow(context)
        context.setParent(window)
        context.jobs.setParent(window)
        sys.excepthook = crash.make_hook(messages)
        window.close_wanted.connect(lambda: self._close_book(window))
        window.lock_wanted.connect(lambda: self._lock_window(window))
        window.context.restore_wanted.connect(lambda copy, secret: self._restore(window, copy, secret))
        self._replace(window)
        self._lock = IdleLock(self._app, window)
        return window

    def _replace(self, window: QWidget) -> None:
        before, self.window = self.window, window
        if self.fills_screen if before is None else before.isMaximized():
            window.showMaximized()
        else:
            window.show()
        if before is not None:
            before.hide()
            before.deleteLater()

    def _close_book(self, window: MainWindow) -> None:
        """Close the book, with a copy when something changed, then end; a copy that failed is said first."""
        from desktop.services import session

        store = window.context.store

        def failed(error: Exception) -> None:
            window.hide()
            # Said before the end, not after: a box is not shown once the program was told to end.
            sys.excepthook(type(error), error, error.__traceback__)
            self._end(window)

        def close(report: Any) -> None:
            session.close(store)

        def done(_: Any) -> None:
            self._end(window)

        window.context.jobs.run("Đang sao lưu và đóng sổ", close, done, failed, holds_store=True)

    def _end(self, window: MainWindow) -> None:
        """The book is closed. The window refuses to be closed by others, so the program does not ask it again."""
        window.hide()
        self._app.exit()

    def _restore(self, window: MainWindow, copy: Path, secret: bytes) -> None:
        """Go back to a copy: the book is closed, replaced, and opened again in a fresh window."""
        from desktop.gui import restoring

        store = window.context.store

        def reopen(done: restoring.Reopened) -> None:
            fresh = self.open(done.store)
            fresh.context.show_report(done.sentence)
            if done.error is not None:
                fresh.context.messages.tell_error(done.error)

        window.context.jobs.run(
            "Đang khôi phục", lambda report: restoring.restore_and_reopen(store, copy, secret), reopen, holds_store=True
        )

    def _lock_window(self, window: MainWindow) -> None:
        """Hide the window until the passphrase is typed again; nothing typed is lost, nothing is closed."""
        from desktop.gui.start.lock_window import LockWindow

        if window.context.jobs.is_busy:
            return
        locked = LockWindow(window.context)
        locked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        locked.unlocked.connect(window.show)
        if self._app.activeModalWidget() is None:
            locked.show()
        else:
            # An open box keeps what is typed in it, out of sight until the passphrase is typed.
            locked.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
            locked.showFullScreen()
        window.hide()
