"""Running a piece of work in a process of its own while strace lets calls fail or kills it at one of them."""

import mmap
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from db.errors import KnownError

IS_POSSIBLE = shutil.which("strace") is not None
WRITES = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
_ROOM = 1 << 14

Prepared = TypeVar("Prepared")


@dataclass(frozen=True)
class Ending:
    """How the work ended: "done", "known" with its sentence, "bug" with what was raised, or "killed"."""

    kind: str
    said: str = ""


def count_calls(prepare: Callable[[], Prepared], work: Callable[[Prepared], object]) -> Counter[str]:
    """How often the work makes each call that writes; raises when the work fails without any help."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "calls.txt"
        ending = run(prepare, work, [], log)
        if ending.kind != "done":
            raise RuntimeError(ending.said)
        names = [line.split("(")[0].split()[-1] for line in log.read_text(encoding="utf-8").splitlines() if "(" in line]
    return Counter(name for name in names if name in WRITES)


def run(
    prepare: Callable[[], Prepared], work: Callable[[Prepared], object], rules: list[str], log: Path | None = None
) -> Ending:
    """Prepare in a new process, then do the work under the rules, which are strace's own (inject=…)."""
    shared = mmap.mmap(-1, _ROOM)
    ready, go = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        _child(prepare, work, shared, ready[1], go[0])
    os.close(ready[1])
    os.close(go[0])
    try:
        if os.read(ready[0], 1) != b"r":
            os.waitpid(child, 0)
            return _told(shared)
        options = [word for rule in rules for word in ("-e", rule)]
        command = ["strace", "-f", "-p", str(child), "-e", f"trace={','.join(WRITES)}", *options]
        tracer = subprocess.Popen([*command, "-o", str(log or os.devnull)], stderr=subprocess.PIPE)
        assert tracer.stderr is not None
        tracer.stderr.readline()  # "attached"
        os.write(go[1], b"g")
        _, status = os.waitpid(child, 0)
        tracer.communicate()
        return Ending("killed") if os.WIFSIGNALED(status) else _told(shared)
    finally:
        os.close(ready[0])
        os.close(go[1])
        shared.close()


def _child(
    prepare: Callable[[], Prepared], work: Callable[[Prepared], object], shared: mmap.mmap, ready: int, go: int
) -> None:
    """Ends the process; how it went is told through memory alone, as every call may fail by now."""
    told = "bug", "it never began"
    try:
        prepared = prepare()
        os.write(ready, b"r")
        os.read(go, 1)
        work(prepared)
        told = "done", ""
    except KnownError as error:
        told = "known", error.sentence
    except BaseException as error:
        told = "bug", f"{type(error).__name__}: {error}"
    finally:
        content = "\n".join(told).encode()[: _ROOM - 1] + b"\0"
        shared[: len(content)] = content
        os._exit(0)


def _told(shared: mmap.mmap) -> Ending:
    content = bytes(shared).partition(b"\0")[0].decode("utf-8", "replace")
    kind, _, said = content.partition("\n")
    return Ending(kind or "bug", said)


def spread(count: int, most: int) -> list[int]:
    """The numbers of the calls to try: all of them, or so many spread over all."""
    if count <= most:
        return list(range(1, count + 1))
    return sorted({1 + round((place + 0.5) * (count - 1) / most) for place in range(most)})
