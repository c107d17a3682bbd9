"""P12: a hostile spreadsheet cannot hang the machine: read or refused in time and memory, and the clerk is told."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tests.faults import offices
from tests.faults.promise import Outcome
from tests.services.importing import test_hostile_files as kinds
from tests.services.importing.files import CLASS_LIST, LIST_2024

PROMISED = "<= 10 s, <= 300 MB, told in a sentence"
SECONDS, MEGABYTES = 10.0, 300.0
# In a process of its own, whose only child is the one that reads; the time is that of reading, the memory the child's.
_PROGRAM = """
import resource, sys, time
from pathlib import Path
from desktop.services.importing.refusals import UnreadableFile
from desktop.services.importing.workbook import read_file
if __name__ == "__main__":
    begun, told = time.monotonic(), "read"
    try:
        read_file(Path(sys.argv[1]))
    except UnreadableFile as refusal:
        told = refusal.sentence
    print(time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, told)
"""


def measure(folder: Path, is_full: bool) -> Outcome:
    """Read each kind of hostile file as an import does."""
    program = folder / "reading.py"
    program.write_text(_PROGRAM, encoding="utf-8")
    chosen = list(_files(folder) if is_full else islice(_files(folder), 2))
    slowest = largest = 0.0
    silent = []
    for path in chosen:
        seconds, megabytes, told = _read(program, path)
        slowest, largest = max(slowest, seconds), max(largest, megabytes)
        if told != "read" and (path.name not in told or not told.endswith(".")):
            silent.append(path.name)
    reached = (
        f"{len(chosen)} hostile files: {slowest:.1f} s and {largest:.0f} MB at most, {len(silent)} without a sentence"
    )
    is_kept = slowest <= SECONDS and largest <= MEGABYTES and not silent
    return Outcome("hostile spreadsheets", reached, PROMISED, is_kept)


def _read(program: Path, path: Path) -> tuple[float, float, str]:
    command = [sys.executable, str(program), str(path)]
    environment = {"PYTHONPATH": str(offices.ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    seconds, megabytes, told = done.stdout.strip().split(" ", 2)
    return float(seconds), float(megabytes), told


def _files(folder: Path) -> Iterator[Path]:
    """The smallest first."""
    yield kinds.with_sheet(folder / "far.xlsx", kinds.sheet_xml(kinds.cell_xml(1048576, "XFD", "x")))
    yield kinds.with_sheet(folder / "entities.xlsx", f"{kinds.DECLARATION}{kinds.LAUGHS}<a/>")
    yield _text(folder / "wide.csv", (";" * 100_000 + "\n") * 100)
    yield _lying_bomb(folder / "lying.xlsx")
    heavy = "".join(kinds.cell_xml(row, "A", f"{row} " + "x" * 2400) for row in range(1, 20_000))
    yield kinds.with_sheet(folder / "heavy.xlsx", kinds.sheet_xml(heavy))
    many = "".join(_row(number) for number in range(1, 9_000))
    yield kinds.with_sheet(folder / "many.xlsx", kinds.sheet_xml(many))
    yield kinds.with_sheet(folder / "bomb.xlsx", kinds.sheet_xml(" " * 60_000_000))
    yield kinds.with_sheet(folder / "long.xlsx", kinds.sheet_xml(kinds.cell_xml(1, "A", "x" * 10_000_000)))
    yield kinds.with_sheet(folder / "strings.xlsx", kinds.sheet_xml(""), {"xl/sharedStrings.xml": _strings(400_000)})
    yield kinds.with_sheet(folder / "styles.xlsx", kinds.sheet_xml(""), {"xl/styles.xml": "<a>" * 300_000})
    yield kinds.with_sheet(folder / "deep.xlsx", kinds.sheet_xml("<x>" * 500_000))
    yield kinds.with_sheet(folder / "merged.xlsx", _merged())
    yield _text(folder / "long.csv", "a;b;c\n" * 3_000_000)
    yield _text(folder / "quote.csv", '"' + "x;\n" * 3_000_000)
    yield _bytes(folder / "zeros.csv", bytes(20_000_000))
    yield _bytes(folder / "ole.xls", kinds.OLE + b"\xff" * 2_000_000)
    yield _bytes(folder / "cut.xls", CLASS_LIST.read_bytes()[:9000])
    yield _bytes(folder / "cut.xlsx", LIST_2024.read_bytes()[:5000])
    yield _many_parts(folder / "parts.xlsx")


def _row(number: int) -> str:
    cells = "".join(f'<c r="{letter}{number}" t="inlineStr"><is><t>{number}{letter}</t></is></c>' for letter in COLUMNS)
    return f'<row r="{number}">{cells}</row>'


COLUMNS = [first + second for first in ("", "A", "B", "C") for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


def _lying_bomb(path: Path) -> Path:
    """A workbook that declares less than it holds."""
    content = kinds.sheet_xml(" " * 60_000_000)
    kinds.with_sheet(path, content)
    size = len(content).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))
    return path


def _strings(count: int) -> str:
    shown = "".join(f"<si><t>{number} chữ</t></si>" for number in range(count))
    return f'<sst xmlns="{kinds.MAIN}" count="{count}" uniqueCount="{count}">{shown}</sst>'


def _merged() -> str:
    merged = "".join(f'<mergeCell ref="A{row}:GR{row + 90}"/>' for row in range(1, 19_000, 91))
    cells = kinds.cell_xml(1, "A", "x")
    return kinds.sheet_xml(cells).replace("</worksheet>", f"<mergeCells>{merged}</mergeCells></worksheet>")


def _text(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def _bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _many_parts(path: Path) -> Path:
    kinds.with_sheet(path, kinds.sheet_xml(kinds.cell_xml(1, "A", "x")))
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(20_000):
            archive.writestr(f"xl/media/{number}.bin", b"")
    return path
