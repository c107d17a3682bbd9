"""P16: two copies of the program are harmless: the second is told who has the book, and nothing is lost."""

import subprocess
import sys
from pathlib import Path

from db.journal import find_broken_link
from db.store import Store
from tests.faults import offices, saver
from tests.faults.promise import Outcome

PROMISED = "second refused in <= 2 s with a name; 0 lost of 300 changes"
_SECOND = """
import sys, time
from pathlib import Path
from db import book
from db.errors import BookInUse
begun = time.monotonic()
try:
    book.open_book(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), "nguoi.khac").close()
    print("opened")
except BookInUse as refusal:
    print(f"{time.monotonic() - begun} {refusal.sentence}")
"""


def measure(folder: Path, is_full: bool) -> Outcome:
    """One program saves while another tries to open the book; then the first is killed."""
    changes, attempts = (300, 12) if is_full else (40, 2)
    store = offices.make(folder)
    first = offices.start_saver(store, 1, 1_000_000)
    assert first.stdout is not None
    done, refusals = 0, []
    while done < changes:
        line = first.stdout.readline()
        done = int(line.split()[1]) if line.startswith(b"saved ") else done
        if done // (changes // attempts) > len(refusals) and len(refusals) < attempts:
            refusals.append(_try_second(store))
    done = max(done, offices.kill_saver(first))
    again = offices.opened(store)
    lost = saver.state_of(again) not in (saver.state_after(done), saver.state_after(done + 1))
    lost = lost or find_broken_link(again.connection) is not None
    again.close()
    named = sum("chương trình thứ nhất" in said for _, said in refusals)
    slowest = max(seconds for seconds, _ in refusals)
    reached = f"second refused {named} of {attempts} times with a name, in {slowest:.2f} s at most; "
    reached += f"{int(lost)} lost of {done:,} changes; opens after the kill"
    return Outcome("two programs", reached, PROMISED, named == attempts and slowest <= 2 and not lost)


def _try_second(store: Store) -> tuple[float, str]:
    """How long a second program needed to be refused, and what it was told."""
    command = [sys.executable, "-c", _SECOND, str(store.path), store.secret.hex()]
    said = subprocess.run(command, cwd=offices.ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    seconds, _, sentence = said.partition(" ")
    return (float("inf"), "") if seconds.startswith("opened") else (float(seconds), sentence)
