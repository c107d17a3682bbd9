"""P17: a wrong clock is harmless: no backup is lost, and their order is that of their numbers."""

import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from db import backups, copies
from db.store import Store
from desktop import paths
from tests.faults import offices
from tests.faults.promise import Outcome

PROMISED = "0 backups lost; order by number"
WRONG = ("2020-01-01 08:00:00", "2099-06-01 08:00:00", "2020-01-01 07:00:00")
_PROGRAM = """
import sys
from datetime import datetime
from pathlib import Path
from db import book
from desktop.services import backups
store = book.open_book(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), "nguoi.thu", before_migration=backups.backup)
store.event(f"Việc của năm {datetime.now().year}")
backups.backup(store)
print(datetime.now().year)
store.close()
"""


def measure(folder: Path, is_full: bool) -> Outcome:
    """Copies of some days, then the program at work in 2020 and 2099, then with the right clock again."""
    if shutil.which("faketime") is None:
        return Outcome("a wrong clock", "no faketime on this machine", PROMISED, None)
    store = offices.make(folder)
    expected = _back_up_for_days(store, 10)
    years = []
    for clock in WRONG if is_full else WRONG[:2]:
        years += [_work_at(store, clock) for _ in range(3 if is_full else 1)]
    years.append(_work_at(store, None))
    expected += len(years)
    found = copies.list_backups(paths.backups(store.path))
    lost = expected - len(found)
    in_order = [copy.sequence for copy in found] == list(range(expected, 0, -1))
    whole = all(copies.open_copy(copy.path, store.secret) == copy.people for copy in found)
    seen = ", ".join(map(str, sorted(set(years))))
    reached = f"{lost} lost of {expected} backups made in {seen}; order by number: {'yes' if in_order else 'NO'}"
    is_kept = lost == 0 and in_order and whole and {2020, 2099} <= set(years)
    return Outcome("a wrong clock", reached, PROMISED, is_kept)


def _back_up_for_days(store: Store, days: int) -> int:
    opened, now = offices.opened(store), datetime.now()
    for ago in range(days, 0, -1):
        when = now - timedelta(days=ago)
        backups.make(opened.connection, store.path, store.secret, paths.backups(store.path), when)
    opened.close()
    return days


def _work_at(store: Store, clock: str | None) -> int:
    """Open, write and back up with the clock of the machine set; the year that program saw."""
    clocked = ["faketime", "-f", f"@{clock}"] if clock else []
    command = [*clocked, sys.executable, "-c", _PROGRAM, str(store.path), store.secret.hex()]
    done = subprocess.run(command, cwd=offices.ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return int(done.stdout)
