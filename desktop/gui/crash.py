"""What becomes of errors nobody caught: a known one is said calmly, a bug gets the crash box."""

import sys
from collections.abc import Callable
from types import TracebackType

from db.errors import KnownError
from desktop.crash_report import report
from desktop.gui.messages import Messages

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def make_hook(messages: Messages) -> Hook:
    """What sys.excepthook becomes while a window is open; one box at a time."""
    is_open = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal is_open
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if is_open:
            return
        is_open = True
        try:
            _say(messages, error)
        finally:
            is_open = False

    return hook


def _say(messages: Messages, error: BaseException) -> None:
    if isinstance(error, KnownError):
        messages.tell_error(error)
        return
    text = report(error)
    print(text, file=sys.stderr)  # noqa: T201
    messages.crash(text)
