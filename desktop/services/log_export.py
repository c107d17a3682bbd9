"""The log as a file for somebody else to read; that it was taken out of the book is logged, too."""

from collections.abc import Callable, Iterator
from pathlib import Path

from db import log
from db.log import KINDS, LogQuery
from db.store import Store
from db.undo import LoggedAction
from desktop.services.text_tables import write_table
from desktop.vietnamese import show_moment, show_number

Progress = Callable[[int, int], None]
HEADINGS = ("Số", "Lúc", "Ai", "Loại", "Việc", "Số mục", "Hoàn tác")


def kind_words(action: LoggedAction) -> str:
    """What kind of thing a line of the log tells of."""
    return KINDS.get(action.kind, "Khác")


def state_words(action: LoggedAction) -> str:
    """Whether an action was taken back."""
    return f"đã hoàn tác (việc số {action.undone_by})" if action.undone_by else ""


def export(store: Store, query: LogQuery, path: Path, progress: Progress | None = None) -> int:
    """Write what the query finds, newest first, to an .xlsx or CSV file; how many lines. Raises KnownError."""
    store.require("export")
    count = write_table(path, HEADINGS, _rows(store, query, progress))
    # Neither the name that was looked for nor the name of the file, which may be somebody's.
    store.event(f"Xuất nhật ký: {show_number(count)} dòng, tệp {path.suffix.casefold()}", kind="export")
    return count


def _rows(store: Store, query: LogQuery, progress: Progress | None) -> Iterator[tuple[str, ...]]:
    for place, action in enumerate(log.lines(store, query)):
        if progress is not None:
            progress(place, 0)
        yield _row(action)


def _row(action: LoggedAction) -> tuple[str, ...]:
    return (
        str(action.number),
        show_moment(action.at),
        action.user,
        kind_words(action),
        action.label,
        str(action.rows),
        state_words(action),
    )
