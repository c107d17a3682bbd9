"""The pieces of work that disks fail in and kills fall into: a save, papers as PDF and Word, a backup, going back."""

import contextlib
import itertools
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from db import copies, office_file, restoring
from db.errors import KnownError
from db.journal import find_broken_link
from db.log import LogQuery
from db.store import Store
from desktop import paths
from desktop.domain.reports import periods
from desktop.services import backups, log_export, moving, paper_orders, papers, people
from desktop.services.handover import making, orders, sending
from tests.faults import offices, saver

OLD, NEW = "Tổ cũ", "Tổ mới"


@dataclass(frozen=True)
class Work:
    """What is done in a process of its own; `check` tells, after it ended, whether everything is whole.

    `check` is given whether the work said that it was done; then it must have been.
    """

    name: str
    prepare: Callable[[], Any]
    run: Callable[[Any], object]
    check: Callable[[bool], bool]


def save(store: Store, tries: int = 1) -> Work:
    """A clerk's save of one person, tried so often, as the sentence asks for.

    After a sentence the book holds the old value or the new one: where the very last flush fails, the engine cannot
    know which, so it says the worse.
    """
    numbers = iter(range(1, 1_000_000))
    wanted = {"value": OLD}

    def prepare() -> Store:
        return offices.opened(store)

    def run(opened: Store) -> None:
        for _ in range(tries - 1):
            with contextlib.suppress(KnownError):
                people.save_person(opened, 1, {"workplace": wanted["value"]})
        people.save_person(opened, 1, {"workplace": wanted["value"]})

    def check(is_done: bool) -> bool:
        again = offices.opened(store)
        try:
            held = again.get("person", 1).workplace
            before, wanted["before"] = wanted.get("before"), held
            is_right = held == wanted["value"] if is_done else held in (before, wanted["value"])
            wanted["value"] = f"{NEW} {next(numbers)}"
            return is_right and find_broken_link(again.connection) is None
        finally:
            again.close()

    return Work("save" if tries == 1 else "save again", prepare, run, check)


def export(store: Store, out: Path) -> Work:
    """The papers of one person written over older ones, as one file; its ending says whether PDF or Word."""
    opened = offices.opened(store)
    made = papers.make(paper_orders.gather(opened, 1, offices.TODAY))
    opened.close()
    papers.write_files(made, out)
    old = _content(out)

    def check(is_done: bool) -> bool:
        return out.is_file() and _content(out) == old

    return Work(out.suffix.lstrip(".").upper(), lambda: None, lambda _: papers.write_files(made, out), check)


def _content(path: Path) -> object:
    """What a paper says, read by a library that did not write it."""
    if path.suffix == ".pdf":
        from pypdf import PdfReader

        return [page.extract_text() for page in PdfReader(path).pages]
    import docx

    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def backup(store: Store) -> Work:
    """A copy of the book into the usual folder."""
    folder = paths.backups(store.path)
    kept = {"count": 0}

    def check(is_done: bool) -> bool:
        found = copies.list_backups(folder)
        whole = all(copies.open_copy(copy.path, store.secret) == copy.people for copy in found)
        grown, kept["count"] = len(found) - kept["count"], len(found)
        for copy in found[5:]:
            copy.path.unlink()
            kept["count"] -= 1
        return whole and grown >= is_done

    return Work("backup", lambda: offices.opened(store), backups.backup, check)


def spreadsheet(store: Store, out: Path) -> Work:
    """The log written as Excel over an older one."""
    opened = offices.opened(store)
    log_export.export(opened, LogQuery(), out)
    opened.close()

    def check(is_done: bool) -> bool:
        import openpyxl

        try:
            with contextlib.closing(openpyxl.load_workbook(out, read_only=True)) as book:
                rows = list(book.active.iter_rows(values_only=True))
        except Exception:  # whatever the library calls a broken file
            return False
        return rows[0] == log_export.HEADINGS

    return Work(
        "Excel", lambda: offices.opened(store), lambda opened: log_export.export(opened, LogQuery(), out), check
    )


def hand_over(store: Store, out: Path) -> Work:
    """The folder of a hand-over with its line in the book; the line is never without the folder."""
    opened = offices.opened(store)
    wish = orders.Wish(periods.year(offices.TODAY.year), templates=())
    made = making.make(orders.gather(opened, wish, offices.TODAY))
    opened.close()
    # What is written matters here, not how much of it.
    few = (made.files[0], made.files[-1])

    def prepare() -> tuple[Store, making.Made]:
        book = offices.opened(store)
        order = replace(made.order, sequence=orders.next_sequence(book), completed_runs=())
        for left in out.glob(f"*-lan-{order.sequence:02}"):
            shutil.rmtree(left)  # made whole before a kill kept its line from being written
        return book, replace(made, order=order, files=few)

    def check(is_done: bool) -> bool:
        again = offices.opened(store)
        rows, grown = again.list("hand_over"), again.count("hand_over") > seen["rows"]
        again.close()
        seen["rows"] = len(rows)
        folders = {int(folder.name[-2:]): folder for folder in out.glob("*-lan-[0-9][0-9]")}
        whole = all(_is_whole_folder(folder, few) for folder in folders.values())
        return whole and {row.sequence for row in rows} <= folders.keys() and (grown or not is_done)

    seen = {"rows": 0}
    return Work("hand-over", prepare, lambda given: sending.write(*given, out), check)


def _is_whole_folder(folder: Path, files: tuple[making.HandOverFile, ...]) -> bool:
    return {path.name: path.read_bytes() for path in folder.iterdir()} == {each.name: each.content for each in files}


def pack(store: Store, out: Path) -> Work:
    """The whole office written into one file for another computer, over an older one."""
    folder = paths.backups(store.path)
    numbers = itertools.count(1)

    def prepare() -> Store:
        for copy in copies.list_backups(folder)[3:]:
            copy.path.unlink()
        opened = offices.opened(store)
        moving.take_back(opened)
        return opened

    def check(is_done: bool) -> bool:
        again = offices.opened(store)
        moving.hold_if_moved(again)
        has_moved = bool(again.held_back)
        again.close()
        if not out.exists():
            return not has_moved
        own = office_file.unpack(out, store.secret, out.with_name(f"{next(numbers)}.book"))
        return own == {} and office_file.describe(out).people == saver.PEOPLE and (has_moved or not is_done)

    return Work("office file", prepare, lambda opened: moving.pack(opened, out), check)


def restore(store: Store) -> Work:
    """Going back to the only copy of a book that was changed since."""
    folder = store.path.parent / "Bản gốc"
    opened = offices.opened(store)
    copy = backups.backup(opened, folder).path
    old = saver.state_of(opened)
    people.save_person(opened, 2, {"personal_history": NEW})
    new = saver.state_of(opened)
    opened.close()

    def run(_: object) -> None:
        restoring.restore(store.path, copy, store.secret, paths.backups(store.path), datetime.now())

    def check(is_done: bool) -> bool:
        again = offices.opened(store)
        try:
            held = saver.state_of(again)
            is_whole = held == old if is_done else held in (old, new)
            people.save_person(again, 2, {"personal_history": NEW})
        finally:
            again.close()
        for aside in [*store.path.parent.glob("*trước khôi phục*"), *paths.backups(store.path).glob("*")]:
            aside.unlink()
        return is_whole and copies.open_copy(copy, store.secret) > 0

    return Work("restore", lambda: None, run, check)
