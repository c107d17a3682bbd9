"""What becomes of errors nobody caught: a known one is said calmly, a bug gets the crash box."""

import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from db.errors import KnownError
from desktop.gui.messages import Messages

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def report(error: BaseException) -> str:
    """A report for whoever helps: where it broke and on what, never the values or messages, which may be personal."""
    lines = [
        f"{type(error).__name__}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
    ]
    for frame in traceback.extract_tb(error.__traceback__):
        file = frame.filename.replace("\\", "/").rpartition("/")[2]
        lines.append(f"  {file}:{frame.lineno} {frame.name}")
    cause = error.__cause__ or error.__context__
    return "\n".join(lines) + (f"\nfrom {report(cause)}" if cause is not None else "")


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
