"""There is always a good backup: whatever is done in whatever order, going back gives what the copy's day had."""

import os
import shutil
import signal
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from db import backups, book, copies, keys, lock, restoring, undo
from db.files import part_of
from tests.db.sample_books import make_book, names_in

names = st.sampled_from(["Lò Thị Xuân", "Đèo Văn Long", "Cà Thị Hoa", "Mùa A Páo"])


class Office(RuleBasedStateMachine):
    """A book, a model of the names in it, and copies with the names they must give back."""

    copies_made: Bundle[tuple[Path, list[str]]] = Bundle("copies_made")

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.folder = self.place / "Sao lưu"
        self.now = datetime.fromisoformat("2026-11-21T08:00:00")
        self.store = make_book(self.place / "sổ.book")
        self.names = names_in(self.store)
        self.before: list[list[str]] = []

    @rule(name=names)
    def add(self, name: str) -> None:
        self.before.append(list(self.names))
        with self.store.action("Thêm người") as action:
            action.insert("person", {"full_name": name})
        self.names.append(name)

    @rule(name=names, which=st.integers(0, 2))
    def rename(self, name: str, which: int) -> None:
        person = self.store.list("person")[which]
        with self.store.action("Sửa tên") as action:
            action.update("person", person.id, {"full_name": name})
        if action.changes:
            self.before.append(list(self.names))
        self.names[which] = name

    @rule()
    def take_back(self) -> None:
        if self.before:
            last = undo.last_action(self.store)
            assert last is not None
            undo.undo(self.store, last.number)
            self.names = self.before.pop()

    @rule(name=names)
    def crash_in_the_midst_of_a_save(self, name: str) -> None:
        self.store.close()
        child = os.fork()
        if child == 0:
            store = book.open_book(self.store.path, self.store.secret, "nguoi.thu")
            with store.action("Thêm người") as action:
                action.insert("person", {"full_name": name})
                # What does not fit in memory any more is written into the book before the action is over.
                store.connection.execute("PRAGMA cache_size = 5")
                action.insert_all("setting", [{"key": str(number), "value": "x" * 500} for number in range(300)])
                os.kill(os.getpid(), signal.SIGKILL)
        os.waitpid(child, 0)
        assert lock.read_holder(self.store.path) is not None
        self.reopen()

    @rule(target=copies_made, hours=st.integers(-30, 60))
    def back_up(self, hours: int) -> tuple[Path, list[str]]:
        # The clock goes forward and back.
        self.now += timedelta(hours=hours)
        made = backups.make(self.store.connection, self.store.path, self.store.secret, self.folder, self.now)
        return made.path, list(self.names)

    @rule(made=copies_made)
    def go_back(self, made: tuple[Path, list[str]]) -> None:
        self.store.close()
        done = restoring.restore(self.store.path, made[0], self.store.secret, self.folder, self.now)
        assert done.remarks == []
        self.reopen()
        self.names = list(made[1])

    @rule()
    def lose_the_machine_and_go_back_to_the_newest(self) -> None:
        newest = copies.list_backups(self.folder, "sổ")
        if newest:
            self.store.close()
            with copies.reading(newest[0].path, self.store.secret) as connection:
                held = [row[0] for row in connection.execute("SELECT full_name FROM person ORDER BY id")]
            for path in (self.store.path, keys.key_file_of(self.store.path)):
                path.unlink()
            restoring.restore(self.store.path, newest[0].path, self.store.secret, self.folder, self.now)
            self.reopen()
            self.names = held

    @rule(made=consumes(copies_made))
    def damage_a_copy(self, made: tuple[Path, list[str]]) -> None:
        # It can no longer be gone back to, and nothing else suffers.
        made[0].unlink()
        part_of(made[0]).write_bytes(b"half")

    @invariant()
    def every_copy_still_has_what_its_day_had(self) -> None:
        if hasattr(self, "store"):
            assert names_in(self.store) == self.names
            assert not list(self.place.glob("*.part"))

    def reopen(self) -> None:
        self.store = book.open_book(self.store.path, self.store.secret, "nguoi.thu")
        self.before = []

    def teardown(self) -> None:
        if hasattr(self, "store"):
            for copy in copies.list_backups(self.folder):
                assert copies.open_copy(copy.path, self.store.secret) == copy.people
            self.store.close()
            shutil.rmtree(self.place)


TestGoodBackup = Office.TestCase
TestGoodBackup.settings = settings(max_examples=8, stateful_step_count=15, deadline=None)
