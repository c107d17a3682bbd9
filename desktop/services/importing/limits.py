"""How much of a file is read: what keeps a hostile or broken file from hanging the machine."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The caps on one file; `memory` is what reading may take over what the program takes without a file.

    With the start and the stop of the child they keep what is promised: 10 seconds and 300 MB.
    """

    file_bytes: int = 50 * MEGABYTE
    rows: int = 20_000
    columns: int = 200
    cells: int = 1_000_000
    cell_letters: int = 32_767
    seconds: float = 9
    memory: int = 240 * MEGABYTE


LIMITS = Limits()
