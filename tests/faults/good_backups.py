"""P5: there is always a good backup: whatever is done, going back gives what the copy's day had, and soon enough."""

import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from db import book, people_list
from db.people_list import PeopleQuery
from desktop.services import backups
from desktop.services.demo import make_demo
from tests.db.test_good_backup import Office
from tests.faults import saver
from tests.faults.promise import Outcome

PROMISED = "restore equals model 100 %; 5,000 people in <= 60 s"
_PHASES = (Phase.generate,)


def measure(folder: Path, is_full: bool) -> Outcome:
    """Many offices of random days against a model of them; then one large book there and back."""
    examples, people = (120, 5000) if is_full else (4, 60)
    failure = _run_offices(examples, 20)
    seconds, is_same = _restore_large(folder, people)
    reached = f"{examples} offices of up to 20 days (save, undo, backup, restore, kill, loss): "
    reached += f"{failure or 'all equal their model'}; {people:,} people restored in {seconds:.1f} s"
    is_kept = failure is None and is_same and seconds <= 60
    return Outcome("always a good backup", reached, PROMISED, is_kept)


def _run_offices(examples: int, steps: int) -> str | None:
    """What went wrong first, if anything did."""
    checks = list(HealthCheck)
    wanted = settings(max_examples=examples, stateful_step_count=steps, deadline=None, database=None, phases=_PHASES)
    try:
        run_state_machine_as_test(Office, settings=settings(wanted, suppress_health_check=checks))  # type: ignore[no-untyped-call]
    except AssertionError as error:
        return f"MODEL DIFFERS: {error}"
    return None


def _restore_large(folder: Path, people: int) -> tuple[float, bool]:
    """Seconds to go back to a copy of so many people, and whether all are as they were."""
    demo = make_demo(folder / "large", people)
    secret = book.secret_from_passphrase(demo.book, demo.passphrase)
    store = book.open_book(demo.book, secret, saver.USER)
    before = people_list.page(store, PeopleQuery(), 0, people + 10)
    copy = backups.backup(store).path
    with store.action("Đổi tên") as action:
        for row in before[:50]:
            action.update("person", row.id, {"full_name": "Tên khác"})
    store.close()
    begun = time.monotonic()
    backups.restore(demo.book, copy, secret, saver.USER)
    seconds = time.monotonic() - begun
    again = book.open_book(demo.book, secret, saver.USER)
    after = people_list.page(again, PeopleQuery(), 0, people + 10)
    again.close()
    return seconds, after == before and len(after) >= people * 0.9
