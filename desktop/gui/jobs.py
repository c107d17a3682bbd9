"""The only maker of threads: long work with progress and cancel, beside the window or in slices on the book."""

import time
from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

# A slice of work on the book leaves the window alive; a frame more or less is not seen.
SLICE_SECONDS = 0.03

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Cancelled(Exception):
    """The clerk stopped the work; nothing of it stays."""


class Job(QObject):
    """One piece of running work: its words, how far it is, and a way to stop it."""

    progressed = Signal(int, int)
    ended = Signal()
    _succeeded = Signal(object)
    _broke = Signal(object)

    def __init__(self, label: str, holds_store: bool, done: Done, failed: Failed) -> None:
        super().__init__()
        self.label = label
        self.holds_store = holds_store
        self.is_cancelled = False
        self._done = done
        self._failed = failed
        # Work beside the window ends in another thread; its results are handled in this one.
        self._succeeded.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._broke.connect(self._fail, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at the next place where it can."""
        self.is_cancelled = True

    def __call__(self, done: int, total: int) -> None:
        """The same as report(), for services that take a function to tell their progress to."""
        self.report(done, total)

    def report(self, done: int, total: int) -> None:
        """Say how far the work is; total 0 means unknown. Raises Cancelled when it was stopped."""
        if self.is_cancelled:
            raise Cancelled
        self.progressed.emit(done, total)

    def _finish(self, result: object) -> None:
        self.ended.emit()
        self._done(result)

    def _fail(self, error: Exception) -> None:
        self.ended.emit()
        self._failed(error)


# What work is handed: called with (done, total) it tells how far the work is, and it knows whether to stop.
Report = Job


class Jobs(QObject):
    """The runner of one window; one job at a time holds the book, others run beside it one after another."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: list[Job] = []
        self._when_idle: list[Callable[[], None]] = []

    @property
    def is_busy(self) -> bool:
        """Whether any work is running."""
        return bool(self._running)

    @property
    def holds_store(self) -> bool:
        """Whether a job holds the book, so that nothing else may be written."""
        return any(job.holds_store for job in self._running)

    def run(
        self,
        label: str,
        work: Callable[[Report], Any],
        done: Done,
        failed: Failed | None = None,
        holds_store: bool = False,
    ) -> Job:
        """Run `work(report)` beside the window; its result goes to `done`.

        Errors go to `failed`, or to the window's own handling of errors; work stopped by cancelling goes to neither,
        work that was ready before it heard of it goes to `done`. The work must not touch the book, unless it holds it:
        then it has the book alone and the window is read-only.
        """
        job = self._begin(label, holds_store, done, failed)
        self._pool.start(_Task(job, work))
        return job

    def run_sliced(
        self, label: str, work: Generator[tuple[int, int], None, Any], done: Done, failed: Failed | None = None
    ) -> Job:
        """Run a generator that works on the book, a slice at a time; it yields (done, total) and returns its result.

        Cancelling closes the generator, so that an action open in it is rolled back.
        """
        job = self._begin(label, True, done, failed)
        QTimer.singleShot(0, job, lambda: self._slice(job, work))
        return job

    def when_idle(self, then: Callable[[], None]) -> None:
        """Call now, or when the last of the running work has ended; whoever asked for work is told how it went."""
        if self.is_busy:
            self._when_idle.append(then)
        else:
            then()

    def wait(self) -> None:
        """Stop all work and wait for the thread; for the end of the program."""
        for job in self._running:
            job.cancel()
        self._pool.waitForDone()

    def _begin(self, label: str, holds_store: bool, done: Done, failed: Failed | None) -> Job:
        if holds_store and self.holds_store:
            raise RuntimeError(f"{label!r} while another job holds the book")
        job = Job(label, holds_store, done, _ignoring_cancel(failed or _raise))
        job.ended.connect(lambda: self._end(job))
        self._running.append(job)
        self.started.emit(job)
        return job

    def _end(self, job: Job) -> None:
        self._running.remove(job)
        if not self._running:
            waiting, self._when_idle = self._when_idle, []
            for then in waiting:
                then()

    def _slice(self, job: Job, work: Generator[tuple[int, int], None, Any]) -> None:
        end = time.monotonic() + SLICE_SECONDS
        try:
            job.report(*next(work))
            while time.monotonic() < end:
                job.report(*next(work))
        except StopIteration as finished:
            job._succeeded.emit(finished.value)
        except Cancelled as stopped:
            work.close()
            job._broke.emit(stopped)
        except Exception as error:
            job._broke.emit(error)
        else:
            QTimer.singleShot(0, job, lambda: self._slice(job, work))


class _Task(QRunnable):
    """What the thread runs."""

    def __init__(self, job: Job, work: Callable[[Report], Any]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        try:
            result = self._work(self._job)
        except Exception as error:
            self._job._broke.emit(error)
        else:
            self._job._succeeded.emit(result)


def _ignoring_cancel(failed: Failed) -> Failed:
    return lambda error: None if isinstance(error, Cancelled) else failed(error)


def _raise(error: Exception) -> None:
    raise error
