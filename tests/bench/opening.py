"""From the start of the process to the first painted list, and the memory held then, against a bare window."""

import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

from tests.bench import large_book
from tests.bench.figures import Figure, installed

_ROUNDS = 9


def measure() -> Iterator[Figure]:
    """Both in turn, each in a process of its own, without a screen."""
    program = ["program", str(large_book.path()), large_book.secret().hex()]
    bare_runs, program_runs = [], []
    for run in range(_ROUNDS + 1):
        kept = (_started(["bare"]), _started(program))
        if run:  # the first of each warms the disk
            bare_runs.append(kept[0])
            program_runs.append(kept[1])
    (bare_time, bare_memory), (own_time, own_memory) = map(_medians, (bare_runs, program_runs))
    note = f"{own_time * 1000:.0f} ms / {bare_time * 1000:.0f} ms"
    yield Figure("window / bare window", own_time / bare_time, 3.5, note=note)
    note = f"{own_memory / 2**20:.0f} MB / {bare_memory / 2**20:.0f} MB"
    yield Figure("memory / bare window", own_memory / bare_memory if bare_memory else None, 2.2, note=note)


def _started(arguments: list[str]) -> tuple[float, int]:
    """Seconds to the first painting, and bytes held then."""
    command = [sys.executable, "-m", "tests.bench.windows", *arguments]
    environment = installed(QT_QPA_PLATFORM="offscreen")
    start = time.monotonic_ns()
    result = subprocess.run(command, cwd=large_book.ROOT, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(result.stderr)
    painted, resident = map(int, result.stdout.split())
    return (painted - start) / 1e9, resident


def _medians(runs: list[tuple[float, int]]) -> tuple[float, float]:
    times, memory = zip(*runs, strict=True)
    return median(times), median(memory)
