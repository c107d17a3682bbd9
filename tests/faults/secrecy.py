"""P8: a lost stick or machine shows nothing: no name is readable in anything the program leaves or ever wrote."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from db import copies, keys
from db.driver import Connection
from tests.faults import canaries, offices, recording
from tests.faults.office_day import BOOK
from tests.faults.promise import Outcome

PROMISED = "0 hits; control: the same rows unencrypted found"


def measure(folder: Path, is_full: bool) -> Outcome:
    """Live an office's day until a crash, then search every file of it, and every byte that it wrote on its way."""
    home, log = folder / "home", folder / "calls.txt"
    home.mkdir()
    secret = _live(home, log)
    sought = canaries.forms()
    sought |= {secret, secret.hex().encode()}
    hits = canaries.files_with(home, sought)
    count = sum(path.is_file() for path in home.rglob("*"))
    written, readable = _written(log, sought)
    control = _plain_copy(home / BOOK, secret, folder / "plain.db")
    told = f"{len(hits)} hits in {count} files (book, journal, copies, keys, lock, temporary, crash report)"
    on_the_way = f"{readable} hits in {written / 1e6:.1f} MB written on the way" if written else "writes not recorded"
    reached = f"{told}; {on_the_way}; control {'found' if control else 'NOT FOUND'}"
    is_kept = not hits and readable == 0 and control and count > 10
    return Outcome("a lost stick or machine", reached, PROMISED, is_kept)


def _live(home: Path, log: Path) -> bytes:
    """Live the day with home and temporary folder in one place; the secret of the book."""
    (home / "tmp").mkdir()
    places = {
        "HOME": home,
        "TMPDIR": home / "tmp",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_CACHE_HOME": home / ".cache",
    }
    environment = os.environ | {name: str(place) for name, place in places.items()}
    traced = recording.command(log) if recording.IS_POSSIBLE else []
    command = [*traced, sys.executable, "-m", "tests.faults.office_day", str(home)]
    done = subprocess.run(command, cwd=offices.ROOT, env=environment, capture_output=True, check=False)
    if -done.returncode != signal.SIGKILL:
        raise RuntimeError(done.stderr.decode())
    return bytes.fromhex(done.stdout.decode())


def _written(log: Path, sought: set[bytes]) -> tuple[int, int]:
    """How many bytes the program wrote into any file, whether it is still there or not, and how many writes show it."""
    if not recording.IS_POSSIBLE:
        return 0, 0
    writes = [call.content for call in recording.read(log, Path("/")) if call.kind == "write"]
    return sum(map(len, writes)), sum(canaries.is_in(content, sought) for content in writes)


def _plain_copy(path: Path, secret: bytes, plain: Path) -> bool:
    """Whether the canary is found in an unencrypted file with the same rows."""
    with copies.reading(path, secret) as connection:
        _export(connection, plain)
    return canaries.is_in(plain.read_bytes()) and not keys.key_file_of(plain).exists()


def _export(connection: Connection, plain: Path) -> None:
    connection.execute("ATTACH ? AS plain KEY ''", (str(plain),))
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.execute("DETACH plain")
