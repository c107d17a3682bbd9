"""P3: a full or failing disk never half-saves, is told in a sentence, and what was typed stays."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import CannotWrite, KnownError
from db.journal import find_broken_link
from desktop.services import people
from tests.faults import injection, offices, works
from tests.faults.promise import Outcome
from tests.faults.works import Work

# A full disk stays full; other errors come once.
ERRORS = {"ENOSPC": "+", "EIO": "", "EACCES": ""}
PROMISED = "0 half states; always a sentence; the typed text stays"


def measure(folder: Path, is_full: bool) -> Outcome:
    """Errors at each write of save, export and backup; a disk of 1 MB filled by saving; the window over a full disk."""
    told, is_kept = [], True
    if injection.IS_POSSIBLE:
        tried, wrong = _inject(folder, 60, 1) if is_full else _inject(folder, 2, 12)
        told.append(f"{len(wrong)} half states or bugs of {tried:,} injected errors")
        told += wrong[:3]
        is_kept = is_kept and tried > 0 and not wrong
    else:
        told.append("no strace: no errors injected")
    small = _fill_small_disk(folder / "small")
    told.append(small or "no right to mount 1 MB: not tried")
    is_kept = is_kept and small != BROKEN
    shown = _window(folder / "window")
    told.append(shown)
    is_kept = is_kept and shown == STAYS
    return Outcome("a full or failing disk", "; ".join(told), PROMISED, is_kept)


def _inject(folder: Path, most: int, step: int) -> tuple[int, list[str]]:
    """At most so many places of each call and error, and of these one in `step`: how many, and what went wrong."""
    store = offices.make(folder / "book")
    done: list[Work] = [works.save(store), works.save(store, 2), works.export(store, folder / "papers.pdf")]
    done += [works.export(store, folder / "papers.docx"), works.backup(store)]
    done += [works.spreadsheet(store, folder / "log.xlsx"), works.pack(store, folder / "office.ketnap")]
    done.append(works.hand_over(store, folder / "hand-overs"))
    tried, wrong = 0, []
    for work in done:
        counts = injection.count_calls(work.prepare, work.run)
        if not work.check(True):
            wrong.append(f"{work.name}: without any error")
        for rule in list(_rules(counts, most))[::step]:
            tried += 1
            ending = injection.run(work.prepare, work.run, [rule])
            if not _is_right(work, ending):
                wrong.append(f"{work.name} {rule}: {ending.kind} {ending.said}")
    return tried, wrong


def _is_right(work: Work, ending: injection.Ending) -> bool:
    """Either it was done in spite of the error, or a sentence said that it was not; and the files agree with that."""
    is_whole = work.check(ending.kind == "done")
    if ending.kind == "known":
        return is_whole and ending.said.endswith(".") and "còn nguyên" in ending.said
    return is_whole and ending.kind == "done"


def _rules(counts: Counter[str], most: int) -> Iterator[str]:
    for call, count in sorted(counts.items()):
        for name, onwards in ERRORS.items():
            for place in injection.spread(count, most):
                yield f"inject={call}:error={name}:when={place}{onwards}"


BROKEN = "1 MB disk: a save was lost or halved"


def _fill_small_disk(folder: Path) -> str | None:
    """Save until a disk of 1 MB is full, then make room and save on; None where no disk can be mounted."""
    with mounted(folder, "1m") as is_mounted:
        if not is_mounted:
            return None
        store = offices.opened(offices.make(folder))
        done = 0
        with _refusal() as refused:
            for number in range(100_000):
                people.save_person(store, 1, {"personal_history": f"{number} " + "ruộng bậc thang " * 600})
                done = number
        held = store.get("person", 1).personal_history
        is_whole = held.startswith(f"{done} ") and find_broken_link(store.connection) is None
        # The same connection goes on as soon as there is room.
        subprocess.run(["mount", "-o", "remount,size=3m", folder], check=True)
        people.save_person(store, 1, {"personal_history": "sau khi có chỗ"})
        is_whole = is_whole and store.get("person", 1).personal_history == "sau khi có chỗ" and bool(refused)
        store.close()
        return f"1 MB disk: {done} saves, then a sentence, 0 half" if is_whole else BROKEN


@contextmanager
def _refusal() -> Iterator[list[KnownError]]:
    found: list[KnownError] = []
    try:
        yield found
    except CannotWrite as error:
        found.append(error)


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[bool]:
    """A disk in memory, such as of "1m", at a new folder; False where this user may mount none."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


STAYS = "the window: typed text stays and is saved later"


def _window(folder: Path) -> str:
    """Type on a person's page, save on a full disk, save again when there is room."""
    from tests.faults import typing_window

    return STAYS if typing_window.is_kept(offices.make(folder)) else "the window: typed text was lost"
