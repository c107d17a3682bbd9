"""The lock: one program at a time, the second told who holds the book, and free again after a crash."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import BookInUse, CannotWrite
from db.lock import BookLock, lock_file_of, read_holder
from tests.db.full_disk import no_file_beyond

HOLD = """
import sys
from pathlib import Path
from db.lock import BookLock
lock = BookLock(Path(sys.argv[1]), "cửa sổ Kết Nạp")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "sổ.book"
    path.write_bytes(b"book")
    return path


@pytest.fixture
def holder(book: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that holds the book."""
    command = [sys.executable, "-c", HOLD, str(book)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        yield child
        child.kill()


@pytest.mark.usefixtures("holder")
def test_the_second_program_is_told_who_holds_the_book(book: Path) -> None:
    with pytest.raises(BookInUse) as caught:
        BookLock(book)
    known = read_holder(book)
    assert known is not None
    assert known.program == "cửa sổ Kết Nạp"
    for part in ("sổ.book", known.program, known.user, known.machine, "ngày"):
        assert part in caught.value.sentence
    assert "Không có gì bị thay đổi" in caught.value.sentence


def test_a_killed_program_frees_the_book(book: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert lock_file_of(book).exists()
    with BookLock(book, "dòng lệnh") as lock:
        known = read_holder(book)
        assert known is not None
        assert known.program == "dòng lệnh"
        assert lock.path == lock_file_of(book)


def test_an_ended_program_leaves_nothing_beside_the_book(book: Path) -> None:
    with BookLock(book):
        assert lock_file_of(book).exists()
    assert [entry.name for entry in book.parent.iterdir()] == ["sổ.book"]
    with BookLock(book):
        pass


def test_one_program_cannot_open_a_book_twice(book: Path) -> None:
    with BookLock(book), pytest.raises(BookInUse):
        BookLock(book)


def test_another_way_to_the_same_book_is_the_same_lock(book: Path) -> None:
    other = book.parent / "link.book"
    other.symlink_to(book)
    with BookLock(book), pytest.raises(BookInUse):
        BookLock(other)


def test_releasing_twice_does_not_free_the_next_holder(book: Path) -> None:
    first = BookLock(book)
    first.release()
    with BookLock(book):
        first.release()
        with pytest.raises(BookInUse):
            BookLock(book)


def test_an_unreadable_lock_file_still_locks(book: Path) -> None:
    with BookLock(book):
        lock_file_of(book).write_bytes(b"\xff not json")
        with pytest.raises(BookInUse, match="ở chỗ khác\\. "):
            BookLock(book)


def test_a_full_disk_still_locks(book: Path) -> None:
    with no_file_beyond(0), BookLock(book), pytest.raises(BookInUse, match="ở chỗ khác\\. "):
        BookLock(book)
    assert not lock_file_of(book).exists()


def test_a_closed_folder_has_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="Không còn thấy thư mục"):
        BookLock(tmp_path / "gone" / "sổ.book")


TAKE_TURNS = """
import sys
from pathlib import Path
from db.errors import BookInUse
from db.lock import BookLock
book, counter, turns = Path(sys.argv[1]), Path(sys.argv[2]), 0
while turns < 200:
    try:
        with BookLock(book):
            counter.write_text(str(int(counter.read_text()) + 1))
            turns += 1
    except BookInUse:
        pass
"""


def test_four_programs_taking_turns_never_hold_it_together(book: Path, tmp_path: Path) -> None:
    counter = tmp_path / "counter"
    counter.write_text("0")
    command = [sys.executable, "-c", TAKE_TURNS, str(book), str(counter)]
    children = [subprocess.Popen(command) for _ in range(4)]
    assert [child.wait() for child in children] == [0] * 4
    assert counter.read_text() == "800"
