"""Long work: beside the window, in slices on the book, with progress and cancel."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.gui import jobs as jobs_module
from desktop.gui.jobs import Jobs, Report


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.wait()


def test_work_runs_beside_the_window_and_ends_in_it(jobs: Jobs, qtbot: QtBot) -> None:
    results: list[tuple[bool, bool]] = []
    main = threading.current_thread()
    jobs.run(
        "Đọc",
        lambda report: threading.current_thread() is main,
        lambda was_main: results.append((was_main, threading.current_thread() is main)),
    )
    qtbot.waitUntil(lambda: bool(results))
    assert results == [(False, True)]
    assert not jobs.is_busy


def test_an_error_reaches_the_one_who_asked(jobs: Jobs, qtbot: QtBot) -> None:
    errors: list[Exception] = []

    def broken(report: Report) -> None:
        raise ZeroDivisionError

    jobs.run("Đọc", broken, pytest.fail, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ZeroDivisionError)


def test_a_stopped_job_ends_without_a_result(jobs: Jobs, qtbot: QtBot) -> None:
    def endless(report: Report) -> None:
        while True:
            report(0, 0)

    job = jobs.run("Đọc", endless, pytest.fail, pytest.fail)
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert not jobs.is_busy


def adding(store: Store, number: int, passed: list[int]) -> Iterator[tuple[int, int]]:
    with store.action("Thêm thôn") as action:
        for place in range(number):
            action.insert("village", {"name": f"Thôn {place}"})
            passed.append(place)
            yield place + 1, number
    return number


def test_slices_leave_the_window_alive(jobs: Jobs, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    # A slice of no length does one step.
    monkeypatch.setattr(jobs_module, "SLICE_SECONDS", 0)
    results: list[int] = []
    seen: list[tuple[int, int]] = []
    jobs.started.connect(lambda job: job.progressed.connect(lambda done, total: seen.append((done, total))))
    jobs.run_sliced("Nhập", adding(store, 3, []), results.append)
    assert jobs.holds_store
    assert not seen
    qtbot.waitUntil(lambda: bool(results))
    assert results == [3]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert store.count("village") == 3


def test_a_stopped_slice_leaves_nothing_in_the_book(jobs: Jobs, store: Store, qtbot: QtBot) -> None:
    passed: list[int] = []
    job = jobs.run_sliced("Nhập", adding(store, 1_000_000, passed), pytest.fail, pytest.fail)
    qtbot.waitUntil(lambda: len(passed) > 2)
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert store.count("village") == 0
    assert not jobs.holds_store


def test_only_one_job_holds_the_book(jobs: Jobs, store: Store, qtbot: QtBot) -> None:
    job = jobs.run_sliced("Nhập", adding(store, 3, []), lambda result: None)
    with pytest.raises(RuntimeError):
        jobs.run_sliced("Nhập", adding(store, 3, []), lambda result: None)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert not job.is_cancelled
