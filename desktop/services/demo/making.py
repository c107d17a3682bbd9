"""An invented office as a whole book: made from data files and a seed, small for trying, large for measuring."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from db import book, keys
from db.files import write_whole
from db.recovery import new_secret
from db.store import Store
from desktop import paths
from desktop.services.demo.candidates import Candidates
from desktop.services.demo.classes import Classes
from desktop.services.demo.clean_cases import CleanCases
from desktop.services.demo.lives import Lives
from desktop.services.demo.meetings import Meetings
from desktop.services.demo.places import Office, add_members
from desktop.services.demo.plans import add_plans
from desktop.services.demo.road import RoadMap
from desktop.services.demo.rows import Rows
from desktop.services.demo.slips import add_slips
from desktop.services.demo.templates import add_templates
from desktop.services.demo.words import Names, Words, read_words

PASSPHRASE_FILE = "passphrase.txt"
_CHUNK = 5_000  # people in one action: the log of an action is held in memory until it is committed
_USER = "Văn phòng giả định"
_REFRESHER = "refresher"

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Demo:
    """A made book: where it is, how many candidates it holds, and its passphrase."""

    book: Path
    people: int
    passphrase: str


def make_demo(
    folder: Path, people: int = 60, seed: int = 1, today: date | None = None, progress: Progress | None = None
) -> Demo:
    """Make the book of an invented office with so many candidates, and write its passphrase beside it.

    The same seed and day give the same content, uids included. The clean cases have the days of their data file up to
    `today`, everybody else stands as of it. `progress` is told (people done, people in all).
    Raises KnownError when a book is there already or the place cannot be written.
    """
    words = read_words()
    path, passphrase = folder / words.office["book"], words.office["passphrase"]
    store = book.create(path, new_secret(), passphrase, _USER)
    try:
        _fill(store, words, people, seed, today or date.today(), progress or _nobody)
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        keys.key_file_of(path).unlink(missing_ok=True)
        raise
    store.close()
    write_whole(folder / PASSPHRASE_FILE, f"{passphrase}\n".encode())
    return Demo(path, people, passphrase)


def _fill(store: Store, words: Words, people: int, seed: int, today: date, progress: Progress) -> None:
    rows, rng = Rows(seed, store.columns), Random(seed)
    done = 0
    for count in _people(words, rows, rng, today, people):
        with store.action("Lập sổ của cơ quan giả định") as action:
            rows.write(action)
        done += count
        progress(done, people)
    if people >= words.slips["least_people"]:
        add_slips(store, words, rows, today)


def _people(words: Words, rows: Rows, rng: Random, today: date, people: int) -> Iterator[int]:
    """Fills the rows; yields, each time they should be written, how many candidates came since."""
    office, names = Office(words, rows, rng), Names(words, rng)
    classes, road = Classes(words, rows, today, rng), RoadMap(words, today, rng)
    members = list(add_members(office, names, today, people))
    _hold_refreshers(classes, members, rng)
    # Drawn apart, so that what is planned changes nobody's life.
    add_plans(office, today, people, Random(people))
    add_templates(office, paths.demo())
    clean = list(CleanCases(office, today).add(people))
    yield len(clean)
    meetings = Meetings(office, today)
    candidates = Candidates(office, road, classes, Lives(office, names, today, rng), meetings, rng)
    waiting = 0
    for standing in road.share_out(people - len(clean)):
        candidates.add(standing)
        waiting += 1
        if waiting == _CHUNK:
            yield waiting
            waiting = 0
    meetings.add(rows)
    yield waiting


def _hold_refreshers(classes: Classes, members: list[int], rng: Random) -> None:
    for held in classes.rounds[_REFRESHER]:
        for person_id in sorted(rng.sample(members, min(len(members) // 2, 20))):
            classes.pass_class(held, person_id)


def _nobody(done: int, people: int) -> None:
    """Hears of progress when nobody else does."""
