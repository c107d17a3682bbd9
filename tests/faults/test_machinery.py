"""The trials can fail: each part of their machinery finds a fault that was put there."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from db import driver
from db.files import write_whole
from tests.faults import canaries, erasures, injection, offices, pages, settings, showing_window
from tests.faults.disk import SECTOR, Call, Disk
from tests.faults.plain_texts import PAYLOADS
from tests.faults.promise import Outcome

needs_strace = pytest.mark.skipif(not injection.IS_POSSIBLE, reason="no strace on this machine")


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """A disk with one old file."""
    (tmp_path / "a").write_bytes(b"o" * 4 * SECTOR)
    return Disk(tmp_path)


def cuts(disk: Disk) -> list[dict[str, bytes]]:
    return [disk.after_cut(random.Random(number)) for number in range(200)]


def test_what_was_not_flushed_may_be_there_in_part_or_not_at_all(disk: Disk) -> None:
    disk.do(Call("write", "a", 100, b"n" * 3 * SECTOR))
    seen = {cut["a"] for cut in cuts(disk)}
    whole = b"o" * 100 + b"n" * 3 * SECTOR + b"o" * (SECTOR - 100)
    assert {b"o" * 4 * SECTOR, whole} < seen
    assert len(seen) > 4
    disk.do(Call("flush", "a"))
    assert {cut["a"] for cut in cuts(disk)} == {whole}


def test_sizes_may_be_old_or_new(disk: Disk) -> None:
    disk.do(Call("size", "a", 10))
    assert {len(cut["a"]) for cut in cuts(disk)} == {10, 4 * SECTOR}


def test_names_last_only_with_their_folder(disk: Disk) -> None:
    disk.do(Call("link", "b"))
    disk.do(Call("write", "b", 0, b"new"))
    disk.do(Call("flush", "b"))
    disk.do(Call("rename", "b", other="a"))
    seen = [cut.get("a") for cut in cuts(disk)]
    assert b"new" in seen
    assert b"o" * 4 * SECTOR in seen
    disk.do(Call("flush_folder"))
    assert {tuple(cut.items()) for cut in cuts(disk)} == {(("a", b"new"),)}
    disk.do(Call("unlink", "a"))
    assert {len(cut) for cut in cuts(disk)} == {0, 1}


def test_a_second_name_is_the_same_file(disk: Disk) -> None:
    disk.do(Call("alias", "a", other="b"))
    disk.do(Call("flush_folder"))
    disk.do(Call("write", "b", 0, b"n"))
    disk.do(Call("flush", "a"))
    assert {cut["a"][:1] + cut["b"][:1] for cut in cuts(disk)} == {b"nn"}


def write_twice(folder: Path) -> None:
    with (folder / "a").open("wb", buffering=0) as file:
        file.write(b"first")
        file.write(b"second")


def write_safely(folder: Path) -> None:
    write_whole(folder / "a", b"firstsecond")


def raise_bug(_: Path) -> None:
    raise ZeroDivisionError("a bug")


@needs_strace
@pytest.mark.parametrize(
    ("work", "rule", "kind", "left"),
    [
        (write_twice, [], "done", b"firstsecond"),
        (write_twice, ["inject=write:signal=SIGKILL:when=2"], "killed", b"first"),
        (write_safely, ["inject=write:signal=SIGKILL:when=1"], "killed", b"old"),
        (write_twice, ["inject=write:error=ENOSPC:when=2"], "bug", b"first"),
        (write_safely, ["inject=write:error=ENOSPC:when=1+"], "known", b"old"),
        (write_safely, ["inject=fsync:error=EIO:when=1"], "known", b"old"),
        (raise_bug, [], "bug", b"old"),
    ],
)
def test_errors_and_kills_arrive_where_they_are_wanted(
    work: Callable[[Path], None], rule: list[str], kind: str, left: bytes, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    assert injection.run(lambda: tmp_path, work, rule).kind == kind
    assert (tmp_path / "a").read_bytes() == left


@needs_strace
def test_calls_are_counted(tmp_path: Path) -> None:
    assert injection.count_calls(lambda: tmp_path, write_twice) == {"write": 2}
    assert injection.count_calls(lambda: tmp_path, write_safely)["fsync"] == 2


@pytest.mark.parametrize(("count", "most"), [(1, 1), (5, 9), (100, 1), (100, 7), (3, 2)])
def test_places_are_spread_over_all(count: int, most: int) -> None:
    places = injection.spread(count, most)
    assert 1 <= len(places) <= most
    assert set(places) <= set(range(1, count + 1))


def test_what_is_free_and_not_overwritten_is_found_in_the_pages(tmp_path: Path) -> None:
    store = offices.make(tmp_path, people=0)
    for overwrites in (True, False):
        again = offices.opened(store)
        again.connection.execute(f"PRAGMA secure_delete = {int(overwrites)}")
        again.connection.execute("CREATE TABLE gone (text TEXT)")
        again.connection.execute("INSERT INTO gone VALUES (?)", (canaries.NAME * 5,))
        again.close()
        assert canaries.is_in(pages.decrypted(store.path, store.secret))
        again = offices.opened(store)
        again.connection.execute(f"PRAGMA secure_delete = {int(overwrites)}")
        again.connection.execute("DROP TABLE gone")
        again.close()
        assert canaries.is_in(pages.decrypted(store.path, store.secret)) is not overwrites
    assert not canaries.is_in(store.path.read_bytes())


def test_another_key_shows_no_pages(tmp_path: Path) -> None:
    store = offices.make(tmp_path, people=0)
    with pytest.raises(ValueError, match="form"):
        pages.decrypted(store.path, bytes(16))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_name_is_found_however_it_is_written(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x00" + canaries.NAME.upper().encode(encoding) + b"\x00")
    (tmp_path / "luong-khau-pha.pdf").write_bytes(b"")
    (tmp_path / "b.bin").write_bytes("Lò Thị Ánh".encode(encoding))
    assert {path.name for path in canaries.files_with(tmp_path)} == {"a.bin", "luong-khau-pha.pdf"}


def test_markup_is_told_from_text() -> None:
    assert showing_window.is_markup(PAYLOADS[0])
    assert not showing_window.is_markup("Lò Thị Ánh < 18 tuổi")


@pytest.mark.parametrize(("is_kept", "verdict"), [(True, "ok"), (False, "over"), (None, "not measured")])
def test_a_promise_that_is_not_kept_is_said_to_be(is_kept: bool | None, verdict: str) -> None:
    assert Outcome("a", "b", "c", is_kept).line("P1").endswith(f"promised: c  {verdict}")


def test_careless_settings_are_put_back(tmp_path: Path) -> None:
    kept = driver.SETTINGS
    store = offices.make(tmp_path, people=0)
    assert not settings._deaf_driver_opens(store, "synchronous")
    with erasures._no_overwriting():
        assert kept != driver.SETTINGS
    assert kept == driver.SETTINGS
