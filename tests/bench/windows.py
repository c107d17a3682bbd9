"""Programs that are started to be measured: each shows a window and says when it was painted and what it holds.

`bare` is a window of the toolkit with an empty table; `program` is the program itself over the large book.
"""

import sys
import time
from pathlib import Path
from typing import Any


def show_bare() -> None:
    """A main window with an empty table, in the size of the program's."""
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    app = QApplication(sys.argv[:1])
    window, table = QMainWindow(), QTableView()
    table.setModel(QStandardItemModel(0, 7, table))
    window.setCentralWidget(table)
    window.resize(1366, 768)
    _report_paint(app, table)
    window.show()
    app.exec()


def show_program(path: Path, secret: bytes) -> None:
    """What `ketnap open` does, with the passphrase already turned into the secret of the book."""
    from desktop import cli

    options = cli.build_parser().parse_args(["--book", str(path), "open"])
    from PySide6.QtWidgets import QApplication

    from desktop.gui.app import Program
    from desktop.gui.preferences import Preferences

    app = QApplication(sys.argv[:1])
    program = Program(app, Preferences(path.parent / "preferences.json"))
    program.start(options.book)
    store = _open(path, secret)
    window = program.open(store)
    # The list of people is the first that stands whole; duties follow after the first painting.
    page: Any = window.pile.go("people")
    assert page.model.rowCount() > 0
    _report_paint(app, page.table)
    app.exec()
    page.model.pause()
    store.close()


def _open(path: Path, secret: bytes) -> Any:
    from db import book

    store = book.open_book(path, secret, "đo tốc độ", "đo tốc độ")
    store.event("Mở sổ")
    return store


def _report_paint(app: Any, table: Any) -> None:
    """Print the moment and the resident memory once the table was painted, then end."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watcher(QObject):
        """Waits for the first painting to be over."""

        is_done = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.is_done:
                self.is_done = True
                QTimer.singleShot(0, self.report)
            return False

        def report(self) -> None:
            print(time.monotonic_ns(), _resident(), flush=True)
            app.exit()

    watcher = Watcher(app)
    table.viewport().installEventFilter(watcher)


def _resident() -> int:
    """Bytes of memory the process holds; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0
    line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        show_bare()
    else:
        show_program(Path(sys.argv[2]), bytes.fromhex(sys.argv[3]))
