"""How much of a file is read: what keeps a hostile or broken file from hanging the machine."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The caps on one file; `memory` is what reading may take over what the program takes without a file."""

    file_bytes: int = 50 * MEGABYTE
    rows: int = 20_000
    columns: int = 200
    cells: int = 1_000_000
    cell_letters: int = 32_767
    seconds: float = 10.0
    memory: int = 300 * MEGABYTE


LIMITS = Limits()
