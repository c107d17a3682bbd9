"""Recording another program's writes and cutting the power at random places of them."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults import offices, recording
from tests.faults.disk import Call, Disk

BEGUN, ENDED = b"open\n", b"end\n"


def record(module: str, arguments: list[str], folder: Path, log: Path) -> list[Call]:
    """What a program did in a folder; it says "open", a numbered line for everything it acknowledges, and "end"."""
    command = [*recording.command(log), sys.executable, "-m", f"tests.faults.{module}", *arguments]
    subprocess.run(command, cwd=offices.ROOT, input=b"", stdout=subprocess.PIPE, check=True)
    calls = list(recording.read(log, folder))
    log.unlink()
    if not any(call.content == ENDED for call in calls):
        raise RuntimeError("the recorded program did not come to its end")
    return calls


def cuts(calls: list[Call], disk: Disk, points: int) -> Iterator[tuple[int, dict[str, bytes]]]:
    """The number last acknowledged before each cut, and what the folder holds after it."""
    chance = random.Random(points)
    begin, end = (next(place for place, call in enumerate(calls) if call.content == said) for said in (BEGUN, ENDED))
    wanted = sorted(chance.randrange(begin, end + 1) for _ in range(points))
    acknowledged = 0
    for place, call in enumerate(calls):
        if call.kind == "say" and call.content not in (BEGUN, ENDED):
            acknowledged = int(call.content.split()[-1])
        disk.do(call)
        while wanted and wanted[0] == place:
            wanted.pop(0)
            yield acknowledged, disk.after_cut(chance)


def lay_out(files: dict[str, bytes], folder: Path) -> None:
    """Put what a disk holds after a cut into an emptied folder."""
    for path in folder.iterdir():
        path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
