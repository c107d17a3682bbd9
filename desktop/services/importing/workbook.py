"""Reading a list from a file, in a child process that is stopped when it takes too long."""

import multiprocessing
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from desktop.domain.sheets.model import WorkbookData
from desktop.services.importing import child, refusals
from desktop.services.importing.limits import LIMITS, Limits
from desktop.services.importing.raw_cells import unpack

_LOOK_EVERY = 0.05


def _never() -> bool:
    return False


def read_file(path: Path, limits: Limits = LIMITS, cancelled: Callable[[], bool] = _never) -> WorkbookData:
    """The sheets of an .xlsx, .xls or .csv file. Raises UnreadableFile with a sentence for the clerk.

    `cancelled` is asked twenty times a second, so that a long read can be given up.
    """
    _check_file(path, limits)
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=child.main, args=(sender, path, limits), daemon=True)
    with _running(process, receiver, sender):
        message = _wait(receiver, path.name, limits, cancelled)
    kind, content = message[:1], message[1:]
    if kind != child.CELLS:
        raise refusals.UnreadableFile(content.decode())
    return unpack(path.name, content)


def _check_file(path: Path, limits: Limits) -> None:
    try:
        status = path.stat()
    except OSError as error:
        raise refusals.missing(path.name) from error
    if not stat.S_ISREG(status.st_mode):
        raise refusals.missing(path.name)
    if status.st_size == 0:
        raise refusals.empty(path.name)
    if status.st_size > limits.file_bytes:
        raise refusals.too_big(path.name, limits)


@contextmanager
def _running(process: Any, receiver: Connection, sender: Connection) -> Iterator[None]:
    """The child runs inside the block and is gone after it, whatever happened."""
    process.start()
    # Only the child may hold the sending end, so that its death is seen as the end of the pipe.
    sender.close()
    try:
        yield
    finally:
        process.kill()
        process.join()
        process.close()
        receiver.close()


def _wait(receiver: Connection, name: str, limits: Limits, cancelled: Callable[[], bool]) -> bytes:
    deadline = time.monotonic() + limits.seconds
    while not receiver.poll(min(_LOOK_EVERY, max(0.0, deadline - time.monotonic()))):
        if cancelled():
            raise refusals.stopped(name)
        if time.monotonic() >= deadline:
            raise refusals.too_slow(name, limits)
    try:
        return receiver.recv_bytes(maxlength=4 * limits.file_bytes)
    except (EOFError, OSError) as error:
        # The system ends a process that takes too much memory without letting it say so.
        raise refusals.too_heavy(name) from error
