"""P7: a file under its final name is whole, whenever the program is killed while it writes."""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from db import backups, book, copies, keys
from db.errors import KnownError
from db.store import Store
from tests.faults import injection, keeper, offices, replay, saver, works
from tests.faults.disk import Disk
from tests.faults.promise import Outcome

PROMISED = "0 broken under a final name"


def measure(folder: Path, is_full: bool) -> Outcome:
    """Kill backup, papers and restore at each of their calls that write."""
    if not injection.IS_POSSIBLE:
        return Outcome("a kill while writing a file", "no strace on this machine", PROMISED, None)
    store = offices.make(folder / "book")
    done = [
        works.backup(store),
        works.export(store, folder / "papers.pdf"),
        works.export(store, folder / "papers.docx"),
        works.spreadsheet(store, folder / "log.xlsx"),
        works.pack(store, folder / "office.ketnap"),
        works.hand_over(store, folder / "hand-overs"),
    ]
    done.append(works.restore(offices.make(folder / "other")))
    killed, broken = 0, []
    for work in done:
        counts = injection.count_calls(work.prepare, work.run)
        broken += [] if work.check(True) else [f"{work.name} without a kill"]
        places = [(call, place) for call in sorted(counts) for place in range(1, counts[call] + 1)]
        for number in injection.spread(len(places), 100 if is_full else 2):
            rule = "inject={}:signal=SIGKILL:when={}".format(*places[number - 1])
            ending = injection.run(work.prepare, work.run, [rule])
            killed += ending.kind == "killed"
            broken += [] if work.check(ending.kind == "done") else [f"{work.name} {rule}"]
    points = 400 if is_full else 20
    cut = _cut_power(folder / "writing", "write", points, _is_whole)
    cut += _cut_power(folder / "restoring", "restore", points, _is_restored)
    reached = f"{len(broken)} broken of {killed} kills in backup, PDF, Word, Excel, office file, hand-over, restore; "
    reached += f"{cut} broken or lost of {2 * points} power cuts in backup, key file, paper, restore"
    is_kept = not broken and killed > 0 and cut == 0
    return Outcome("a kill while writing a file", "; ".join([reached, *broken[:3]]), PROMISED, is_kept)


def _cut_power(folder: Path, work: str, points: int, is_whole: Callable[[Store, Path, int], bool]) -> int:
    """After how many cuts a file under its final name was broken, or one that was there before was gone."""
    store = offices.make(folder / "book")
    if work == "restore":
        with closing(offices.opened(store)) as opened:
            backups.make(opened.connection, store.path, store.secret, store.path.parent, datetime.now())
    shutil.copytree(store.path.parent, folder / "before")
    arguments = [str(store.path), store.secret.hex(), work, "4"]
    calls = replay.record("keeper", arguments, store.path.parent, folder / "calls.txt")
    with offices.memory_folder(folder) as image:
        broken = 0
        for acknowledged, files in replay.cuts(calls, Disk(folder / "before"), points):
            replay.lay_out(files, image)
            broken += not is_whole(store, image, acknowledged)
        return broken


def _is_restored(store: Store, image: Path, number: int) -> bool:
    """Whether the book is as the copy has it, or as it was saved last; and every copy whole."""
    try:
        with closing(book.open_book(image / store.path.name, store.secret, saver.USER)) as opened:
            held = opened.get("person", 1).personal_history
        found = copies.list_backups(image)
        whole = all(copies.open_copy(copy.path, store.secret) == saver.PEOPLE for copy in found)
    except KnownError:
        return False
    return whole and len(found) > number and held in (None, saver.value_of(number + 1))


def _is_whole(store: Store, image: Path, number: int) -> bool:
    """Whether all that was acknowledged is there, whole, and nothing else is broken."""
    found = copies.list_backups(image)
    try:
        whole = all(copies.open_copy(copy.path, store.secret) == saver.PEOPLE for copy in found)
        key_file = keys.read_key_file(image / store.path.name)
    except KnownError:
        return False
    paper = image / keeper.PAPER
    papers = [keeper.paper_of(each) for each in (number, number + 1)]
    is_paper = paper.read_bytes() in papers if paper.exists() else number == 0
    return whole and len(found) >= number and keys.belongs(key_file, store.secret) and is_paper
